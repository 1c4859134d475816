import { formatCount } from "@/lib/base/format-number";
import { notableKind, type PlacedTaskMark } from "@/lib/tasks/place-task-marks";
import { drawShape } from "@/components/timeline/draw-marks";
import type { LaneColours } from "@/components/timeline/lane-colours";

const MARK_PX = 9;
const SPAN_PX = 13;
/** Beside the shape there is room for the number. */
const SHAPE_ROOM_PX = 14;

type Place = { readonly y: number; readonly colours: LaneColours };

/**
 * One call by the shape of its kind; several in one place as a bar with their number and the shape of the kind that deserves a look
 * most. Failed calls are crossed out, refused ones also ringed; what failed of several is a stripe below.
 */
export function drawTaskMark(context: CanvasRenderingContext2D, mark: PlacedTaskMark, { y, colours }: Place): void {
  const kind = notableKind(mark);
  const isFailed = mark.failed === mark.events;
  const colour = isFailed ? colours.failed : (colours.kinds[kind] ?? colours.ink);
  context.fillStyle = colour;
  context.strokeStyle = colour;
  if (mark.events === 1) {
    drawShape(context, { kind, isFailed, x: mark.fromPx, y });
    if (mark.denied > 0) drawRing(context, mark.fromPx, y);
    return;
  }
  const leftPx = mark.fromPx - MARK_PX / 2 - 1;
  const widthPx = mark.toPx - mark.fromPx + MARK_PX + 2;
  context.beginPath();
  context.roundRect(leftPx, y - SPAN_PX / 2, widthPx, SPAN_PX, 3);
  context.fill();
  if (mark.failed > 0 && !isFailed) {
    context.fillStyle = colours.failed;
    context.fillRect(leftPx, y + SPAN_PX / 2 + 1, Math.max(3, (mark.failed / mark.events) * widthPx), 3);
  }
  const hasShape = kind > 0 || isFailed;
  context.fillStyle = colours.panel;
  context.strokeStyle = colours.panel;
  const textPx = hasShape ? leftPx + SHAPE_ROOM_PX : leftPx;
  const hasText = drawNumber(context, {
    text: `×${formatCount(mark.events)}`,
    leftPx: textPx,
    widthPx: leftPx + widthPx - textPx,
    y,
    font: colours.font,
  });
  if (!hasShape) return;
  const x = hasText ? leftPx + SHAPE_ROOM_PX / 2 : leftPx + widthPx / 2;
  context.save();
  context.translate(x, y);
  context.scale(0.75, 0.75);
  drawShape(context, { kind, isFailed, x: 0, y: 0 });
  context.restore();
}

function drawRing(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, MARK_PX / 2 + 2, 0, 2 * Math.PI);
  context.stroke();
}

type Text = {
  readonly text: string;
  readonly leftPx: number;
  readonly widthPx: number;
  readonly y: number;
  readonly font: string;
};

function drawNumber(context: CanvasRenderingContext2D, { text, leftPx, widthPx, y, font }: Text): boolean {
  context.font = `500 10px ${font}`;
  context.textBaseline = "middle";
  const textPx = context.measureText(text).width;
  if (textPx + 4 > widthPx) return false;
  context.fillText(text, leftPx + (widthPx - textPx) / 2, y + 0.5);
  return true;
}
