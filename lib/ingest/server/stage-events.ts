import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { RESOURCE_ROLES } from "@/lib/cloudtrail/normalised-event";
import { storedEventId } from "@/lib/events/event-id";
import { encodeEventFlags } from "@/lib/events/event-flags";
import { requestHashWords } from "@/lib/events/request-hash";
import type { BatchEvent } from "./batch";
import { CopyEncoder, copyHeader, copyTrailer } from "./copy-encoder";

/** What staging needs of an event. */
export type Stageable = Pick<BatchEvent, "id" | "recordIndex" | "event" | "entries">;

/** The columns of `event`, in the order in which they are staged. */
export const EVENT_COLUMNS = [
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
const RESOURCE_COLUMNS = 5;

/** Makes this connection's staging tables; they empty themselves at commit. */
export async function ensureStage(client: PoolClient): Promise<void> {
  await client.query(`
    create temp table if not exists event_stage (like event) on commit delete rows;
    create temp table if not exists event_resource_stage (like event_resource) on commit delete rows`);
}

/** Copies a batch's events, and what they touched, into the staging tables. */
export async function stageEvents<E extends Stageable>(
  client: PoolClient,
  events: readonly E[],
  fileIdOf: (event: E) => number,
): Promise<void> {
  const rows = new CopyEncoder(EVENT_COLUMNS.length, events.length);
  const touches = new CopyEncoder(RESOURCE_COLUMNS, events.length >> 2);
  let hasTouches = false;
  for (const event of events) {
    encodeEvent(rows, event, fileIdOf(event));
    if (event.entries.resources.length > 1) hasTouches = encodeFurtherResources(touches, event) || hasTouches;
  }
  await copy(client, "event_stage", rows.written());
  if (hasTouches) await copy(client, "event_resource_stage", touches.written());
}

async function copy(client: PoolClient, table: string, bytes: Buffer): Promise<void> {
  const target = client.query(copyFrom(`copy ${table} from stdin (format binary)`));
  await pipeline(Readable.from(pieces(bytes)), target);
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  const size = 1 << 20;
  yield copyHeader();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  yield copyTrailer();
}

function encodeEvent(to: CopyEncoder, { event, entries, id, recordIndex }: Stageable, fileId: number): void {
  to.row();
  to.time(event.timeMs);
  to.uuid(id);
  if (event.requestId === null) to.none();
  else {
    const [high, low] = requestHashWords(event.requestId);
    to.int8Words(high, low);
  }
  to.int4(fileId);
  to.int4(recordIndex);
  to.int4(entries.principal.id);
  to.int4(entries.action.id);
  to.int4(entries.account.id);
  to.int2(entries.region.id);
  to.int2(encodeEventFlags({ kind: event.kind, readOnly: event.readOnly, isError: event.errorCode !== null }));
  encodeReferences(to, entries);
  if (event.bytes === null) to.none();
  else to.int8(event.bytes);
  encodeShared(to, event.sharedEventId);
  if (event.windowEndMs === null) to.none();
  else to.time(event.windowEndMs);
}

function encodeReferences(to: CopyEncoder, entries: Stageable["entries"]): void {
  const [resource] = entries.resources;
  reference(to, entries.credential);
  reference(to, entries.address);
  reference(to, entries.userAgent);
  reference(to, resource);
  reference(to, resource?.key.parent);
  reference(to, entries.error);
  reference(to, entries.service);
}

function reference(to: CopyEncoder, entry: { readonly id: number } | null | undefined): void {
  if (entry) to.int4(entry.id);
  else to.none();
}

/** An object's bucket is in the event's own row already. */
function encodeFurtherResources(to: CopyEncoder, { event, entries, id }: Stageable): boolean {
  const container = event.resources[0]?.resource.parent?.key;
  let any = false;
  for (let index = 1; index < entries.resources.length; index++) {
    const entry = entries.resources[index];
    const touch = event.resources[index];
    if (!entry || !touch || touch.resource.key === container) continue;
    any = true;
    to.row();
    to.time(event.timeMs);
    to.uuid(id);
    to.int4(entry.id);
    to.int4(entries.principal.id);
    to.int2(RESOURCE_ROLES.indexOf(touch.role));
  }
  return any;
}

/** sharedEventIDs are kept like eventIDs: a GUID as itself, anything else by an id derived from it. */
function encodeShared(to: CopyEncoder, sharedEventId: string | null): void {
  if (sharedEventId === null) to.none();
  else to.uuid(storedEventId(sharedEventId).id);
}
