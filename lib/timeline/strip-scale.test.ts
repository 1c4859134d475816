import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  panWindow,
  stripTicks,
  type TimeWindow,
  toPx,
  toTime,
  WINDOW_MIN_MS,
  wholeSeconds,
  windowBetween,
  zoomWindow,
  zoomWindowAt,
} from "./strip-scale";

const bounds: fc.Arbitrary<TimeWindow> = fc
  .tuple(fc.integer({ min: 1e12, max: 2e12 }), fc.integer({ min: 5000, max: 1e11 }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }));

describe("a window in whole seconds", () => {
  it("keeps its length wherever it is dragged to, however often", () => {
    const start = { fromMs: 1_000_000, toMs: 1_005_000 };
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5000, max: 5000, noNaN: true }), { maxLength: 30 }), (steps) => {
        const end = steps.reduce((now, by) => wholeSeconds(panWindow(now, by, { fromMs: 0, toMs: 1e9 })), start);
        expect(end.toMs - end.fromMs).toBe(5000);
        expect(end.fromMs % 1000).toBe(0);
      }),
    );
  });

  it("never begins later, and keeps an end that is a whole second: the last event stays in it", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.integer({ min: 1001, max: 2000 }),
        (fromMs, second) => {
          const whole = wholeSeconds({ fromMs, toMs: second * 1000 });
          expect(whole.fromMs).toBeLessThanOrEqual(fromMs + 0.01);
          expect(whole.toMs).toBe(second * 1000);
        },
      ),
    );
  });
});

describe("the scale of a strip", () => {
  it("finds a moment again from its pixel, to within one pixel's time", () => {
    fc.assert(
      fc.property(bounds, fc.double({ min: 0, max: 1, noNaN: true }), (shown, share) => {
        const timeMs = Math.round(shown.fromMs + share * (shown.toMs - shown.fromMs));
        const again = toTime(toPx(timeMs, shown, 1000), shown, 1000);
        expect(Math.abs(again - timeMs)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("keeps every window that is drawn, moved or zoomed inside its bounds and at least a second long", () => {
    const offset = fc.integer({ min: -2e11, max: 2e11 });
    fc.assert(
      fc.property(bounds, offset, offset, fc.double({ min: 0.01, max: 100, noNaN: true }), (within, a, b, factor) => {
        const drawn = windowBetween(within.fromMs + a, within.fromMs + b, within);
        for (const window of [drawn, panWindow(drawn, b, within), zoomWindow(drawn, factor, within)]) {
          expect(window.fromMs).toBeGreaterThanOrEqual(within.fromMs);
          expect(window.toMs).toBeLessThanOrEqual(within.toMs);
          expect(window.toMs - window.fromMs).toBeGreaterThanOrEqual(1000);
        }
      }),
    );
  });

  it("writes few, round and ascending moments, all of them in sight", () => {
    fc.assert(
      fc.property(bounds, fc.integer({ min: 2, max: 12 }), (shown, ticksMax) => {
        const { stepMs, ticksMs } = stripTicks(shown, ticksMax);
        expect(ticksMs.length).toBeLessThanOrEqual(ticksMax + 1);
        expect(ticksMs.length).toBeGreaterThan(0);
        for (const at of ticksMs) expect(at % stepMs === 0 && at >= shown.fromMs && at < shown.toMs).toBe(true);
      }),
    );
  });
});

describe("zoomWindowAt", () => {
  const bounds = { fromMs: 0, toMs: 1_000_000 };

  it("keeps the moment under the pointer where it is", () => {
    const window = { fromMs: 100_000, toMs: 300_000 };
    const zoomed = zoomWindowAt(window, { factor: 0.5, atMs: 150_000 }, bounds);
    expect(zoomed).toEqual({ fromMs: 125_000, toMs: 225_000 });
  });

  it("stops at the bounds and at the least width", () => {
    expect(zoomWindowAt({ fromMs: 0, toMs: 500_000 }, { factor: 100, atMs: 1 }, bounds)).toEqual(bounds);
    const narrow = zoomWindowAt({ fromMs: 0, toMs: 2000 }, { factor: 0.001, atMs: 500 }, bounds);
    expect(narrow.toMs - narrow.fromMs).toBe(WINDOW_MIN_MS);
  });
});
