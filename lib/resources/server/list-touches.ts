import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import { eventSource, OUTCOME, type Span } from "@/lib/events/server/filter-sql";
import { HUMAN } from "@/lib/identities/contract";
import { type listTouches as endpoint, TOUCH_IDENTITIES_MAX, type TouchStep } from "@/lib/resources/contract";
import { foldTouches } from "@/lib/resources/fold-touches";
import { findThing } from "./find-thing";
import { touchedSpan } from "./touched-span";
import { touchFilter, touchSpan } from "./touch-span";

type Input = z.output<typeof endpoint.input>;

const FIRST_MOST = 10_000;
const STEP_MOST = 50_000;

const Group = z.object({
  identityId: z.string().nullable(),
  identity: z.string(),
  identityKind: z.string().nullable(),
  human: z.enum(HUMAN).nullable(),
  source: z.string(),
  name: z.string(),
  outcome: z.enum(["ok", "error", "denied"]),
  actions: z.number(),
  firstMs: z.number(),
  lastMs: z.number(),
});
const Counted = z.object({
  groups: z.array(Group),
  places: z.array(z.object({ account: z.string(), region: z.string(), records: z.number() })),
});

/**
 * Who touched a resource or what lies in it, and how, in the latest part of the window that can be read while somebody waits. An action
 * of which several accounts got a record counts once, by the record of its caller's own account where there is one.
 */
export async function listTouches(ctx: Context, input: Input): Promise<TouchStep> {
  const thing = await findThing(ctx, input.resource);
  const window = await touchedSpan(ctx, thing.ids, input);
  if (window === null)
    return { touches: [], identities: 0, actions: 0, records: 0, places: [], uncountedBeforeMs: null };
  const most = input.isFirst ? FIRST_MOST : STEP_MOST;
  const span = await touchSpan(ctx, thing.ids, { ...window, most });
  const { groups, places } = await count(ctx, thing.ids, span);
  const touches = foldTouches(groups);
  const who = [...new Set(touches.map(({ identityId, identity }) => identityId ?? identity))];
  const shown = new Set(who.slice(0, TOUCH_IDENTITIES_MAX));
  return {
    touches: touches.filter(({ identityId, identity }) => shown.has(identityId ?? identity)),
    identities: who.length,
    actions: groups.reduce((sum, { actions }) => sum + actions, 0),
    records: places.reduce((sum, { records }) => sum + records, 0),
    places,
    uncountedBeforeMs: span.from > window.from ? span.from.getTime() : null,
  };
}

async function count(ctx: Context, ids: readonly number[], span: Span): Promise<z.output<typeof Counted>> {
  const found = await firstRow(
    ctx.pool,
    Counted,
    sql`
      with touch as materialized (
        select e.principal_id, e.action_id, e.account_id, e.region_id, e.error_id, e.event_time, e.event_id, e.shared_event_id, ${OUTCOME} as failed
        from ${eventSource(touchFilter(ids, span), span)}
      ), act as (
        select principal_id, action_id, error_id, failed, event_time from touch where shared_event_id is null
        union all
        select principal_id, action_id, error_id, failed, event_time from (
          select distinct on (t.shared_event_id) t.* from touch t
          join principal p on p.id = t.principal_id join account a on a.id = t.account_id
          where t.shared_event_id is not null
          order by t.shared_event_id, (p.account is not distinct from a.account) desc, t.event_time, t.event_id) once
      ), grouped as (
        select i.id as "identityId", coalesce(i.name, p.name, p.key) as identity, coalesce(i.kind, p.kind) as "identityKind", i.human, x.source, x.name,
          case when a.failed = 0 then 'ok'
            when d.code ilike '%denied%' or d.code ilike '%unauthorized%' or d.code ilike '%forbidden%' then 'denied' else 'error' end as outcome,
          count(*)::int as actions, (extract(epoch from min(a.event_time)) * 1000)::float8 as "firstMs",
          (extract(epoch from max(a.event_time)) * 1000)::float8 as "lastMs"
        from act a join action x on x.id = a.action_id join principal p on p.id = a.principal_id
        left join principal_identity pi on pi.principal_id = a.principal_id left join identity i on i.id = pi.identity_id
        left join error_code d on d.id = a.error_id
        group by 1, 2, 3, 4, 5, 6, 7
      ), placed as (
        select a.account, r.region, count(*)::int as records
        from touch t join account a on a.id = t.account_id join region r on r.id = t.region_id group by 1, 2
      )
      select (select coalesce(json_agg(g), '[]') from grouped g) as groups,
        (select coalesce(json_agg(p order by p.records desc, p.account, p.region), '[]') from placed p) as places`,
  );
  return found ?? { groups: [], places: [] };
}
