import { normaliseRecord } from "@/lib/cloudtrail/normalise-record";
import type { Decoded } from "../decoded";
import type { PlainRecords } from "../plain-records";
import { type Batch, type BatchDigest, emptyBatch, type Unit, type UnitResult } from "./batch";
import { batchRecords } from "./batch-records";
import { latestEventMs } from "./event-bounds";
import type { BatchSide } from "./keep-sides";
import { type LoadContext, loadBatch } from "./load-batch";

const BATCH_EVENTS = 20_000;
const BATCH_DIGESTS = 2_000;

export type LoaderOptions = {
  readonly clock: () => number;
  /** Of one batch; two batches are in memory at a time. */
  readonly batchTextBytes: number;
};

type Settled = (results: readonly UnitResult[], keptPaths: readonly string[]) => void;

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
    private readonly options: LoaderOptions,
    private readonly settled: Settled,
  ) {}

  /**
   * Adds a unit's records; waits where the database is behind. False where its plain records are none: then it was not added, and is to be
   * decoded otherwise.
   */
  async add(unit: Unit, decoded: Decoded | PlainRecords): Promise<boolean> {
    this.throwFailure();
    this.batch.units.push(unit);
    const latestMs = latestEventMs(unit.publishTimeMs, this.options.clock());
    const isAdded = await batchRecords(this.batch, {
      unit,
      decoded,
      normalise: (record) => normaliseRecord(record, latestMs),
      dictionaries: this.ctx.dictionaries,
    });
    if (!isAdded) {
      this.batch.units.pop();
      return false;
    }
    this.textBytes += unit.segment.textBytes;
    if (this.batch.events.length >= BATCH_EVENTS || this.textBytes >= this.options.batchTextBytes) await this.flush();
    return true;
  }

  /** Adds a digest, which commits with the batch. */
  async addDigest(digest: BatchDigest): Promise<void> {
    this.throwFailure();
    this.batch.digests.push(digest);
    if (this.batch.digests.length >= BATCH_DIGESTS) await this.flush();
  }

  /** Adds what lay beside log files, which commits with the batch. */
  async addSide(side: BatchSide): Promise<void> {
    this.throwFailure();
    this.batch.sides.push(side);
    this.textBytes += side.text.length;
    if (this.textBytes >= this.options.batchTextBytes) await this.flush();
  }

  /** Waits until everything added so far is committed. */
  async finish(): Promise<void> {
    await this.flush();
    await this.inFlight;
    this.throwFailure();
  }

  private async flush(): Promise<void> {
    await this.inFlight;
    this.throwFailure();
    const { units, digests, sides } = this.batch;
    if (units.length + digests.length + sides.length === 0) return;
    const batch = this.batch;
    this.batch = emptyBatch();
    this.textBytes = 0;
    this.inFlight = loadBatch(this.ctx, batch).then(
      (results) =>
        this.settled(
          results,
          [...batch.digests, ...batch.sides].map(({ path }) => path),
        ),
      (error: unknown) => {
        this.failure = { error };
      },
    );
  }

  private throwFailure(): void {
    if (this.failure) throw this.failure.error;
  }
}
