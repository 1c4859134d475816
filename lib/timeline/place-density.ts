import type { Density } from "./contract";
import { type TimeWindow, toPx } from "./strip-scale";

export type StripBox = { readonly widthPx: number; readonly heightPx: number; readonly shown: TimeWindow };

/** One bar of a strip, from the top down in pixels of its box: what was dropped, what failed, what succeeded. */
export type StripBar = {
  readonly leftPx: number;
  readonly widePx: number;
  readonly ok: number;
  readonly error: number;
  readonly dropped: number;
  /** Where what was dropped begins; the foot where nothing was. */
  readonly droppedPx: number;
  readonly errorPx: number;
  readonly okPx: number;
  readonly footPx: number;
};

/** The smallest count that is not zero stays visible. */
const BAR_MIN_PX = 2;
/** Below the bars lies a line, above them nothing. */
const BASE_PX = 1;
const HEAD_ROOM_PX = 2;

/** Where the counts of a strip stand as bars, whose heights are square roots of counts: failed calls on top of the others. */
export function placeDensity(density: Density, box: StripBox): StripBar[] {
  const columns = columnsOf(density, box);
  const most = columns.reduce((top, { ok, error, dropped }) => Math.max(top, ok + error + dropped), 0);
  const footPx = box.heightPx - BASE_PX;
  const topOf = (count: number): number =>
    count === 0
      ? footPx
      : footPx - Math.max(BAR_MIN_PX, Math.sqrt(count / most) * (box.heightPx - BASE_PX - HEAD_ROOM_PX));
  return columns.map((column) => {
    const { ok, error, dropped } = column;
    const errorPx = topOf(ok + error);
    const failedPx = error === 0 ? 0 : Math.max(BAR_MIN_PX, (error / (ok + error)) * (footPx - errorPx));
    return {
      ...column,
      droppedPx: dropped === 0 ? footPx : topOf(ok + error + dropped),
      errorPx,
      okPx: Math.min(footPx, errorPx + failedPx),
      footPx,
    };
  });
}

type Column = { readonly leftPx: number; readonly widePx: number; ok: number; error: number; dropped: number };

/** Buckets as they fall on pixels: those narrower than a pixel are added up, so that none is painted over. */
function columnsOf(density: Density, { widthPx, shown }: StripBox): Column[] {
  const columns: Column[] = [];
  const bucketPx = (density.bucketMs / Math.max(1, shown.toMs - shown.fromMs)) * widthPx;
  const gap = bucketPx > 4 ? 1 : 0;
  for (const [index, ok] of density.ok.entries()) {
    const error = density.error[index] ?? 0;
    const dropped = density.dropped[index] ?? 0;
    if (ok + error + dropped === 0) continue;
    const leftPx = Math.max(0, Math.floor(toPx(density.startMs + index * density.bucketMs, shown, widthPx)));
    const last = columns.at(-1);
    if (last && last.leftPx === leftPx) {
      last.ok += ok;
      last.error += error;
      last.dropped += dropped;
    } else if (leftPx < widthPx) {
      columns.push({ leftPx, widePx: Math.max(1, Math.ceil(bucketPx) - gap), ok, error, dropped });
    }
  }
  return columns;
}
