import type { z } from "zod";
import type { Context } from "@/lib/context";
import { ActionRow } from "@/lib/coverage/server/action-row";
import { readModel } from "@/lib/coverage/server/knowledge";
import { worstCoverage } from "@/lib/coverage/worst-coverage";
import { rows, sql } from "@/lib/db/sql";
import type { getTaskCoverage as endpoint } from "../contract";
import { ofTask } from "./of-task";
import { resolveTask } from "./resolve-task";

/** How well a task would have been seen from its first call to its last: the worst state, with what decides it. */
export async function getTaskCoverage(
  ctx: Context,
  { task, gap }: z.output<typeof endpoint.input>,
): Promise<z.output<typeof endpoint.output>> {
  const resolved = await resolveTask(ctx, task, gap);
  const found = await rows(
    ctx.pool,
    ActionRow,
    sql`
      select a.account, g.region, c.source, c.name, c.category, (extract(epoch from e.last) * 1000)::float8 as "lastMs"
      from (
        select account_id, region_id, action_id, max(event_time) as last from event where ${ofTask(resolved)} and error_id is null
        group by 1, 2, 3) e
      join action c on c.id = e.action_id join account a on a.id = e.account_id join region g on g.id = e.region_id
      order by 1, 2, 3, 4`,
  );
  const window = { fromMs: resolved.piece.fromMs, toMs: resolved.piece.toMs + 1 };
  return { worst: worstCoverage(found, await readModel(ctx), window) };
}
