import type { PoolClient } from "pg";
import type { BatchDigest } from "./batch";

/** Keeps CloudTrail digests as they were delivered: signatures and hashes are verified from these bytes. */
export async function keepDigests(
  client: PoolClient,
  digests: readonly BatchDigest[],
  sourceId: number,
): Promise<void> {
  if (digests.length === 0) return;
  await client.query(
    `insert into digest_file (sha256, source_id, path, bytes)
     select h, $1, p, b from unnest($2::bytea[], $3::text[], $4::bytea[]) as d (h, p, b) order by h, p on conflict do nothing`,
    [sourceId, digests.map(({ sha256 }) => sha256), digests.map(({ path }) => path), digests.map(({ gzip }) => gzip)],
  );
}
