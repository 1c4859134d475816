import type { Density } from "@/lib/timeline/contract";
import { type TimeWindow, toPx } from "@/lib/timeline/strip-scale";

export type StripColours = {
  readonly ok: string;
  readonly error: string;
  /** Of what retention dropped. */
  readonly dropped: string;
  readonly panel: string;
  readonly line: string;
};
export type StripBox = { readonly widthPx: number; readonly heightPx: number; readonly shown: TimeWindow };

/** The smallest count that is not zero stays visible. */
const BAR_MIN_PX = 2;
const BASE_PX = 1;

/**
 * Draws the counts as bars, failed calls on top and striped, what retention dropped above as a hollow, dotted bar: colour is not the only
 * sign. Heights are square roots of counts.
 */
export function drawDensity(
  context: CanvasRenderingContext2D,
  density: Density,
  box: StripBox & { readonly colours: StripColours },
): void {
  const { widthPx, heightPx, colours } = box;
  context.clearRect(0, 0, widthPx, heightPx);
  const columns = columnsOf(density, box);
  const most = columns.reduce((top, { ok, error, dropped }) => Math.max(top, ok + error + dropped), 0);
  const room = heightPx - BASE_PX - 2;
  for (const column of columns) {
    const { leftPx, wide, ok, error, dropped } = column;
    const total = ok + error;
    if (dropped > 0)
      drawDropped(context, column, { box, topPx: heightPx - BASE_PX - heightOf(total + dropped, most, room) });
    if (total === 0) continue;
    const barPx = heightOf(total, most, room);
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

function heightOf(count: number, most: number, roomPx: number): number {
  return Math.max(BAR_MIN_PX, Math.sqrt(count / most) * roomPx);
}

/** Dots from the top of the bar to the base; what is still here is drawn over them. */
function drawDropped(
  context: CanvasRenderingContext2D,
  { leftPx, wide }: Column,
  { box, topPx }: { readonly box: StripBox & { readonly colours: StripColours }; readonly topPx: number },
): void {
  context.fillStyle = box.colours.dropped;
  context.fillRect(leftPx, topPx, wide, 1);
  for (let y = topPx + 3; y < box.heightPx - BASE_PX; y += 4)
    for (let x = leftPx + 1; x < leftPx + wide; x += 4) context.fillRect(x, y, 1.5, 1.5);
}

type Column = { readonly leftPx: number; readonly wide: number; ok: number; error: number; dropped: number };

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
      columns.push({ leftPx, wide: Math.max(1, Math.ceil(bucketPx) - gap), ok, error, dropped });
    }
  }
  return columns;
}
