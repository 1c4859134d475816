import type { LaneLine } from "@/lib/timeline/arrange-lanes";
import type { Lanes } from "@/lib/timeline/contract";
import { FAILED, type LineCounts, type PictureScale, type PlacedBar, placeBars } from "@/lib/timeline/place-cells";
import { type LaneColours, toPixel } from "./lane-colours";

const FOOT_PX = 3;
const HEAD_ROOM_PX = 3;

export type CountedLine = { readonly line: LaneLine; readonly counts: LineCounts };

type BarsLook = {
  readonly scale: PictureScale;
  /** Where the first of the lines begins. */
  readonly topPx: number;
  readonly highest: number;
};
type Grid = Pick<Lanes, "startMs" | "bucketMs">;

/**
 * Paints the bars of lines into a picture of their own, which moving the window only shifts and stretches. Failed calls stand on top,
 * striped.
 */
export function paintBars(
  grid: Grid,
  lines: readonly CountedLine[],
  look: BarsLook & { readonly colours: LaneColours },
): HTMLCanvasElement {
  const { scale, colours, topPx } = look;
  const last = lines.at(-1)?.line;
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, scale.widthPx);
  canvas.height = Math.max(1, last === undefined ? 0 : last.topPx + last.heightPx - topPx);
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  const image = context.createImageData(canvas.width, canvas.height);
  const slots = [...colours.kinds, colours.failed].map(toPixel);
  fillBars({ pixels: new Uint32Array(image.data.buffer), widthPx: canvas.width, slots }, grid, { ...look, lines });
  context.putImageData(image, 0, 0);
  return canvas;
}

/** The same into pixels: `slots` of the ink are those of the kinds of calls, and the one of failed calls behind them. */
export function fillBars(
  ink: Ink,
  grid: Grid,
  { scale, topPx, highest, lines }: BarsLook & { readonly lines: readonly CountedLine[] },
): void {
  for (const { line, counts } of lines) {
    const footPx = line.topPx - topPx + line.heightPx - FOOT_PX;
    const heightPx = line.heightPx - FOOT_PX - HEAD_ROOM_PX;
    placeBars(grid, counts, { ...scale, highest, heightPx, visit: (bar) => paintBar(ink, bar, footPx) });
  }
}

type Ink = {
  readonly pixels: Uint32Array;
  readonly widthPx: number;
  readonly slots: readonly number[];
};

function paintBar({ pixels, widthPx, slots }: Ink, { fromPx, endPx, heightsPx }: PlacedBar, footPx: number): void {
  let y = footPx;
  for (let slot = 0; slot < heightsPx.length; slot += 1) {
    const pixel = slots[slot] ?? 0;
    const heightPx = heightsPx[slot] ?? 0;
    for (let row = 0; row < heightPx; row += 1) {
      y -= 1;
      if (slot === FAILED && row % 3 === 2) continue;
      for (let at = y * widthPx + fromPx; at < y * widthPx + endPx; at += 1) pixels[at] = pixel;
    }
  }
}
