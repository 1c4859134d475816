import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { OUTCOME } from "@/lib/events/server/filter-sql";
import type { listTaskMarks as endpoint, TaskMarks } from "@/lib/tasks/contract";
import { lanesOf, ofTask } from "./of-task";
import { resolveTask } from "./resolve-task";

type Input = z.output<typeof endpoint.input>;

const Row = z.object({ id: z.number(), second: z.number(), events: z.number(), failed: z.number(), inAll: z.number() });

/** When each credential of a task did something, to the second, which is as fine as records are. */
export async function listTaskMarks(ctx: Context, { task, gap, limit }: Input): Promise<TaskMarks> {
  const resolved = await resolveTask(ctx, task, gap);
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      select credential_id as id, floor(extract(epoch from event_time))::float8 as second, count(*)::int as events,
        ${OUTCOME} as failed, (count(*) over ())::int as "inAll"
      from event e where ${ofTask(resolved)} group by 1, 2, 4 order by 2, 1, 4 limit ${limit}`,
  );
  const laneOf = lanesOf(resolved);
  const lanes = resolved.branches.map(({ key }) => key);
  const place = new Map(lanes.map((key, n) => [key, n]));
  return {
    lanes,
    marks: found.map(({ id, second, events, failed }) => [
      place.get(laneOf.get(id) ?? "") ?? 0,
      second,
      events,
      failed,
    ]),
    inAll: found[0]?.inAll ?? 0,
  };
}
