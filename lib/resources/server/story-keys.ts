import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, type Sql, sql } from "@/lib/db/sql";
import type { EventPosition } from "@/lib/events/event-cursor";
import type { Span } from "@/lib/events/server/filter-sql";
import type { EventKey } from "@/lib/events/server/stored-event";

/** So many touches are looked at for one page. */
const SCANNED_MAX = 20_000;

type Asked = {
  readonly ids: readonly number[];
  readonly span: Span;
  /** null: any. */
  readonly actions: readonly number[] | null;
  /** Only what lies before. */
  readonly start: EventPosition | null;
  readonly limit: number;
};

const Row = z.object({ time: z.date(), id: z.string(), principalId: z.number().nullable() });

/**
 * The next calls on a thing itself, backwards in time: as what was acted on or named besides. `next` is where to go on: behind the last
 * one, or behind what could be looked at; null at the end.
 */
export async function storyKeys(ctx: Context, asked: Asked): Promise<{ keys: EventKey[]; next: EventPosition | null }> {
  const { ids, actions, limit } = asked;
  const within = sql`event_time >= ${asked.span.from} and event_time < ${asked.span.to} and ${beyond(asked.start)}`;
  const most = actions === null ? limit + 1 : SCANNED_MAX;
  const newest = sql`order by event_time desc, event_id desc limit ${most}`;
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      with touch as materialized (
        select r.id as list, t.* from unnest(${[...ids]}::int[]) r (id) cross join lateral (
          select event_time, event_id, principal_id, action_id from event where resource_id = r.id and ${within} ${newest}) t
        union all
        select -r.id, t.*, (select e.action_id from event e where e.principal_id = t.principal_id and e.event_time = t.event_time and e.event_id = t.event_id)
        from unnest(${[...ids]}::int[]) r (id) cross join lateral (
          select event_time, event_id, principal_id from event_resource where resource_id = r.id and ${within} ${newest}) t
      ), cut as (
        select max(oldest) as event_time from (select min(event_time) as oldest from touch group by list having count(*) >= ${SCANNED_MAX}) ends
      ), page as (
        select distinct event_time, event_id, principal_id from touch where ${actions === null ? sql`true` : among(actions)}
        order by event_time desc, event_id desc limit ${limit + 1}
      )
      select event_time as time, event_id as id, principal_id as "principalId" from page
      union all select event_time, '00000000-0000-0000-0000-000000000000', null from cut where event_time is not null
      order by 1 desc, 2 desc`,
  );
  const all = found.flatMap(({ time, id, principalId }) => (principalId === null ? [] : [{ time, id, principalId }]));
  const keys = all.slice(0, limit);
  const last = keys.at(-1);
  if (all.length > limit && last !== undefined) return { keys, next: { timeMs: last.time.getTime(), id: last.id } };
  const cut = actions === null ? undefined : found.find(({ principalId }) => principalId === null);
  return { keys, next: cut === undefined ? null : { timeMs: cut.time.getTime() + 1, id: null } };
}

/** Of the moment at which a list was cut it may hold a part only: the next page has all of it. */
function among(actions: readonly number[]): Sql {
  return sql`action_id = any(${[...actions]}::int[]) and event_time > coalesce((select event_time from cut), '-infinity')`;
}

function beyond(start: EventPosition | null): Sql {
  if (start === null) return sql`true`;
  const time = new Date(start.timeMs);
  if (start.id === null) return sql`event_time < ${time}`;
  return sql`event_time <= ${time} and (event_time, event_id) < (${time}, ${start.id}::uuid)`;
}
