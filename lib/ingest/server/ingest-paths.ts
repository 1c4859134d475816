import type { Store } from "@/lib/db/store";
import { findFiles } from "../sources/find-files";
import { ensureSource, type RunKind } from "./ingest-run";
import { inRun, type IngestProgress, type IngestResult, loadFeed } from "./load-feed";
import { PathQueue } from "./path-queue";
import { type FileEnd, Tally } from "./tally";
import type { PathToLoad } from "./worker-messages";

/** Uploads and folders are trusted least: nothing shows that AWS delivered them. */
const TRUST_UPLOADED = 3;

export type IngestRequest = {
  /** Of a run that is written down already, e.g. when its upload began. */
  readonly runId?: string;
  readonly kind: RunKind;
  readonly source: string;
  /** Of a new source; uploads and folders unless it says otherwise. */
  readonly trust?: number;
  readonly actorName: string;
  readonly paths: readonly string[];
  /** What to call paths that are spooled copies. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly loaders?: number;
  readonly onProgress?: (progress: IngestProgress) => void;
  readonly onFile?: (file: FileEnd) => void;
  readonly signal: AbortSignal;
};

/**
 * Loads files, folders and archives into the store, and writes the run down as it goes. Safe to repeat and to interrupt at
 * any moment. Throws `AppError` "unavailable" where the database goes away.
 */
export async function ingestPaths(store: Store, request: IngestRequest): Promise<IngestResult> {
  return inRun(store, request, (id) => load(store, id, request));
}

async function load(store: Store, id: string, request: IngestRequest): Promise<IngestResult> {
  const source = await ensureSource(store.pool, request.source, request.trust ?? TRUST_UPLOADED);
  const tally = new Tally(request.onFile);
  const paths = collect(request, tally);
  const feed = new PathQueue(paths);
  return loadFeed(store, { ...request, id, source, feed, tally });
}

function collect({ paths, labels = {} }: IngestRequest, tally: Tally): PathToLoad[] {
  const found: PathToLoad[] = [];
  for (const file of findFiles(paths)) {
    const label = labels[file.path];
    if ("reason" in file) tally.hear({ type: "skipped", path: file.path, reason: file.reason, bytes: 0 });
    else found.push(label === undefined ? file : { ...file, label });
  }
  return found;
}
