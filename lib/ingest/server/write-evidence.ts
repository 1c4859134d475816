import type { PoolClient } from "pg";
import type { Unit } from "./batch";

const CHUNK_BYTES = 8 * 1024 * 1024;

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

async function writeChunks(client: PoolClient, units: readonly Unit[], fileId: (unit: Unit) => number): Promise<void> {
  for (const unit of units) {
    const { gzip, n } = unit.segment;
    for (let at = 0, chunk = 0; at < gzip.length; at += CHUNK_BYTES, chunk++) {
      await client.query({
        name: "write-chunk",
        text: "insert into evidence_chunk (log_file_id, segment, n, bytes) values ($1, $2, $3, $4)",
        values: [fileId(unit), n, chunk, gzip.subarray(at, at + CHUNK_BYTES)],
      });
    }
  }
}
