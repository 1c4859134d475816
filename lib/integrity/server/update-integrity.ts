import type { Pool } from "pg";
import { settleTrust } from "@/lib/ingest/server/settle-trust";
import { findChainGaps } from "./find-chain-gaps";
import { findEndGaps } from "./find-end-gaps";
import { hashContents, type HashProgress } from "./hash-contents";
import type { VerifyRange } from "./list-results";
import { matchLogFiles } from "./match-log-files";
import { placeFiles } from "./place-files";
import { registerDigests } from "./register-digests";
import { settleDigests } from "./settle-digests";
import { updateWatermarks } from "./update-watermarks";
import { withIntegrityLock } from "./with-integrity-lock";

export type IntegrityUpdate = {
  /** Digests and log files of this time are read again from the kept bytes; nothing else than what is new otherwise. */
  readonly again?: VerifyRange;
  readonly progress?: HashProgress;
};

/**
 * Brings what is known of the log files' integrity up to date after files, digests, signatures or keys came or went: whatever
 * their order, the outcome is the same. Safe to interrupt and to repeat.
 */
export async function updateIntegrity(pool: Pool, update: IntegrityUpdate = {}): Promise<void> {
  await withIntegrityLock(pool, async () => {
    await placeFiles(pool);
    const [, changed] = await Promise.all([readDigests(pool, update), hashFiles(pool, update)]);
    if (changed !== null) await matchLogFiles(pool, changed);
    await settleTrust(pool);
    await updateWatermarks(pool, await changedSinks(pool));
  });
}

/** Sinks whose files or digests are others than when their watermarks were taken. */
async function changedSinks(pool: Pool): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(CHANGED_SINKS);
  return rows.map(({ id }) => id);
}

const CHANGED_SINKS = `
  with now as (
    select k.id, concat_ws(' ',
      (select concat_ws(' ', count(*), max(d.log_file_id), sum(d.log_file_id::bigint), nullif(count(f.dropped_at), 0))
       from delivered_file d join log_file f on f.id = d.log_file_id where d.sink_id = k.id),
      (select concat_ws(' ', count(*), count(*) filter (where d.state = 'valid'), max(d.id)) from digest_sink s join digest d on d.chain = s.chain
       where s.sink_id = k.id),
      (select concat_ws(' ', count(*), max(g.to_at)) from digest_sink s join digest_gap g on g.chain = s.chain where s.sink_id = k.id),
      (select count(*) from digest_sink s join digest d on d.chain = s.chain join digest_entry e on e.digest_id = d.id
       where s.sink_id = k.id and e.log_file_id is null)) as mark
    from sink k
  )
  update sink k set watermark_of = n.mark from now n where n.id = k.id and k.watermark_of is distinct from n.mark returning k.id`;

async function readDigests(pool: Pool, { again }: IntegrityUpdate): Promise<void> {
  if (again) await pool.query(FORGET_DIGESTS, [again.from, again.to]);
  await registerDigests(pool);
  await findChainGaps(pool, await settleDigests(pool));
  await findEndGaps(pool);
}

const FORGET_DIGESTS = `
  with open as (
    update digest set state = 'unsettled', key_id = null
    where state <> 'malformed' and ($1::timestamptz is null or end_at >= $1) and ($2::timestamptz is null or start_at <= $2)
    returning id
  )
  update digest_file f set digest_id = null from open where f.digest_id = open.id`;

/** The files whose hash is new; null where there are no digests that could name any. */
async function hashFiles(pool: Pool, { again, progress }: IntegrityUpdate): Promise<number[] | null> {
  if (!(await hasDigests(pool))) return null;
  const isAgain = again !== undefined;
  const { rows } = await pool.query<{ id: number }>(FILES, [isAgain, again?.from ?? null, again?.to ?? null]);
  return hashContents(
    pool,
    rows.map(({ id }) => id),
    progress ?? (() => undefined),
  );
}

async function hasDigests(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query("select from digest_file limit 1");
  return rows.length > 0;
}

/** Files of the one format that CloudTrail writes, and so names: those of a time that is looked at again, and those that are new. */
const FILES = `
  select f.id from log_file f
  where f.complete and f.dropped_at is null and f.format = 'records'
    and (not exists (select from log_file_content c where c.log_file_id = f.id)
      or $1 and (f.publish_time is null or (($2::timestamptz is null or f.publish_time >= $2)
        and ($3::timestamptz is null or f.publish_time <= $3 + interval '1 hour'))))
  order by f.id`;
