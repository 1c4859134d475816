export type PathToLoad = {
  readonly path: string;
  readonly bytes: number;
  /** What to call it in place of its path: it is a spooled copy. */
  readonly label?: string;
};

/** What the main thread and its loader threads say to each other. */
export type ToWorker =
  | { readonly type: "load"; readonly paths: readonly PathToLoad[] }
  /** Commit what is gathered: nothing more is there yet. */
  | { readonly type: "commit" }
  /** Commit what is gathered, and end. */
  | { readonly type: "finish" };

export type FileOutcome = {
  readonly path: string;
  readonly outcome: "loaded" | "already-here";
  /** No further part of this file follows. */
  readonly isLast: boolean;
  readonly stored: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly bytes: number;
};

export type FromWorker =
  /** Ready for more paths: what it was given is read. */
  | { readonly type: "idle" }
  /** Committed. `kept`: paths of digests and other files beside logs, which were named as skipped before. */
  | { readonly type: "settled"; readonly files: readonly FileOutcome[]; readonly kept: readonly string[] }
  | { readonly type: "skipped"; readonly path: string; readonly reason: string; readonly bytes: number }
  | { readonly type: "finished"; readonly timings: Readonly<Record<string, number>> }
  | { readonly type: "failed"; readonly code: string | null; readonly message: string };

export type WorkerInit = {
  readonly url: string;
  readonly source: { readonly id: number; readonly trust: number };
  /** How much text a batch may hold. */
  readonly batchTextBytes: number;
};
