import type { Grade } from "@/lib/credentials/link";
import type { WaterfallRow } from "@/lib/tasks/arrange-waterfall";
import type { PlacedTaskMark } from "@/lib/tasks/place-task-marks";
import { stripTicks, type TimeWindow, toPx } from "@/lib/timeline/strip-scale";
import type { LaneColours } from "@/components/timeline/lane-colours";
import { drawTaskMark } from "./draw-task-mark";
import { drawRuler } from "@/components/timeline/draw-lanes";
import { RULER_PX } from "@/components/timeline/ruler-heights";

export const ROW_PX = 32;
const TICK_PX = 120;
const EDGE_PX = 10;

export type WaterfallFrame = {
  readonly window: TimeWindow;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scrollPx: number;
  readonly rows: readonly WaterfallRow[];
  readonly marks: readonly PlacedTaskMark[];
  /** Place of the chosen row, or -1. */
  readonly chosen: number;
  /** When the open event happened. */
  readonly openMs: number | null;
  readonly colours: LaneColours;
};

const DASHES: Record<Grade, readonly number[]> = { A: [], B: [], C: [6, 4], D: [1.5, 3.5] };

/** Draws a task: lives of credentials, events as marks, issuances as lines whose dash says how they are known. */
export function drawWaterfall(context: CanvasRenderingContext2D, frame: WaterfallFrame): void {
  const { widthPx, heightPx, colours, window, scrollPx } = frame;
  context.fillStyle = colours.panel;
  context.fillRect(0, 0, widthPx, heightPx);
  const ticks = stripTicks(window, Math.max(2, Math.floor(widthPx / TICK_PX)));
  context.save();
  context.beginPath();
  context.rect(0, RULER_PX, widthPx, heightPx - RULER_PX);
  context.clip();
  context.fillStyle = colours.line;
  for (const at of ticks.ticksMs)
    context.fillRect(Math.round(toPx(at, window, widthPx)), RULER_PX, 1, heightPx - RULER_PX);
  context.translate(0, RULER_PX - scrollPx);
  const first = Math.max(0, Math.floor(scrollPx / ROW_PX));
  const last = Math.min(frame.rows.length - 1, Math.ceil((scrollPx + heightPx) / ROW_PX));
  for (let n = first; n <= last; n += 1) drawRow(context, frame, n);
  frame.rows.forEach((row, n) => {
    if (row.from !== null && n >= first && row.from.row <= last) drawLink(context, frame, n);
  });
  for (const mark of frame.marks)
    if (mark.row >= first && mark.row <= last)
      drawTaskMark(context, mark, { y: mark.row * ROW_PX + ROW_PX / 2 - 0.5, colours });
  context.restore();
  drawRuler(context, frame, ticks);
  if (frame.openMs !== null) {
    context.fillStyle = colours.ink;
    context.fillRect(Math.round(toPx(frame.openMs + 500, window, widthPx)), 0, 1.5, heightPx);
  }
}

/** The life of a credential as a frame, as far as records tell it, and the time between its first and last call as a bar. */
function drawRow(context: CanvasRenderingContext2D, frame: WaterfallFrame, n: number): void {
  const { rows, window, widthPx, colours } = frame;
  const lane = rows[n]?.lane;
  if (lane === undefined) return;
  const topPx = n * ROW_PX;
  if (n === frame.chosen) {
    context.globalAlpha = 0.1;
    context.fillStyle = colours.accent;
    context.fillRect(0, topPx, widthPx, ROW_PX - 1);
    context.globalAlpha = 1;
  }
  context.fillStyle = colours.line;
  context.fillRect(0, topPx + ROW_PX - 1, widthPx, 1);
  const { createdAtMs, expiresAtMs, firstMs, lastMs } = lane;
  if (createdAtMs !== null && expiresAtMs !== null) {
    const [from, to] = clipped(toPx(createdAtMs, window, widthPx), toPx(expiresAtMs, window, widthPx), widthPx);
    context.strokeStyle = colours.muted;
    context.globalAlpha = 0.55;
    context.lineWidth = 1;
    context.strokeRect(from + 0.5, topPx + 7.5, Math.max(2, to - from), ROW_PX - 16);
    context.globalAlpha = 1;
  }
  if (firstMs !== null && lastMs !== null) {
    const [from, to] = clipped(toPx(firstMs, window, widthPx), toPx(lastMs + 1_000, window, widthPx), widthPx);
    context.fillStyle = colours.kinds[0] ?? colours.ink;
    context.globalAlpha = 0.16;
    context.fillRect(from, topPx + 8, Math.max(2, to - from), ROW_PX - 17);
    context.globalAlpha = 1;
  }
}

/** Lines that go on outside the picture are cut a little beyond its edges, so that no frame seems to end there. */
function clipped(from: number, to: number, widthPx: number): [number, number] {
  return [Math.max(-4, from), Math.min(widthPx + 4, to)];
}

function drawLink(context: CanvasRenderingContext2D, frame: WaterfallFrame, n: number): void {
  const { rows, window, widthPx, colours } = frame;
  const row = rows[n];
  if (!row?.from) return;
  const { link } = row.from;
  const atMs = link.atMs ?? row.lane.createdAtMs ?? row.lane.firstMs;
  if (atMs === null) return;
  const atPx = toPx(atMs + 500, window, widthPx);
  if (atPx > widthPx + EDGE_PX) return;
  // What was issued before the shown time comes in at its edge, paler: it is true of the credential all the same.
  const x = Math.round(Math.max(EDGE_PX, atPx)) + 0.5;
  context.globalAlpha = atPx < EDGE_PX ? 0.45 : 1;
  const fromY = row.from.row * ROW_PX + ROW_PX / 2;
  const toY = n * ROW_PX + ROW_PX / 2;
  context.strokeStyle = link.grade === "D" ? colours.muted : colours.ink;
  context.fillStyle = context.strokeStyle;
  context.lineWidth = 1.5;
  context.setLineDash([...DASHES[link.grade]]);
  context.beginPath();
  context.moveTo(x, fromY);
  context.lineTo(x, toY - 9);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(x - 4, toY - 10);
  context.lineTo(x + 4, toY - 10);
  context.lineTo(x, toY - 4);
  context.fill();
  if (row.fromAccount !== null) {
    for (const dy of [0, 4]) {
      context.beginPath();
      context.moveTo(x - 9, n * ROW_PX - 3 + dy);
      context.lineTo(x + 9, n * ROW_PX - 3 + dy);
      context.stroke();
    }
  }
  drawLetter(context, { text: link.grade, x: x + 5, y: toY - 9 }, colours);
  context.globalAlpha = 1;
}

function drawLetter(
  context: CanvasRenderingContext2D,
  { text, x, y }: { readonly text: string; readonly x: number; readonly y: number },
  colours: LaneColours,
): void {
  context.font = `600 10px ${colours.font}`;
  context.textBaseline = "middle";
  context.fillStyle = colours.panel;
  context.fillRect(x - 1, y - 6, 10, 11);
  context.fillStyle = colours.ink;
  context.fillText(text, x, y);
}
