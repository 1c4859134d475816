import { stat } from "node:fs/promises";
import { AppError } from "@/lib/base/app-error";
import { Repeating } from "@/lib/base/repeating";
import type { Store } from "@/lib/db/store";
import { ingestAndVerify } from "@/lib/integrity/server/ingest-and-verify";
import type { Conservation } from "../contract";
import { UPLOAD_SOURCE } from "./create-upload";
import { endRun, type RunEnd, type RunWork } from "./end-run";
import { recountTakenUp } from "./recount-taken-up";
import { hasSpool, removeSpool, spoolPath } from "./spool";
import { takeUpRun } from "./take-up-run";
import { type ReceivedFileRow, UploadOutcomes } from "./upload-outcomes";

const FLUSH_EVERY_MS = 500;
const ONE_LOADER_BYTES = 8 * 1024 * 1024;

/** Loads what an upload received, and writes down what became of each file. May be repeated after any interruption. */
export async function ingestUpload(store: Store, work: RunWork): Promise<RunEnd> {
  const run = await store.db.ingestRun.findUnique({ where: { id: work.runId } });
  if (run === null || !(await isOpen(run.state, work.runId))) return { kind: "nothing-to-do" };
  try {
    const end = await takeUpRun(store.pool, work.runId);
    if (end !== null) return end;
    const counts = await load(store, work, run.actorName);
    await removeSpool(work.runId);
    return { kind: "done", ...counts };
  } catch (error) {
    return await endRun(store, "ingest-upload", { work, error });
  }
}

/** A run is done a moment before what became of its files is written down: one that died between is finished again. */
async function isOpen(state: string, runId: string): Promise<boolean> {
  if (state === "done") return hasSpool(runId);
  return state === "queued" || state === "running";
}

async function load(store: Store, work: RunWork, actorName: string): Promise<Conservation> {
  const { runId, signal } = work;
  const files = await store.db.uploadFile.findMany({
    where: { runId, state: { notIn: ["receiving", "failed"] } },
    select: { id: true, name: true, receivedBytes: true },
  });
  for (const file of files) await requireWhole(runId, file);
  // Of an earlier attempt; it would be listed twice.
  await store.db.skippedInput.deleteMany({ where: { runId } });
  const outcomes = new UploadOutcomes(files);
  const flushes = new Repeating(() => outcomes.flush(store.pool), FLUSH_EVERY_MS);
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
    await flushes.stop();
    outcomes.finish();
    await outcomes.flush(store.pool);
    return work.takenUp ? await recountTakenUp(store.pool, runId) : result;
  } finally {
    await flushes.stop();
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
