import type { PoolClient } from "pg";
import { CopyEncoder } from "./copy-encoder";
import { copyRows } from "./copy-rows";
import { type EventRows, REFERENCE_AT as AT } from "./event-rows";
import { inTimelineOrder } from "./row-order";

const EVENT_COLUMNS = [
  "event_time",
  "event_id",
  "request_hash",
  "log_file_id",
  "record_index",
  "principal_id",
  "action_id",
  "account_id",
  "region_id",
  "flags",
  "credential_id",
  "address_id",
  "user_agent_id",
  "resource_id",
  "container_id",
  "error_id",
  "via_id",
  "bytes",
  "shared_event_id",
  "window_end",
] as const;
const TOUCH_COLUMNS = ["event_time", "event_id", "resource_id", "principal_id", "role"] as const;

/** The rows to write, and the log file of each owner. */
type Fresh = { readonly fresh: readonly number[]; readonly fileIds: Int32Array };

/** Writes the given rows, which must be claimed, and what else they touched, straight into the store. */
export async function writeEvents(client: PoolClient, rows: EventRows, { fresh, fileIds }: Fresh): Promise<void> {
  if (fresh.length === 0) return;
  await copyRows(client, `event (${EVENT_COLUMNS.join(", ")})`, encodeEvents(rows, { fresh, fileIds }));
  await writeTouches(client, rows, fresh);
}

async function writeTouches(client: PoolClient, rows: EventRows, fresh: readonly number[]): Promise<void> {
  if (rows.touches.length === 0) return;
  const isFresh = new Uint8Array(rows.length);
  for (const row of fresh) isFresh[row] = 1;
  const touches = rows.touches.filter(({ row }) => isFresh[row] === 1).sort((a, b) => a.resource.id - b.resource.id);
  if (touches.length === 0) return;
  const to = new CopyEncoder(TOUCH_COLUMNS.length, touches.length);
  for (const { row, resource, role } of touches) {
    to.row();
    to.time(rows.timesMs[row] ?? 0);
    to.uuid(rows.ids, row * 16);
    to.int4(resource.id);
    to.int4(rows.idOf(row, AT.principal));
    to.int2(role);
  }
  await copyRows(client, `event_resource (${TOUCH_COLUMNS.join(", ")})`, to);
}

function encodeEvents(rows: EventRows, { fresh, fileIds }: Fresh): CopyEncoder {
  const to = new CopyEncoder(EVENT_COLUMNS.length, fresh.length);
  for (const row of inTimelineOrder(rows, fresh))
    encodeEvent(to, { rows, row, fileId: fileIds[rows.owners[row] ?? 0] ?? 0 });
  return to;
}

function encodeEvent(to: CopyEncoder, { rows, row, fileId }: { rows: EventRows; row: number; fileId: number }): void {
  to.row();
  to.time(rows.timesMs[row] ?? 0);
  to.uuid(rows.ids, row * 16);
  if (rows.hasRequest[row] === 1) to.int8Words(rows.requestHashes[row * 2] ?? 0, rows.requestHashes[row * 2 + 1] ?? 0);
  else to.none();
  to.int4(fileId);
  to.int4(rows.recordIndexes[row] ?? 0);
  to.int4(rows.idOf(row, AT.principal));
  to.int4(rows.idOf(row, AT.action));
  to.int4(rows.idOf(row, AT.account));
  to.int2(rows.idOf(row, AT.region));
  to.int2(rows.flags[row] ?? 0);
  for (let reference = AT.credential; reference <= AT.service; reference++) {
    const id = rows.idOf(row, reference);
    if (id === 0) to.none();
    else to.int4(id);
  }
  encodeRare(to, rows, row);
}

function encodeRare(to: CopyEncoder, rows: EventRows, row: number): void {
  const bytes = rows.bytes[row] ?? Number.NaN;
  if (Number.isNaN(bytes)) to.none();
  else to.int8(bytes);
  const shared = rows.sharedIds.get(row);
  if (shared) to.uuid(shared, 0);
  else to.none();
  const windowEndMs = rows.windowEndsMs.get(row);
  if (windowEndMs === undefined) to.none();
  else to.time(windowEndMs);
}
