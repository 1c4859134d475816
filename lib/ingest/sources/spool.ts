import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { LimitError } from "../input-error";
import type { InputLimits } from "../input-limits";

export type Spooled = {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly remove: () => Promise<void>;
};

/**
 * Puts a stream that can be read only once into a file of ours, so that it can be read again. Throws `LimitError` beyond the
 * size limit of one file, and leaves nothing behind where it fails.
 */
export async function spool(stream: NodeJS.ReadableStream, limits: InputLimits): Promise<Spooled> {
  await mkdir(limits.temporaryFolder, { recursive: true });
  const path = join(limits.temporaryFolder, randomUUID());
  const remove = (): Promise<void> => rm(path, { force: true });
  const hash = createHash("sha256");
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      if (bytes > limits.maxFileBytes)
        done(
          new LimitError(
            `larger than ${limits.maxFileBytes} bytes: the limit of one file (WAKELINE_MAX_FILE_BYTES raises it)`,
          ),
        );
      else done(null, chunk);
    },
  });
  try {
    await pipeline(stream, measure, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, bytes, sha256: hash.digest(), remove };
}
