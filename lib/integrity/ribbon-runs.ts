import type { Ribbon } from "./contract";

export type RibbonState = "verified" | "partly" | "unverified" | "differs" | "missing" | "dropped" | "none";

/** Adjoining buckets in the same state, as one. */
export type RibbonRun = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: RibbonState;
  readonly files: number;
};

/** A ribbon as stretches of one state each; of several states in a bucket the worst is shown, and no files is a state of its own. */
export function ribbonRuns(ribbon: Ribbon): RibbonRun[] {
  const runs: RibbonRun[] = [];
  for (let at = 0; at < ribbon.verified.length; at++) {
    const fromMs = ribbon.startMs + at * ribbon.bucketMs;
    const toMs = fromMs + ribbon.bucketMs;
    const files =
      (ribbon.verified[at] ?? 0) + (ribbon.unverified[at] ?? 0) + (ribbon.differs[at] ?? 0) + (ribbon.dropped[at] ?? 0);
    const state = stateAt(ribbon, at);
    const last = runs.at(-1);
    if (last?.state === state) runs[runs.length - 1] = { ...last, toMs, files: last.files + files };
    else runs.push({ fromMs, toMs, state, files });
  }
  return runs;
}

function stateAt({ verified, unverified, differs, missing, dropped }: Ribbon, at: number): RibbonState {
  if ((differs[at] ?? 0) > 0) return "differs";
  if ((missing[at] ?? 0) > 0) return "missing";
  if ((dropped[at] ?? 0) > 0) return "dropped";
  const isVerified = (verified[at] ?? 0) > 0;
  if ((unverified[at] ?? 0) > 0) return isVerified ? "partly" : "unverified";
  return isVerified ? "verified" : "none";
}
