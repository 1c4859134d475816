import { CALL_KINDS, type CallKind } from "@/lib/cloudtrail/call-kind";
import { formatCount } from "@/lib/base/format-number";
import { MARK_PX, type PlacedMark, restWidthPx, rowOf } from "@/lib/timeline/placed-mark";
import type { LaneColours } from "./lane-colours";

const HALF_PX = MARK_PX / 2;
const RUN_PX = 13;
/** A number is not written where there is less room for it. */
const NUMBER_MIN_PX = 11;

/** Draws marks; each kind of call has a shape of its own, failed calls are crossed out, runs carry their number. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  placed: readonly PlacedMark[],
  look: { readonly colours: LaneColours; readonly openIndex: number },
): void {
  for (const mark of placed) {
    const isOpen = mark.indexes.includes(look.openIndex);
    drawMark(context, mark, { colours: look.colours, isOpen });
  }
}

type Look = { readonly colours: LaneColours; readonly isOpen: boolean };

function drawMark(context: CanvasRenderingContext2D, mark: PlacedMark, { colours, isOpen }: Look): void {
  const { yPx: y } = rowOf(mark);
  const colour = mark.isFailed ? colours.failed : (colours.kinds[mark.kind] ?? colours.ink);
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  if (mark.isMixed) drawRest(context, mark, { colour, colours });
  else if (mark.isInterval) drawBand(context, mark, { colour, colours });
  else if (mark.events > 1) drawSpan(context, mark, { y, colours });
  else if (mark.isFailed) drawCross(context, mark.xPx, y);
  else SHAPES[CALL_KINDS[mark.kind] ?? "read"](context, mark.xPx, y);
  if (!isOpen) return;
  context.strokeStyle = colours.ink;
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(mark.xPx - HALF_PX - 3, y - HALF_PX - 3, mark.widthPx + MARK_PX + 6, MARK_PX + 6, 4);
  context.stroke();
}

function drawSpan(
  context: CanvasRenderingContext2D,
  mark: PlacedMark,
  { y, colours }: { readonly y: number; readonly colours: LaneColours },
): void {
  const leftPx = mark.xPx - HALF_PX;
  const widthPx = mark.widthPx + MARK_PX;
  const heightPx = Math.min(RUN_PX, rowOf(mark).heightPx - 1);
  context.globalAlpha = 0.85;
  context.roundRect(leftPx, y - heightPx / 2, widthPx, heightPx, Math.min(3, heightPx / 2));
  context.fill();
  context.globalAlpha = 1;
  context.font = `500 10px ${colours.font}`;
  if (heightPx >= NUMBER_MIN_PX) drawNumber(context, mark, { leftPx, widthPx, ink: colours.panel });
}

/** What has no room of its own: an open box with the number of its events, in the colour of the weightiest. */
function drawRest(
  context: CanvasRenderingContext2D,
  mark: PlacedMark,
  { colour, colours }: { readonly colour: string; readonly colours: LaneColours },
): void {
  const { yPx, heightPx } = rowOf(mark);
  const text = `+${formatCount(mark.events)}`;
  context.font = `600 9px ${colours.font}`;
  const textPx = context.measureText(text).width;
  const widthPx = restWidthPx(mark);
  const leftPx = mark.xPx + (mark.widthPx - widthPx) / 2;
  const boxPx = Math.min(RUN_PX, heightPx);
  context.fillStyle = colours.panel;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.roundRect(leftPx + 0.5, yPx - boxPx / 2 + 0.5, widthPx - 1, boxPx - 1, 3);
  context.fill();
  context.stroke();
  context.fillStyle = colours.ink;
  context.textBaseline = "middle";
  context.fillText(text, leftPx + (widthPx - textPx) / 2, yPx + 0.5);
}

/** The time that a record speaks of, from end to end: as high as its row, faint, with both ends marked. */
function drawBand(
  context: CanvasRenderingContext2D,
  mark: PlacedMark,
  { colour, colours }: { readonly colour: string; readonly colours: LaneColours },
): void {
  const { yPx, heightPx } = rowOf(mark);
  const isAlone = mark.rows === 1;
  const height = isAlone ? heightPx - 7 : heightPx - 2;
  const y = isAlone ? mark.line.topPx + 3 : yPx - height / 2;
  const widthPx = Math.max(2, mark.widthPx);
  context.fillStyle = colour;
  context.globalAlpha = 0.22;
  context.fillRect(mark.xPx, y, widthPx, height);
  context.globalAlpha = 1;
  context.fillRect(mark.xPx, y, 1.5, height);
  context.fillRect(mark.xPx + widthPx - 1.5, y, 1.5, height);
  context.fillRect(mark.xPx, y + height / 2 - 0.5, widthPx, 1);
  context.font = `500 10px ${colours.font}`;
  if (mark.events > 1) drawNumber(context, mark, { leftPx: mark.xPx, widthPx, ink: colours.ink });
}

function drawNumber(
  context: CanvasRenderingContext2D,
  mark: PlacedMark,
  { leftPx, widthPx, ink }: { readonly leftPx: number; readonly widthPx: number; readonly ink: string },
): void {
  const text = `×${formatCount(mark.events)}`;
  const textPx = context.measureText(text).width;
  if (textPx + 4 > widthPx) return;
  context.textBaseline = "middle";
  context.fillStyle = ink;
  context.fillText(text, leftPx + (widthPx - textPx) / 2, rowOf(mark).yPx + 0.5);
}

function drawCross(context: CanvasRenderingContext2D, x: number, y: number): void {
  const reach = HALF_PX - 0.5;
  context.moveTo(x - reach, y - reach);
  context.lineTo(x + reach, y + reach);
  context.moveTo(x + reach, y - reach);
  context.lineTo(x - reach, y + reach);
  context.lineWidth = 2;
  context.stroke();
}

/** Draws the shape of a kind of call, given by its place in CALL_KINDS, or the cross of a failed one, in the context's colours. */
export function drawShape(
  context: CanvasRenderingContext2D,
  {
    kind,
    isFailed,
    x,
    y,
  }: { readonly kind: number; readonly isFailed: boolean; readonly x: number; readonly y: number },
): void {
  context.lineWidth = 1.5;
  context.beginPath();
  if (isFailed) drawCross(context, x, y);
  else SHAPES[CALL_KINDS[kind] ?? "read"](context, x, y);
}

type Shape = (context: CanvasRenderingContext2D, x: number, y: number) => void;

const polygon =
  (points: readonly (readonly [number, number])[]): Shape =>
  (context, x, y) => {
    for (const [dx, dy] of points) context.lineTo(x + dx * HALF_PX, y + dy * HALF_PX);
    context.closePath();
    context.fill();
  };

const SHAPES: Record<CallKind, Shape> = {
  read: (context, x, y) => {
    context.arc(x, y, HALF_PX - 1, 0, 2 * Math.PI);
    context.fill();
  },
  write: polygon([
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ]),
  movement: polygon([
    [-0.9, -1],
    [1.1, 0],
    [-0.9, 1],
  ]),
  secret: polygon([
    [0, -1.2],
    [1.2, 0],
    [0, 1.2],
    [-1.2, 0],
  ]),
  issuance: (context, x, y) => {
    context.arc(x, y, HALF_PX - 0.5, 0, 2 * Math.PI);
    context.moveTo(x + 1.5, y);
    context.arc(x, y, 1.5, 0, 2 * Math.PI);
    context.lineWidth = 1.75;
    context.stroke();
  },
};
