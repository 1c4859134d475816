import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawnRows, scrollAt, scrollHeight, topRowAt } from "./scroll-scale";

const box = fc.record({
  rows: fc.integer({ min: 1, max: 5_000_000 }),
  rowPx: fc.integer({ min: 20, max: 60 }),
  viewPx: fc.integer({ min: 100, max: 2000 }),
});

describe("the scale of a long list", () => {
  it("reaches the first and the last row, and every row between, however long the list is", () => {
    fc.assert(
      fc.property(box, fc.double({ min: 0, max: 1, noNaN: true }), (one, share) => {
        expect(scrollHeight(one)).toBeLessThanOrEqual(12_000_000);
        const lastTop = Math.max(0, one.rows - one.viewPx / one.rowPx);
        const row = share * lastTop;
        expect(topRowAt(scrollAt(row, one), one)).toBeCloseTo(row, 3);
        const atEnd = drawnRows(topRowAt(scrollHeight(one), one), one, 0);
        expect(atEnd.end).toBe(one.rows);
      }),
    );
  });

  it("draws every row that is in sight and few others", () => {
    fc.assert(
      fc.property(box, fc.double({ min: 0, max: 1, noNaN: true }), (one, share) => {
        const top = share * Math.max(0, one.rows - one.viewPx / one.rowPx);
        const { first, end } = drawnRows(top, one, 10);
        expect(first).toBeLessThanOrEqual(top);
        expect(end).toBeGreaterThanOrEqual(Math.min(one.rows, Math.floor(top + one.viewPx / one.rowPx)));
        expect(end - first).toBeLessThanOrEqual(one.viewPx / one.rowPx + 22);
      }),
    );
  });
});
