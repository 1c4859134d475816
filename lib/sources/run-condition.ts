export const RUN_STATES = ["receiving", "queued", "running", "done", "failed", "cancelled"] as const;
export const RUN_KINDS = ["cli", "upload", "demo", "rebuild", "s3", "retention"] as const;
/** What a run is really in: a process that died cannot say so itself. */
export const RUN_CONDITIONS = [...RUN_STATES, "waiting", "interrupted"] as const;

export type RunState = (typeof RUN_STATES)[number];
export type RunKind = (typeof RUN_KINDS)[number];
export type RunCondition = (typeof RUN_CONDITIONS)[number];

/** Runs report every half second. */
export const SILENT_AFTER_MS = 15_000;
const RECEIVING_SILENT_AFTER_MS = 60_000;
const QUEUED_SILENT_AFTER_MS = 20_000;

type Sign = { readonly kind: RunKind; readonly state: RunState; readonly silentMs: number };

/** Whether a run is what its row says, by how long nobody has spoken for it; and what to do where it is not. */
export function runCondition({ kind, state, silentMs }: Sign): { condition: RunCondition; advice: string | null } {
  switch (state) {
    case "receiving":
      return silentMs <= RECEIVING_SILENT_AFTER_MS
        ? { condition: state, advice: null }
        : {
            condition: "interrupted",
            advice:
              "The browser stopped sending. Drop the same files again; this upload can be cancelled on its own page.",
          };
    case "queued":
      return silentMs <= QUEUED_SILENT_AFTER_MS
        ? { condition: state, advice: null }
        : {
            condition: "waiting",
            advice: "No worker has taken it up yet. The worker starts together with the server, by npm start.",
          };
    case "running":
      return silentMs <= SILENT_AFTER_MS
        ? { condition: state, advice: null }
        : { condition: "interrupted", advice: ADVICE_AFTER_DEATH[kind] };
    case "done":
    case "failed":
    case "cancelled":
      return { condition: state, advice: null };
  }
}

const ADVICE_AFTER_DEATH: Record<RunKind, string> = {
  cli: "Its process ended. Run the same command again: what was loaded stays and is not counted twice.",
  demo: "Its process ended. Run npm run demo again: what was loaded stays and is not counted twice.",
  rebuild: "Its process ended. Run wakeline rebuild again: it goes on from where it was.",
  s3: "Its process ended. What was loaded stays. A pull begun on this page goes on by itself; for one of the command line, run the same command again.",
  retention: "Its worker ended. The next worker to start goes on from where it was; what was dropped is gone.",
  upload: "Its worker ended. The next worker to start goes on from where it was.",
};

/** Whether more is to be expected of a run. */
export function isUnderWay(condition: RunCondition): boolean {
  return condition === "receiving" || condition === "queued" || condition === "running" || condition === "waiting";
}

/** Whether nothing more will come of a run: one that was interrupted may be taken up again. */
export function isEnded(condition: RunCondition): boolean {
  return condition === "done" || condition === "failed" || condition === "cancelled";
}
