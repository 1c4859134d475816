import type { LaneLine } from "@/lib/timeline/arrange-lanes";
import type { Lanes } from "@/lib/timeline/contract";
import { type LineCounts, type PictureScale, type PlacedBar, placeBars } from "@/lib/timeline/place-cells";
import { type LaneColours, toPixel } from "./lane-colours";

const FOOT_PX = 3;
const HEAD_ROOM_PX = 3;

export type CountedLine = { readonly line: LaneLine; readonly counts: LineCounts };

/**
 * Paints the bars of lines into a picture of their own, pixel by pixel, which moving the window only shifts and stretches.
 * Failed calls stand on top, striped.
 */
export function paintBars(
  grid: Pick<Lanes, "startMs" | "bucketMs">,
  lines: readonly CountedLine[],
  look: {
    readonly scale: PictureScale;
    readonly colours: LaneColours;
    /** Where the first of the lines begins. */
    readonly topPx: number;
    readonly highest: number;
  },
): HTMLCanvasElement {
  const { scale, colours, topPx, highest } = look;
  const last = lines.at(-1)?.line;
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, scale.widthPx);
  canvas.height = Math.max(1, last === undefined ? 0 : last.topPx + last.heightPx - topPx);
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  const image = context.createImageData(canvas.width, canvas.height);
  const ink: Ink = {
    pixels: new Uint32Array(image.data.buffer),
    widthPx: canvas.width,
    kinds: colours.kinds.map(toPixel),
    failed: toPixel(colours.failed),
  };
  for (const { line, counts } of lines) {
    const footPx = line.topPx - topPx + line.heightPx - FOOT_PX;
    const heightPx = line.heightPx - FOOT_PX - HEAD_ROOM_PX;
    for (const bar of placeBars(grid, counts, { ...scale, highest, heightPx })) paintBar(ink, bar, footPx);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

type Ink = {
  readonly pixels: Uint32Array;
  readonly widthPx: number;
  readonly kinds: readonly number[];
  readonly failed: number;
};

function paintBar(ink: Ink, bar: PlacedBar, footPx: number): void {
  let y = footPx;
  for (const segment of bar.segments) {
    const pixel = segment.isFailed ? ink.failed : (ink.kinds[segment.kind] ?? 0);
    for (let row = 0; row < segment.heightPx; row += 1) {
      y -= 1;
      if (segment.isFailed && row % 3 === 2) continue;
      ink.pixels.fill(pixel, y * ink.widthPx + bar.fromPx, y * ink.widthPx + bar.endPx);
    }
  }
}
