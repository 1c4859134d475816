import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import { activitySource, hourlySource } from "@/lib/events/server/activity-source";
import { countDropped, droppedSource } from "@/lib/events/server/count-dropped";
import { countableSpan } from "@/lib/events/server/countable-span";
import { filterSpan } from "@/lib/events/server/filter-span";
import {
  activityConditions,
  dayConditions,
  eventConditions,
  eventSource,
  OUTCOME,
  type Span,
  hourTable,
} from "@/lib/events/server/filter-sql";
import { asksCredential, isCounted, type ResolvedFilter } from "@/lib/events/server/resolved-filter";
import { resolveFilter } from "@/lib/events/server/resolve-filter";
import { binSql } from "./bin-sql";
import { chooseBucketWidth } from "@/lib/timeline/choose-bucket-width";
import type { Density, getDensity as endpoint } from "@/lib/timeline/contract";

type Input = z.output<typeof endpoint.input>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FIRST_DAY = new Date("2006-01-01T00:00:00Z");
const LAST_DAY = new Date("2080-01-01T00:00:00Z");
/** Above this many events, buckets narrower than an hour would cost a read of all of them. */
const NARROW_EVENTS_MAX = 400_000;
/** Above this many, buckets of hours take longer than a first picture may. */
const ROUGH_EVENTS_MAX = 150_000;
const NARROW_FREE_MS = 2 * DAY_MS;
/** So much of the rollup by hours is quick whoever it is about. */
const HOURS_FREE_MS = 14 * DAY_MS;

/** How many events there are in each stretch of the window, failed ones apart: from the rollups for wide buckets, from the events for narrow ones. */
export async function getDensity(ctx: Context, input: Input): Promise<Density> {
  const filter = await resolveFilter(ctx, input.filter);
  const span = await filterSpan(ctx, filter);
  const window = span && (await shownWindow(ctx, filter, span));
  if (span === null || window === null) return nothing(filter);
  const end = input.beforeMs === null ? window.to : new Date(Math.min(input.beforeMs, window.to.getTime()));
  const counted = await countableSpan(ctx, filter, { from: window.from, to: end, isFirst: input.isFirst });
  const hasDropped = (await countDropped(ctx, filter, window)).events > 0;
  const { bucketMs, isRough } = await widthFor(ctx, filter, { ...input, window, hasDropped });
  const startMs = Math.floor(window.from.getTime() / bucketMs) * bucketMs;
  const ok = zeros(Math.ceil((window.to.getTime() - startMs) / bucketMs));
  const error = zeros(ok.length);
  for (const row of await countBuckets(ctx, filter, { span: counted, bucketMs })) {
    (row.outcome === 1 ? error : ok)[Math.round((row.start.getTime() - startMs) / bucketMs)] = row.events;
  }
  const isFirstStep = input.beforeMs === null;
  return {
    window: { fromMs: window.from.getTime(), toMs: window.to.getTime() },
    startMs,
    bucketMs,
    ok,
    error,
    total: ok.reduce((sum, count) => sum + count, 0) + error.reduce((sum, count) => sum + count, 0),
    dropped:
      hasDropped && isFirstStep
        ? await droppedBuckets(ctx, filter, { window, startMs, bucketMs, length: ok.length })
        : [],
    uncountedBeforeMs: counted.from > window.from ? counted.from.getTime() : null,
    isRough,
    isCounted: isCounted(filter),
  };
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}

function nothing(filter: ResolvedFilter): Density {
  return {
    window: null,
    startMs: 0,
    bucketMs: DAY_MS,
    ok: [],
    error: [],
    total: 0,
    dropped: [],
    uncountedBeforeMs: null,
    isRough: false,
    isCounted: isCounted(filter),
  };
}

/** What was asked for; where an end is open, the first or last moment at which the rollups have anything. */
async function shownWindow(ctx: Context, filter: ResolvedFilter, span: Span): Promise<Span | null> {
  if (filter.from !== null && filter.to !== null) return withinReason({ from: filter.from, to: filter.to });
  const rollup = asksCredential(filter) ? sql`${hourTable(filter)} a where a.hour` : sql`activity_day a where a.day`;
  const found = await firstRow(
    ctx.pool,
    z.object({ first: z.date().nullable(), last: z.date().nullable() }),
    sql`
      select min(a.first_at) as first, max(a.last_at) as last
      from ${rollup} between ${new Date(Math.floor(span.from.getTime() / DAY_MS) * DAY_MS)} and ${span.to} and ${activityConditions(filter)}`,
  );
  const from = filter.from ?? found?.first;
  const to = filter.to ?? (found?.last ? afterSecond(found.last) : null);
  return from && to ? withinReason({ from, to }) : null;
}

