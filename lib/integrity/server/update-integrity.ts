import type { Pool } from "pg";
import { settleTrust } from "@/lib/ingest/server/settle-trust";
import { findChainGaps } from "./find-chain-gaps";
import { findEndGaps } from "./find-end-gaps";
import { hashContents, type HashProgress } from "./hash-contents";
import { matchLogFiles } from "./match-log-files";
import { placeFiles } from "./place-files";
import { registerDigests } from "./register-digests";
import { settleDigests } from "./settle-digests";
import { updateWatermarks } from "./update-watermarks";
import { withIntegrityLock } from "./with-integrity-lock";

export type IntegrityUpdate = {
  /** Read again from the kept bytes even where that was done before; nothing else than what is new otherwise. */
  readonly again?: readonly number[];
  readonly progress?: HashProgress;
};

/**
 * Brings what is known of the log files' integrity up to date after files, digests, signatures or keys came or went: whatever
 * their order, the outcome is the same. Safe to interrupt and to repeat.
 */
export async function updateIntegrity(pool: Pool, { again = [], progress }: IntegrityUpdate = {}): Promise<void> {
  await withIntegrityLock(pool, async () => {
    await placeFiles(pool);
    const [, changed] = await Promise.all([
      readDigests(pool),
      hashFiles(pool, { again, ...(progress ? { progress } : {}) }),
    ]);
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

async function readDigests(pool: Pool): Promise<void> {
  await registerDigests(pool);
  await findChainGaps(pool, await settleDigests(pool));
  await findEndGaps(pool);
}

/** The files whose hash is new; null where there are no digests that could name any. */
async function hashFiles(pool: Pool, { again = [], progress }: IntegrityUpdate): Promise<number[] | null> {
  if (!(await hasDigests(pool))) return null;
  const files = [...new Set([...again, ...(await filesToHash(pool))])].toSorted((a, b) => a - b);
  return hashContents(pool, files, progress ?? (() => undefined));
}

async function hasDigests(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query("select from digest_file limit 1");
  return rows.length > 0;
}

/** CloudTrail names only files of the one format that it writes. */
async function filesToHash(pool: Pool): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `select f.id from log_file f where f.complete and f.dropped_at is null and f.format = 'records'
       and not exists (select from log_file_content c where c.log_file_id = f.id) order by f.id`,
  );
  return rows.map(({ id }) => id);
}
