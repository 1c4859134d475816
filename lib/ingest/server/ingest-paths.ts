import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import type { Store } from "@/lib/db/store";
import { storablePath } from "../storable-path";
import { findFiles } from "../sources/find-files";
import { ensureSource, finishRun, noTotals, reportRun, type RunKind, type RunTotals, startRun } from "./ingest-run";
import { type PathToLoad, runIngest } from "./run-ingest";
import type { FileOutcome, FromWorker } from "./worker-messages";

const REPORT_EVERY_MS = 500;
/** Uploads and folders are trusted least: nothing shows that AWS delivered them. */
const TRUST_UPLOADED = 3;

export type Skipped = { readonly path: string; readonly reason: string };
export type FileEnd = Skipped | FileOutcome;

export type IngestRequest = {
  /** Of a run that is written down already, e.g. when its upload began. */
  readonly runId?: string;
  readonly kind: RunKind;
  readonly source: string;
  readonly actorName: string;
  readonly paths: readonly string[];
  /** What to call paths that are spooled copies. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly loaders?: number;
  readonly onProgress?: (progress: IngestProgress) => void;
  readonly onFile?: (file: FileEnd) => void;
  readonly signal: AbortSignal;
};

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

/**
 * Loads files, folders and archives into the store, and writes the run down as it goes. Safe to repeat and to interrupt at
 * any moment. Throws `AppError` "unavailable" where the database goes away.
 */
export async function ingestPaths(store: Store, request: IngestRequest): Promise<IngestResult> {
  const id = request.runId ?? randomUUID();
  if (request.runId === undefined) {
    await startRun(store.pool, {
      id,
      kind: request.kind,
      source: request.source,
      actorName: request.actorName,
      state: "running",
    });
  }
  try {
    const result = await load(store, id, request);
    await finishRun(store.pool, id, null);
    return result;
  } catch (error) {
    const message =
      error instanceof AppError ? error.message : "The run ended with an unexpected error; the server's log has it.";
    await finishRun(store.pool, id, message).catch(() => undefined);
    throw error;
  }
}

async function load(store: Store, id: string, request: IngestRequest): Promise<IngestResult> {
  const source = await ensureSource(store.pool, request.source, TRUST_UPLOADED);
  const tally = new Tally(request.onFile);
  const paths = collect(request.paths, tally);
  const expected = { files: paths.length, bytes: paths.reduce((sum, { bytes }) => sum + bytes, 0) };
  const report = (): Promise<void> => reportRun(store.pool, id, { totals: tally.totals, expected });
  await report();
  const timer = setInterval(() => {
    request.onProgress?.({ totals: tally.totals, expected, bytesRead: tally.totals.bytes });
    void report().catch(() => undefined);
  }, REPORT_EVERY_MS);
  try {
    const timings = await runIngest({
      init: { url: store.url, source, labels: request.labels ?? {} },
      paths,
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
    clearInterval(timer);
    await writeSkipped(store, id, tally.skipped).catch(() => undefined);
    await report().catch(() => undefined);
  }
}

function collect(paths: readonly string[], tally: Tally): PathToLoad[] {
  const found: PathToLoad[] = [];
  for (const file of findFiles(paths)) {
    if ("reason" in file) tally.hear({ type: "skipped", path: file.path, reason: file.reason, bytes: 0 });
    else found.push(file);
  }
  return found;
}

async function writeSkipped(store: Store, id: string, skipped: readonly Skipped[]): Promise<void> {
  await store.pool.query(
    "insert into skipped_input (run_id, path, reason) select $1, p, r from unnest($2::text[], $3::text[]) as s (p, r)",
    [id, skipped.map(({ path }) => storablePath(path)), skipped.map(({ reason }) => reason)],
  );
}

/** Counts what the loaders report. */
class Tally {
  readonly totals = noTotals();
  readonly skipped: Skipped[] = [];

  constructor(private readonly onFile: ((file: FileEnd) => void) | undefined) {}

  hear(message: Extract<FromWorker, { type: "settled" | "skipped" }>): void {
    if (message.type === "skipped") {
      this.totals.skipped += 1;
      this.totals.bytes += message.bytes;
      this.skipped.push({ path: message.path, reason: message.reason });
      this.onFile?.({ path: message.path, reason: message.reason });
      return;
    }
    for (const file of message.files) {
      this.totals.stored += file.stored;
      this.totals.duplicates += file.duplicates;
      this.totals.quarantined += file.quarantined;
      this.totals.records += file.stored + file.duplicates + file.quarantined;
      this.totals.bytes += file.bytes;
      if (file.isLast) this.totals.files += 1;
      if (file.isLast && file.outcome === "loaded") this.totals.filesNew += 1;
      this.onFile?.(file);
    }
  }
}
