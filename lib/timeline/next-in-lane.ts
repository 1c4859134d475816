import type { LaneMarks } from "./contract";
import type { TimeWindow } from "./strip-scale";

type Start = { readonly openEventId: string | null; readonly window: TimeWindow };

/** The event before (-1) or after (1) the open one in its lane; the first or last of the window where none is open. Null at the end. */
export function nextInLane(marks: LaneMarks, { openEventId, window }: Start, step: -1 | 1): string | null {
  const open = openEventId === null ? -1 : marks.eventId.indexOf(openEventId);
  const isInWindow = (timeMs: number): boolean => timeMs >= window.fromMs && timeMs < window.toMs;
  if (open < 0) {
    const at = step === 1 ? marks.timeMs.findIndex(isInWindow) : marks.timeMs.findLastIndex(isInWindow);
    return marks.eventId[at] ?? null;
  }
  for (let at = open + step; at >= 0 && at < marks.eventId.length; at += step)
    if (marks.lane[at] === marks.lane[open]) return marks.eventId[at] ?? null;
  return null;
}
