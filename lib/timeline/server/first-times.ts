import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { Span } from "@/lib/events/server/filter-sql";
import { FIRST_SEEN_FIELDS } from "@/lib/timeline/contract";

export const FirstTime = z.object({
  field: z.enum(FIRST_SEEN_FIELDS),
  value: z.string(),
  label: z.string(),
  note: z.string().nullable(),
  first: z.date(),
  /** Of this field, with those that the limit left out. */
  inAll: z.number(),
  /** Our number of what it is, for finding its first event. */
  id: z.number(),
});
export type FirstTime = z.output<typeof FirstTime>;

export type FirstTimesInput = { readonly principals: readonly number[]; readonly span: Span; readonly limit: number };

/**
 * Actions, Regions, accounts, addresses, and resources by what they belong to, whose first time of all lies in the span: the earliest of each
 * field. The rollups by days know them all: nothing is asked of the events, nor of what others did.
 */
export function readFirstTimes(ctx: Context, { principals, span, limit }: FirstTimesInput): Promise<FirstTime[]> {
  const isFirst = sql`having min(f.first) >= ${span.from} and min(f.first) < ${span.to}`;
  const own = sql`principal_id = any(${principals}::int[]) and day < ${span.to}`;
  return rows(
    ctx.pool,
    FirstTime,
    sql`
      with acted as materialized (
        select action_id, region_id, account_id, container_id, min(first_at) as first from activity_day
        where ${own} group by grouping sets ((action_id), (region_id), (account_id), (container_id))
      ), seen as materialized (
        select field, value_id, min(first_at) as first from seen_day where ${own} group by 1, 2
      ), touched as (
        select container_id as id, first from acted where container_id <> 0
        union all
        select value_id, first from seen where field = 1
      ), fresh as (
        select 'action' as field, ac.source || ':' || ac.name as value, ac.name as label, ac.source as note, min(f.first) as first, min(ac.id) as id
        from acted f join action ac on ac.id = f.action_id group by ac.source, ac.name ${isFirst}
        union all
        select 'region', r.region, r.region, null, min(f.first), r.id from acted f join region r on r.id = f.region_id group by r.id ${isFirst}
        union all
        select 'account', a.account, a.account, a.name, min(f.first), a.id from acted f join account a on a.id = f.account_id group by a.id ${isFirst}
        union all
        select 'resource', r.uid::text, r.key, nullif(r.type, ''), f.first, r.id
        from (select f.id, min(f.first) as first from touched f group by f.id ${isFirst}) f join resource r on r.id = f.id
        union all
        select 'ip', a.address, a.address, null, f.first, a.id
        from (select f.value_id, min(f.first) as first from seen f where f.field = 0 group by f.value_id ${isFirst}) f join address a on a.id = f.value_id
      )
      select field, value, label, note, first, id, "inAll" from (
        select fresh.*, row_number() over (partition by field order by first, value) as n, (count(*) over (partition by field))::int as "inAll"
        from fresh
      ) ranked where n <= ${limit} order by field, first, value`,
  );
}
