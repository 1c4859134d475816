import { type TimeWindow, toTime, WINDOW_MIN_MS, zoomWindowAt, panWindow } from "./strip-scale";

/** Where two fingers are, in pixels from the left. */
export type Fingers = { readonly onePx: number; readonly otherPx: number };

type Pinch = { readonly window: TimeWindow; readonly start: Fingers; readonly now: Fingers; readonly widthPx: number };

/** So near to each other fingers say nothing about a scale any more. */
const NEAR_PX = 8;

/** The window in which each of two fingers still holds the moment on which it was put down, as far as bounds allow. */
export function pinchWindow({ window, start, now, widthPx }: Pinch, bounds: TimeWindow): TimeWindow {
  const apartPx = (fingers: Fingers): number => Math.max(NEAR_PX, Math.abs(fingers.otherPx - fingers.onePx));
  const middlePx = (fingers: Fingers): number => (fingers.onePx + fingers.otherPx) / 2;
  const factor = apartPx(start) / apartPx(now);
  const zoomed = zoomWindowAt(window, { factor, atMs: toTime(middlePx(start), window, widthPx) }, bounds);
  const lengthMs = Math.max(WINDOW_MIN_MS, zoomed.toMs - zoomed.fromMs);
  return panWindow(zoomed, ((middlePx(start) - middlePx(now)) / Math.max(1, widthPx)) * lengthMs, bounds);
}
