import { once } from "node:events";
import { createGunzip, type Gunzip } from "node:zlib";

const SLICE_BYTES = 16 * 1024;

/** What became of a stream of gzip data, once it has been read. */
export type Inflation = { damage: string | null };

/**
 * Decompresses gzip data of any size and any number of members. Reads its source to the end even where the data is damaged, and then
 * names the damage in `outcome`: what came before it was given. Holds at most what 16 KiB can decompress to.
 */
export async function* inflateStream(source: AsyncIterable<Buffer>, outcome: Inflation): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  const ready: Buffer[] = [];
  gunzip.on("data", (chunk: Buffer) => ready.push(chunk));
  gunzip.on("error", (error) => {
    outcome.damage ??= `the gzip data ends early or is damaged (${error.message})`;
  });
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length && outcome.damage === null; at += SLICE_BYTES) {
        await write(gunzip, chunk.subarray(at, at + SLICE_BYTES));
        yield* ready.splice(0);
      }
    }
    if (outcome.damage === null) await finish(gunzip);
    yield* ready.splice(0);
  } finally {
    gunzip.destroy();
  }
}

/** Done when the bytes are decompressed, or never will be: a stream that failed does not call back. */
const write = (gunzip: Gunzip, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      gunzip.off("close", done);
      resolve();
    };
    gunzip.once("close", done);
    gunzip.write(bytes, done);
  });

async function finish(gunzip: Gunzip): Promise<void> {
  const ended = once(gunzip, "end").catch(() => undefined);
  gunzip.end();
  await ended;
}
