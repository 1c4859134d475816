import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, type Sql, sql } from "@/lib/db/sql";
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
  /** Which reading found it: the count is of that one. */
  source: z.enum(["days", "events"]),
  /** Our number of what it is, for finding its first event. */
  id: z.number(),
});
export type FirstTime = z.output<typeof FirstTime>;

export type FirstTimesInput = { readonly principals: readonly number[]; readonly span: Span; readonly limit: number };

/** Actions, Regions, accounts and containers of the identity whose first day of all lies in the span: the rollup by days knows them all. */
export function firstTimesInDays(ctx: Context, { principals, span, limit }: FirstTimesInput): Promise<FirstTime[]> {
  const isFirst = sql`having min(f.first) >= ${span.from} and min(f.first) < ${span.to}`;
  return rows(
    ctx.pool,
    FirstTime,
    sql`
      with firsts as materialized (
        select action_id, region_id, account_id, container_id, min(first_at) as first from activity_day
        where principal_id = any(${principals}::int[]) and day < ${span.to}
        group by grouping sets ((action_id), (region_id), (account_id), (container_id))
      ), fresh as (
        select 'action' as field, ac.source || ':' || ac.name as value, ac.name as label, ac.source as note, min(f.first) as first, min(ac.id) as id
        from firsts f join action ac on ac.id = f.action_id group by ac.source, ac.name ${isFirst}
        union all
        select 'region', r.region, r.region, null, min(f.first), r.id from firsts f join region r on r.id = f.region_id group by r.id ${isFirst}
        union all
        select 'account', a.account, a.account, a.name, min(f.first), a.id from firsts f join account a on a.id = f.account_id group by a.id ${isFirst}
        union all
        select 'resource', r.uid::text, r.key, nullif(r.type, ''), min(f.first), r.id from firsts f join resource r on r.id = f.container_id group by r.id ${isFirst}
      )
      ${limited(limit, sql`'days'`, sql`field <> 'resource' or ${notTouchedBefore(principals)}`)}`,
  );
}

/** A container may have been touched itself before anything in it was. */
function notTouchedBefore(principals: readonly number[]): Sql {
  return sql`(select true from event e where e.resource_id = fresh.id and e.principal_id = any(${principals}::int[]) and e.event_time < fresh.first limit 1) is null`;
}

/**
 * Addresses, and resources that belong to nothing, that the identity had not had before `span`, from reading its events one by one:
 * no rollup knows them.
 */
export function firstTimesInEvents(ctx: Context, { principals, span, limit }: FirstTimesInput): Promise<FirstTime[]> {
  const own = sql`principal_id = any(${principals}::int[])`;
  const seen = (column: Sql, condition: Sql): Sql => sql`
    select ${column} as id, min(event_time) as first from event
    where ${own} and event_time >= ${span.from} and event_time < ${span.to} and ${column} is not null and ${condition} group by 1`;
  const earlier = (column: Sql): Sql =>
    sql`(select true from event e where e.${column} = s.id and e.${own} and e.event_time < ${span.from} limit 1) is null`;
  return rows(
    ctx.pool,
    FirstTime,
    sql`
      with addresses as materialized (${seen(sql`address_id`, sql`true`)}),
      things as materialized (${seen(sql`resource_id`, sql`container_id is null`)}),
      containers as materialized (
        select container_id as id, min(first_at) as first from activity_day where ${own} and container_id in (select id from things) group by 1
      ), fresh as (
        select 'ip' as field, a.address as value, a.address as label, null::text as note, s.first, s.id
        from addresses s join address a on a.id = s.id where ${earlier(sql`address_id`)}
        union all
        select 'resource', r.uid::text, r.key, nullif(r.type, ''), s.first, s.id
        from things s join resource r on r.id = s.id left join containers c on c.id = s.id
        where coalesce(c.first >= s.first, true) and ${earlier(sql`resource_id`)}
      )
      ${limited(limit, sql`'events'`, sql`true`)}`,
  );
}

/** The earliest of each field of `fresh`, and how many it has. */
function limited(limit: number, source: Sql, condition: Sql): Sql {
  return sql`
    select field, value, label, note, first, id, "inAll", ${source} as source from (
      select fresh.*, row_number() over (partition by field order by first, value) as n, (count(*) over (partition by field))::int as "inAll"
      from fresh where ${condition}
    ) ranked where n <= ${limit} order by field, first, value`;
}
