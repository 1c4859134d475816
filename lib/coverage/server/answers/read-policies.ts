import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { ERROR_FLAG_BIT } from "@/lib/events/event-flags";
import type { ResolvedResource } from "./ask-resource";

const POLICIES_MAX = 20;

/** Calls up to a moment that set a policy on a thing, or gave leave to use it, and succeeded. */
export async function readPolicies(ctx: Context, { ids, aliasIds }: ResolvedResource, to: Date): Promise<string[]> {
  const found = await rows(
    ctx.pool,
    z.object({ id: z.string() }),
    sql`
      select coalesce(l.text, e.event_id::text) as id from event e join action a on a.id = e.action_id
      left join event_alias l on l.event_id = e.event_id
      where e.resource_id = any(${[...ids, ...aliasIds]}::int[]) and e.event_time < ${to} and (e.flags & ${ERROR_FLAG_BIT}::int) = 0
        and (a.name = 'PutResourcePolicy' or a.name like 'AddPermission%')
      order by e.event_time, e.event_id limit ${POLICIES_MAX}`,
  );
  return found.map(({ id }) => id);
}
