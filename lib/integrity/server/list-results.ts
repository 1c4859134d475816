import type { Pool } from "pg";
import { z } from "zod";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { DigestState, FileReason, FileState, KEY_ORIGINS, type VerifyResult } from "../verify-result";

/** Bounds in time, by the periods of digests and the publish times of log files; null is open. */
export type VerifyRange = { readonly from: Date | null; readonly to: Date | null };

const PAGE = 2000;
const isoSql = (column: Sql): Sql => sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const origin = z
  .number()
  .nullable()
  .transform((n) => (n === null ? null : (KEY_ORIGINS[n] ?? null)));

const DigestRow = z.object({
  id: z.number(),
  object: z.string(),
  state: DigestState,
  problem: z.string().nullable(),
  isBackfill: z.boolean(),
  region: z.string().nullable(),
  fingerprint: z.string().nullable(),
  key: origin,
  from: z.string().nullable(),
  to: z.string().nullable(),
});
const GapRow = z.object({
  kind: z.enum(["digest-missing", "not-logging"]),
  chain: z.string(),
  from: z.string(),
  to: z.string(),
  missing: z.string().nullable(),
});
const FileRow = z.object({
  id: z.number(),
  file: z.string().nullable(),
  object: z.string().nullable(),
  sha256: z.string().nullable(),
  state: FileState,
  reason: FileReason.nullable(),
  digest: z.string().nullable(),
  key: origin,
  isBackfill: z.boolean(),
  droppedAt: z.string().nullable(),
});
const MissingRow = z.object({
  digestId: z.number(),
  n: z.number(),
  object: z.string(),
  digest: z.string(),
  key: origin,
  isBackfill: z.boolean(),
});

/** Every digest, gap and log file of a time with what is known of it, page by page: digests first, then gaps, log files, missing ones. */
export async function* listResults(pool: Pool, range: VerifyRange): AsyncGenerator<VerifyResult> {
  yield* digestResults(pool, range);
  for (const gap of await gapRows(pool, range)) yield { type: "gap", ...gap };
  yield* fileResults(pool, range);
  yield* missingResults(pool, range);
}

const within = ({ from, to }: VerifyRange, start: Sql, end: Sql): Sql =>
  sql`(${from}::timestamptz is null or ${end} >= ${from}) and (${to}::timestamptz is null or ${start} <= ${to})`;

async function* digestResults(pool: Pool, range: VerifyRange): AsyncGenerator<VerifyResult> {
  for (let after = 0; ;) {
    const page = await rows(
      pool,
      DigestRow,
      sql`
        select d.id, coalesce('s3://' || d.bucket || '/' || d.key, (select min(f.path) from digest_file f where f.digest_id = d.id), '?') as object,
          d.state, d.problem, d.is_backfill as "isBackfill", d.region, d.fingerprint, k.origin as key,
          ${isoSql(sql`d.start_at`)} as from, ${isoSql(sql`d.end_at`)} as to
        from digest d left join public_key k on k.id = d.key_id
        where d.id > ${after} and (d.state = 'malformed' or ${within(range, sql`d.start_at`, sql`d.end_at`)})
        order by d.id limit ${PAGE}`,
    );
    for (const { id: _id, ...row } of page) yield { type: "digest", ...row };
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? after;
  }
}

function gapRows(pool: Pool, range: VerifyRange): Promise<z.output<typeof GapRow>[]> {
  return rows(
    pool,
    GapRow,
    sql`
      select g.kind, g.chain, ${isoSql(sql`g.from_at`)} as from, ${isoSql(sql`g.to_at`)} as to,
        's3://' || (select d.bucket from digest d where d.chain = g.chain limit 1) || '/' || g.missing as missing
      from digest_gap g where ${within(range, sql`g.from_at`, sql`g.to_at`)} order by g.chain, g.from_at`,
  );
}

async function* fileResults(pool: Pool, range: VerifyRange): AsyncGenerator<VerifyResult> {
  for (let after = 0; ;) {
    const page = await rows(
      pool,
      FileRow,
      sql`
        select f.id, (select min(l.path) from log_file_location l where l.log_file_id = f.id) as file, encode(f.sha256, 'hex') as sha256,
          coalesce(i.state, 'unverified') as state, i.reason, i.key_origin as key, coalesce(d.is_backfill, false) as "isBackfill",
          ${isoSql(sql`f.dropped_at`)} as "droppedAt", 's3://' || d.bucket || '/' || d.key as digest,
          (select 's3://' || e.bucket || '/' || e.key from digest_entry e left join log_file_content c on c.log_file_id = f.id
           where e.digest_id = i.digest_id
             and (e.sha256 = c.content_sha256 or e.file_name in (select l.file_name from log_file_location l where l.log_file_id = f.id))
           order by e.n limit 1) as object
        from log_file f left join log_file_integrity i on i.log_file_id = f.id left join digest d on d.id = i.digest_id
        where f.complete and f.id > ${after} and (${range.from === null && range.to === null} or ${within(range, sql`f.publish_time`, sql`f.publish_time`)})
        order by f.id limit ${PAGE}`,
    );
    for (const { id: _id, ...row } of page) yield { type: "log-file", ...row };
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? after;
  }
}

/** Only a digest that is valid can say that a file is missing. */
export const IS_MISSING = sql`
  e.log_file_id is null and d.state = 'valid' and not exists (select from log_file_location l where l.file_name = e.file_name)`;

async function* missingResults(pool: Pool, range: VerifyRange): AsyncGenerator<VerifyResult> {
  for (let after = { id: 0, n: -1 }; ;) {
    const page = await rows(
      pool,
      MissingRow,
      sql`
        select e.digest_id as "digestId", e.n, 's3://' || e.bucket || '/' || e.key as object, 's3://' || d.bucket || '/' || d.key as digest,
          k.origin as key, d.is_backfill as "isBackfill"
        from digest_entry e join digest d on d.id = e.digest_id left join public_key k on k.id = d.key_id
        where ${IS_MISSING} and (e.digest_id, e.n) > (${after.id}, ${after.n}) and ${within(range, sql`d.start_at`, sql`d.end_at`)}
        order by e.digest_id, e.n limit ${PAGE}`,
    );
    for (const { digestId: _id, n: _n, ...row } of page)
      yield { type: "log-file", file: null, sha256: null, state: "missing", reason: null, droppedAt: null, ...row };
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = { id: last.digestId, n: last.n };
  }
}
