import { stat } from "node:fs/promises";
import { AppError } from "@/lib/base/app-error";
import { storeFailure } from "@/lib/db/store-failure";
import type { Store } from "@/lib/db/store";
import { inTransaction } from "@/lib/db/in-transaction";
import { ingestAndVerify } from "@/lib/integrity/server/ingest-and-verify";
import { enqueueIngestUpload } from "@/lib/jobs/enqueue";
import type { Conservation } from "../contract";
import { UPLOAD_SOURCE } from "./create-upload";
import { recountTakenUp } from "./recount-taken-up";
import { hasSpool, removeSpool, spoolPath } from "./spool";
import { type ReceivedFileRow, UploadOutcomes } from "./upload-outcomes";

const FLUSH_EVERY_MS = 500;
const ONE_LOADER_BYTES = 8 * 1024 * 1024;

export type UploadEnd =
  | ({ readonly kind: "done" } & Conservation)
  | { readonly kind: "cancelled" | "interrupted" | "nothing-to-do" }
  /** The database is away: to be tried again. */
  | { readonly kind: "unavailable"; readonly error: AppError }
  | { readonly kind: "failed"; readonly error: unknown };

type Work = {
  readonly runId: string;
  /** Aborted with the reason "cancelled", or "interrupted" where the process ends. */
  readonly signal: AbortSignal;
  /** An earlier attempt may have loaded a part. */
  readonly takenUp: boolean;
  readonly isLastAttempt: boolean;
};

/** Loads what an upload received, and writes down what became of each file. May be repeated after any interruption. */
export async function ingestUpload(store: Store, work: Work): Promise<UploadEnd> {
  const run = await store.db.ingestRun.findUnique({ where: { id: work.runId } });
  if (run === null || !(await isOpen(run.state, work.runId))) return { kind: "nothing-to-do" };
  try {
    await store.pool.query(
      "update ingest_run set state = 'running', error = null, finished_at = null, heartbeat_at = now() where id = $1",
      [work.runId],
    );
    const counts = await load(store, work, run.actorName);
    await removeSpool(work.runId);
    return { kind: "done", ...counts };
  } catch (error) {
    return await endWith(store, work, error);
  }
}

/** A run is done a moment before what became of its files is written down: one that died between is finished again. */
async function isOpen(state: string, runId: string): Promise<boolean> {
  if (state === "done") return hasSpool(runId);
  return state === "queued" || state === "running";
}

async function load(store: Store, work: Work, actorName: string): Promise<Conservation> {
  const { runId, signal } = work;
  const files = await store.db.uploadFile.findMany({
    where: { runId, state: { notIn: ["receiving", "failed"] } },
    select: { id: true, name: true, receivedBytes: true },
  });
  for (const file of files) await requireWhole(runId, file);
  // Of an earlier attempt; it would be listed twice.
  await store.db.skippedInput.deleteMany({ where: { runId } });
  const outcomes = new UploadOutcomes(files);
  const timer = setInterval(() => void outcomes.flush(store.pool).catch(() => undefined), FLUSH_EVERY_MS);
  try {
    const result = await ingestAndVerify(store, {
      runId,
      kind: "upload",
      source: UPLOAD_SOURCE,
      actorName,
      paths: files.map(({ id }) => spoolPath(runId, id)),
      labels: Object.fromEntries(files.map(({ id, name }) => [spoolPath(runId, id), name])),
      // A second thread takes longer to start than a little work takes.
      ...(bytesOf(files) < ONE_LOADER_BYTES ? { loaders: 1 } : {}),
      onFile: (end) => outcomes.hear(end),
      signal,
    });
    outcomes.finish();
    await outcomes.flush(store.pool);
    return work.takenUp ? await recountTakenUp(store.pool, runId) : result;
  } finally {
    clearInterval(timer);
  }
}

function bytesOf(files: readonly { readonly receivedBytes: bigint }[]): number {
  return files.reduce((sum, { receivedBytes }) => sum + Number(receivedBytes), 0);
}

async function requireWhole(runId: string, file: ReceivedFileRow & { readonly receivedBytes: bigint }): Promise<void> {
  const size = await stat(spoolPath(runId, file.id)).then(
    (found) => found.size,
    () => -1,
  );
  if (size === Number(file.receivedBytes)) return;
  throw new AppError(
    "not-found",
    `The received copy of ${file.name.slice(0, 200)} is not whole on the disk any more. Drop the files again.`,
  );
}

async function endWith(store: Store, work: Work, error: unknown): Promise<UploadEnd> {
  const { runId, signal } = work;
  if (signal.aborted && signal.reason === "cancelled") {
    await setState(store, runId, { state: "cancelled", error: "Cancelled. What was loaded by then stays." });
    await removeSpool(runId);
    return { kind: "cancelled" };
  }
  if (signal.aborted) {
    await inTransaction(store.pool, async (client) => {
      await client.query(
        "update ingest_run set state = 'queued', error = null, finished_at = null, heartbeat_at = now() where id = $1",
        [runId],
      );
      await enqueueIngestUpload(client, { runId, takenUp: true });
    });
    return { kind: "interrupted" };
  }
  const away = error instanceof AppError && error.code === "unavailable" ? error : storeFailure(error);
  if (away !== null && !work.isLastAttempt) {
    await setState(store, runId, { state: "queued", error: `${away.message} It is tried again by itself.` }).catch(
      () => undefined,
    );
    return { kind: "unavailable", error: away };
  }
  const message =
    error instanceof AppError ? error.message : "It ended with an unexpected error; the worker's log has it.";
  await setState(store, runId, { state: "failed", error: message }).catch(() => undefined);
  return away === null ? { kind: "failed", error } : { kind: "unavailable", error: away };
}

async function setState(store: Store, runId: string, end: { state: string; error: string }): Promise<void> {
  await store.pool.query(
    `update ingest_run set state = $2, error = $3, heartbeat_at = now(),
       finished_at = case when $2 = 'queued' then null else now() end
     where id = $1`,
    [runId, end.state, end.error],
  );
}
