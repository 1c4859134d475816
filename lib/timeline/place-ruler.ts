import { formatCount } from "@/lib/base/format-number";
import { addTouching } from "./add-touching";
import type { RulerMark } from "./contract";
import { type TimeWindow, toPx } from "./strip-scale";

/** Marks of the ruler that stand at one place. */
export type PlacedRulerMark = {
  /** Where the first of them happened. */
  readonly atPx: number;
  /** The middle of what is drawn for it: nearly the same, but never so far out that it would be cut off. */
  readonly xPx: number;
  readonly widthPx: number;
  /** All of them together. */
  readonly count: number;
  /** In order of time. */
  readonly marks: readonly RulerMark[];
};

/** How wide a single mark is. */
export const RULER_MARK_PX = 14;
/** A number stands in a pill with room on both sides. */
const DIGIT_PX = 6.5;
const PILL_PX = 9;

/** Where the marks of a ruler are drawn: those that would touch become one, with their number. What lies outside the window is left out. */
export function placeRuler(
  marks: readonly RulerMark[],
  { window, widthPx }: { readonly window: TimeWindow; readonly widthPx: number },
): PlacedRulerMark[] {
  const placed: Place[] = [];
  for (const mark of marks.toSorted((a, b) => a.fromMs - b.fromMs)) {
    if (mark.fromMs < window.fromMs || mark.fromMs >= window.toMs) continue;
    addTouching(
      placed,
      placeOf({ atPx: toPx(mark.fromMs, window, widthPx), count: mark.count, marks: [mark] }, widthPx),
      {
        isTouching,
        joined: (left, right) => {
          left.marks.push(...right.marks);
          return placeOf({ atPx: left.atPx, count: left.count + right.count, marks: left.marks }, widthPx);
        },
      },
    );
  }
  return placed;
}

type Place = PlacedRulerMark & { readonly marks: RulerMark[] };

function placeOf(place: Pick<Place, "atPx" | "count" | "marks">, picturePx: number): Place {
  const { atPx, count } = place;
  const widthPx = count === 1 ? RULER_MARK_PX : Math.max(RULER_MARK_PX, PILL_PX + formatCount(count).length * DIGIT_PX);
  return { ...place, widthPx, xPx: Math.max(widthPx / 2, Math.min(picturePx - widthPx / 2, atPx)) };
}

function isTouching(left: Place, right: Place): boolean {
  return right.xPx - left.xPx < (left.widthPx + right.widthPx) / 2;
}

/** The mark at a place of the ruler; undefined where there is none. */
export function rulerMarkAt(placed: readonly PlacedRulerMark[], xPx: number): PlacedRulerMark | undefined {
  return placed.find((one) => Math.abs(one.xPx - xPx) <= one.widthPx / 2);
}
