import type { Context } from "@/lib/context";
import { preparedRows, rows, type Sql, sql } from "@/lib/db/sql";
import { type EventRecord, toEventRecord } from "@/lib/events/export-format";
import { eventRowSql, FURTHER_KEYS, StoredEventRecord, toEventRow } from "./event-row-sql";
import { type EventKey, STORED_EVENT_COLUMNS, StoredEvent } from "./stored-event";

/** The given events, in their order. */
export async function readEvents(ctx: Context, keys: readonly EventKey[]): Promise<StoredEvent[]> {
  if (keys.length === 0) return [];
  const query = sql`select ${STORED_EVENT_COLUMNS} from ${eventsAt(keys)} order by e.place`;
  return preparedRows(ctx.pool, { name: "events-at", row: StoredEvent }, query);
}

/** The same events in the form for programs, with all their resources. */
export async function readRecords(ctx: Context, keys: readonly EventKey[]): Promise<EventRecord[]> {
  if (keys.length === 0) return [];
  const query = sql`${eventRowSql(eventsAt(keys), FURTHER_KEYS)} order by e.place`;
  const found = await rows(ctx.pool, StoredEventRecord, query);
  return found.map((row) => toEventRecord(toEventRow(row), row.furtherKeys));
}

/** Found by their key first, all of them, and only then joined with what they name: the planner takes 200 for too few to mind the order. */
function eventsAt(keys: readonly EventKey[]): Sql {
  return sql`(
    select k.place, found.* from unnest(${keys.map(({ principalId }) => principalId)}::int[], ${keys.map(({ time }) => time)}::timestamptz[],
      ${keys.map(({ id }) => id)}::uuid[]) with ordinality k (principal_id, event_time, event_id, place)
    cross join lateral (
      select * from event where principal_id = k.principal_id and event_time = k.event_time and event_id = k.event_id limit 1) found
    offset 0) e`;
}
