import type { Pool } from "pg";
import { z } from "zod";
import { rows, sql } from "@/lib/db/sql";
import { listSpools, removeSpool } from "./spool";

/** How long files stay that nobody loads: of uploads that broke off, and of failed ones, which can be tried again. */
const KEPT = "24 hours";

/** Ends uploads that broke off long ago, and removes the files that none will ask for again. */
export async function cleanSpool({ pool }: { readonly pool: Pool }): Promise<void> {
  await pool.query(
    `update ingest_run set state = 'failed', finished_at = now(), error = 'The browser stopped sending. Drop the same files again.'
     where kind = 'upload' and state = 'receiving' and heartbeat_at < now() - $1::interval`,
    [KEPT],
  );
  const spools = await listSpools();
  const wanted = await rows(
    pool,
    z.object({ id: z.string() }),
    sql`
      select id from ingest_run
      where id = any(${spools}::uuid[])
        and (state in ('receiving', 'queued', 'running') or (state = 'failed' and heartbeat_at > now() - ${KEPT}::interval))`,
  );
  const kept = new Set(wanted.map(({ id }) => id));
  for (const runId of spools) if (!kept.has(runId)) await removeSpool(runId);
}
