import { setImmediate } from "node:timers/promises";
import { contentUid } from "@/lib/base/content-uid";
import type { NormalisedEvent, Rejection } from "@/lib/cloudtrail/normalised-event";
import { type StoredEventId, storedEventId } from "@/lib/events/event-id";
import { canonicalJson } from "../canonical-json";
import type { Decoded } from "../decoded";
import type { Batch, Unit } from "./batch";
import type { Dictionaries } from "./dictionaries";

const RECORDS_PER_TURN = 256;

type Work = {
  readonly unit: Unit;
  readonly decoded: Decoded;
  readonly normalise: (record: unknown) => NormalisedEvent | Rejection;
  readonly dictionaries: Dictionaries;
};

/**
 * Adds the records of a decoded unit, which is in the batch, to it: each is an event or a reject. Lets the event loop turn now and then, so that
 * the database, which is taking the batch before, does not wait for its next statement.
 */
export async function batchRecords(batch: Batch, { unit, decoded, normalise, dictionaries }: Work): Promise<void> {
  const { records, bad } = decoded;
  const { firstRecord } = unit.segment;
  const owner = batch.units.lastIndexOf(unit);
  for (let index = 0; index < records.length; index++) {
    if (index % RECORDS_PER_TURN === 0) await setImmediate();
    const recordIndex = firstRecord + index;
    const broken = bad.size > 0 ? bad.get(index) : undefined;
    const event = broken ?? normalise(records[index]);
    if ("reason" in event) {
      batch.rejects.push({ unit, recordIndex, reason: event.reason, detail: event.detail });
      continue;
    }
    const id = idOf(event.eventId, records[index]);
    batch.events.add({ owner, recordIndex, id, event, entries: dictionaries.entriesOf(event) });
  }
}

/** An event without an eventID is known by its content. */
function idOf(eventId: string | null, record: unknown): StoredEventId {
  if (eventId === null) return { id: contentUid("event-content", canonicalJson(record)), text: null };
  return storedEventId(eventId);
}
