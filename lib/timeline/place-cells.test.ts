import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrangeLanes } from "./arrange-lanes";
import type { Lane } from "./contract";
import { countLine, highestBucket, placeBars, widerBuckets } from "./place-cells";

type Bar = { fromPx: number; endPx: number; segments: { slot: number; heightPx: number }[] };
type Look = Omit<Parameters<typeof placeBars>[2], "visit">;

const cell = fc.record({
  bucket: fc.nat({ max: 40 }),
  kind: fc.nat({ max: 4 }),
  failed: fc.nat({ max: 1 }),
  events: fc.integer({ min: 1, max: 5000 }),
});

function laneOf(cells: readonly { bucket: number; kind: number; failed: number; events: number }[]): Lane {
  return {
    key: "a",
    names: [{ value: "a", label: "a", note: null }],
    events: 0,
    failed: 0,
    cells: {
      bucket: cells.map(({ bucket }) => bucket),
      kind: cells.map(({ kind }) => kind),
      failed: cells.map(({ failed }) => failed),
      events: cells.map(({ events }) => events),
    },
  };
}

function barsOf(grid: Parameters<typeof placeBars>[0], counts: Uint32Array, look: Look): Bar[] {
  const bars: Bar[] = [];
  const visit = ({ fromPx, endPx, heightsPx }: { fromPx: number; endPx: number; heightsPx: Uint16Array }) => {
    const all = [...heightsPx].map((heightPx, slot) => ({ slot, heightPx }));
    bars.push({ fromPx, endPx, segments: all.filter(({ heightPx }) => heightPx > 0) });
  };
  placeBars(grid, counts, { ...look, visit });
  return bars;
}

function place(lane: Lane) {
  const [line] = arrangeLanes([lane], { pinned: [], folded: new Set(), unseen: [] });
  if (line === undefined) throw new Error("no line");
  const counts = countLine([lane], line);
  const highest = highestBucket([counts]);
  const grid = { startMs: 0, bucketMs: 1000 };
  return { highest, bars: barsOf(grid, counts, { fromMs: 0, msPerPx: 100, widthPx: 400, highest, heightPx: 20 }) };
}

describe("placeBars", () => {
  it("gives every bucket with events one bar in its place, no higher than the lane, with every kind in sight", () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (cells) => {
        const { bars } = place(laneOf(cells));
        const buckets = [...new Set(cells.map(({ bucket }) => bucket))].filter((bucket) => bucket < 40);
        expect(bars.map(({ fromPx }) => fromPx).toSorted((a, b) => a - b)).toEqual(
          buckets.map((bucket) => bucket * 10).toSorted((a, b) => a - b),
        );
        for (const { fromPx, endPx, segments } of bars) {
          const own = cells.filter(({ bucket }) => bucket * 10 === fromPx);
          const kinds = new Set(own.map(({ kind, failed }) => (failed === 1 ? "failed" : kind)));
          expect(segments).toHaveLength(kinds.size);
          expect(endPx).toBe(fromPx + 10);
          expect(segments.reduce((sum, { heightPx }) => sum + heightPx, 0)).toBeLessThanOrEqual(20);
          for (const { heightPx } of segments) expect(heightPx).toBeGreaterThanOrEqual(2);
        }
      }),
    );
  });

  it("fills the lane with its highest bucket and draws a quarter of it half as high", () => {
    const { bars, highest } = place(
      laneOf([
        { bucket: 0, kind: 0, failed: 0, events: 100 },
        { bucket: 1, kind: 0, failed: 0, events: 25 },
      ]),
    );
    expect(highest).toBe(100);
    expect(bars.map(({ segments }) => segments[0]?.heightPx)).toEqual([20, 10]);
  });

  it("keeps buckets narrower than a pixel visible", () => {
    const [line] = arrangeLanes([laneOf([{ bucket: 3, kind: 0, failed: 0, events: 1 }])], {
      pinned: [],
      folded: new Set(),
      unseen: [],
    });
    const lanes = [laneOf([{ bucket: 3, kind: 0, failed: 0, events: 1 }])];
    const scale = { fromMs: 0, msPerPx: 60_000, widthPx: 100, highest: 1, heightPx: 20 };
    expect(line && barsOf({ startMs: 0, bucketMs: 1000 }, countLine(lanes, line), scale)).toMatchObject([
      { fromPx: 0, endPx: 1 },
    ]);
  });
});

describe("widerBuckets", () => {
  it("keeps every event of every kind, each in the bucket that holds its own", () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), fc.constantFrom(1, 2, 4, 8), (cells, factor) => {
        const countsOf = (of: typeof cells): Uint32Array => {
          const lane = laneOf(of);
          const [line] = arrangeLanes([lane], { pinned: [], folded: new Set(), unseen: [] });
          if (line === undefined) throw new Error("no line");
          return countLine([lane], line);
        };
        const alike = cells.map((one) => ({ ...one, bucket: Math.floor(one.bucket / factor) }));
        expect([...widerBuckets(countsOf(cells), factor)]).toEqual([...countsOf(alike)]);
      }),
    );
  });
});
