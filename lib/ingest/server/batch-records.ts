import { setImmediate } from "node:timers/promises";
import { contentUid } from "@/lib/base/content-uid";
import type { NormalisedEvent, Rejection } from "@/lib/cloudtrail/normalised-event";
import { type StoredEventId, storedEventId } from "@/lib/events/event-id";
import { canonicalJson } from "../canonical-json";
import type { Decoded } from "../decoded";
import { isTooDeep, MAX_DEPTH, TOO_DEEP } from "../is-too-deep";
import { PlainRecords } from "../plain-records";
import type { Batch, Unit } from "./batch";
import type { Dictionaries } from "./dictionaries";

const RECORDS_PER_TURN = 64;

type Work = {
  readonly unit: Unit;
  readonly decoded: Decoded | PlainRecords;
  readonly normalise: (record: unknown) => NormalisedEvent | Rejection;
  readonly dictionaries: Dictionaries;
};

const NONE_BAD: Decoded["bad"] = new Map();

/**
 * Adds the records of a decoded unit, which is in the batch, to it: each is an event or a reject. Lets the event loop turn now and then, so that
 * the database, which is taking the batch before, does not wait for its next statement. False where the text of plain records turns out to be
 * something else: then nothing was added.
 */
export async function batchRecords(batch: Batch, { unit, decoded, normalise, dictionaries }: Work): Promise<boolean> {
  const isPlain = decoded instanceof PlainRecords;
  const bad = isPlain ? NONE_BAD : decoded.bad;
  const before = { rows: batch.events.length, rejects: batch.rejects.length };
  const { firstRecord, records } = unit.segment;
  const owner = batch.units.lastIndexOf(unit);
  for (let index = 0; index < records; index++) {
    if (index % RECORDS_PER_TURN === 0) await setImmediate();
    const recordIndex = firstRecord + index;
    const record = isPlain ? decoded.read(index) : decoded.records[index];
    if (isPlain && record === undefined) {
      batch.events.cutTo(before.rows);
      batch.rejects.length = before.rejects;
      return false;
    }
    const isDeep = isPlain && isTooDeep([record], MAX_DEPTH + 1);
    const broken = isDeep ? TOO_DEEP : bad.size > 0 ? bad.get(index) : undefined;
    const event = broken ?? normalise(record);
    if ("reason" in event) {
      batch.rejects.push({ unit, recordIndex, reason: event.reason, detail: event.detail });
      continue;
    }
    const id = idOf(event.eventId, record);
    batch.events.add({ owner, recordIndex, id, event, entries: dictionaries.entriesOf(event) });
  }
  return true;
}

/** An event without an eventID is known by its content. */
function idOf(eventId: string | null, record: unknown): StoredEventId {
  if (eventId === null) return { id: contentUid("event-content", canonicalJson(record)), text: null };
  return storedEventId(eventId);
}