/** The end of the second of the last event: windows are written in whole ones. */
function afterSecond(time: Date): Date {
  return new Date((Math.floor(time.getTime() / 1000) + 1) * 1000);
}

/** No event is older than CloudTrail's predecessors, and a window has an end: the answer stays bounded whatever is asked. */
function withinReason({ from, to }: Span): Span | null {
  const window = { from: from > FIRST_DAY ? from : FIRST_DAY, to: to < LAST_DAY ? to : LAST_DAY };
  return window.to > window.from ? window : null;
}

type Width = { readonly bucketMs: number; readonly isRough: boolean };
type WidthInput = Pick<Input, "buckets" | "isFirst"> & { readonly window: Span; readonly hasDropped: boolean };

/** As narrow as was asked for, unless that reads too much: a first answer is then given in days, and below an hour it stays at hours. */
async function widthFor(ctx: Context, filter: ResolvedFilter, input: WidthInput): Promise<Width> {
  const { window, buckets, isFirst } = input;
  const windowMs = window.to.getTime() - window.from.getTime();
  const bucketMs = chooseBucketWidth(windowMs, buckets);
  // Of what was dropped, only hours are known.
  if (input.hasDropped && bucketMs < HOUR_MS && isCounted(filter)) return { bucketMs: HOUR_MS, isRough: false };
  const asked = { bucketMs, isRough: false };
  const mayBeRough = isFirst && bucketMs >= HOUR_MS && bucketMs < DAY_MS && windowMs > HOURS_FREE_MS;
  const mayBeWider = bucketMs < HOUR_MS && windowMs > NARROW_FREE_MS;
  if (!isCounted(filter) || asksCredential(filter) || (!mayBeRough && !mayBeWider)) return asked;
  const found = await firstRow(
    ctx.pool,
    z.object({ events: z.number() }),
    sql`select coalesce(sum(a.events), 0)::float8 as events from activity_day a
      where a.day >= ${new Date(window.from.getTime() - DAY_MS)} and a.day < ${window.to} and ${dayConditions(filter)}`,
  );
  if ((found?.events ?? 0) <= (mayBeRough ? ROUGH_EVENTS_MAX : NARROW_EVENTS_MAX)) return asked;
  return mayBeRough ? { bucketMs: DAY_MS, isRough: true } : { bucketMs: HOUR_MS, isRough: false };
}

type Grid = { readonly window: Span; readonly startMs: number; readonly bucketMs: number; readonly length: number };

/** An hour is counted in the bucket of its beginning. */
async function droppedBuckets(ctx: Context, filter: ResolvedFilter, grid: Grid): Promise<number[]> {
  const { startMs, bucketMs } = grid;
  const counts = zeros(grid.length);
  const found = await rows(
    ctx.pool,
    z.object({ at: z.number(), events: z.number() }),
    sql`
      select greatest(0, floor((extract(epoch from a.at)::float8 * 1000 - ${startMs}::float8) / ${bucketMs}::float8)) as at, sum(a.events)::float8 as events
      from ${droppedSource(filter, grid.window)} group by 1`,
  );
  for (const { at, events } of found) counts[at] = (counts[at] ?? 0) + events;
  return counts;
}

const Bucket = z.object({ start: z.date(), outcome: z.number(), events: z.number() });

function countBuckets(
  ctx: Context,
  filter: ResolvedFilter,
  input: { span: Span; bucketMs: number },
): Promise<z.output<typeof Bucket>[]> {
  const { span, bucketMs } = input;
  const narrow = sql`(
    select e.event_time as at, ${OUTCOME} as outcome, 1 as events from ${eventSource(filter, span)} where ${eventConditions(filter)}) a`;
  const source =
    bucketMs >= DAY_MS ? activitySource(filter, span) : bucketMs >= HOUR_MS ? hourlySource(filter, span) : narrow;
  return rows(
    ctx.pool,
    Bucket,
    sql`
      select ${binSql(bucketMs)} as start, a.outcome, sum(a.events)::float8 as events from ${source} group by 1, 2`,
  );
}
