import { Logger, runMigrations } from "graphile-worker";
import type { Pool, PoolClient } from "pg";
import { RUN_ATTEMPTS, RUN_TASKS, type RunPayload, type RunTask, runJobKey } from "./run-job";

const SILENT = new Logger(() => () => undefined);
const prepared = new WeakSet<Pool>();

/** Makes the tables of the queue, once per process and database; before anything is enqueued in a transaction. */
export async function prepareQueue(pool: Pool): Promise<void> {
  if (prepared.has(pool)) return;
  await runMigrations({ pgPool: pool, logger: SILENT });
  prepared.add(pool);
}

/**
 * Has the work of a run done; tasks of one kind wait for each other. In the caller's transaction: the job exists if, and only if,
 * what it is about does.
 */
export async function enqueueRun(client: PoolClient, task: RunTask, payload: RunPayload): Promise<void> {
  await client.query(
    "select graphile_worker.add_job($1, payload => $2::json, queue_name => $1, job_key => $3, max_attempts => $4, job_key_mode => 'replace')",
    [task, JSON.stringify(payload), runJobKey(task, payload.runId), RUN_ATTEMPTS],
  );
}

/** Takes a run out of the queue, if no worker has it yet. */
export async function dequeueRun(client: PoolClient, runId: string): Promise<void> {
  for (const task of RUN_TASKS) await client.query("select graphile_worker.remove_job($1)", [runJobKey(task, runId)]);
}
