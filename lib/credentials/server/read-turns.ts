import { z } from "zod";
import { LIFE_EFFECTS, LIVING_THINGS } from "@/lib/cloudtrail/life";
import type { Context } from "@/lib/context";
import type { StoredTurn } from "@/lib/credentials/link-facts";
import { rows, type Sql, sql } from "@/lib/db/sql";

const Row = z.object({
  n: z.number(),
  eventId: z.string(),
  time: z.date(),
  action: z.string(),
  thing: z.enum(LIVING_THINGS),
  key: z.string(),
  owner: z.string().nullable(),
  effect: z.enum(LIFE_EFFECTS),
  before: z.date().nullable(),
});

/** More turns of one thing than anybody reads; the last ones count. */
const TURNS_PER_QUESTION = 200;

/** Turns `t` that `matches` finds for each row `q` of `asked`, by the question's number `q.n`; the last 200 of each, oldest first. */
export async function readTurns(
  ctx: Context,
  { asked, matches }: { readonly asked: Sql; readonly matches: Sql },
): Promise<Map<number, StoredTurn[]>> {
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      select q.n::int as n, coalesce(al.text, t.event_id::text) as "eventId", t.event_time as time, t.action,
        t.thing, t.key, t.owner, t.effect, t.before_at as before
      from ${asked}
      cross join lateral (
        select * from life_turn t where ${matches} order by t.event_time desc, t.event_id desc, t.n limit ${TURNS_PER_QUESTION}
      ) t
      left join event_alias al on al.event_id = t.event_id
      order by q.n, t.event_time, t.event_id, t.n`,
  );
  const turns = new Map<number, StoredTurn[]>();
  for (const { n, time, before, ...turn } of found) {
    const one: StoredTurn = { ...turn, timeMs: time.getTime(), beforeMs: before?.getTime() ?? null };
    turns.set(n, [...(turns.get(n) ?? []), one]);
  }
  return turns;
}
