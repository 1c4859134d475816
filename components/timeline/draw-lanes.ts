import type { LaneLine } from "@/lib/timeline/arrange-lanes";
import type { CoverageSpan } from "@/lib/timeline/fold-coverage";
import type { PlacedMark } from "@/lib/timeline/placed-mark";
import type { PlacedRulerMark } from "@/lib/timeline/place-ruler";
import { stripTicks, type TimeWindow, toPx } from "@/lib/timeline/strip-scale";
import type { coverageFills } from "./coverage-fills";
import { drawMarks } from "./draw-marks";
import { drawRulerMarks } from "./draw-ruler-marks";
import type { LaneColours } from "./lane-colours";
import { LANES_TOP_PX, RULER_PX } from "./ruler-heights";
import { tickText } from "./tick-text";

const TICK_PX = 120;

/** Everything that one frame shows. Heights of lines are from the top of the first; the ruler stands above them. */
export type LaneFrame = {
  readonly window: TimeWindow;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scrollPx: number;
  readonly lines: readonly LaneLine[];
  /** The painted bars and the stretch of time that they cover; null where single events are drawn. */
  readonly bars: { readonly picture: HTMLCanvasElement; readonly covers: TimeWindow; readonly topPx: number } | null;
  readonly marks: readonly PlacedMark[];
  /** Position of the open event in the marks, or -1. */
  readonly openIndex: number;
  readonly hoverPx: number | null;
  /** Of which time all events are here; null where none have been asked for yet. */
  readonly read: TimeWindow | null;
  readonly colours: LaneColours;
  /** Changes of configuration and lives of credentials, as they stand on the ruler. */
  readonly ruler: readonly PlacedRulerMark[];
  /** By line: from here on files are still expected. Lines of which all is here, or nothing is known, are not in it. */
  readonly completeUntil: ReadonlyMap<string, number>;
  /** What lies behind each line, by its key. */
  readonly behind: ReadonlyMap<string, readonly CoverageSpan[]>;
  readonly fills: ReturnType<typeof coverageFills> | null;
};

/** Draws a frame: lines, ticks, bars or marks, and the ruler over them. */
export function drawLanes(context: CanvasRenderingContext2D, frame: LaneFrame): void {
  const { widthPx, heightPx, colours } = frame;
  context.fillStyle = colours.panel;
  context.fillRect(0, 0, widthPx, heightPx);
  context.save();
  context.beginPath();
  context.rect(0, LANES_TOP_PX, widthPx, heightPx - LANES_TOP_PX);
  context.clip();
  const ticks = stripTicks(frame.window, Math.max(2, Math.floor(widthPx / TICK_PX)));
  drawGrid(context, frame, ticks.ticksMs);
  context.translate(0, LANES_TOP_PX - frame.scrollPx);
  drawBehind(context, frame);
  drawLines(context, frame);
  if (frame.bars !== null) drawBars(context, frame, frame.bars);
  drawMarks(context, visible(frame), frame);
  context.restore();
  drawUnread(context, frame);
  drawIncomplete(context, frame);
  drawRuler(context, frame, ticks);
  drawRulerMarks(context, frame);
  if (frame.hoverPx !== null) {
    context.fillStyle = colours.muted;
    context.fillRect(Math.round(frame.hoverPx), 0, 1, heightPx);
  }
}

function visible({ marks, scrollPx, heightPx }: LaneFrame): PlacedMark[] {
  return marks.filter(
    ({ line }) => line.topPx + line.heightPx > scrollPx && line.topPx < scrollPx + heightPx - LANES_TOP_PX,
  );
}

function drawGrid(context: CanvasRenderingContext2D, frame: LaneFrame, ticksMs: readonly number[]): void {
  context.fillStyle = frame.colours.line;
  context.globalAlpha = 0.7;
  for (const at of ticksMs)
    context.fillRect(Math.round(toPx(at, frame.window, frame.widthPx)), LANES_TOP_PX, 1, frame.heightPx - LANES_TOP_PX);
  context.globalAlpha = 1;
}

/** How well each line could be seen: what was logged stays bare, every hole has its pattern. */
function drawBehind(context: CanvasRenderingContext2D, frame: LaneFrame): void {
  const { window, widthPx, fills, scrollPx, heightPx } = frame;
  if (fills === null) return;
  for (const line of frame.lines) {
    if (line.topPx + line.heightPx < scrollPx || line.topPx > scrollPx + heightPx) continue;
    if (line.isHead && !line.isFolded) continue;
    const spans = frame.behind.get(line.key) ?? [];
    drawUnjudged(context, { line, spans }, frame);
    for (const { fromMs, toMs, state } of spans) {
      const fill = fills[state];
      const leftPx = Math.max(0, toPx(fromMs, window, widthPx));
      const endPx = Math.min(widthPx, toPx(toMs, window, widthPx));
      if (fill === null || endPx <= leftPx) continue;
      context.fillStyle = fill;
      context.fillRect(leftPx, line.topPx, Math.max(1, endPx - leftPx), line.heightPx - 1);
    }
  }
}

