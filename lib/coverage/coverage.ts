import type { SinkKind } from "./fact";

export const COVERAGE_STATES = [
  "logged",
  "partial",
  "not-logged",
  "unknown",
  "not-loggable",
  "not-applicable",
] as const;
export type CoverageState = (typeof COVERAGE_STATES)[number];

/** How much of the sink's files is here: `verified` by digests, `complete` by what else can be seen, else `missing`. */
export type Holding = "verified" | "complete" | "missing";

/** A sink that decides, and what of it. */
export type Decision = {
  readonly sink: string;
  readonly name: string;
  readonly kind: SinkKind;
  /** The selectors that take the class; empty where none does. */
  readonly selectors: readonly string[];
  /** Since when this has been so, as far as known; null: since before all that is known. */
  readonly sinceMs: number | null;
  readonly held: Holding;
};

/** What the answer rests on that a reader must know. */
export type CoverageMark = "uploaded-facts" | "delivery-fails" | "near-a-change" | "seen-unexplained";

export type Coverage = {
  readonly state: CoverageState;
  /** Set where nothing can be proved any more: how it was, and until when that was certain. */
  readonly lastKnown: { readonly state: "logged" | "partial" | "not-logged"; readonly untilMs: number | null } | null;
  /** What narrows a partial class, in the words of the selectors. */
  readonly dimensions: readonly string[];
  readonly decidedBy: readonly Decision[];
  readonly because: string;
  readonly marks: readonly CoverageMark[];
  /** Of the sinks that record it, how the best one's files are held; null where none records it. */
  readonly held: Holding | null;
};
