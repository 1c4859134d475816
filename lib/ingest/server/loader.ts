import { contentUid } from "@/lib/base/content-uid";
import { normaliseRecord } from "@/lib/cloudtrail/normalise-record";
import { storedEventId } from "@/lib/events/event-id";
import { canonicalJson } from "../canonical-json";
import type { Decoded } from "../decode-text";
import type { Batch, BatchEvent, Unit, UnitResult } from "./batch";
import { latestEventMs } from "./event-bounds";
import { type LoadContext, loadBatch } from "./load-batch";

const BATCH_EVENTS = 20_000;
const BATCH_TEXT_BYTES = 24 * 1024 * 1024;

type Settled = (results: readonly UnitResult[]) => void;

/**
 * Gathers units into batches and loads them; while the database takes one batch, the next is being read. `settled` hears of
 * units only once they are committed.
 */
export class Loader {
  private batch: Batch = emptyBatch();
  private textBytes = 0;
  private inFlight: Promise<void> = Promise.resolve();
  private failure: { readonly error: unknown } | null = null;

  constructor(
    private readonly ctx: LoadContext,
    private readonly clock: () => number,
    private readonly settled: Settled,
  ) {}

  /** Adds a unit's records; waits where the database is behind. */
  async add(unit: Unit, decoded: Decoded): Promise<void> {
    this.throwFailure();
    this.batch.units.push(unit);
    this.textBytes += unit.segment.textBytes;
    const latestMs = latestEventMs(unit.publishTimeMs, this.clock());
    const { records, bad } = decoded;
    for (let index = 0; index < records.length; index++) {
      const recordIndex = unit.segment.firstRecord + index;
      const broken = bad.size > 0 ? bad.get(index) : undefined;
      if (broken) this.batch.rejects.push({ unit, recordIndex, ...broken });
      else this.addRecord(unit, recordIndex, { record: records[index], latestMs });
    }
    if (this.batch.events.length >= BATCH_EVENTS || this.textBytes >= BATCH_TEXT_BYTES) await this.flush();
  }

  /** Waits until everything added so far is committed. */
  async finish(): Promise<void> {
    await this.flush();
    await this.inFlight;
    this.throwFailure();
  }

  private addRecord(unit: Unit, recordIndex: number, { record, latestMs }: { record: unknown; latestMs: number }): void {
    const event = normaliseRecord(record, latestMs);
    if ("reason" in event) {
      this.batch.rejects.push({ unit, recordIndex, reason: event.reason, detail: event.detail });
      return;
    }
    const { id, text } = idOf(event.eventId, record);
    this.batch.events.push({ unit, recordIndex, id, idText: text, event, entries: this.ctx.dictionaries.entriesOf(event) } satisfies BatchEvent);
  }

  private async flush(): Promise<void> {
    await this.inFlight;
    this.throwFailure();
    if (this.batch.units.length === 0) return;
    const batch = this.batch;
    this.batch = emptyBatch();
    this.textBytes = 0;
    this.inFlight = loadBatch(this.ctx, batch).then(this.settled, (error: unknown) => {
      this.failure = { error };
    });
  }

  private throwFailure(): void {
    if (this.failure) throw this.failure.error;
  }
}

function emptyBatch(): Batch {
  return { units: [], events: [], rejects: [] };
}

/** An event without an eventID is known by its content. */
function idOf(eventId: string | null, record: unknown): { id: string; text: string | null } {
  if (eventId === null) return { id: contentUid("event-content", canonicalJson(record)), text: null };
  return storedEventId(eventId);
}
