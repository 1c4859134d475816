import { formatCount } from "@/lib/base/format-number";
import type { RulerKind } from "@/lib/timeline/contract";
import type { PlacedRulerMark } from "@/lib/timeline/place-ruler";
import type { LaneColours } from "./lane-colours";
import { LANES_TOP_PX, RULER_PX } from "./ruler-heights";

type RulerRow = {
  readonly ruler: readonly PlacedRulerMark[];
  readonly widthPx: number;
  readonly heightPx: number;
  readonly colours: LaneColours;
};

/** The row below the times: a change of configuration is a flag with a line through all lanes, a credential begins filled and ends hollow; several at one place are their number. */
export function drawRulerMarks(
  context: CanvasRenderingContext2D,
  { ruler, widthPx, heightPx, colours }: RulerRow,
): void {
  context.fillStyle = colours.panel;
  context.fillRect(0, RULER_PX, widthPx, LANES_TOP_PX - RULER_PX);
  context.fillStyle = colours.line;
  context.fillRect(0, LANES_TOP_PX - 1, widthPx, 1);
  const y = (RULER_PX + LANES_TOP_PX) / 2 - 0.5;
  for (const place of ruler) {
    const hasChange = place.marks.some(({ kind }) => kind === "configuration");
    const colour = hasChange ? colours.token("--raw-warning") : colours.ink;
    if (hasChange) drawLine(context, place.atPx, { heightPx, colour });
    context.fillStyle = colour;
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.beginPath();
    const [only] = place.marks;
    if (place.count === 1 && only !== undefined) SHAPES[only.kind](context, place.xPx, y);
    else drawCount(context, place, { y, colours });
  }
}

function drawLine(
  context: CanvasRenderingContext2D,
  xPx: number,
  { heightPx, colour }: { readonly heightPx: number; readonly colour: string },
): void {
  context.fillStyle = colour;
  context.globalAlpha = 0.55;
  for (let y = LANES_TOP_PX; y < heightPx; y += 6) context.fillRect(Math.round(xPx), y, 1, 3);
  context.globalAlpha = 1;
}

function drawCount(
  context: CanvasRenderingContext2D,
  { xPx, widthPx, count }: PlacedRulerMark,
  { y, colours }: { readonly y: number; readonly colours: LaneColours },
): void {
  const text = formatCount(count);
  context.font = `500 10px ${colours.font}`;
  context.textBaseline = "middle";
  const textPx = context.measureText(text).width;
  context.roundRect(xPx - widthPx / 2 + 0.5, y - 6.5, widthPx - 1, 13, 6.5);
  context.fill();
  context.fillStyle = colours.panel;
  context.fillText(text, xPx - textPx / 2, y + 0.5);
}

type Shape = (context: CanvasRenderingContext2D, x: number, y: number) => void;

const SHAPES: Record<RulerKind, Shape> = {
  configuration: (context, x, y) => {
    context.moveTo(x - 3, y + 6);
    context.lineTo(x - 3, y - 6);
    context.lineTo(x + 6, y - 2.5);
    context.lineTo(x - 3, y + 1);
    context.fill();
    context.stroke();
  },
  born: (context, x, y) => {
    context.arc(x, y, 4, 0, 2 * Math.PI);
    context.fill();
  },
  expired: (context, x, y) => {
    context.arc(x, y, 3.5, 0, 2 * Math.PI);
    context.stroke();
  },
  deleted: (context, x, y) => {
    context.arc(x, y, 4, 0, 2 * Math.PI);
    context.moveTo(x - 5, y + 5);
    context.lineTo(x + 5, y - 5);
    context.stroke();
  },
};
