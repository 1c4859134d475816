import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { EventPosition } from "@/lib/events/event-cursor";
import { ERROR_FLAG_BIT } from "@/lib/events/event-flags";
import { type CallBefore, CONTENT_CALLS } from "@/lib/resources/story-note";

/** So many earlier touches are looked at for each. */
const LOOKED_MAX = 2_000;

const Row = z.object({
  cursor: z.string(),
  action: z.string().nullable(),
  time: z.date().nullable(),
  looked: z.number(),
});

type Wanted = { readonly cursor: string; readonly at: EventPosition };

/** For calls on a thing, the last one before that put something there or took it away and succeeded; by cursor. */
export async function readBefore(
  ctx: Context,
  ids: readonly number[],
  wanted: readonly Wanted[],
): Promise<Map<string, CallBefore>> {
  if (wanted.length === 0) return new Map();
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      select w.cursor, b.action, b.event_time as time, coalesce(b.looked, 0)::int as looked
      from unnest(${wanted.map(({ cursor }) => cursor)}::text[], ${wanted.map(({ at }) => new Date(at.timeMs))}::timestamptz[],
        ${wanted.map(({ at }) => at.id)}::uuid[]) w (cursor, event_time, event_id)
      left join lateral (
        with earlier as materialized (
          select e.event_time, e.event_id, e.action_id, e.flags from event e
          where e.resource_id = any(${[...ids]}::int[]) and e.event_time <= w.event_time and (e.event_time, e.event_id) < (w.event_time, w.event_id)
          order by e.event_time desc, e.event_id desc limit ${LOOKED_MAX})
        select c.looked, h.name as action, h.event_time from (select count(*) as looked from earlier) c left join lateral (
          select x.name, e.event_time from earlier e join action x on x.id = e.action_id
          where x.name = any(${[...CONTENT_CALLS]}) and (e.flags & ${ERROR_FLAG_BIT}::int) = 0
          order by e.event_time desc, e.event_id desc limit 1) h on true
      ) b on true`,
  );
  return new Map(
    found.map(({ cursor, action, time, looked }) => {
      const none = looked >= LOOKED_MAX ? "not-looked" : null;
      return [cursor, action === null || time === null ? none : { action, timeMs: time.getTime() }];
    }),
  );
}
