import type { Traces } from "@/lib/cloudtrail/issuance";
import { type NormalisedEvent, RESOURCE_ROLES } from "@/lib/cloudtrail/normalised-event";
import { encodeEventFlags } from "@/lib/events/event-flags";
import type { StoredEventId } from "@/lib/events/event-id";
import { storedEventId } from "@/lib/events/event-id";
import { requestHashWords } from "@/lib/events/request-hash";
import type { EventEntries } from "./dictionaries";
import type { Entry } from "./dictionary";
import { movedColumn } from "./moved-column";
import { readUuid, writeUuid } from "./uuid-bytes";

/** Which dictionary row an event refers to, in the order in which a row's references are kept. */
export const REFERENCES = [
  "principal",
  "action",
  "account",
  "region",
  "credential",
  "address",
  "userAgent",
  "resource",
  "container",
  "error",
  "service",
] as const;
export type Reference = (typeof REFERENCES)[number];
type AnyEntry = Entry<unknown>;

export const REFERENCE_AT = Object.fromEntries(REFERENCES.map((name, index) => [name, index])) as Record<
  Reference,
  number
>;

/** One more thing that an event touched, beside its target and what that belongs to. */
export type FurtherTouch = { readonly row: number; readonly resource: AnyEntry; readonly role: number };

/** An event to be kept; `owner` says whose it is: the index of its unit in the batch. */
export type NewEventRow = {
  readonly owner: number;
  /** In the whole log file. */
  readonly recordIndex: number;
  readonly id: StoredEventId;
  readonly event: NormalisedEvent;
  readonly entries: EventEntries;
};

const FIRST_CAPACITY = 4_096;
let batches = 0;

/**
 * The events of a batch, column by column: of each event only what its row needs, so that the parsed records can go as soon as
 * they are read. Dictionary ids are not known yet when a row is added: it keeps the entries that will have them.
 */
export class EventRows {
  length = 0;
  ids: Buffer = Buffer.alloc(FIRST_CAPACITY * 16);
  timesMs = new Float64Array(FIRST_CAPACITY);
  /** NaN: none. */
  bytes = new Float64Array(FIRST_CAPACITY);
  requestHashes = new Int32Array(FIRST_CAPACITY * 2);
  hasRequest = new Uint8Array(FIRST_CAPACITY);
  flags = new Int16Array(FIRST_CAPACITY);
  owners = new Int32Array(FIRST_CAPACITY);
  recordIndexes = new Int32Array(FIRST_CAPACITY);
  readonly touches: FurtherTouch[] = [];
  /** The eventID of a row whose id alone does not give it back. */
  readonly idTexts = new Map<number, string>();
  readonly sharedIds = new Map<number, Buffer>();
  readonly windowEndsMs = new Map<number, number>();
  /** What few events say of credentials, agents' roles and runs. */
  readonly traces = new Map<number, Traces>();
  /** The entries that this batch takes, each once; a row keeps their places, from 1: numbers cost the garbage collector nothing. */
  private readonly entries: AnyEntry[] = [];
  private references = new Int32Array(FIRST_CAPACITY * REFERENCES.length);
  private readonly batch = ++batches;

  /** Adds an event; returns the number of its row. */
  add({ owner, recordIndex, id, event, entries }: NewEventRow): number {
    const row = this.length++;
    if (row >= this.flags.length) this.grow();
    writeUuid(id.id, this.ids, row * 16);
    if (id.text !== null) this.idTexts.set(row, id.text);
    this.timesMs[row] = event.timeMs;
    this.bytes[row] = event.bytes ?? Number.NaN;
    this.owners[row] = owner;
    this.recordIndexes[row] = recordIndex;
    this.flags[row] = encodeEventFlags({
      kind: event.kind,
      readOnly: event.readOnly,
      isError: event.errorCode !== null,
    });
    if (event.requestId !== null) this.addRequest(row, event.requestId);
    if (event.windowEndMs !== null) this.windowEndsMs.set(row, event.windowEndMs);
    if (event.sharedEventId !== null) this.sharedIds.set(row, sharedIdBytes(event.sharedEventId));
    if (event.traces !== null) this.traces.set(row, event.traces);
    this.addReferences(row * REFERENCES.length, entries);
    if (entries.resources.length > 1) this.addTouches(row, event, entries);
    return row;
  }

