import { Logger, runMigrations } from "graphile-worker";
import type { Pool, PoolClient } from "pg";
import { INGEST_UPLOAD, INGEST_UPLOAD_ATTEMPTS, type IngestUploadPayload, ingestUploadKey } from "./ingest-upload-job";

const SILENT = new Logger(() => () => undefined);
const prepared = new WeakSet<Pool>();

/** Makes the tables of the queue, once per process and database; before anything is enqueued in a transaction. */
export async function prepareQueue(pool: Pool): Promise<void> {
  if (prepared.has(pool)) return;
  await runMigrations({ pgPool: pool, logger: SILENT });
  prepared.add(pool);
}

/** Has an upload loaded. In the caller's transaction: the job exists if, and only if, what it is about does. */
export async function enqueueIngestUpload(client: PoolClient, payload: IngestUploadPayload): Promise<void> {
  await client.query(
    "select graphile_worker.add_job($1, payload => $2::json, job_key => $3, max_attempts => $4, job_key_mode => 'replace')",
    [INGEST_UPLOAD, JSON.stringify(payload), ingestUploadKey(payload.runId), INGEST_UPLOAD_ATTEMPTS],
  );
}

/** Takes an upload out of the queue, if no worker has it yet. */
export async function dequeueIngestUpload(client: PoolClient, runId: string): Promise<void> {
  await client.query("select graphile_worker.remove_job($1)", [ingestUploadKey(runId)]);
}
