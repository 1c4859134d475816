import type { RulerMark } from "./contract";
import { type TimeWindow, toPx } from "./strip-scale";

/** Marks of the ruler that stand at one place. */
export type PlacedRulerMark = {
  readonly xPx: number;
  /** All of them together. */
  readonly count: number;
  /** In order of time. */
  readonly marks: readonly RulerMark[];
};

/** Marks nearer to each other than this could not be told apart. */
export const RULER_MARK_PX = 14;

/** Where the marks of a ruler are drawn: those that would touch become one, with their number. What lies outside the window is left out. */
export function placeRuler(
  marks: readonly RulerMark[],
  { window, widthPx }: { readonly window: TimeWindow; readonly widthPx: number },
): PlacedRulerMark[] {
  const placed: (PlacedRulerMark & { readonly marks: RulerMark[]; count: number })[] = [];
  for (const mark of marks.toSorted((a, b) => a.fromMs - b.fromMs)) {
    if (mark.fromMs < window.fromMs || mark.fromMs >= window.toMs) continue;
    const xPx = toPx(mark.fromMs, window, widthPx);
    const last = placed.at(-1);
    if (last !== undefined && xPx - last.xPx < RULER_MARK_PX) {
      last.marks.push(mark);
      last.count += mark.count;
    } else placed.push({ xPx, count: mark.count, marks: [mark] });
  }
  return placed;
}

/** The mark at a place of the ruler; undefined where there is none. */
export function rulerMarkAt(placed: readonly PlacedRulerMark[], xPx: number): PlacedRulerMark | undefined {
  return placed.find((one) => Math.abs(one.xPx - xPx) <= RULER_MARK_PX / 2 + 1);
}
