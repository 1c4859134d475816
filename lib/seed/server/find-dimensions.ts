import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { eventsHref } from "@/lib/events/search-params";
import type { FilterField } from "@/lib/events/event-filter";
import type { SeedHit, SeedKind } from "@/lib/seed/contract";

const Found = z.object({
  indicator: z.string(),
  value: z.string(),
  label: z.string(),
  note: z.string().nullable(),
  first: z.date().nullable(),
  last: z.date().nullable(),
  events: z.number().nullable(),
});

/** Accounts that records were delivered to, by number or name. */
export function findAccounts(ctx: Context, indicators: readonly string[]): Promise<SeedHit[]> {
  const query = sql`
    select q.indicator, a.account as value, a.account as label, a.name as note, min(d.first_at) as first, max(d.last_at) as last, sum(d.events)::float8 as events
    from unnest(${[...indicators]}::text[]) q (indicator)
    join account a on a.account = replace(q.indicator, '-', '') or lower(a.name) = lower(q.indicator)
    join activity_day d on d.account_id = a.id
    group by 1, 2, 3, 4`;
  return findHits(ctx, { kind: "account", field: "account", query });
}

/** Addresses that calls came from; also service names, which CloudTrail writes in the same place. */
export function findSourceAddresses(ctx: Context, indicators: readonly string[]): Promise<SeedHit[]> {
  const query = sql`
    select q.indicator, a.address as value, a.address as label, null::text as note, min(e.event_time) as first, max(e.event_time) as last, count(*)::float8 as events
    from unnest(${[...indicators]}::text[]) q (indicator)
    join address a on a.address = q.indicator
    join event e on e.address_id = a.id
    group by 1, 2, 3`;
  return findHits(ctx, { kind: "address", field: "ip", query });
}

/** Actions by name, or by service and name. */
export function findActions(ctx: Context, indicators: readonly string[]): Promise<SeedHit[]> {
  const query = sql`
    select q.indicator, a.source || ':' || a.name as value, a.name as label, a.source as note, min(d.first_at) as first, max(d.last_at) as last, sum(d.events)::float8 as events
    from unnest(${[...indicators]}::text[]) q (indicator)
    join action a on a.name = q.indicator or a.source || ':' || a.name = q.indicator or split_part(a.source, '.', 1) || ':' || a.name = q.indicator
    join activity_day d on d.action_id = a.id
    group by 1, 2, 3, 4`;
  return findHits(ctx, { kind: "action", field: "action", query });
}

type Lookup = { readonly kind: SeedKind; readonly field: FilterField; readonly query: Sql };

async function findHits(ctx: Context, { kind, field, query }: Lookup): Promise<SeedHit[]> {
  const found = await rows(ctx.pool, Found, query);
  return found.map(({ indicator, value, label, note, first, last, events }) => ({
    indicator,
    kind,
    label,
    note,
    firstMs: first?.getTime() ?? null,
    lastMs: last?.getTime() ?? null,
    events,
    href: eventsHref({ clauses: [{ field, not: false, value }] }),
    profileHref: null,
  }));
}
