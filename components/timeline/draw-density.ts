import type { Density } from "@/lib/timeline/contract";
import { type TimeWindow, toPx } from "@/lib/timeline/strip-scale";

export type StripColours = {
  readonly ok: string;
  readonly error: string;
  readonly panel: string;
  readonly line: string;
};
export type StripBox = { readonly widthPx: number; readonly heightPx: number; readonly shown: TimeWindow };

/** The smallest count that is not zero stays visible. */
const BAR_MIN_PX = 2;
const BASE_PX = 1;

/** Draws the counts as bars, failed calls on top and striped: colour is not the only sign. Heights are square roots of counts. */
export function drawDensity(
  context: CanvasRenderingContext2D,
  density: Density,
  box: StripBox & { readonly colours: StripColours },
): void {
  const { widthPx, heightPx, colours } = box;
  context.clearRect(0, 0, widthPx, heightPx);
  const columns = columnsOf(density, box);
  const most = columns.reduce((top, { ok, error }) => Math.max(top, ok + error), 0);
  const room = heightPx - BASE_PX - 2;
  for (const { leftPx, wide, ok, error } of columns) {
    const total = ok + error;
    if (total === 0) continue;
    const barPx = Math.max(BAR_MIN_PX, Math.sqrt(total / most) * room);
    const errorPx = error === 0 ? 0 : Math.max(BAR_MIN_PX, (error / total) * barPx);
    const top = heightPx - BASE_PX - barPx;
    context.fillStyle = colours.ok;
    if (ok > 0) context.fillRect(leftPx, top + errorPx, wide, Math.max(0, barPx - errorPx));
    if (error > 0) {
      context.fillStyle = colours.error;
      context.fillRect(leftPx, top, wide, errorPx);
      context.fillStyle = colours.panel;
      for (let y = top + 2; y < top + errorPx - 0.5; y += 3) context.fillRect(leftPx, y, wide, 1);
    }
  }
  context.fillStyle = colours.line;
  context.fillRect(0, heightPx - BASE_PX, widthPx, BASE_PX);
}

type Column = { readonly leftPx: number; readonly wide: number; ok: number; error: number };

/** Buckets as they fall on pixels: those narrower than a pixel are added up, so that none is painted over. */
function columnsOf(density: Density, { widthPx, shown }: StripBox): Column[] {
  const columns: Column[] = [];
  const bucketPx = (density.bucketMs / Math.max(1, shown.toMs - shown.fromMs)) * widthPx;
  const gap = bucketPx > 4 ? 1 : 0;
  for (const [index, ok] of density.ok.entries()) {
    const error = density.error[index] ?? 0;
    if (ok + error === 0) continue;
    const leftPx = Math.max(0, Math.floor(toPx(density.startMs + index * density.bucketMs, shown, widthPx)));
    const last = columns.at(-1);
    if (last && last.leftPx === leftPx) {
      last.ok += ok;
      last.error += error;
    } else if (leftPx < widthPx) {
      columns.push({ leftPx, wide: Math.max(1, Math.ceil(bucketPx) - gap), ok, error });
    }
  }
  return columns;
}
