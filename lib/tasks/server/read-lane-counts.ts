import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { OUTCOME } from "@/lib/events/server/filter-sql";
import { lanesOf, ofTask } from "./of-task";
import type { ResolvedTask } from "./resolve-task";

const Row = z.object({ id: z.number(), first: z.date(), last: z.date(), events: z.number(), errors: z.number() });

export type LaneCount = {
  readonly firstMs: number;
  readonly lastMs: number;
  readonly events: number;
  readonly errors: number;
};

/** What each lane did in a piece of work. */
export async function readLaneCounts(ctx: Context, task: ResolvedTask): Promise<Map<string, LaneCount>> {
  const whole = task.pieces.length === 1 && task.run === null;
  const found = await rows(
    ctx.pool,
    Row,
    whole
      ? sql`
        select credential_id as id, min(first_at) as first, max(last_at) as last, sum(events)::float8 as events,
          coalesce(sum(events) filter (where outcome = 1), 0)::float8 as errors
        from credential_hour where credential_id = any(${[...lanesOf(task).keys()]}::int[]) group by 1`
      : sql`
        select credential_id as id, min(event_time) as first, max(event_time) as last, count(*)::float8 as events,
          coalesce(sum(${OUTCOME}), 0)::float8 as errors
        from event e where ${ofTask(task)} group by 1`,
  );
  const lanes = lanesOf(task);
  const counts = new Map<string, LaneCount>();
  for (const { id, first, last, events, errors } of found) {
    const lane = lanes.get(id) ?? "";
    const known = counts.get(lane);
    counts.set(lane, {
      firstMs: Math.min(known?.firstMs ?? Infinity, first.getTime()),
      lastMs: Math.max(known?.lastMs ?? 0, last.getTime()),
      events: (known?.events ?? 0) + events,
      errors: (known?.errors ?? 0) + errors,
    });
  }
  return counts;
}
