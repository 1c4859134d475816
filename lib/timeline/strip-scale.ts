/** A stretch of time in epoch milliseconds; `toMs` is not part of it. */
export type TimeWindow = { readonly fromMs: number; readonly toMs: number };

/** The narrowest that a window gets: below it nothing more can be told apart. */
export const WINDOW_MIN_MS = 1000;

/** Where a moment lies on a strip, in pixels from its left; moments outside lie beyond its edges. */
export function toPx(timeMs: number, shown: TimeWindow, widthPx: number): number {
  const lengthMs = shown.toMs - shown.fromMs;
  return lengthMs > 0 ? ((timeMs - shown.fromMs) / lengthMs) * widthPx : 0;
}

/** The moment at a pixel of a strip, never outside what it shows. */
export function toTime(px: number, shown: TimeWindow, widthPx: number): number {
  const share = widthPx > 0 ? Math.min(1, Math.max(0, px / widthPx)) : 0;
  return Math.round(shown.fromMs + share * (shown.toMs - shown.fromMs));
}

/** The window between two moments in any order, widened to the least width and kept inside its bounds. */
export function windowBetween(aMs: number, bMs: number, bounds: TimeWindow): TimeWindow {
  const fromMs = Math.min(aMs, bMs);
  return within({ fromMs, toMs: Math.max(Math.max(aMs, bMs), fromMs + WINDOW_MIN_MS) }, bounds);
}

/** The window moved by some time, as far as its bounds allow. */
export function panWindow(window: TimeWindow, byMs: number, bounds: TimeWindow): TimeWindow {
  return within({ fromMs: window.fromMs + byMs, toMs: window.toMs + byMs }, bounds);
}

/** The window made `factor` times as long around its middle, as far as its bounds allow. */
export function zoomWindow(window: TimeWindow, factor: number, bounds: TimeWindow): TimeWindow {
  const middleMs = (window.fromMs + window.toMs) / 2;
  const halfMs = Math.max(WINDOW_MIN_MS, (window.toMs - window.fromMs) * factor) / 2;
  return within({ fromMs: Math.round(middleMs - halfMs), toMs: Math.round(middleMs + halfMs) }, bounds);
}

/** The window made `factor` times as long while the moment `atMs` stays where it is on the screen, as far as its bounds allow. */
export function zoomWindowAt(
  window: TimeWindow,
  { factor, atMs }: { readonly factor: number; readonly atMs: number },
  bounds: TimeWindow,
): TimeWindow {
  const lengthMs = window.toMs - window.fromMs;
  const nextMs = Math.min(Math.max(WINDOW_MIN_MS, lengthMs * factor), bounds.toMs - bounds.fromMs);
  const fromMs = atMs - (atMs - window.fromMs) * (lengthMs > 0 ? nextMs / lengthMs : 1);
  return within({ fromMs, toMs: fromMs + nextMs }, bounds);
}

/** Keeps the length and moves the window into the bounds; what is longer than they are becomes them. */
function within(window: TimeWindow, bounds: TimeWindow): TimeWindow {
  const lengthMs = window.toMs - window.fromMs;
  if (lengthMs >= bounds.toMs - bounds.fromMs) return bounds;
  const fromMs = Math.min(Math.max(window.fromMs, bounds.fromMs), bounds.toMs - lengthMs);
  return { fromMs, toMs: fromMs + lengthMs };
}

/**
 * The window in whole seconds, as events have them: what is written of it is then all that it is. One of whole seconds keeps its length
 * wherever it is moved to, and one that ends with a second keeps its end.
 */
export function wholeSeconds({ fromMs, toMs }: TimeWindow): TimeWindow {
  const from = Math.floor(fromMs / 1000 + TINY);
  const seconds = Math.max(1, Math.ceil((toMs - fromMs) / 1000 - TINY));
  return { fromMs: from * 1000, toMs: (from + seconds) * 1000 };
}

/** What a moving window is off by in seconds, for having been computed. */
const TINY = 1e-6;

/** Round moments to write under a strip, at most `ticksMax` of them. */
export function stripTicks(
  shown: TimeWindow,
  ticksMax: number,
): { readonly stepMs: number; readonly ticksMs: readonly number[] } {
  const lengthMs = shown.toMs - shown.fromMs;
  const widest = STEPS_MS.findIndex((step) => lengthMs / step <= ticksMax);
  const stepMs = STEPS_MS[widest] ?? Math.ceil(lengthMs / ticksMax / YEAR_MS) * YEAR_MS;
  const ticksMs = ticksOf(shown, stepMs, ticksMax);
  const finerMs = STEPS_MS[widest - 1];
  // Where none falls into what is shown, a picture without any time would say nothing: closer ones, as many as there is room for.
  return ticksMs.length > 0 || finerMs === undefined
    ? { stepMs, ticksMs }
    : { stepMs: finerMs, ticksMs: ticksOf(shown, finerMs, ticksMax - 1) };
}

function ticksOf(shown: TimeWindow, stepMs: number, lastIndex: number): number[] {
  const ticksMs: number[] = [];
  for (let at = Math.ceil(shown.fromMs / stepMs) * stepMs; at < shown.toMs && ticksMs.length <= lastIndex; at += stepMs)
    ticksMs.push(at);
  return ticksMs;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 364 * DAY_MS;
const STEPS_MS = [
  1000,
  5000,
  15_000,
  30_000,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
  28 * DAY_MS,
  91 * DAY_MS,
  182 * DAY_MS,
  YEAR_MS,
];
