import type { Pool } from "pg";
import { z } from "zod";
import { firstRow, rows, sql } from "@/lib/db/sql";
import type { S3Object } from "../s3/list-logs";

/** The objects of one bucket, as the pull `runId` sees them. */
export type Shelf = {
  readonly pool: Pool;
  readonly runId: string;
  /** "" for AWS. */
  readonly endpoint: string;
  readonly bucket: string;
};

const PAGE = 1_000;
const ObjectRow = z.object({ key: z.string(), etag: z.string(), bytes: z.number(), day: z.string() });

/** Writes down what was listed; returns how many of it are here already, with the same content. */
export async function noteListed(shelf: Shelf, objects: readonly S3Object[]): Promise<number> {
  const { rows: found } = await shelf.pool.query<{ open: number }>(
    `with noted as (
       insert into s3_object (endpoint, bucket, key, etag, bytes, day, run_id)
       select $1, $2, k, e, b, d, $3::uuid from unnest($4::text[], $5::text[], $6::bigint[], $7::text[]) as o (k, e, b, d) order by k
       on conflict (endpoint, bucket, key) do update
         set etag = excluded.etag, bytes = excluded.bytes, run_id = excluded.run_id, done_at = null, failure = null
         where s3_object.done_at is null or s3_object.etag <> excluded.etag or s3_object.bytes <> excluded.bytes
       returning 1
     ) select count(*)::int as open from noted`,
    [
      shelf.endpoint,
      shelf.bucket,
      shelf.runId,
      objects.map(({ key }) => key),
      objects.map(({ etag }) => etag),
      objects.map(({ bytes }) => bytes),
      objects.map(({ day }) => day),
    ],
  );
  return objects.length - (found[0]?.open ?? 0);
}

/** What is still to be loaded. */
export async function countOpen({ pool, runId }: Shelf): Promise<{ files: number; bytes: number }> {
  const Row = z.object({ files: z.number(), bytes: z.number() });
  const row = await firstRow(
    pool,
    Row,
    sql`
      select count(*)::float8 as files, coalesce(sum(bytes), 0)::float8 as bytes
      from s3_object where run_id = ${runId} and done_at is null`,
  );
  return Row.parse(row);
}

/** The objects to be loaded, the latest day first. */
export async function* openObjects({ pool, runId }: Shelf): AsyncGenerator<S3Object> {
  let last: S3Object | undefined;
  for (;;) {
    const after = last ? sql`and (day < ${last.day} or (day = ${last.day} and key > ${last.key}))` : sql``;
    const page = await rows(
      pool,
      ObjectRow,
      sql`
        select key, etag, bytes::float8, day from s3_object
        where run_id = ${runId} and done_at is null ${after} order by day desc, key limit ${PAGE}`,
    );
    yield* page;
    last = page.at(-1);
    if (page.length < PAGE) return;
  }
}

/** Writes down that the content of objects is committed. */
export async function markDone(shelf: Shelf, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await shelf.pool.query(
    `update s3_object set done_at = now(), failure = null
     where endpoint = $1 and bucket = $2 and key = any($3) and run_id = $4 and done_at is null`,
    [shelf.endpoint, shelf.bucket, keys, shelf.runId],
  );
}

/** Writes down why objects could not be read; the next pull tries them again. */
export async function markFailed(
  shelf: Shelf,
  failures: readonly { readonly key: string; readonly reason: string }[],
): Promise<void> {
  if (failures.length === 0) return;
  await shelf.pool.query(
    `update s3_object o set failure = f.reason from unnest($3::text[], $4::text[]) as f (key, reason)
     where o.endpoint = $1 and o.bucket = $2 and o.key = f.key and o.done_at is null`,
    [shelf.endpoint, shelf.bucket, failures.map(({ key }) => key), failures.map(({ reason }) => reason)],
  );
}

/** At the end of a pull that read everything: what it has not failed at is done, archives and other files too. */
export async function markAllDone({ pool, runId }: Shelf): Promise<void> {
  await pool.query("update s3_object set done_at = now() where run_id = $1 and done_at is null and failure is null", [
    runId,
  ]);
}
