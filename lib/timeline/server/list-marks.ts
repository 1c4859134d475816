import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { type LaneMarks, MARKS_MAX } from "@/lib/timeline/contract";
import { actionTable, laneKeySql } from "./lane-keys";
import { laneRows } from "./lane-source";
import type { LaneQuery, LaneRow } from "./list-lanes";

const MarkRow = z.object({
  eventId: z.string(),
  at: z.date(),
  end: z.date().nullable(),
  k0: z.string(),
  k1: z.string(),
  kind: z.number(),
  outcome: z.number(),
  actionId: z.number(),
});

/** So long before, a record may begin whose interval reaches into the time: aggregated ones last five minutes, Insights seldom hours. */
const REACH_MS = 6 * 3_600_000;
const REACHING_MAX = 500;

/**
 * Every event of the lanes by itself, in time order; the lanes are all that there are, and hold no more than MARKS_MAX. Before them come
 * records that began earlier and whose interval reaches into the time: they are counted where they began.
 */
export async function listMarks(ctx: Context, query: LaneQuery, lanes: readonly LaneRow[]): Promise<LaneMarks> {
  const found = await rows(
    ctx.pool,
    MarkRow,
    sql`
      select coalesce(al.text, a.event_id::text) as "eventId", a.at, a.window_end as end, ${laneKeySql(query.by[0], 0)} as k0, ${laneKeySql(query.by[1], 1)} as k1,
        m.kind, a.outcome::int, a.action_id as "actionId"
      from (select * from ${laneRows(query.filter, query.span, "events")} union all ${reachingSql(query)}) a join ${actionTable(query.actions, query.by)} on m.action_id = a.action_id
      left join event_alias al on al.event_id = a.event_id
      order by a.at, a.event_id limit ${MARKS_MAX + REACHING_MAX}`,
  );
  const laneAt = new Map(lanes.map(({ k0, k1 }, index) => [`${k0}\n${k1}`, index]));
  const names = new Map(query.actions.map(({ id, name }) => [id, name]));
  const ids = [...new Set(found.map(({ actionId }) => actionId))];
  const actionAt = new Map(ids.map((id, index) => [id, index]));
  // What arrived since the lanes were counted is left for the next reading: marks and counts agree.
  const shown = found.filter(({ k0, k1 }) => laneAt.has(`${k0}\n${k1}`));
  return {
    eventId: shown.map(({ eventId }) => eventId),
    timeMs: shown.map(({ at }) => at.getTime()),
    endMs: shown.map(({ end }) => end?.getTime() ?? null),
    lane: shown.map(({ k0, k1 }) => laneAt.get(`${k0}\n${k1}`) ?? 0),
    kind: shown.map(({ kind }) => kind),
    failed: shown.map(({ outcome }) => outcome),
    action: shown.map(({ actionId }) => actionAt.get(actionId) ?? 0),
    actions: ids.map((id) => names.get(id) ?? "unknown"),
  };
}

function reachingSql({ filter, span }: LaneQuery): Sql {
  const before = { from: new Date(span.from.getTime() - REACH_MS), to: span.from };
  return sql`(select * from ${laneRows(filter, before, "events")} where a.window_end > ${span.from} order by a.at desc limit ${REACHING_MAX})`;
}
