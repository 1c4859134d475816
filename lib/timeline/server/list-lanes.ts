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
import { binSql } from "./bin-sql";
import { type KnownAction, keyColumns, laneNumberSql, listActions, nameLanes, numberedActions } from "./lane-keys";
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
  const { source, bucketMs, counted } = await chooseSource(ctx, {
    filter,
    by: input.by,
    span,
    finest,
    isFirst: input.isFirst,
  });
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

type Choice = { filter: ResolvedFilter; by: readonly LaneDimension[]; span: Span; finest: number; isFirst: boolean };

/** Buckets narrower than an hour are read from the events where that is quick, else widened to hours; what no rollup knows is read as far as that is quick. */
async function chooseSource(
  ctx: Context,
  { filter, by, span, finest, isFirst }: Choice,
): Promise<{ source: LaneSource; bucketMs: number; counted: Span }> {
  const source = laneSourceOf(filter, by, finest);
  if (source !== "events") return { source, bucketMs: finest, counted: span };
  const readable = await readableSpan(ctx, filter, { ...span, isFirst });
  const wider = laneSourceOf(filter, by, Math.max(finest, HOUR_MS));
  if (readable.from.getTime() === span.from.getTime() || wider === "events")
    return { source, bucketMs: finest, counted: readable };
  return { source: wider, bucketMs: Math.max(finest, HOUR_MS), counted: span };
}

const LaneRow = z.object({
  n0: z.number(),
  n1: z.number(),
  events: z.number(),
  failed: z.number(),
  inAll: z.number(),
  lanesInAll: z.number(),
  bucket: z.array(z.number()),
  kind: z.array(z.number()),
  outcome: z.array(z.number()),
  count: z.array(z.number()),
});
/** A counted lane, with its key in each dimension. */
export type LaneRow = z.output<typeof LaneRow> & { readonly k0: string; readonly k1: string };

type Grid = { readonly startMs: number; readonly bucketMs: number; readonly lanes: number };

/** Everything is counted in numbers: names of lanes are texts, and slow to sort. */
async function countLanes(ctx: Context, query: LaneQuery, grid: Grid): Promise<LaneRow[]> {
  const { by } = query;
  const { table, keyOf } = numberedActions(query.actions, by);
  const columns = sql`${keyColumns(by)} action_id, at, outcome`;
  const found = await rows(
    ctx.pool,
    LaneRow,
    sql`
      with counted as materialized (
        select ${columns}, sum(events)::int as events
        from (select ${keyColumns(by)} a.action_id, ${binSql(grid.bucketMs)} as at, a.outcome, a.events from ${laneRows(query.filter, query.span, query.source)}) a
        group by ${columns}
      ), cells as materialized (
        select ${laneNumberSql(by[0], 0)} as n0, ${laneNumberSql(by[1], 1)} as n1, a.at, m.kind, a.outcome, sum(a.events)::int as n
        from counted a join ${table} on m.action_id = a.action_id
        group by 1, 2, 3, 4, 5
      ), lanes as (
        select n0, n1, sum(n)::float8 as events, coalesce(sum(n) filter (where outcome = 1), 0)::float8 as failed,
          sum(sum(n)) over ()::float8 as "inAll", (count(*) over ())::int as "lanesInAll", row_number() over (order by sum(n) desc, n0, n1) as place
        from cells group by n0, n1 order by place limit ${grid.lanes}
      ), placed as (
        select l.place, ${bucketSql(grid)} as bucket, c.kind, c.outcome::int as outcome, c.n from lanes l join cells c using (n0, n1) order by 1, 2, 3, 4
      ), listed as (
        select place, array_agg(bucket) as bucket, array_agg(kind) as kind, array_agg(outcome) as outcome, array_agg(n) as count from placed group by place
      )
      select l.n0, l.n1, l.events, l.failed, l."inAll", l."lanesInAll", c.bucket, c.kind, c.outcome, c.count
      from lanes l join listed c using (place) order by l.place`,
  );
  return found.map((lane) => ({ ...lane, k0: keyOf(0, lane.n0), k1: keyOf(1, lane.n1) }));
}

function bucketSql({ startMs, bucketMs }: Grid): Sql {
  return sql`round((date_part('epoch', c.at) * 1000 - ${startMs}::float8) / ${bucketMs}::float8)::int`;
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
