import { createHash, hash, type Hash } from "node:crypto";
import type { Readable } from "node:stream";
import type { BadRecord, TextPart } from "./decoded";
import { statedSize } from "./gunzip-all";
import { inflateStream, type Inflation } from "./inflate-stream";
import { InputError, unreadable } from "./input-error";
import { checkGrowth, type InputLimits } from "./input-limits";
import { boundaryScannerFor, type BoundaryScanner } from "./record-boundaries";
import { hasUtf16Mark, SNIFF_BYTES, sniffBytes } from "./sniff-bytes";
import { decodeBytes, readDelivered } from "./text-of-bytes";

/** A file as its source gives it: small ones whole. */
export type Delivered = Buffer | Readable;

/** A part of a file that `decodeText` and `recordTexts` understand alone. */
export type TextSegment = {
  readonly n: number;
  readonly part: TextPart;
  readonly text: string;
  readonly textBytes: number;
  /** What to keep: the delivered bytes of a file in one segment, else this segment's share of the decompressed bytes. `textOfBytes` reads both back. */
  readonly evidence: Buffer;
  /** `evidence` is gzip already, as delivered. */
  readonly compressed: boolean;
  /** How many bytes of `evidence` repeat the header of a CSV file, and were not delivered here. */
  readonly repeatedHeaderBytes: number;
  /** The segment stands for one record that is too large to be read; `text` and `evidence` are its beginning. Not to be decoded. */
  readonly oversized: BadRecord | null;
  /** Why nothing follows although the file goes on, as far as is known by now. */
  readonly damage: string | null;
};

/** A whole file, once it has been read to its end. */
export type FileSummary = {
  readonly sha256: Buffer;
  readonly deliveredBytes: number;
  readonly textBytes: number;
  /** Delivered as gzip. */
  readonly compressed: boolean;
  readonly damage: string | null;
};

/** The segments of one file. `summary` is known with the first segment of a file that has one, and else at the end. */
export type SegmentStream = AsyncIterable<TextSegment> & { readonly summary: FileSummary | null };

/** Reads a file as segments of text, cut between records; memory does not grow with the file. */
export function readSegments(open: () => Promise<Delivered>, limits: InputLimits): SegmentStream {
  return new FileReader(open, limits);
}

const OVERSIZED_EVIDENCE_BYTES = 1024 ** 2;
const HEAD_BYTES = 1024 ** 2;

class FileReader implements SegmentStream {
  summary: FileSummary | null = null;

  constructor(
    private readonly open: () => Promise<Delivered>,
    private readonly limits: InputLimits,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<TextSegment> {
    const delivered = await this.open().catch(rethrow);
    if (Buffer.isBuffer(delivered)) {
      yield* this.readHeld(delivered);
      return;
    }
    const chunks: AsyncIterator<Buffer> = delivered[Symbol.asyncIterator]();
    const held: Buffer[] = [];
    let size = 0;
    for (;;) {
      const next = await chunks.next().catch(rethrow);
      if (next.done) break;
      held.push(next.value);
      size += next.value.length;
      if (size <= this.limits.segmentBytes) continue;
      yield* this.readStreamed(join(held, chunks));
      return;
    }
    yield* this.readHeld(held.length === 1 && held[0] ? held[0] : Buffer.concat(held));
  }

  private async *readHeld(delivered: Buffer): AsyncGenerator<TextSegment> {
    const whole = this.readWhole(delivered);
    if (whole) yield whole;
    else yield* this.readStreamed(join([delivered]));
  }

  /** A file that is one segment; null where its text is more. */
  private readWhole(delivered: Buffer): TextSegment | null {
    const { segmentBytes } = this.limits;
    const compressed = sniffBytes(delivered.subarray(0, SNIFF_BYTES)) === "gzip";
    if (!compressed && delivered.length > segmentBytes) return null;
    if (compressed && statedSize(delivered) > segmentBytes && statedSize(delivered) < delivered.length * 1100)
      return null;
    let read;
    try {
      read = readDelivered(delivered, segmentBytes);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
    const { text, textBytes, damage } = read;
    checkGrowth(textBytes, delivered.length, this.limits);
    const sha256 = hash("sha256", delivered, "buffer");
    this.summary = { sha256, deliveredBytes: delivered.length, textBytes, compressed, damage };
    const rest = { repeatedHeaderBytes: 0, oversized: null, damage };
    return { n: 0, part: "whole", text, textBytes, evidence: delivered, compressed, ...rest };
  }

  private async *readStreamed(source: AsyncGenerator<Buffer>): AsyncGenerator<TextSegment> {
    const tally = { hash: createHash("sha256"), deliveredBytes: 0 };
    const first = await source.next();
    const start = first.done ? Buffer.alloc(0) : first.value;
    const compressed = sniffBytes(start.subarray(0, SNIFF_BYTES)) === "gzip";
    const inflation: Inflation = { damage: null };
    const counted = count(join([start], source), tally);
    const cutter = new Cutter(this.limits, inflation);
    let textBytes = 0;
    for await (const chunk of compressed ? inflateStream(counted, inflation) : counted) {
      textBytes += chunk.length;
      checkGrowth(textBytes, tally.deliveredBytes, this.limits);
      yield* cutter.push(chunk);
    }
    yield* cutter.finish();
    const { deliveredBytes } = tally;
    this.summary = { sha256: tally.hash.digest(), deliveredBytes, textBytes, compressed, damage: inflation.damage };
  }
}

function rethrow(error: unknown): never {
  throw unreadable(error);
}

async function* join(held: readonly Buffer[], rest?: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* held;
    for (;;) {
      const next = await rest?.next().catch(rethrow);
      if (!next || next.done) return;
      yield next.value;
    }
  } finally {
    await rest?.return?.();
  }
}

async function* count(
  source: AsyncIterable<Buffer>,
  tally: { hash: Hash; deliveredBytes: number },
): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    tally.hash.update(chunk);
    tally.deliveredBytes += chunk.length;
    yield chunk;
  }
}

