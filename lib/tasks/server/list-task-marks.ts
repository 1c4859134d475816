import { z } from "zod";
import { CALL_KINDS, callKindOf } from "@/lib/cloudtrail/call-kind";
import type { Context } from "@/lib/context";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { OUTCOME } from "@/lib/events/server/filter-sql";
import type { listTaskMarks as endpoint, TaskMarks } from "@/lib/tasks/contract";
import { writeMarks } from "@/lib/tasks/mark-text";
import { DENIED } from "./denied";
import { lanesOf, ofTask } from "./of-task";
import { resolveTask } from "./resolve-task";

type Input = z.output<typeof endpoint.input>;

const Row = z.object({
  id: z.number(),
  second: z.number(),
  events: z.number(),
  outcome: z.number(),
  kind: z.number(),
  inAll: z.number(),
});

/** When each credential of a task did something of which kind, to the second, which is as fine as records are. */
export async function listTaskMarks(ctx: Context, { task, gap, limit }: Input): Promise<TaskMarks> {
  const [resolved, kinds] = await Promise.all([resolveTask(ctx, task, gap), kindTable(ctx)]);
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      select credential_id as id, floor(extract(epoch from event_time))::float8 as second, count(*)::int as events,
        case when ${OUTCOME} = 0 then 0 when ${DENIED} then 2 else 1 end as outcome, coalesce(m.kind, 1) as kind, (count(*) over ())::int as "inAll"
      from (select * from event where ${ofTask(resolved)}) e
      left join ${kinds} on m.action_id = e.action_id left join error_code x on x.id = e.error_id
      group by 1, 2, 4, 5 order by 2, 1, 4, 5 limit ${limit}`,
  );
  const laneOf = lanesOf(resolved);
  const lanes = resolved.branches.map(({ key }) => key);
  const place = new Map(lanes.map((key, n) => [key, n]));
  return {
    lanes,
    marks: writeMarks(
      found.map(({ id, second, events, outcome, kind }) => [
        place.get(laneOf.get(id) ?? "") ?? 0,
        second,
        events,
        outcome,
        kind,
      ]),
    ),
    inAll: found[0]?.inAll ?? 0,
  };
}

const Action = z.object({ id: z.number(), source: z.string(), name: z.string() });

/** The kind of each action, as `m (action_id, kind)` for a `from` clause: there are few of them, however many events. */
async function kindTable(ctx: Context): Promise<Sql> {
  const actions = await rows(ctx.pool, Action, sql`select id, source, name from action`);
  const kinds = actions.map(({ source, name }) => CALL_KINDS.indexOf(callKindOf(source, name)));
  return sql`unnest(${actions.map(({ id }) => id)}::int[], ${kinds}::int[]) m (action_id, kind)`;
}
