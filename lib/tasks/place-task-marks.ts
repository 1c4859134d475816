import { type TimeWindow, toPx } from "@/lib/timeline/strip-scale";
import type { WaterfallRow } from "./arrange-waterfall";
import type { TaskMarks } from "./contract";

/** One or several events of a row that no more than a pixel or two keeps apart. */
export type PlacedTaskMark = {
  readonly row: number;
  readonly fromPx: number;
  readonly toPx: number;
  readonly events: number;
  readonly failed: number;
};

/** Marks nearer to each other than this are one. */
const NEAR_PX = 7;
const SECOND_MS = 1_000;

/** Where the events of each row are drawn: counts are kept, only places are joined. */
export function placeTaskMarks(
  { marks }: Pick<TaskMarks, "marks">,
  rows: readonly WaterfallRow[],
  { window, widthPx }: { readonly window: TimeWindow; readonly widthPx: number },
): PlacedTaskMark[] {
  const rowOf = new Map(rows.flatMap(({ lanes }, row) => lanes.map((lane) => [lane, row] as const)));
  const open = new Map<number, { row: number; fromPx: number; toPx: number; events: number; failed: number }>();
  const placed: PlacedTaskMark[] = [];
  for (const [lane, second, events, failed] of marks) {
    const row = rowOf.get(lane);
    const timeMs = second * SECOND_MS;
    if (row === undefined || timeMs < window.fromMs - SECOND_MS || timeMs > window.toMs) continue;
    // A record's second says no more than that: its mark stands in the middle of it.
    const px = toPx(timeMs + SECOND_MS / 2, window, widthPx);
    const last = open.get(row);
    if (last !== undefined && px - last.toPx < NEAR_PX) {
      last.toPx = Math.max(last.toPx, px);
      last.events += events;
      last.failed += failed === 1 ? events : 0;
    } else {
      const mark = { row, fromPx: px, toPx: px, events, failed: failed === 1 ? events : 0 };
      open.set(row, mark);
      placed.push(mark);
    }
  }
  return placed;
}
