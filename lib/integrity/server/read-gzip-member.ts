import { promisify } from "node:util";
import { inflateRaw, inflateRawSync } from "node:zlib";

/** The first member of gzip data. */
export type GzipMember = {
  readonly bytes: Buffer;
  /** Something follows the member, which other readers would append to the text or ignore. */
  readonly hasTrailing: boolean;
};

const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
const HAS_CHECKSUM = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

/** Where the compressed data begins; -1 where this is no whole gzip header. */
function dataStart(gzip: Buffer): number {
  if (gzip.length < HEADER_BYTES + TRAILER_BYTES || gzip[0] !== 0x1f || gzip[1] !== 0x8b || gzip[2] !== 8) return -1;
  const flags = gzip[3] ?? 0;
  let at = HEADER_BYTES;
  if (flags & HAS_EXTRA) at += 2 + gzip.readUInt16LE(at);
  for (const flag of [HAS_NAME, HAS_COMMENT]) {
    if (!(flags & flag)) continue;
    const end = gzip.indexOf(0, at);
    if (end < 0) return -1;
    at = end + 1;
  }
  if (flags & HAS_CHECKSUM) at += 2;
  return at < gzip.length ? at : -1;
}

/** What `info` gives in place of the bytes alone. */
type Inflated = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
const isInflated = (value: unknown): value is Inflated =>
  typeof value === "object" && value !== null && "buffer" in value && "engine" in value;
const inflateRawAsync: (bytes: Buffer, options: object) => Promise<unknown> = promisify(inflateRaw);

function memberOf(result: unknown, gzip: Buffer, start: number): GzipMember | null {
  if (!isInflated(result)) return null;
  return { bytes: result.buffer, hasTrailing: start + result.engine.bytesWritten + TRAILER_BYTES < gzip.length };
}

function optionsFor(gzip: Buffer, maxBytes: number): object {
  const stated = gzip.readUInt32LE(gzip.length - 4);
  const chunkSize = Math.max(16 * 1024, Math.min(stated + 64, gzip.length * 64, 32 * 1024 ** 2));
  return { info: true, maxOutputLength: maxBytes, chunkSize };
}

/**
 * Decompresses the first member, as AWS's validation does, and says whether bytes follow it: zlib by itself appends further
 * members and overlooks zeros. Null where it is damaged, cut off, or more than `maxBytes`. Runs beside the calling thread.
 */
export async function readGzipMember(gzip: Buffer, maxBytes: number): Promise<GzipMember | null> {
  const start = dataStart(gzip);
  if (start < 0) return null;
  try {
    return memberOf(await inflateRawAsync(gzip.subarray(start), optionsFor(gzip, maxBytes)), gzip, start);
  } catch {
    return null;
  }
}

/** The same in the calling thread: for small files it costs less than handing them over. */
export function readGzipMemberSync(gzip: Buffer, maxBytes: number): GzipMember | null {
  const start = dataStart(gzip);
  if (start < 0) return null;
  try {
    return memberOf(inflateRawSync(gzip.subarray(start), optionsFor(gzip, maxBytes)), gzip, start);
  } catch {
    return null;
  }
}
