import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Density } from "./contract";
import { placeDensity } from "./place-density";

const counts = fc.array(
  fc.record({
    ok: fc.oneof(fc.constant(0), fc.nat({ max: 9_000 })),
    error: fc.oneof(fc.constant(0), fc.nat({ max: 90 })),
    dropped: fc.oneof(fc.constant(0), fc.nat({ max: 900 })),
  }),
  { minLength: 1, maxLength: 700 },
);

function densityOf(buckets: readonly { ok: number; error: number; dropped: number }[]): Density {
  const window = { fromMs: 0, toMs: buckets.length * 1000 };
  return {
    window,
    startMs: 0,
    bucketMs: 1000,
    ok: buckets.map(({ ok }) => ok),
    error: buckets.map(({ error }) => error),
    total: 0,
    dropped: buckets.map(({ dropped }) => dropped),
    uncountedBeforeMs: null,
    isRough: false,
    isCounted: true,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe("placeDensity", () => {
  it("draws every event that is counted in the strip, once, whatever the width", () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 1600 }), (buckets, widthPx) => {
        const shown = { fromMs: 0, toMs: buckets.length * 1000 };
        const bars = placeDensity(densityOf(buckets), { widthPx, heightPx: 50, shown });
        for (const what of ["ok", "error", "dropped"] as const)
          expect(sum(bars.map((bar) => bar[what]))).toBe(sum(buckets.map((bucket) => bucket[what])));
        expect(new Set(bars.map(({ leftPx }) => leftPx)).size).toBe(bars.length);
      }),
    );
  });

  it("keeps bars inside the box, failed calls in sight, and nothing drawn of what there is none of", () => {
    fc.assert(
      fc.property(counts, (buckets) => {
        const shown = { fromMs: 0, toMs: buckets.length * 1000 };
        for (const bar of placeDensity(densityOf(buckets), { widthPx: 700, heightPx: 50, shown })) {
          const { ok, error, dropped, droppedPx, errorPx, okPx, footPx } = bar;
          expect(Math.min(droppedPx, errorPx)).toBeGreaterThanOrEqual(2);
          expect(footPx).toBe(49);
          if (error > 0) expect(okPx - errorPx).toBeGreaterThanOrEqual(2 - 1e-9);
          else expect(okPx).toBe(errorPx);
          if (ok + error === 0) expect(okPx).toBe(footPx);
          if (dropped === 0) expect(droppedPx).toBe(footPx);
          else expect(droppedPx).toBeLessThan(footPx);
        }
      }),
    );
  });

  it("draws a quarter of the events half as high", () => {
    const buckets = [
      { ok: 400, error: 0, dropped: 0 },
      { ok: 100, error: 0, dropped: 0 },
    ];
    const shown = { fromMs: 0, toMs: 2000 };
    const bars = placeDensity(densityOf(buckets), { widthPx: 100, heightPx: 43, shown });
    expect(bars.map(({ footPx, okPx }) => footPx - okPx)).toEqual([40, 20]);
  });
});
