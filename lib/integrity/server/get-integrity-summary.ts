import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import { type IntegritySummary, LISTED } from "../contract";
import { DIGEST_STATES, FILE_STATES } from "../verify-result";
import { IS_MISSING } from "./list-results";

const FileCount = z.object({ state: z.enum(FILE_STATES), count: z.number() });
const DigestCount = z.object({ state: z.enum(DIGEST_STATES), count: z.number() });
const Missing = z.object({ object: z.string(), digest: z.string() });
const Gap = z.object({
  chain: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  kind: z.enum(["digest-missing", "not-logging"]),
  missing: z.string().nullable(),
});
const Totals = z.object({ dropped: z.number(), missing: z.number(), digestGaps: z.number(), keys: z.number() });

/** How many log files and digests are in which state, with the first of what is missing. */
export async function getIntegritySummary({ pool }: Pick<Context, "pool">): Promise<IntegritySummary> {
  const [files, digests, missing, gaps, totals] = await Promise.all([
    rows(
      pool,
      FileCount,
      sql`
        select coalesce(i.state, 'unverified') as state, count(*)::float8 as count
        from log_file f left join log_file_integrity i on i.log_file_id = f.id where f.complete and f.dropped_at is null group by 1 order by 2 desc`,
    ),
    rows(pool, DigestCount, sql`select state, count(*)::float8 as count from digest group by 1 order by 2 desc`),
    rows(
      pool,
      Missing,
      sql`
        select 's3://' || e.bucket || '/' || e.key as object, 's3://' || d.bucket || '/' || d.key as digest
        from digest_entry e join digest d on d.id = e.digest_id where ${IS_MISSING} order by d.end_at desc, e.n limit ${LISTED}`,
    ),
    rows(
      pool,
      Gap,
      sql`
        select chain, extract(epoch from from_at)::float8 * 1000 as "fromMs", extract(epoch from to_at)::float8 * 1000 as "toMs", kind, missing
        from digest_gap order by kind, from_at desc limit ${LISTED}`,
    ),
    firstRow(
      pool,
      Totals,
      sql`
        select (select count(*) from digest_entry e join digest d on d.id = e.digest_id where ${IS_MISSING})::float8 as missing,
          (select count(*) from log_file where dropped_at is not null)::float8 as dropped, (select count(*) from digest_gap where kind = 'digest-missing')::float8 as "digestGaps", (select count(*) from public_key)::float8 as keys`,
    ),
  ]);
  const lost = totals?.missing ?? 0;
  return {
    dropped: totals?.dropped ?? 0,
    files: lost > 0 ? [...files, { state: "missing", count: lost }] : files,
    digests,
    keys: totals?.keys ?? 0,
    missing,
    gaps,
    digestGaps: totals?.digestGaps ?? 0,
  };
}
