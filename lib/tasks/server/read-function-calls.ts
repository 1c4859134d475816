import { z } from "zod";
import type { Context } from "@/lib/context";
import type { Use } from "@/lib/credentials/link-facts";
import { rows, sql } from "@/lib/db/sql";
import type { Stretch } from "@/lib/tasks/cut-pieces";
import { type FunctionCalls, isFunction } from "@/lib/tasks/function-invocation";

const CALLS_MAX = 5_000;
/** Before the first call of the function itself. */
const BEFORE_MS = 60_000;

const Touch = z.object({ eventId: z.string(), time: z.date(), isInvoke: z.boolean() });
const Other = z.object({ from: z.date(), to: z.date() });

/** The calls of the function to which a credential was given, while it was in use; null where it was given to none. */
export async function readFunctionCalls(
  ctx: Context,
  root: Use,
  pieces: readonly Stretch[],
): Promise<FunctionCalls | null> {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!isFunction(root.scope) || first === undefined || last === undefined) return null;
  const [from, to] = [new Date(first.fromMs - BEFORE_MS), new Date(last.toMs + 1_000)];
  const [touches, others] = await Promise.all([
    rows(
      ctx.pool,
      Touch,
      sql`
        select coalesce(al.text, e.event_id::text) as "eventId", e.event_time as time,
          a.source = 'lambda.amazonaws.com' and a.name like 'Invoke%' as "isInvoke"
        from resource r
        cross join lateral (
          select event_id, event_time, action_id from event where resource_id = r.id and event_time between ${from} and ${to}
          order by event_time limit ${CALLS_MAX}
        ) e
        join action a on a.id = e.action_id left join event_alias al on al.event_id = e.event_id
        where r.key = ${root.scope} order by e.event_time, e.event_id`,
    ),
    rows(
      ctx.pool,
      Other,
      sql`
        select h.first_at as from, h.last_at as to from credential c
        join credential_hour h on h.credential_id = c.id and h.hour between date_trunc('hour', ${from}::timestamptz) and ${to}
        where c.scope = ${root.scope} and c.key <> ${root.key} and not c.forwarded order by h.first_at, h.last_at limit ${CALLS_MAX}`,
    ),
  ]);
  return {
    invokes: touches.flatMap(({ eventId, time, isInvoke }) => (isInvoke ? [{ eventId, timeMs: time.getTime() }] : [])),
    others: others.map((other) => ({ fromMs: other.from.getTime(), toMs: other.to.getTime() })),
    isAll: touches.length < CALLS_MAX && others.length < CALLS_MAX,
  };
}
