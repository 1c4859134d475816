import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Density } from "./contract";
import { placeOfRank } from "./place-of-rank";

const density = (ok: number[]): Density => ({
  window: null,
  startMs: 1000,
  bucketMs: 10,
  ok,
  error: ok.map((count) => count % 2),
  total: 0,
  dropped: [],
  uncountedBeforeMs: null,
  isRough: false,
  isCounted: true,
});

describe("placeOfRank", () => {
  it("gives every position its bucket and its place there, from both ends", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 30 }), (ok) => {
        const counts = ok.map((count) => count + (count % 2));
        const places = counts.flatMap((count, bucket) =>
          Array.from({ length: count }, (_, rank) => ({ bucket, rank })),
        );
        for (const [position, { bucket, rank }] of places.entries()) {
          const within = { fromMs: 1000 + bucket * 10, toMs: 1010 + bucket * 10 };
          expect(placeOfRank(density(ok), position, "oldest")).toEqual({ rank, within });
          const fromEnd = { rank: (counts[bucket] ?? 0) - 1 - rank, within };
          expect(placeOfRank(density(ok), places.length - 1 - position, "newest")).toEqual(fromEnd);
        }
        expect(placeOfRank(density(ok), places.length, "oldest")).toBeNull();
      }),
    );
  });
});