/** Gathers text until it must be cut, and cuts it at the last place between two records. */
class Cutter {
  private held: Buffer[] = [];
  private heldBytes = 0;
  /** Where the held text begins, and where it may be cut, from the beginning of the file. */
  private start = 0;
  private boundary = -1;
  private n = 0;
  private scanner: BoundaryScanner | null = null;
  /** Bytes of a record too large to hold that were let go. */
  private dropped = 0;

  constructor(
    private readonly limits: InputLimits,
    private readonly inflation: Inflation,
  ) {}

  *push(bytes: Buffer): Generator<TextSegment> {
    const step = Math.max(Math.min(this.limits.segmentBytes >> 2, HEAD_BYTES), 1);
    for (let at = 0; at < bytes.length; at += step) yield* this.pushChunk(bytes.subarray(at, at + step));
  }

  *finish(): Generator<TextSegment> {
    if (!this.scanner) this.begin();
    if (this.dropped > 0) yield this.oversized("last");
    else yield this.segment(this.heldBytes, "last");
  }

  private *pushChunk(chunk: Buffer): Generator<TextSegment> {
    if (!this.scanner) {
      this.hold(chunk);
      if (this.heldBytes >= Math.min(HEAD_BYTES, this.limits.segmentBytes / 2)) this.begin();
      return;
    }
    if (this.dropped === 0 && this.heldBytes + chunk.length > this.limits.segmentBytes) {
      if (this.boundary > this.start) yield this.segment(this.boundary - this.start, "middle");
      if (this.heldBytes + chunk.length > this.limits.segmentBytes) this.dropped = this.heldBytes;
    }
    const { first, last } = this.scanner.scan(chunk);
    if (this.dropped === 0) {
      this.hold(chunk);
      if (last > 0) this.boundary = last;
      return;
    }
    yield* this.pushOversized(chunk, { first, last });
  }

  private *pushOversized(chunk: Buffer, { first, last }: { first: number; last: number }): Generator<TextSegment> {
    const chunkStart = this.start + this.dropped;
    if (first < 0) {
      this.dropped += chunk.length;
      return;
    }
    this.dropped += first - chunkStart;
    yield this.oversized("middle");
    this.start = first;
    this.hold(chunk.subarray(first - chunkStart));
    this.boundary = last;
  }

  /** Chooses the scanner by the held beginning, and scans that. */
  private begin(): void {
    const head = Buffer.concat(this.held);
    const kind = sniffBytes(head);
    if (kind === "parquet")
      throw new InputError("Parquet (Security Lake or Athena): not the CloudTrail records themselves");
    if (kind !== "text" && kind !== "empty")
      throw new InputError(kind === "binary" ? "binary data, not a log" : `a ${kind} archive inside gzip`);
    if (hasUtf16Mark(head)) throw new InputError("UTF-16 text beyond 32 MiB: convert it to UTF-8");
    this.scanner = boundaryScannerFor(head);
    this.boundary = this.scanner.scan(head).last;
  }

  private hold(chunk: Buffer): void {
    this.held.push(chunk);
    this.heldBytes += chunk.length;
  }

  private segment(bytes: number, part: "middle" | "last"): TextSegment {
    const all = Buffer.concat(this.held);
    const header = this.n > 0 && this.scanner ? this.scanner.header() : Buffer.alloc(0);
    const own = all.subarray(0, bytes);
    const evidence = header.length > 0 ? Buffer.concat([header, own]) : own;
    const rest = all.subarray(bytes);
    this.held = rest.length > 0 ? [rest] : [];
    this.heldBytes = rest.length;
    this.start += bytes;
    return this.made({ evidence, part, repeatedHeaderBytes: header.length, oversized: null });
  }

  private oversized(part: "middle" | "last"): TextSegment {
    const evidence = Buffer.concat(this.held).subarray(0, OVERSIZED_EVIDENCE_BYTES);
    const mib = (this.dropped / 1024 ** 2).toFixed(1);
    const limit = (this.limits.segmentBytes / 1024 ** 2).toFixed(0);
    const detail = `a record of ${mib} MiB: more than the ${limit} MiB that one record may have; its beginning is kept`;
    this.held = [];
    this.heldBytes = 0;
    this.start += this.dropped;
    this.dropped = 0;
    return this.made({ evidence, part, repeatedHeaderBytes: 0, oversized: { reason: "too-large", detail } });
  }

  private made(
    made: Pick<TextSegment, "evidence" | "repeatedHeaderBytes" | "oversized"> & { part: "middle" | "last" },
  ): TextSegment {
    const n = this.n++;
    const part: TextPart = n > 0 ? made.part : made.part === "last" ? "whole" : "first";
    const damage = made.part === "last" ? this.inflation.damage : null;
    return {
      ...made,
      n,
      part,
      text: decodeBytes(made.evidence),
      textBytes: made.evidence.length,
      compressed: false,
      damage,
    };
  }
}
