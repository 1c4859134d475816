import { z } from "zod";
import type { Context } from "@/lib/context";
import type { Remains } from "@/lib/tasks/contract";
import { rows, sql } from "@/lib/db/sql";

const Row = z.object({
  uuid: z.string(),
  key: z.string(),
  owner: z.string().nullable(),
  doneId: z.string().nullable(),
  doneAt: z.date().nullable(),
  doneBy: z.string().nullable(),
  thing: z.string().nullable(),
  effect: z.string().nullable(),
});

/** The thing that a call made, and what took it away or made it inactive since. */
export type Life = {
  readonly key: string;
  readonly owner: string | null;
  readonly done: Remains["made"][number]["done"];
};

/**
 * What became before a moment of the things that these calls made: by the last turn of each, else by the end of the user or role
 * whose it was. Calls of which no turn is kept are not in the answer.
 */
export async function readLives(ctx: Context, eventIds: readonly string[], at: Date): Promise<Map<string, Life>> {
  if (eventIds.length === 0) return new Map();
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      select m.event_id as uuid, m.key, m.owner, coalesce(al.text, d.event_id::text) as "doneId", d.event_time as "doneAt", d.action as "doneBy",
        d.thing, d.effect
      from life_turn m
      left join lateral (
        select * from (
          (select * from life_turn t
            where t.key = m.key and t.thing = m.thing and t.account = m.account and t.effect <> 'made'
              and t.event_time >= m.event_time and t.event_time <= ${at} and t.event_id <> m.event_id
            order by t.event_time desc, t.event_id desc limit 1)
          union all
          (select * from life_turn t
            where t.owner = m.owner and t.thing in ('user', 'role') and t.account = m.account and t.effect = 'gone'
              and t.event_time >= m.event_time and t.event_time <= ${at}
            order by t.event_time, t.event_id limit 1)
          union all
          (select * from life_turn t
            where t.owner = m.owner and t.thing = 'policy-version' and t.thing = m.thing and t.account = m.account
              and (t.effect = 'on' or t.key = split_part(m.key, ' ', 1)) and t.event_time > m.event_time and t.event_time <= ${at}
            order by t.event_time desc, t.key = m.key desc, t.event_id limit 1)
        ) t where t.effect in ('off', 'gone') or (t.thing = 'policy-version' and t.effect = 'on' and t.key <> m.key)
        order by (t.effect = 'gone') desc, t.event_time, t.event_id limit 1
      ) d on true
      left join event_alias al on al.event_id = d.event_id
      where m.event_id = any(${[...eventIds]}::uuid[]) and m.thing not in ('deny', 'policy-deny')
        and (m.effect = 'made' or m.thing = 'policy-version' and m.effect = 'on')
      order by m.event_id, m.n`,
  );
  return new Map(found.map((row) => [row.uuid, { key: row.key, owner: row.owner, done: doneOf(row) }]));
}

function doneOf({ doneId, doneAt, doneBy, thing, effect }: z.output<typeof Row>): Life["done"] {
  if (doneId === null || doneAt === null || doneBy === null) return null;
  return { eventId: doneId, timeMs: doneAt.getTime(), action: doneBy, how: howOf(thing, effect) };
}

function howOf(thing: string | null, effect: string | null): string {
  if (effect === "on") return "Another version counts in its place; it may be set again.";
  if (effect === "off") return "Made inactive; it may be made active again.";
  return thing === "user" || thing === "role" ? `The ${thing} was deleted.` : "Deleted.";
}
