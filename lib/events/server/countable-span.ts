import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import { dayConditions, hourTable, type Span } from "./filter-sql";
import { asksCredential, isCounted, type ResolvedFilter } from "./resolved-filter";

const EVENTS_MAX = 400_000;
/** What can be read before a first picture has to be there. */
const FIRST_EVENTS_MAX = 40_000;
const DAY_MS = 86_400_000;

/** With `isFirst` somebody waits for a first picture, and far fewer events are taken. */
type Wanted = Span & { readonly isFirst?: boolean };

/**
 * How much of the span can be counted in one go: all of it where the rollups can tell, else its latest days, as many as do not
 * hold more events than can be read while somebody waits; always at least one.
 */
export function countableSpan(ctx: Context, filter: ResolvedFilter, span: Wanted): Promise<Span> {
  return isCounted(filter) ? Promise.resolve({ from: span.from, to: span.to }) : readableSpan(ctx, filter, span);
}

/** The latest days of the span, as many as do not hold more events than can be read one by one while somebody waits; at least one. */
export async function readableSpan(ctx: Context, filter: ResolvedFilter, span: Wanted): Promise<Span> {
  const eventsMax = span.isFirst === true ? FIRST_EVENTS_MAX : EVENTS_MAX;
  const firstDay = new Date(Math.floor(span.from.getTime() / DAY_MS) * DAY_MS);
  const rollup = asksCredential(filter)
    ? sql`(select hour as at, * from ${hourTable(filter)})`
    : sql`(select day as at, * from activity_day)`;
  const tooFar = await firstRow(
    ctx.pool,
    z.object({ day: z.date() }),
    sql`
      with days as (
        select date_trunc('day', a.at) as day, sum(a.events) as events from ${rollup} a
        where a.at >= ${firstDay} and a.at < ${span.to} and ${dayConditions(filter)}
        group by 1
      ), running as (
        select day, sum(events) over (order by day desc) as so_far, row_number() over (order by day desc) as n from days
      )
      select day from running where so_far > ${eventsMax} and n > 1 order by day desc limit 1`,
  );
  if (tooFar === null) return { from: span.from, to: span.to };
  return { from: new Date(Math.max(span.from.getTime(), tooFar.day.getTime() + DAY_MS)), to: span.to };
}
