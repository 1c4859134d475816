import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { readableSpan } from "@/lib/events/server/countable-span";
import { filterSpan } from "@/lib/events/server/filter-span";
import type { Span } from "@/lib/events/server/filter-sql";
import { resolveFilter } from "@/lib/events/server/resolve-filter";
import type { ResolvedFilter } from "@/lib/events/server/resolved-filter";
import { chooseBucketWidth } from "@/lib/timeline/choose-bucket-width";
import { type Lanes, type listLanes as endpoint, MARKS_MAX } from "@/lib/timeline/contract";
import type { LaneDimension } from "@/lib/timeline/lane-dimensions";
import { actionTable, type KnownAction, laneKeySql, listActions, nameLanes } from "./lane-keys";
import { laneRows, type LaneSource, laneSourceOf } from "./lane-source";
import { listMarks } from "./list-marks";

type Input = z.output<typeof endpoint.input>;

/** What is the same for every statement of one answer. */
export type LaneQuery = {
  readonly filter: ResolvedFilter;
  readonly by: readonly LaneDimension[];
  readonly actions: readonly KnownAction[];
  readonly source: LaneSource;
  /** What is counted: the asked time, or the latest part of it that can be read at once. */
  readonly span: Span;
};

const HOUR_MS = 3_600_000;

/** The events of a filter by lane and bucket, and one by one where they are few. Every number is a count of stored events; nothing is estimated. */
export async function listLanes(ctx: Context, input: Input): Promise<Lanes> {
  const asked = { from: new Date(input.fromMs), to: new Date(Math.max(input.toMs, input.fromMs + 1)) };
  const filter = { ...(await resolveFilter(ctx, input.filter)), ...asked };
  const [span, actions] = await Promise.all([filterSpan(ctx, filter), listActions(ctx, filter)]);
  const finest = chooseBucketWidth(input.toMs - input.fromMs, input.buckets);
  const grid = (bucketMs: number) => ({ startMs: Math.floor(input.fromMs / bucketMs) * bucketMs, bucketMs });
  if (span === null) return { ...grid(finest), endMs: input.toMs, ...NOTHING };
  const { source, bucketMs, counted } = await chooseSource(ctx, { filter, by: input.by, span, finest });
  const query: LaneQuery = { filter, by: input.by, actions, source, span: counted };
  const place = grid(bucketMs);
  const found = await countLanes(ctx, query, { ...place, lanes: input.lanes });
  const events = found[0]?.inAll ?? 0;
  const lanesInAll = found[0]?.lanesInAll ?? 0;
  const isListed = source === "events" || events <= MARKS_MAX;
  const marks =
    isListed && events <= MARKS_MAX && lanesInAll === found.length
      ? await listMarks(ctx, { ...query, source: "events" }, found)
      : null;
  return {
    ...place,
    endMs: input.toMs,
    lanes: await named(ctx, query, found),
    lanesInAll,
    events,
    marks,
    uncountedBeforeMs: counted.from > span.from ? counted.from.getTime() : null,
  };
}

const NOTHING = { lanes: [], lanesInAll: 0, events: 0, marks: null, uncountedBeforeMs: null };

type Choice = { filter: ResolvedFilter; by: readonly LaneDimension[]; span: Span; finest: number };

/** Buckets narrower than an hour are read from the events where that is quick, else widened to hours; what no rollup knows is read as far as that is quick. */
async function chooseSource(
  ctx: Context,
  { filter, by, span, finest }: Choice,
): Promise<{ source: LaneSource; bucketMs: number; counted: Span }> {
  const source = laneSourceOf(filter, by, finest);
  if (source !== "events") return { source, bucketMs: finest, counted: span };
  const readable = await readableSpan(ctx, filter, span);
  const wider = laneSourceOf(filter, by, Math.max(finest, HOUR_MS));
  if (readable.from.getTime() === span.from.getTime() || wider === "events")
    return { source, bucketMs: finest, counted: readable };
  return { source: wider, bucketMs: Math.max(finest, HOUR_MS), counted: span };
}

const LaneRow = z.object({
  k0: z.string(),
  k1: z.string(),
  events: z.number(),
  failed: z.number(),
  inAll: z.number(),
  lanesInAll: z.number(),
  bucket: z.array(z.number()),
  kind: z.array(z.number()),
  outcome: z.array(z.number()),
  count: z.array(z.number()),
});
export type LaneRow = z.output<typeof LaneRow>;

type Grid = { readonly startMs: number; readonly bucketMs: number; readonly lanes: number };

function countLanes(ctx: Context, query: LaneQuery, grid: Grid): Promise<LaneRow[]> {
  return rows(
    ctx.pool,
    LaneRow,
    sql`
      with cells as materialized (
        select ${laneKeySql(query.by[0], 0)} as k0, ${laneKeySql(query.by[1], 1)} as k1, ${bucketSql(grid)} as bucket, m.kind, a.outcome, sum(a.events)::int as n
        from ${laneRows(query.filter, query.span, query.source)} join ${actionTable(query.actions, query.by)} on m.action_id = a.action_id
        group by 1, 2, 3, 4, 5
      ), lanes as (
        select k0, k1, sum(n)::float8 as events, coalesce(sum(n) filter (where outcome = 1), 0)::float8 as failed,
          sum(sum(n)) over ()::float8 as "inAll", (count(*) over ())::int as "lanesInAll"
        from cells group by k0, k1 order by sum(n) desc, k0, k1 limit ${grid.lanes}
      )
      select l.*, array_agg(c.bucket order by c.bucket, c.kind, c.outcome) as bucket, array_agg(c.kind order by c.bucket, c.kind, c.outcome) as kind,
        array_agg(c.outcome::int order by c.bucket, c.kind, c.outcome) as outcome, array_agg(c.n order by c.bucket, c.kind, c.outcome) as count
      from lanes l join cells c on c.k0 = l.k0 and c.k1 = l.k1
      group by l.k0, l.k1, l.events, l.failed, l."inAll", l."lanesInAll"
      order by l.events desc, l.k0, l.k1`,
  );
}

function bucketSql({ startMs, bucketMs }: Grid): Sql {
  return sql`floor((extract(epoch from a.at)::float8 * 1000 - ${startMs}::float8) / ${bucketMs}::float8)::int`;
}

async function named(ctx: Context, { by }: LaneQuery, found: readonly LaneRow[]): Promise<Lanes["lanes"]> {
  const names = await Promise.all(
    by.map((dimension, at) =>
      nameLanes(ctx, dimension, [...new Set(found.map((lane) => (at === 0 ? lane.k0 : lane.k1)))]),
    ),
  );
  return found.map((lane) => ({
    key: by.length === 1 ? lane.k0 : `${lane.k0}/${lane.k1}`,
    names: names.map((known, at) => known.get(at === 0 ? lane.k0 : lane.k1) ?? UNNAMED),
    events: lane.events,
    failed: lane.failed,
    cells: { bucket: lane.bucket, kind: lane.kind, failed: lane.outcome, events: lane.count },
  }));
}

const UNNAMED = { value: null, label: "unnamed", note: null };
