import type { Pool } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import { RetentionPlan, type retentionPlan } from "../contract";

const DAY_MS = 86_400_000;

export const FileToDrop = z.object({ id: z.number(), records: z.number(), bytes: z.number() });
export type FileToDrop = z.output<typeof FileToDrop>;

/** The moment before which a log file's newest record must lie for it to be too old. */
export function cutoffOf(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/**
 * Log files whose newest record is older; of those without records the delivery counts. One that is still being loaded stays, until
 * nothing has come for a day.
 */
const tooOld = (cutoff: Date) => sql`
  select f.id, f.records, f.stored, f.delivered_bytes::float8 as bytes, s.first_at, s.last_at
  from log_file f
  left join lateral (select min(first_at) as first_at, max(last_at) as last_at from log_file_span where log_file_id = f.id) s on true
  where f.dropped_at is null and (f.complete or f.received_at < now() - interval '1 day')
    and coalesce(s.last_at, f.publish_time, f.received_at) < ${cutoff}`;

/** The files to be dropped, the oldest first. */
export function listTooOld(pool: Pool, cutoff: Date): Promise<FileToDrop[]> {
  return rows(
    pool,
    FileToDrop,
    sql`select id, records, bytes from (${tooOld(cutoff)}) f order by last_at nulls first, id`,
  );
}

/** What an age would drop if it were applied now; nothing is changed. */
export async function planRetention(
  { pool, now }: Pick<Context, "pool" | "now">,
  { days }: z.output<typeof retentionPlan.input>,
): Promise<RetentionPlan> {
  const cutoff = cutoffOf(now(), days);
  const found = await firstRow(
    pool,
    RetentionPlan.omit({ cutoffMs: true }),
    sql`
      select count(*)::float8 as files, (select count(*) from log_file where dropped_at is null)::float8 as "filesInAll",
        coalesce(sum(records), 0)::float8 as records, coalesce(sum(stored), 0)::float8 as events, coalesce(sum(bytes), 0)::float8 as bytes,
        extract(epoch from min(first_at))::float8 * 1000 as "fromMs", extract(epoch from max(last_at))::float8 * 1000 as "toMs"
      from (${tooOld(cutoff)}) f`,
  );
  return RetentionPlan.parse({ ...found, cutoffMs: cutoff.getTime() });
}
