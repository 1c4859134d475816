import type { CoverageState } from "@/lib/coverage/coverage";

/** The state of something over a stretch of time, and why. */
export type CoverageSpan = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: CoverageState;
  readonly because: string;
};

/** From the one that hides most to the one that hides nothing. */
const WORST_FIRST: readonly CoverageState[] = [
  "not-logged",
  "unknown",
  "partial",
  "not-loggable",
  "logged",
  "not-applicable",
];

/** How bad a state is: 0 is the worst. */
export function badness(state: CoverageState): number {
  return WORST_FIRST.indexOf(state);
}

/** At every moment the worst of several things, with its reason. Spans of one list adjoin; the answer covers what any of them covers. */
export function foldCoverage(lists: readonly (readonly CoverageSpan[])[]): CoverageSpan[] {
  const [only] = lists;
  if (only !== undefined && lists.length === 1) return joinEqual(only);
  const edges = [...new Set(lists.flat().flatMap(({ fromMs, toMs }) => [fromMs, toMs]))].toSorted((a, b) => a - b);
  const folded: CoverageSpan[] = [];
  for (const [index, fromMs] of edges.entries()) {
    const toMs = edges[index + 1];
    if (toMs === undefined) break;
    const there = lists.flatMap((spans) => spans.find((span) => span.fromMs <= fromMs && span.toMs > fromMs) ?? []);
    const worst = there.toSorted((a, b) => badness(a.state) - badness(b.state))[0];
    if (worst !== undefined) folded.push({ ...worst, fromMs, toMs });
  }
  return joinEqual(folded);
}

function joinEqual(spans: readonly CoverageSpan[]): CoverageSpan[] {
  const joined: CoverageSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last?.toMs === span.fromMs && last.state === span.state && last.because === span.because)
      joined[joined.length - 1] = { ...last, toMs: span.toMs };
    else joined.push(span);
  }
  return joined;
}