  /** Takes back all rows but the first ones. */
  cutTo(length: number): void {
    for (const rare of [this.idTexts, this.sharedIds, this.windowEndsMs, this.traces])
      for (const row of rare.keys()) if (row >= length) rare.delete(row);
    while ((this.touches.at(-1)?.row ?? -1) >= length) this.touches.pop();
    this.bytes.fill(0, length, this.length);
    this.hasRequest.fill(0, length, this.length);
    this.length = length;
  }

  /** The dictionary id that a row refers to, 0 for none; known once the dictionaries are resolved. */
  idOf(row: number, reference: number): number {
    const place = this.references[row * REFERENCES.length + reference] ?? 0;
    return place === 0 ? 0 : (this.entries[place - 1]?.id ?? 0);
  }

  eventId(row: number): string {
    return readUuid(this.ids, row * 16);
  }

  private addRequest(row: number, requestId: string): void {
    const [high, low] = requestHashWords(requestId);
    this.hasRequest[row] = 1;
    this.requestHashes[row * 2] = high;
    this.requestHashes[row * 2 + 1] = low;
  }

  private addReferences(at: number, entries: EventEntries): void {
    const { references } = this;
    const [resource = null] = entries.resources;
    references[at + REFERENCE_AT.principal] = this.placeOf(entries.principal);
    references[at + REFERENCE_AT.action] = this.placeOf(entries.action);
    references[at + REFERENCE_AT.account] = this.placeOf(entries.account);
    references[at + REFERENCE_AT.region] = this.placeOf(entries.region);
    references[at + REFERENCE_AT.credential] = this.placeOf(entries.credential);
    references[at + REFERENCE_AT.address] = this.placeOf(entries.address);
    references[at + REFERENCE_AT.userAgent] = this.placeOf(entries.userAgent);
    references[at + REFERENCE_AT.resource] = this.placeOf(resource);
    references[at + REFERENCE_AT.container] = this.placeOf(resource && resource.key.parent);
    references[at + REFERENCE_AT.error] = this.placeOf(entries.error);
    references[at + REFERENCE_AT.service] = this.placeOf(entries.service);
  }

  private placeOf(entry: AnyEntry | null): number {
    if (entry === null) return 0;
    if (entry.batch !== this.batch) {
      entry.batch = this.batch;
      entry.place = this.entries.push(entry);
    }
    return entry.place;
  }

  /** An object's bucket is in the event's own row already. */
  private addTouches(row: number, event: NormalisedEvent, entries: EventEntries): void {
    const container = event.resources[0]?.resource.parent?.key;
    for (let index = 1; index < entries.resources.length; index++) {
      const resource = entries.resources[index];
      const touch = event.resources[index];
      if (!resource || !touch || touch.resource.key === container) continue;
      this.touches.push({ row, resource, role: RESOURCE_ROLES.indexOf(touch.role) });
    }
  }

  private grow(): void {
    const capacity = this.flags.length * 2;
    this.ids = movedColumn<Buffer>(this.ids, Buffer.alloc(capacity * 16));
    this.timesMs = movedColumn(this.timesMs, new Float64Array(capacity));
    this.bytes = movedColumn(this.bytes, new Float64Array(capacity));
    this.requestHashes = movedColumn(this.requestHashes, new Int32Array(capacity * 2));
    this.hasRequest = movedColumn(this.hasRequest, new Uint8Array(capacity));
    this.flags = movedColumn(this.flags, new Int16Array(capacity));
    this.owners = movedColumn(this.owners, new Int32Array(capacity));
    this.recordIndexes = movedColumn(this.recordIndexes, new Int32Array(capacity));
    this.references = movedColumn(this.references, new Int32Array(capacity * REFERENCES.length));
  }
}

/** sharedEventIDs are kept like eventIDs: a GUID as itself, anything else by an id derived from it. */
function sharedIdBytes(sharedEventId: string): Buffer {
  const bytes = Buffer.alloc(16);
  writeUuid(storedEventId(sharedEventId).id, bytes, 0);
  return bytes;
}