/** Of what nobody has said yet how it was logged, nothing is said: a tint, where bare would mean that all of it was. */
function drawUnjudged(
  context: CanvasRenderingContext2D,
  { line, spans }: { readonly line: LaneLine; readonly spans: readonly CoverageSpan[] },
  { window, widthPx, colours }: LaneFrame,
): void {
  const [first, last] = [spans[0], spans.at(-1)];
  const fromPx = first === undefined ? widthPx : Math.min(widthPx, toPx(first.fromMs, window, widthPx));
  const endPx = last === undefined ? widthPx : Math.max(0, toPx(last.toMs, window, widthPx));
  if (fromPx <= 0 && endPx >= widthPx) return;
  context.fillStyle = withAlpha(colours.muted, UNJUDGED_ALPHA);
  if (fromPx > 0) context.fillRect(0, line.topPx, fromPx, line.heightPx - 1);
  if (endPx < widthPx) context.fillRect(endPx, line.topPx, widthPx - endPx, line.heightPx - 1);
}

const UNJUDGED_ALPHA = 0.14;

function drawLines(context: CanvasRenderingContext2D, { lines, widthPx, colours }: LaneFrame): void {
  context.fillStyle = colours.line;
  for (const { topPx, heightPx } of lines) context.fillRect(0, topPx + heightPx - 1, widthPx, 1);
}

function drawBars(
  context: CanvasRenderingContext2D,
  { window, widthPx }: LaneFrame,
  { picture, covers, topPx }: NonNullable<LaneFrame["bars"]>,
): void {
  const leftPx = toPx(covers.fromMs, window, widthPx);
  const endPx = toPx(covers.toMs, window, widthPx);
  if (endPx <= 0 || leftPx >= widthPx) return;
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, leftPx, topPx, endPx - leftPx, picture.height);
}

/** What was not read is not empty: it is veiled, before what is here and after it. */
function drawUnread(context: CanvasRenderingContext2D, frame: LaneFrame): void {
  const { read, window, widthPx } = frame;
  if (read === null) return;
  drawVeil(context, frame, { fromPx: 0, endPx: Math.min(widthPx, toPx(read.fromMs, window, widthPx)) });
  drawVeil(context, frame, { fromPx: Math.max(0, toPx(read.toMs, window, widthPx)), endPx: widthPx });
}

function drawVeil(
  context: CanvasRenderingContext2D,
  { heightPx, colours }: LaneFrame,
  { fromPx, endPx }: { readonly fromPx: number; readonly endPx: number },
): void {
  if (endPx <= fromPx) return;
  context.save();
  context.beginPath();
  context.rect(fromPx, LANES_TOP_PX, endPx - fromPx, heightPx - LANES_TOP_PX);
  context.clip();
  context.globalAlpha = 0.5;
  context.strokeStyle = colours.muted;
  context.lineWidth = 1;
  context.beginPath();
  const firstPx = Math.floor((fromPx - heightPx) / VEIL_PX) * VEIL_PX;
  for (let x = firstPx; x < endPx; x += VEIL_PX) {
    context.moveTo(x, heightPx);
    context.lineTo(x + heightPx, 0);
  }
  context.stroke();
  context.restore();
}

const VEIL_PX = 12;

/** Where files are still expected, what is drawn fades away: more may come. */
function drawIncomplete(context: CanvasRenderingContext2D, frame: LaneFrame): void {
  const { window, widthPx, heightPx, scrollPx, colours } = frame;
  context.save();
  context.beginPath();
  context.rect(0, LANES_TOP_PX, widthPx, heightPx - LANES_TOP_PX);
  context.clip();
  context.translate(0, LANES_TOP_PX - scrollPx);
  for (const line of frame.lines) {
    const untilMs = frame.completeUntil.get(line.key);
    if (untilMs === undefined || untilMs >= window.toMs) continue;
    if (line.topPx + line.heightPx < scrollPx || line.topPx > scrollPx + heightPx) continue;
    const fromPx = Math.max(-FADE_PX, toPx(untilMs, window, widthPx));
    const fade = context.createLinearGradient(fromPx, 0, fromPx + FADE_PX, 0);
    for (const step of [0, 1]) fade.addColorStop(step, withAlpha(colours.panel, step * FADE_ALPHA));
    context.fillStyle = fade;
    context.fillRect(fromPx, line.topPx, widthPx - fromPx, line.heightPx - 1);
    context.fillStyle = colours.muted;
    for (let y = line.topPx + 2; y < line.topPx + line.heightPx - 3; y += 5) context.fillRect(fromPx, y, 1, 3);
  }
  context.restore();
}

const FADE_PX = 56;
const FADE_ALPHA = 0.78;

/** A colour of the page, as it is given to a canvas, with some of it taken away. */
function withAlpha(colour: string, alpha: number): string {
  return `color-mix(in srgb, ${colour} ${Math.round(alpha * 100)}%, transparent)`;
}

/** The times above a picture of lanes. */
export function drawRuler(
  context: CanvasRenderingContext2D,
  frame: Pick<LaneFrame, "widthPx" | "colours" | "window">,
  { stepMs, ticksMs }: ReturnType<typeof stripTicks>,
): void {
  const { widthPx, colours, window } = frame;
  context.fillStyle = colours.panel;
  context.fillRect(0, 0, widthPx, RULER_PX);
  context.fillStyle = colours.line;
  context.fillRect(0, RULER_PX - 1, widthPx, 1);
  context.font = `11px ${colours.font}`;
  context.textBaseline = "middle";
  for (const [n, at] of ticksMs.entries()) {
    const px = Math.round(toPx(at, window, widthPx));
    context.fillStyle = colours.line;
    context.fillRect(px, 4, 1, RULER_PX - 4);
    context.fillStyle = colours.muted;
    const text = tickText(at, { stepMs, isFirst: n === 0 });
    // A time that is cut off could be read as another.
    if (px + 4 + context.measureText(text).width <= widthPx) context.fillText(text, px + 4, RULER_PX / 2);
  }
}
