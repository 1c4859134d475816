import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RULER_KINDS, type RulerMark } from "./contract";
import { foldRulerMarks } from "./fold-ruler-marks";
import { placeRuler, RULER_MARK_PX, rulerMarkAt } from "./place-ruler";

const mark = fc
  .record({
    kind: fc.constantFrom(...RULER_KINDS),
    fromMs: fc.nat({ max: 100_000 }),
    count: fc.integer({ min: 1, max: 9 }),
  })
  .map((one): RulerMark => ({
    ...one,
    toMs: one.fromMs,
    label: one.kind,
    note: null,
    eventId: null,
    credential: null,
  }));
const window = { fromMs: 20_000, toMs: 80_000 };

const countOf = (marks: readonly { count: number }[]): number => marks.reduce((sum, { count }) => sum + count, 0);

describe("the ruler", () => {
  it("shows every mark of the window once, none so near to another that they could not be told apart", () => {
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 80 }), (marks) => {
        const placed = placeRuler(marks, { window, widthPx: 600 });
        const inWindow = marks.filter(({ fromMs }) => fromMs >= window.fromMs && fromMs < window.toMs);
        expect(countOf(placed)).toBe(countOf(inWindow));
        expect(placed.flatMap((one) => one.marks)).toHaveLength(inWindow.length);
        placed
          .slice(1)
          .forEach((one, n) => expect(one.xPx - (placed[n]?.xPx ?? 0)).toBeGreaterThanOrEqual(RULER_MARK_PX));
        placed.slice(1).forEach((one, n) => {
          const before = placed[n];
          expect(one.xPx - one.widthPx / 2).toBeGreaterThanOrEqual((before?.xPx ?? 0) + (before?.widthPx ?? 0) / 2);
        });
        for (const { xPx, widthPx } of placed) {
          expect(xPx - widthPx / 2).toBeGreaterThanOrEqual(0);
          expect(xPx + widthPx / 2).toBeLessThanOrEqual(600);
        }
        for (const one of placed) expect(rulerMarkAt(placed, one.xPx)).toBeDefined();
      }),
    );
  });

  it("loses none where many fall into the same part of the time, and keeps kinds apart", () => {
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 80 }), (marks) => {
        const folded = foldRulerMarks(marks, { fromMs: 0, bucketMs: 10_000 });
        for (const kind of RULER_KINDS) {
          const of = (all: readonly RulerMark[]) => all.filter((one) => one.kind === kind);
          expect(countOf(of(folded))).toBe(countOf(of(marks)));
          const parts = of(folded).map(({ fromMs }) => Math.floor(fromMs / 10_000));
          expect(new Set(parts).size).toBe(parts.length);
        }
      }),
    );
  });
});
