import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import type { EventPosition } from "@/lib/events/event-cursor";
import { listableHours } from "./activity-source";
import type { Span } from "./filter-sql";
import { asksCredential, isCounted, type ResolvedFilter } from "./resolved-filter";

/** A stretch of time to read events from; `principals` are all that can have some there, null where nothing says. */
export type Window = Span & { readonly principals: readonly number[] | null };

type WindowInput = {
  readonly filter: ResolvedFilter;
  readonly span: Span;
  readonly direction: 1 | -1;
  readonly start: EventPosition | null;
  /** How many events it should hold, as far as the rollups can tell. */
  readonly target: number;
  /** How far to look first. */
  readonly lookMs: number;
};

const HOUR_MS = 3_600_000;
const GROWTH = 4;
const PRINCIPALS_MAX = 20;

/**
 * The next stretch of time in which the filter can have events, no longer than it takes to hold about `target` of them; null when
 * the rest of the span has none. Looks at stretches that grow, so that an empty decade costs a few looks.
 */
export async function nextWindow(ctx: Context, input: WindowInput): Promise<Window | null> {
  const rest = remaining(input);
  if (rest === null) return null;
  const principals = askedPrincipals(input.filter);
  if (principals !== null) return { ...rest, principals };
  for (let lookMs = input.lookMs; ; lookMs *= GROWTH) {
    const look = nearPart(rest, input.direction, lookMs);
    if (isIndexed(input.filter)) return { ...look, principals: null };
    const found = await activeHours(ctx, input, look);
    const isWhole = look.from <= rest.from && look.to >= rest.to;
    if (isWhole || (found !== null && found.events >= input.target)) return found;
  }
}

/** The principals of a filter that asks for a few of them and for nothing else: the key of events itself answers it, since every row in reach matches. */
export function askedPrincipals(filter: ResolvedFilter): readonly number[] | null {
  const { principals } = filter;
  if (principals === null || principals.length > PRINCIPALS_MAX || !isCounted(filter) || asksCredential(filter))
    return null;
  const others = [filter.actions, filter.accounts, filter.regions, filter.outcomes];
  return others.every((one) => one === null) && filter.notPrincipals.length === 0 ? principals : null;
}

/** Filters that an index answers by itself: reading them by principal would cost more. */
export function isIndexed(filter: ResolvedFilter): boolean {
  return filter.resources !== null || filter.addresses !== null;
}

function remaining({ span, direction, start }: WindowInput): Span | null {
  if (start === null) return span.to > span.from ? span : null;
  const atMs = direction === 1 || start.id === null ? start.timeMs : start.timeMs + 1;
  const from = direction === 1 ? Math.max(atMs, span.from.getTime()) : span.from.getTime();
  const to = direction === 1 ? span.to.getTime() : Math.min(atMs, span.to.getTime());
  return to > from ? { from: new Date(from), to: new Date(to) } : null;
}

function nearPart(rest: Span, direction: 1 | -1, lengthMs: number): Span {
  if (direction === 1)
    return { from: rest.from, to: new Date(Math.min(rest.to.getTime(), floorHour(rest.from.getTime() + lengthMs))) };
  return { from: new Date(Math.max(rest.from.getTime(), floorHour(rest.to.getTime() - lengthMs))), to: rest.to };
}

const Active = z.object({
  from: z.date().nullable(),
  to: z.date().nullable(),
  events: z.number(),
  principals: z.array(z.number()).nullable(),
});

/** The nearest hours of the look that hold `target` events, or all that it has; null where it has none. */
async function activeHours(
  ctx: Context,
  input: WindowInput,
  look: Span,
): Promise<(Window & { events: number }) | null> {
  const nearFirst = input.direction === 1 ? sql`asc` : sql`desc`;
  const found = await firstRow(
    ctx.pool,
    Active,
    sql`
      with hours as (
        select a.hour, sum(a.events) as events, array_agg(distinct a.principal_id) as principals
        from ${listableHours(input.filter, { from: new Date(floorHour(look.from.getTime())), to: look.to })}
        group by a.hour
      ), running as (
        select hour, events, principals, sum(events) over (order by hour ${nearFirst}) - events as before from hours
      ), near as (
        select * from running where before < ${input.target}
      )
      select min(hour) as from, max(hour) + interval '1 hour' as to, coalesce(sum(events), 0)::float8 as events,
        (select array_agg(distinct p) from near n, unnest(n.principals) p) as principals
      from near`,
  );
  if (found === null || found.from === null || found.to === null || found.principals === null) return null;
  return {
    from: new Date(Math.max(found.from.getTime(), look.from.getTime())),
    to: new Date(Math.min(found.to.getTime(), look.to.getTime())),
    events: found.events,
    principals: found.principals,
  };
}

function floorHour(timeMs: number): number {
  return Math.floor(timeMs / HOUR_MS) * HOUR_MS;
}
