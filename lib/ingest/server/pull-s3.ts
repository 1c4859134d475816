import { setMaxListeners } from "node:events";
import type { S3Client } from "@aws-sdk/client-s3";
import { AppError } from "@/lib/base/app-error";
import { formatCount } from "@/lib/base/format-number";
import { Repeating } from "@/lib/base/repeating";
import type { Store } from "@/lib/db/store";
import { inputLimits } from "../input-limits";
import { DownloadFeed } from "../s3/download-feed";
import { listLogs, type S3Object } from "../s3/list-logs";
import { makeS3, type S3Access } from "../s3/s3-access";
import { s3Failure } from "../s3/s3-failure";
import { objectPath, type S3Scope } from "../s3/s3-scope";
import { cleanPulls, pullFolder } from "./clean-pulls";
import { FoundTally, type S3Found } from "./found-tally";
import { signatureOf } from "../side-files";
import { ensureSource, noTotals, reportRun } from "./ingest-run";
import { keepSignatures } from "./keep-sides";
import { inRun, type IngestProgress, type IngestResult, loadFeed } from "./load-feed";
import { ObjectMarks } from "./object-marks";
import { countOpen, markAllDone, noteListed, openObjects, type Shelf } from "./s3-objects";
import { noteFound, notePull } from "./s3-pulls";
import { Tally } from "./tally";

/** Nobody but who may write to the bucket can have put it there. */
const TRUST_PULLED = 1;
const HEARTBEAT_MS = 500;

export type S3PullRequest = {
  /** Of a run that is written down already, with its scope and access. */
  readonly runId?: string;
  readonly source: string;
  readonly actorName: string;
  readonly scope: S3Scope;
  readonly access: S3Access;
  readonly loaders?: number;
  /** Hears how many objects were listed so far. */
  readonly onListed?: (files: number) => void;
  readonly onFound?: (found: S3Found) => void;
  readonly onProgress?: (progress: IngestProgress) => void;
  readonly signal: AbortSignal;
};

/**
 * Loads what CloudTrail delivered to a bucket: lists it, says what was found, fetches what is not here yet, the latest day
 * first, and loads it while the rest arrives. Safe to repeat and to interrupt at any moment. Throws `AppError` with one line for
 * whatever AWS refuses.
 */
export async function pullS3(store: Store, request: S3PullRequest): Promise<IngestResult> {
  const { scope, access } = request;
  return inRun(store, { ...request, kind: "s3" }, async (id) => {
    await notePull(store.pool, id, { scope, access });
    const s3 = makeS3(access);
    try {
      return await pull(store, { request, id, s3 });
    } catch (error) {
      if (request.signal.aborted && !(error instanceof AppError)) throw stopped();
      throw s3Failure(error, { bucket: scope.bucket, access });
    } finally {
      s3.destroy();
    }
  });
}

type Pull = { readonly request: S3PullRequest; readonly id: string; readonly s3: S3Client };

async function pull(store: Store, work: Pull): Promise<IngestResult> {
  const { request, id } = work;
  const source = await ensureSource(store.pool, request.source, TRUST_PULLED);
  const { bucket } = request.scope;
  const shelf: Shelf = { pool: store.pool, runId: id, endpoint: request.access.endpoint ?? "", bucket };
  const found = await list(store, work, shelf);
  request.onFound?.(found);
  if (request.signal.aborted) throw stopped();
  return fetchAndLoad(store, work, { shelf, source });
}

/** Lists into the table of objects, so that memory does not grow with the bucket. */
async function list(store: Store, { request, id, s3 }: Pull, shelf: Shelf): Promise<S3Found> {
  const tally = new FoundTally();
  setMaxListeners(0, request.signal);
  const heartbeat = new Repeating(() => {
    request.onListed?.(tally.files);
    return reportRun(store.pool, id, { totals: noTotals(), expected: null });
  }, HEARTBEAT_MS);
  const onPage = async (objects: readonly S3Object[]): Promise<void> => {
    tally.add(objects, await noteListed(shelf, objects));
  };
  try {
    await listLogs({ s3, scope: request.scope, signal: request.signal, onPage });
  } finally {
    await heartbeat.stop();
  }
  const found = tally.found();
  await noteFound(store.pool, id, found);
  return found;
}

type Target = { readonly shelf: Shelf; readonly source: { readonly id: number; readonly trust: number } };

async function fetchAndLoad(store: Store, { request, id, s3 }: Pull, { shelf, source }: Target): Promise<IngestResult> {
  const open = await countOpen(shelf);
  const marks = new ObjectMarks(shelf);
  const tally = new Tally(
    (file) => marks.hear(file),
    (path) => marks.committed(path),
  );
  const limits = inputLimits();
  const feed = new DownloadFeed({
    s3,
    bucket: shelf.bucket,
    objects: openObjects(shelf),
    files: open.files,
    bytes: open.bytes,
    folder: pullFolder(id),
    maxFileBytes: limits.maxFileBytes,
    onFailure: ({ key }, reason) => {
      marks.failed(key, reason);
      tally.hear({ type: "skipped", path: objectPath(shelf.bucket, key), reason, bytes: 0 });
    },
    onMetadata: ({ key }, metadata) => keepSignatures(store.pool, signatureOf(key, metadata)),
    signal: request.signal,
  });
  await cleanPulls(store.pool);
  feed.start();
  marks.start();
  try {
    const result = await loadFeed(store, { ...request, id, source, feed, tally });
    await marks.flush();
    await markAllDone(shelf);
    throwFailures(marks, open.files);
    return result;
  } finally {
    await feed.close();
    await marks.close();
  }
}

function throwFailures({ failures, firstFailure }: ObjectMarks, files: number): void {
  if (firstFailure === null) return;
  throw new AppError(
    "conflict",
    `${formatCount(failures)} of ${formatCount(files)} objects could not be read; the others are loaded. The first, ${firstFailure.key.slice(0, 300)}: ${firstFailure.reason}. Run the same again to try them again.`,
  );
}

function stopped(): AppError {
  return new AppError("conflict", "Stopped. What was loaded stays; run the same again to go on.");
}
