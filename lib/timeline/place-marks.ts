import type { LaneLine } from "./arrange-lanes";
import type { LaneMarks } from "./contract";
import { MARK_PX, type PlacedMark, rowOf } from "./placed-mark";
import { stackMarks } from "./stack-marks";
import { type TimeWindow, toPx } from "./strip-scale";

/** How near a pointer has to come. */
const NEAR_PX = 2;
/** So many of the same in a row become one mark with a number. */
const RUN_MIN = 3;

type Run = { readonly indexes: number[]; readonly line: LaneLine; endPx: number };

/**
 * Where every event is drawn. Calls of the same name, outcome and line that would touch each other become one mark that says how
 * many they are. Total: what lies outside the window is left out, and intervals are cut to it.
 */
export function placeMarks(
  marks: LaneMarks,
  lines: readonly LaneLine[],
  box: { readonly window: TimeWindow; readonly widthPx: number },
): PlacedMark[] {
  const lineOf = new Map(lines.flatMap((line) => line.lanes.map((lane) => [lane, line] as const)));
  const open = new Map<string, Run>();
  const runs: Run[] = [];
  for (let index = 0; index < marks.timeMs.length; index += 1) {
    const line = lineOf.get(marks.lane[index] ?? -1);
    const place = placeOf(marks, index, box);
    if (line === undefined || place === null) continue;
    const key = `${line.key} ${marks.action[index]} ${marks.failed[index]} ${isInterval(marks, index)}`;
    const run = open.get(key);
    if (run !== undefined && place.xPx - run.endPx < MARK_PX) {
      run.indexes.push(index);
      run.endPx = Math.max(run.endPx, place.xPx + place.widthPx);
    } else {
      const begun = { indexes: [index], line, endPx: place.xPx + place.widthPx };
      open.set(key, begun);
      runs.push(begun);
    }
  }
  const placed = runs.flatMap((run) => toMarks(run, marks, box));
  return stackMarks(placed);
}

function isInterval(marks: LaneMarks, index: number): boolean {
  return (marks.endMs[index] ?? null) !== null;
}

function placeOf(
  marks: LaneMarks,
  index: number,
  { window, widthPx }: { readonly window: TimeWindow; readonly widthPx: number },
): { xPx: number; widthPx: number } | null {
  const fromMs = marks.timeMs[index] ?? 0;
  const toMs = marks.endMs[index] ?? fromMs;
  if (toMs < window.fromMs || fromMs >= window.toMs) return null;
  const xPx = Math.max(0, toPx(fromMs, window, widthPx));
  if (toMs > fromMs) return { xPx, widthPx: Math.min(widthPx, toPx(toMs, window, widthPx)) - xPx };
  // What is at the very edge is drawn whole.
  return { xPx: Math.max(MARK_PX / 2, Math.min(widthPx - MARK_PX / 2, xPx)), widthPx: 0 };
}

function toMarks(
  { indexes, line }: Run,
  marks: LaneMarks,
  box: { readonly window: TimeWindow; readonly widthPx: number },
): PlacedMark[] {
  const groups = indexes.length >= RUN_MIN ? [indexes] : indexes.map((index) => [index]);
  return groups.flatMap((group) => {
    const [from = 0] = group;
    const last = group.at(-1) ?? from;
    const start = placeOf(marks, from, box);
    const end = placeOf(marks, last, box);
    if (start === null || end === null) return [];
    return {
      indexes: group,
      from,
      last,
      events: group.length,
      kind: marks.kind[from] ?? 0,
      isFailed: marks.failed[from] === 1,
      action: marks.action[from] ?? 0,
      isInterval: isInterval(marks, from),
      isMixed: false,
      xPx: start.xPx,
      widthPx: Math.max(start.widthPx, end.xPx + end.widthPx - start.xPx),
      line,
      row: 0,
      rows: 1,
    };
  });
}

/** The mark at a point of the picture: the nearest one, of several that lie there the smallest; undefined where there is none. */
export function markAt(
  placed: readonly PlacedMark[],
  { xPx, yPx }: { readonly xPx: number; readonly yPx: number },
): PlacedMark | undefined {
  let best: { readonly mark: PlacedMark; readonly score: readonly number[] } | undefined;
  for (const mark of placed) {
    if (yPx < mark.line.topPx || yPx >= mark.line.topPx + mark.line.heightPx) continue;
    const { yPx: middlePx, heightPx } = rowOf(mark);
    const aroundPx = mark.isInterval ? 0 : MARK_PX / 2;
    const besidePx = Math.max(mark.xPx - aroundPx - xPx, xPx - mark.xPx - mark.widthPx - aroundPx, 0);
    const outsidePx = Math.max(besidePx, Math.abs(yPx - middlePx) - heightPx / 2);
    if (outsidePx > NEAR_PX) continue;
    const score = [outsidePx, mark.widthPx, Math.abs(mark.xPx + mark.widthPx / 2 - xPx)];
    if (best === undefined || isLess(score, best.score)) best = { mark, score };
  }
  return best?.mark;
}

/** Compared by the first number in which they differ. */
function isLess(some: readonly number[], others: readonly number[]): boolean {
  const at = some.findIndex((value, place) => value !== others[place]);
  return at >= 0 && (some[at] ?? 0) < (others[at] ?? 0);
}
