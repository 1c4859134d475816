import fc from "fast-check";
import { expect, it } from "vitest";
import { pinchWindow } from "./pinch-window";
import { toPx, WINDOW_MIN_MS } from "./strip-scale";

const BOUNDS = { fromMs: -1_000_000_000_000, toMs: 1_000_000_000_000 };
const WINDOW = { fromMs: 400_000_000, toMs: 500_000_000 };
const widthPx = 390;
const place = fc.integer({ min: 20, max: 370 });
const fingers = fc
  .record({ onePx: place, otherPx: place })
  .filter(({ onePx, otherPx }) => Math.abs(onePx - otherPx) >= 20);

it("keeps under each finger the moment on which it was put down", () => {
  fc.assert(
    fc.property(
      fingers,
      fc.integer({ min: -60, max: 60 }),
      fc.integer({ min: 10, max: 150 }),
      (start, byPx, halfPx) => {
        const middlePx = (start.onePx + start.otherPx) / 2 + byPx;
        const [onePx, otherPx] = start.onePx < start.otherPx ? [-halfPx, halfPx] : [halfPx, -halfPx];
        const now = { onePx: middlePx + onePx, otherPx: middlePx + otherPx };
        const next = pinchWindow({ window: WINDOW, start, now, widthPx }, BOUNDS);
        const momentAt = (px: number): number => WINDOW.fromMs + (px / widthPx) * (WINDOW.toMs - WINDOW.fromMs);
        for (const finger of ["onePx", "otherPx"] as const)
          expect(Math.abs(toPx(momentAt(start[finger]), next, widthPx) - now[finger])).toBeLessThan(0.01);
      },
    ),
  );
});

it("stays within its bounds and never becomes shorter than a window may be", () => {
  fc.assert(
    fc.property(fingers, fingers, (start, now) => {
      const next = pinchWindow({ window: WINDOW, start, now, widthPx }, { fromMs: 390_000_000, toMs: 510_000_000 });
      expect(next.fromMs).toBeGreaterThanOrEqual(390_000_000);
      expect(next.toMs).toBeLessThanOrEqual(510_000_000 + 1e-3);
      expect(next.toMs - next.fromMs).toBeGreaterThanOrEqual(WINDOW_MIN_MS);
    }),
  );
});
