import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";

const Row = z.object({ key: z.string(), eventId: z.string(), time: z.date(), action: z.string() });
export type Ending = { readonly eventId: string; readonly timeMs: number; readonly action: string };

/** The calls that deleted access keys, by key. */
export async function readEndings(ctx: Context, keys: readonly string[]): Promise<Map<string, Ending>> {
  if (keys.length === 0) return new Map();
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      select distinct on (r.key) r.key, coalesce(al.text, t.event_id::text) as "eventId", t.event_time as time, ac.name as action
      from resource r
      cross join lateral (
        select event_id, event_time, action_id, flags from event where resource_id = r.id
        union
        select e.event_id, e.event_time, e.action_id, e.flags from event_resource er
        join event e on e.principal_id = er.principal_id and e.event_time = er.event_time and e.event_id = er.event_id where er.resource_id = r.id
      ) t
      join action ac on ac.id = t.action_id and ac.source = 'iam.amazonaws.com' and ac.name = 'DeleteAccessKey'
      left join event_alias al on al.event_id = t.event_id
      where r.key = any(${[...keys]}::text[]) and ((t.flags >> 6) & 1) = 0
      order by r.key, t.event_time, t.event_id`,
  );
  return new Map(found.map(({ key, time, ...ending }) => [key, { ...ending, timeMs: time.getTime() }]));
}
