import { constants, gunzipSync } from "node:zlib";

export type Gunzipped = {
  readonly bytes: Buffer;
  /** Why there is less than the file held when it was whole; null where it is. */
  readonly damage: string | null;
};

/** The size that the gzip trailer states: right for a whole file of one member, a hint for any other. */
export function statedSize(gzip: Buffer): number {
  return gzip.length < 18 ? 0 : gzip.readUInt32LE(gzip.length - 4);
}

const CHUNK_BYTES = 16 * 1024;
const MAX_CHUNK_BYTES = 32 * 1024 ** 2;

/**
 * Decompresses all members of a gzip file at once. What a cut or damaged file still gives is returned with the damage named.
 * Throws a RangeError (`ERR_BUFFER_TOO_LARGE`) where there is more than `maxBytes`.
 */
export function gunzipAll(gzip: Buffer, maxBytes: number): Gunzipped {
  const stated = Math.min(statedSize(gzip), gzip.length * 64, MAX_CHUNK_BYTES);
  const options = { maxOutputLength: maxBytes, chunkSize: Math.max(stated + 64, CHUNK_BYTES) };
  try {
    return { bytes: gunzipSync(gzip, options), damage: null };
  } catch (error) {
    if (isTooLarge(error)) throw error;
    return salvage(gzip, { ...options, finishFlush: constants.Z_SYNC_FLUSH }, messageOf(error));
  }
}

const isTooLarge = (error: unknown): boolean => error instanceof RangeError;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The longest beginning that decompresses without an error: an error stays one however much follows, so halving finds it. */
function salvage(gzip: Buffer, options: Parameters<typeof gunzipSync>[1], why: string): Gunzipped {
  let good = 0;
  let bad = gzip.length + 1;
  let bytes: Buffer = Buffer.alloc(0);
  let tried = gzip.length;
  while (good + 1 < bad) {
    try {
      bytes = gunzipSync(gzip.subarray(0, tried), options);
      good = tried;
    } catch (error) {
      if (isTooLarge(error)) throw error;
      bad = tried;
    }
    tried = (good + bad) >> 1;
  }
  const where = good >= gzip.length ? "ends early" : `is damaged after ${good} of ${gzip.length} bytes`;
  return { bytes, damage: `the gzip data ${where} (${why})` };
}
