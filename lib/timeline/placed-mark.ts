import { formatCount } from "@/lib/base/format-number";
import type { LaneLine } from "./arrange-lanes";

/** One mark of the picture: a single event, a run of the same call in the same lane, or what there is no room to draw apart. */
export type PlacedMark = {
  /** All positions in the marks that it stands for, in time order, its first and its last. */
  readonly indexes: readonly number[];
  readonly from: number;
  readonly last: number;
  readonly events: number;
  readonly kind: number;
  readonly isFailed: boolean;
  readonly action: number;
  readonly xPx: number;
  /** 0 for an instant. */
  readonly widthPx: number;
  /** Its record covers a time, and is drawn as a band of it: Insight and aggregated events. */
  readonly isInterval: boolean;
  /** Stands for calls that are not the same: `kind` is the weightiest of theirs, `isFailed` whether any failed, `action` that of the first. */
  readonly isMixed: boolean;
  readonly line: LaneLine;
  /** Of marks that would cover each other each has a row of the lane: which, of how many. */
  readonly row: number;
  readonly rows: number;
};

export const MARK_PX = 9;
/** How wide the box is that stands for what has no room of its own: its number is written in it. */
export function restWidthPx({ events, widthPx }: Pick<PlacedMark, "events" | "widthPx">): number {
  return Math.max(widthPx + MARK_PX, (formatCount(events).length + 1) * DIGIT_PX + 8);
}

const DIGIT_PX = 5.5;

/** How high a mark's row is, and where its middle lies. */
export function rowOf({ line, row, rows }: PlacedMark): { readonly yPx: number; readonly heightPx: number } {
  const heightPx = line.heightPx / rows;
  return { yPx: line.topPx + (row + 0.5) * heightPx, heightPx };
}
