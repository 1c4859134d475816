import type { TimeWindow } from "./strip-scale";

const SHORTEST_MS = 1000;

/**
 * The stretch that is asked of the server so that a window can be moved and zoomed within it: between two and four times as long as
 * the window, a power of two of seconds, cut at steps of half its length. Windows near each other get the same one.
 */
export function chooseTile(window: TimeWindow): TimeWindow {
  const lengthMs = Math.max(SHORTEST_MS, window.toMs - window.fromMs);
  const tileMs = SHORTEST_MS * 2 ** Math.ceil(Math.log2((lengthMs * 2) / SHORTEST_MS));
  const stepMs = tileMs / 4;
  const middleMs = (window.fromMs + window.toMs) / 2;
  const fromMs = Math.round((middleMs - tileMs / 2) / stepMs) * stepMs;
  return { fromMs, toMs: fromMs + tileMs };
}

/** Whether a tile still serves a window: it holds all of it, and is not so much longer that its buckets would be coarse. */
export function servesWindow(tile: TimeWindow, window: TimeWindow): boolean {
  const isInside = window.fromMs >= tile.fromMs && window.toMs <= tile.toMs;
  return isInside && tile.toMs - tile.fromMs <= 8 * Math.max(SHORTEST_MS, window.toMs - window.fromMs);
}
