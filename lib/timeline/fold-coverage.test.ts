import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COVERAGE_STATES } from "@/lib/coverage/coverage";
import { badness, type CoverageSpan, foldCoverage } from "./fold-coverage";

const anyList = fc
  .array(fc.constantFrom(...COVERAGE_STATES), { minLength: 1, maxLength: 6 })
  .map((states) =>
    states.map((state, at): CoverageSpan => ({ fromMs: at * 10, toMs: at * 10 + 10, state, because: state })),
  );

const stateAt = (spans: readonly CoverageSpan[], atMs: number) =>
  spans.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs)?.state;

describe("foldCoverage", () => {
  it("is the worst state at every moment, without gaps or repeats", () => {
    fc.assert(
      fc.property(fc.array(anyList, { minLength: 1, maxLength: 4 }), (lists) => {
        const folded = foldCoverage(lists);
        for (let atMs = 0; atMs < 60; atMs += 5) {
          const there = lists.flatMap((spans) => stateAt(spans, atMs) ?? []);
          const worst = there.toSorted((a, b) => badness(a) - badness(b))[0];
          expect(stateAt(folded, atMs)).toBe(worst);
        }
        for (const [at, span] of folded.entries()) {
          const next = folded[at + 1];
          if (next?.fromMs === span.toMs) expect(next.because).not.toBe(span.because);
        }
      }),
    );
  });

  it("never shows what is unknown as logged", () => {
    const span = (state: CoverageSpan["state"]): CoverageSpan[] => [{ fromMs: 0, toMs: 10, state, because: state }];
    expect(foldCoverage([span("logged"), span("unknown")])).toEqual(span("unknown"));
  });
});
