import type { Pool } from "pg";
import { z } from "zod";
import { rows, sql } from "@/lib/db/sql";
import { SILENT_AFTER_MS } from "@/lib/sources/run-condition";
import { RUN_TASKS } from "./run-job";

const Dead = z.object({ lockedBy: z.string(), key: z.string() });

/**
 * Gives back the jobs of workers that died with them: a job that runs tells its run's row so every half second, and one that
 * has been silent for long has nobody. Returns the keys of these jobs. Without this, a dead worker would hold its job for four hours.
 */
export async function releaseDeadJobs(pool: Pool): Promise<string[]> {
  const dead = await rows(
    pool,
    Dead,
    sql`
      select j.locked_by as "lockedBy", j.key
      from graphile_worker.jobs j
      join ingest_run r on j.key = j.task_identifier || ':' || r.id
      where j.locked_by is not null and j.task_identifier = any(${RUN_TASKS}::text[])
        and greatest(r.heartbeat_at, j.locked_at) < now() - make_interval(secs => ${SILENT_AFTER_MS / 1000})`,
  );
  if (dead.length > 0) {
    await pool.query("select graphile_worker.force_unlock_workers($1)", [dead.map(({ lockedBy }) => lockedBy)]);
  }
  return dead.map(({ key }) => key);
}
