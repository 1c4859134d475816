import { CALL_KINDS } from "@/lib/cloudtrail/call-kind";
import { type TimeWindow, toPx } from "@/lib/timeline/strip-scale";
import type { WaterfallRow } from "./arrange-waterfall";
import { MARK_OUTCOMES } from "./contract";
import type { TaskMark } from "./mark-text";

/** One or several events of a row that no more than a pixel or two keeps apart. */
export type PlacedTaskMark = {
  readonly row: number;
  readonly fromPx: number;
  readonly toPx: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly events: number;
  readonly failed: number;
  /** Of the failed ones. */
  readonly denied: number;
  /** How many of each kind, in the order of CALL_KINDS. */
  readonly kinds: readonly number[];
};

/** Marks nearer to each other than this are one. */
const NEAR_PX = 7;
const SECOND_MS = 1_000;

type Open = { -readonly [Key in keyof PlacedTaskMark]: PlacedTaskMark[Key] } & { kinds: number[] };

/** Where the events of each row are drawn: counts are kept, only places are joined. */
export function placeTaskMarks(
  marks: readonly TaskMark[],
  rows: readonly WaterfallRow[],
  { window, widthPx }: { readonly window: TimeWindow; readonly widthPx: number },
): PlacedTaskMark[] {
  const rowOf = new Map(rows.flatMap(({ lanes }, row) => lanes.map((lane) => [lane, row] as const)));
  const open = new Map<number, Open>();
  const placed: Open[] = [];
  for (const [lane, second, events, outcome, kind] of marks) {
    const row = rowOf.get(lane);
    const timeMs = second * SECOND_MS;
    if (row === undefined || timeMs < window.fromMs - SECOND_MS || timeMs > window.toMs) continue;
    // A record's second says no more than that: its mark stands in the middle of it.
    const px = toPx(timeMs + SECOND_MS / 2, window, widthPx);
    let mark = open.get(row);
    if (mark === undefined || px - mark.toPx >= NEAR_PX) {
      mark = emptyMark(row, px, timeMs);
      open.set(row, mark);
      placed.push(mark);
    }
    mark.toPx = Math.max(mark.toPx, px);
    mark.toMs = Math.max(mark.toMs, timeMs);
    mark.events += events;
    mark.failed += outcome === 0 ? 0 : events;
    mark.denied += MARK_OUTCOMES[outcome] === "denied" ? events : 0;
    mark.kinds[kind] = (mark.kinds[kind] ?? 0) + events;
  }
  return placed;
}

function emptyMark(row: number, px: number, timeMs: number): Open {
  const kinds = CALL_KINDS.map(() => 0);
  return { row, fromPx: px, toPx: px, fromMs: timeMs, toMs: timeMs, events: 0, failed: 0, denied: 0, kinds };
}

/** The kind of a mark's calls that deserves a look most, by its place in CALL_KINDS. */
export function notableKind({ kinds }: Pick<PlacedTaskMark, "kinds">): number {
  return Math.max(
    0,
    kinds.findLastIndex((events) => events > 0),
  );
}
