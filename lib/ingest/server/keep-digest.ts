import { gzipSync } from "node:zlib";
import type { LoadContext } from "./load-batch";

/** Keeps a CloudTrail digest as it was delivered: its signature and hashes are verified from these bytes. */
export async function keepDigest(
  ctx: LoadContext,
  path: string,
  digest: { readonly sha256: Buffer; readonly compressed: boolean; readonly bytes: Buffer },
): Promise<void> {
  await ctx.pool.query(
    "insert into digest_file (sha256, source_id, path, bytes) values ($1, $2, $3, $4) on conflict do nothing",
    [digest.sha256, ctx.source.id, path, digest.compressed ? digest.bytes : gzipSync(digest.bytes)],
  );
}
