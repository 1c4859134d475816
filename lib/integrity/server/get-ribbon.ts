import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, rows, type Sql, sql } from "@/lib/db/sql";
import type { integrityRibbon, Ribbon } from "../contract";

type Input = z.output<typeof integrityRibbon.input>;

const MINUTE_MS = 60_000;
const BucketRow = z.object({
  bucket: z.number(),
  verified: z.number(),
  unverified: z.number(),
  differs: z.number(),
  missing: z.number(),
  dropped: z.number(),
});
const PairsRow = z.object({ pairs: z.number(), untilMs: z.number().nullable() });

/** How many log files of the accounts and Regions in question are here for each stretch of time, and how sure they are. */
export async function getRibbon({ pool }: Pick<Context, "pool">, input: Input): Promise<Ribbon> {
  const { fromMs, toMs, buckets, identityId } = input;
  const bucketMs = Math.max(MINUTE_MS, Math.ceil((toMs - fromMs) / buckets / MINUTE_MS) * MINUTE_MS);
  const startMs = Math.floor(fromMs / bucketMs) * bucketMs;
  const count = Math.ceil((toMs - startMs) / bucketMs);
  const pairs = pairsOf(identityId);
  const [found, about] = await Promise.all([
    rows(pool, BucketRow, countSql(pairs, { startMs, bucketMs, count })),
    firstRow(
      pool,
      PairsRow,
      sql`
        with pair as (${pairs})
        select (select count(*)::int from pair) as pairs, (
          select extract(epoch from min(x.until_at))::float8 * 1000
          from (select max(w.until_at) as until_at from pair join watermark w using (account, region) where w.basis <> 'events' group by account, region) x
        ) as "untilMs"`,
    ),
  ]);
  const column = (name: "verified" | "unverified" | "differs" | "missing" | "dropped"): number[] => {
    const values = Array.from({ length: count }, () => 0);
    for (const row of found) values[row.bucket] = row[name];
    return values;
  };
  return {
    startMs,
    bucketMs,
    verified: column("verified"),
    unverified: column("unverified"),
    differs: column("differs"),
    missing: column("missing"),
    dropped: column("dropped"),
    untilMs: about?.untilMs ?? null,
    pairs: about?.pairs ?? 0,
  };
}

function pairsOf(identityId: string | null): Sql {
  if (identityId === null) return sql`select distinct account, region from watermark`;
  return sql`
    select distinct a.account, r.region from principal_identity m join activity_day d on d.principal_id = m.principal_id
    join account a on a.id = d.account_id join region r on r.id = d.region_id where m.identity_id = ${identityId}::uuid`;
}

type Buckets = { readonly startMs: number; readonly bucketMs: number; readonly count: number };

/** A missing file has no row of its own: its name says when it was published. */
function countSql(pairs: Sql, { startMs, bucketMs, count }: Buckets): Sql {
  const start = new Date(startMs);
  const end = new Date(startMs + count * bucketMs);
  const bucketOf = (column: Sql): Sql =>
    sql`floor((extract(epoch from ${column})::float8 * 1000 - ${startMs}::float8) / ${bucketMs}::float8)::int`;
  return sql`
    with pair as (${pairs}), file as (
      select d.publish_time as at, case when f.dropped_at is not null then 'dropped' else coalesce(i.state, 'unverified') end as state
      from pair join delivered_file d using (account, region) join log_file f on f.id = d.log_file_id left join log_file_integrity i using (log_file_id)
      where d.publish_time >= ${start} and d.publish_time < ${end}
      union all
      select to_timestamp(substring(e.file_name from '_(\\d{8}T\\d{4})Z_') || 'Z', 'YYYYMMDD"T"HH24MI"Z"'), 'missing'
      from pair join digest d on d.account = pair.account and d.region = pair.region and d.state = 'valid'
      join digest_entry e on e.digest_id = d.id and e.log_file_id is null
      where d.end_at >= ${start} and d.start_at < ${end} and not exists (select from log_file_location l where l.file_name = e.file_name)
    )
    select ${bucketOf(sql`at`)} as bucket, count(*) filter (where state = 'verified')::int as verified,
      count(*) filter (where state = 'hash-differs')::int as differs, count(*) filter (where state = 'missing')::int as missing,
      count(*) filter (where state = 'dropped')::int as dropped,
      count(*) filter (where state not in ('verified', 'hash-differs', 'missing', 'dropped'))::int as unverified
    from file where at >= ${start} and at < ${end} group by 1`;
}
