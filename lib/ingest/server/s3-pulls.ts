import type { Pool } from "pg";
import type { S3Access } from "../s3/s3-access";
import type { S3Scope } from "../s3/s3-scope";
import type { S3Found } from "./found-tally";

/** Writes down what a pull is about; asked again for the same run, it changes nothing. */
export async function notePull(
  pool: Pick<Pool, "query">,
  runId: string,
  {
    scope,
    access,
    fetchKeys = false,
  }: { readonly scope: S3Scope; readonly access: S3Access; readonly fetchKeys?: boolean },
): Promise<void> {
  await pool.query(
    `insert into s3_pull (run_id, bucket, prefix, accounts, regions, from_at, to_at, profile, role_arn, external_id, endpoint, fetch_keys)
     values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000), to_timestamp($7::float8 / 1000), $8, $9, $10, $11, $12)
     on conflict (run_id) do nothing`,
    [
      runId,
      scope.bucket,
      scope.prefix,
      scope.accounts,
      scope.regions,
      scope.fromMs,
      scope.toMs,
      access.profile,
      access.roleArn,
      access.externalId,
      access.endpoint,
      fetchKeys,
    ],
  );
}

/** Writes down what its listing found. */
export async function noteFound(pool: Pool, runId: string, found: S3Found): Promise<void> {
  await pool.query(
    "update s3_pull set found_files = $2, found_bytes = $3, here_files = $4, first_day = $5, last_day = $6 where run_id = $1",
    [runId, found.files, found.bytes, found.hereFiles, found.firstDay, found.lastDay],
  );
}
