import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Unit } from "./batch";
import { CopyEncoder, copyHeader, copyTrailer } from "./copy-encoder";

const CHUNK_BYTES = 8 * 1024 * 1024;
const CHUNK_COLUMNS = 4;

/** Keeps the bytes of segments that are not here yet; returns the units whose segment is new. */
export async function writeSegments(
  client: PoolClient,
  units: readonly Unit[],
  fileId: (unit: Unit) => number,
): Promise<Set<Unit>> {
  const result = await client.query<{ at: number }>(
    `with wanted as (
       select * from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::bigint[]) with ordinality
         as s (log_file_id, n, first_record, records, text_bytes, at)
     ), fresh as (
       insert into evidence_segment (log_file_id, n, first_record, records, text_bytes)
       select log_file_id, n, first_record, records, text_bytes from wanted order by 1, 2
       on conflict do nothing returning log_file_id, n
     )
     select w.at::int from wanted w join fresh using (log_file_id, n)`,
    [
      units.map(fileId),
      units.map(({ segment }) => segment.n),
      units.map(({ segment }) => segment.firstRecord),
      units.map(({ segment }) => segment.records),
      units.map(({ segment }) => segment.textBytes),
    ],
  );
  const fresh = new Set<Unit>();
  for (const { at } of result.rows) {
    const unit = units[at - 1];
    if (unit) fresh.add(unit);
  }
  await writeChunks(client, [...fresh], fileId);
  return fresh;
}

/** COPY in its binary format: bytes go as they are, without being written out in hexadecimal. */
async function writeChunks(client: PoolClient, units: readonly Unit[], fileId: (unit: Unit) => number): Promise<void> {
  if (units.length === 0) return;
  const target = client.query(
    copyFrom("copy evidence_chunk (log_file_id, segment, n, bytes) from stdin (format binary)"),
  );
  await pipeline(Readable.from(chunkRows(units, fileId)), target);
}

function* chunkRows(units: readonly Unit[], fileId: (unit: Unit) => number): Generator<Buffer> {
  yield copyHeader();
  for (const unit of units) {
    const { gzip, n } = unit.segment;
    for (let at = 0, chunk = 0; at < gzip.length; at += CHUNK_BYTES, chunk++) {
      const bytes = gzip.subarray(at, at + CHUNK_BYTES);
      const row = new CopyEncoder(CHUNK_COLUMNS, 1);
      row.row();
      row.int4(fileId(unit));
      row.int4(n);
      row.int4(chunk);
      row.bytesFollow(bytes.length);
      yield row.written();
      yield bytes;
    }
  }
  yield copyTrailer();
}
