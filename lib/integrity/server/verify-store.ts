import type { Pool } from "pg";
import type { HashProgress } from "./hash-contents";
import type { VerifyRange } from "./list-results";
import { updateIntegrity } from "./update-integrity";

type Request = { readonly range: VerifyRange; readonly progress?: HashProgress };

/**
 * Verifies a time from the ground: reads the kept bytes of its digests and log files again, checks every signature anew, follows
 * the chains and compares every hash. What it finds is what pages and commands show from then on.
 */
export async function verifyStore(pool: Pool, { range, progress }: Request): Promise<void> {
  await pool.query(FORGET_DIGESTS, [range.from, range.to]);
  const { rows } = await pool.query<{ id: number }>(FILES, [range.from, range.to]);
  await updateIntegrity(pool, { again: rows.map(({ id }) => id), ...(progress ? { progress } : {}) });
}

const FORGET_DIGESTS = `
  with open as (
    update digest set state = 'unsettled', key_id = null
    where state <> 'malformed' and ($1::timestamptz is null or end_at >= $1) and ($2::timestamptz is null or start_at <= $2)
    returning id
  )
  update digest_file f set digest_id = null from open where f.digest_id = open.id`;

/** Files of the format that CloudTrail writes: it names no others. */
const FILES = `
  select id from log_file
  where complete and dropped_at is null and format = 'records' and (publish_time is null or (($1::timestamptz is null or publish_time >= $1)
    and ($2::timestamptz is null or publish_time <= $2 + interval '1 hour')))
  order by id`;
