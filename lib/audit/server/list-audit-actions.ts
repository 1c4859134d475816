import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";

/** Every action that the audit log holds, by name. */
export async function listAuditActions(ctx: Pick<Context, "pool">): Promise<{ actions: string[] }> {
  // One step through the index for each action, however many entries it has.
  const found = await rows(
    ctx.pool,
    z.object({ action: z.string() }),
    sql`
      with recursive step as (
        (select action from audit_log order by action limit 1)
        union all
        select (select l.action from audit_log l where l.action > step.action order by l.action limit 1)
        from step where step.action is not null
      )
      select action from step where action is not null order by action`,
  );
  return { actions: found.map(({ action }) => action) };
}
