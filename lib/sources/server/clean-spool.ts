import type { Pool } from "pg";
import { z } from "zod";
import { rows, sql } from "@/lib/db/sql";
import { listSpools, removeSpool, spoolChangedMs } from "./spool";

/** How long files stay that nobody loads: of uploads that broke off, of failed ones, which can be tried again, and of those of another store. */
const KEPT_HOURS = 24;
const KEPT = `${KEPT_HOURS} hours`;

type Cleaning = { readonly pool: Pool; readonly now: () => Date };

/**
 * Ends uploads that broke off long ago, and removes the files that none will ask for again. Of a run that is not in this store nobody here
 * knows what it is: another database may have been used from here a moment ago, and its uploads still wait.
 */
export async function cleanSpool({ pool, now }: Cleaning): Promise<void> {
  await pool.query(
    `update ingest_run set state = 'failed', finished_at = now(), error = 'The browser stopped sending. Drop the same files again.'
     where kind = 'upload' and state = 'receiving' and heartbeat_at < now() - $1::interval`,
    [KEPT],
  );
  const spools = await listSpools();
  const known = await rows(
    pool,
    z.object({ id: z.string(), isWanted: z.boolean() }),
    sql`
      select id, state in ('receiving', 'queued', 'running') or (state = 'failed' and heartbeat_at > now() - ${KEPT}::interval) as "isWanted"
      from ingest_run where id = any(${spools}::uuid[])`,
  );
  const isWanted = new Map(known.map((run) => [run.id, run.isWanted]));
  const oldestMs = now().getTime() - KEPT_HOURS * 3_600_000;
  for (const runId of spools) {
    if (isWanted.get(runId) ?? (await spoolChangedMs(runId)) > oldestMs) continue;
    await removeSpool(runId);
  }
}
