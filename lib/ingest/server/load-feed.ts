import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { Repeating } from "@/lib/base/repeating";
import type { Store } from "@/lib/db/store";
import { storablePath } from "../storable-path";
import { finishRun, reportRun, type RunKind, type RunTotals, startRun } from "./ingest-run";
import type { LoadSource } from "./load-batch";
import { type PathFeed, runIngest } from "./run-ingest";
import type { Skipped, Tally } from "./tally";

const REPORT_EVERY_MS = 500;

export type IngestProgress = {
  readonly totals: RunTotals;
  readonly expected: { readonly files: number; readonly bytes: number };
  readonly bytesRead: number;
};

export type IngestResult = RunTotals & {
  readonly runId: string;
  readonly skippedInputs: readonly Skipped[];
  readonly timings: Readonly<Record<string, number>>;
};

type RunToBe = {
  /** Of a run that a job was given, e.g. when its upload began: the job says how it ended where it did not come to its end. */
  readonly runId?: string;
  readonly kind: RunKind;
  readonly source: string;
  readonly actorName: string;
};

/** Does the work of a run, and writes down that it began and how it ended. */
export async function inRun<T>(store: Store, run: RunToBe, work: (id: string) => Promise<T>): Promise<T> {
  const id = run.runId ?? randomUUID();
  const { kind, source, actorName } = run;
  if (run.runId === undefined) await startRun(store.pool, { id, kind, source, actorName, state: "running" });
  try {
    const result = await work(id);
    await finishRun(store.pool, id, null);
    return result;
  } catch (error) {
    if (run.runId !== undefined) throw error;
    const message =
      error instanceof AppError ? error.message : "The run ended with an unexpected error; the server's log has it.";
    await finishRun(store.pool, id, message).catch(() => undefined);
    throw error;
  }
}

export type FeedRequest = {
  readonly id: string;
  readonly source: LoadSource;
  readonly feed: PathFeed;
  readonly tally: Tally;
  readonly loaders?: number;
  readonly onProgress?: (progress: IngestProgress) => void;
  readonly signal: AbortSignal;
};

/** Loads what a feed gives, and brings the run's row up to date as it goes. */
export async function loadFeed(store: Store, request: FeedRequest): Promise<IngestResult> {
  const { id, source, feed, tally } = request;
  const expected = { files: feed.files, bytes: feed.bytes };
  const report = (): Promise<void> => reportRun(store.pool, id, { totals: tally.totals, expected });
  await report();
  const reports = new Repeating(() => {
    request.onProgress?.({ totals: tally.totals, expected, bytesRead: tally.totals.bytes });
    return report();
  }, REPORT_EVERY_MS);
  try {
    const timings = await runIngest({
      init: { url: store.url, source },
      feed,
      ...(request.loaders === undefined ? {} : { loaders: request.loaders }),
      hear: (message) => tally.hear(message),
      signal: request.signal,
    });
    if (request.signal.aborted)
      throw new AppError("conflict", "Stopped. What was loaded stays; run the same command again to go on.");
    return {
      ...tally.totals,
      runId: id,
      skippedInputs: tally.skipped.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      timings,
    };
  } finally {
    await reports.stop();
    await writeSkipped(store, id, tally.skipped).catch(() => undefined);
    await report().catch(() => undefined);
  }
}

async function writeSkipped(store: Store, id: string, skipped: readonly Skipped[]): Promise<void> {
  await store.pool.query(
    "insert into skipped_input (run_id, path, reason) select $1, p, r from unnest($2::text[], $3::text[]) as s (p, r)",
    [id, skipped.map(({ path }) => storablePath(path)), skipped.map(({ reason }) => reason)],
  );
}
