import type { Pool } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { CopyDecoder } from "./copy-decoder";

/** One log file's kept bytes: each segment is gzip, in order. */
export type KeptFile = { readonly fileId: number; readonly segments: readonly Buffer[] };

/** The kept bytes of log files in the order of their ids, as they come: held is one file at a time. */
export async function* streamEvidence(pool: Pool, fileIds: readonly number[]): AsyncGenerator<KeptFile> {
  const ids = fileIds.filter(Number.isSafeInteger);
  if (ids.length === 0) return;
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    const source = client.query(
      copyTo(
        `copy (select log_file_id, segment, bytes from evidence_chunk where log_file_id in (${ids.join(",")}) order by log_file_id, segment, n)
         to stdout (format binary)`,
      ),
    );
    yield* gather(source);
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(failure);
  }
}

async function* gather(source: AsyncIterable<Buffer>): AsyncGenerator<KeptFile> {
  const decoder = new CopyDecoder();
  let fileId = -1;
  let chunks: Buffer[][] = [];
  for await (const bytes of source) {
    for (const [file, segment, chunk] of decoder.push(bytes)) {
      if (!file || !segment || !chunk) continue;
      if (file.readInt32BE(0) !== fileId && chunks.length > 0) yield whole(fileId, chunks);
      if (file.readInt32BE(0) !== fileId) chunks = [];
      fileId = file.readInt32BE(0);
      (chunks[segment.readInt32BE(0)] ??= []).push(chunk);
    }
  }
  if (chunks.length > 0) yield whole(fileId, chunks);
}

function whole(fileId: number, chunks: readonly (readonly Buffer[] | undefined)[]): KeptFile {
  // A segment of which nothing is kept any more leaves a hole; it reads as empty.
  return {
    fileId,
    segments: Array.from(chunks, (parts = []) => (parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts))),
  };
}
