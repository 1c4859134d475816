import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseTile, servesWindow } from "./choose-tile";

const anyWindow = fc
  .record({ fromMs: fc.integer({ min: 0, max: 2 ** 41 }), lengthMs: fc.integer({ min: 1000, max: 2 ** 38 }) })
  .map(({ fromMs, lengthMs }) => ({ fromMs, toMs: fromMs + lengthMs }));

describe("chooseTile", () => {
  it("holds the window with room on both sides, and serves it", () => {
    fc.assert(
      fc.property(anyWindow, (window) => {
        const tile = chooseTile(window);
        const lengthMs = window.toMs - window.fromMs;
        expect(servesWindow(tile, window)).toBe(true);
        expect(tile.toMs - tile.fromMs).toBeGreaterThanOrEqual(2 * lengthMs);
        expect(tile.toMs - tile.fromMs).toBeLessThanOrEqual(4 * lengthMs);
      }),
    );
  });

  it("is the same for windows that lie near each other", () => {
    const window = { fromMs: 1_000_000_000, toMs: 1_000_600_000 };
    expect(chooseTile({ fromMs: window.fromMs + 5000, toMs: window.toMs + 5000 })).toEqual(chooseTile(window));
  });

  it("no longer serves what lies outside, or what is so short that its buckets would be coarse", () => {
    const tile = { fromMs: 0, toMs: 64_000 };
    expect(servesWindow(tile, { fromMs: -1, toMs: 10_000 })).toBe(false);
    expect(servesWindow(tile, { fromMs: 30_000, toMs: 38_000 })).toBe(true);
    expect(servesWindow(tile, { fromMs: 30_000, toMs: 37_000 })).toBe(false);
  });
});
