import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, type Sql, sql } from "@/lib/db/sql";
import { activitySource, hourlySource } from "./activity-source";
import { eventConditions, eventSource, type Span } from "./filter-sql";
import type { ResolvedFilter } from "./resolved-filter";
import type { Direction } from "./walk-events";

/** The instant of the event at a rank, and how many events of that same instant come before it. */
export type RankPlace = { readonly timeMs: number; readonly skip: number };

type RankInput = {
  readonly filter: ResolvedFilter;
  readonly span: Span;
  readonly direction: Direction;
  readonly rank: number;
};

const Step = z.object({ at: z.date(), before: z.number() });

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Finds the event at a rank (0 is the first in the direction) of a counted filter without reading those before it: cumulative counts
 * lead to its day, then its hour, then its instant. Null past the end.
 */
export async function locateRank(ctx: Context, input: RankInput): Promise<RankPlace | null> {
  const inDay = await locateDay(ctx, input);
  if (inDay === null) return null;
  const hour = await step(
    ctx,
    { source: hourlySource(input.filter, inDay.span), group: sql`date_trunc('hour', a.at)` },
    inDay,
  );
  if (hour === null) return null;
  const inHour = { ...inDay, rank: inDay.rank - hour.before, span: within(inDay.span, hour.at, HOUR_MS) };
  const events = sql`(
    select e.event_time as at, 1 as events from ${eventSource(input.filter, inHour.span)} where ${eventConditions(input.filter)}) a`;
  const instant = await step(ctx, { source: events, group: sql`a.at` }, inHour);
  return instant === null ? null : { timeMs: instant.at.getTime(), skip: inHour.rank - instant.before };
}

/** A span of a day or less needs no day to be found. */
async function locateDay(ctx: Context, input: RankInput): Promise<RankInput | null> {
  if (input.span.to.getTime() - input.span.from.getTime() <= DAY_MS) return input;
  const day = await step(
    ctx,
    { source: activitySource(input.filter, input.span), group: sql`date_trunc('day', a.at)` },
    input,
  );
  return day && { ...input, rank: input.rank - day.before, span: within(input.span, day.at, DAY_MS) };
}

/** The first group whose events reach beyond the rank, and how many events the groups before it have. */
function step(
  ctx: Context,
  { source, group }: { readonly source: Sql; readonly group: Sql },
  { direction, rank }: RankInput,
): Promise<z.output<typeof Step> | null> {
  const order = direction === 1 ? sql`asc` : sql`desc`;
  return firstRow(
    ctx.pool,
    Step,
    sql`
      with groups as (
        select ${group} as at, sum(a.events) as events from ${source} group by 1
      ), running as (
        select at, events, sum(events) over (order by at ${order}) - events as before from groups
      )
      select at, before::float8 as before from running where before + events > ${rank} order by at ${order} limit 1`,
  );
}

function within(span: Span, at: Date, lengthMs: number): Span {
  const from = Math.max(span.from.getTime(), at.getTime());
  return { from: new Date(from), to: new Date(Math.min(span.to.getTime(), at.getTime() + lengthMs)) };
}
