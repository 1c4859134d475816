import { StripTicks } from "@/components/timeline/strip-ticks";
import { RULER_PX } from "@/components/timeline/ruler-heights";
import type { WaterfallRow } from "@/lib/tasks/arrange-waterfall";
import type { TaskMark } from "@/lib/tasks/mark-text";
import { notableKind, type PlacedTaskMark, placeTaskMarks } from "@/lib/tasks/place-task-marks";
import { type TimeWindow, toPx } from "@/lib/timeline/strip-scale";
import { ROW_PX } from "./draw-waterfall";

type WaterfallSketchProps = {
  readonly window: TimeWindow;
  readonly rows: readonly WaterfallRow[];
  readonly marks: readonly TaskMark[];
};

/** As wide as this it is drawn, and stretched to what there is. */
const NOMINAL_PX = 900;
/** In the order of CALL_KINDS. */
const FILLS = ["fill-read", "fill-write", "fill-series-4", "fill-series-5", "fill-series-6"] as const;

/** The waterfall as markup, so that it is seen before any script has run: the canvas, which knows how wide it is, takes its place. */
export function WaterfallSketch({ window, rows, marks }: WaterfallSketchProps) {
  const placed = placeTaskMarks(marks, rows, { window, widthPx: NOMINAL_PX });
  const heightPx = rows.length * ROW_PX;
  return (
    <div data-sketch="waterfall">
      <div style={{ height: RULER_PX }}>
        <StripTicks shown={window} widthPx={0} />
      </div>
      <svg
        aria-hidden
        viewBox={`0 0 ${NOMINAL_PX} ${heightPx}`}
        preserveAspectRatio="none"
        shapeRendering="crispEdges"
        className="block w-full"
        style={{ height: heightPx }}
      >
        <path
          d={rows.map((_row, n) => `M0 ${(n + 1) * ROW_PX - 1}h${NOMINAL_PX}v1h-${NOMINAL_PX}z`).join("")}
          className="fill-border"
        />
        <path d={rows.map((row, n) => linkPath(row, n, window)).join("")} className="fill-ink" />
        {FILLS.map((fill, kind) => (
          <path
            key={fill}
            d={placed.map((mark) => (isOk(mark) && notableKind(mark) === kind ? markPath(mark, 12) : "")).join("")}
            className={fill}
          />
        ))}
        {/* What failed is lower as well as red. */}
        <path d={placed.map((mark) => (isOk(mark) ? "" : markPath(mark, 6))).join("")} className="fill-error" />
      </svg>
    </div>
  );
}

function isOk({ failed, events }: PlacedTaskMark): boolean {
  return failed < events;
}

function markPath({ row, fromPx, toPx: endPx }: PlacedTaskMark, highPx: number): string {
  const widePx = Math.max(3, Math.round(endPx - fromPx) + 3);
  return `M${Math.round(fromPx) - 1} ${row * ROW_PX + (ROW_PX - highPx) / 2}h${widePx}v${highPx}h-${widePx}z`;
}

function linkPath({ from, lane }: WaterfallRow, n: number, window: TimeWindow): string {
  const atMs = from?.link.atMs ?? lane.createdAtMs;
  if (from === null || atMs === null || atMs < window.fromMs || atMs > window.toMs) return "";
  const fromPx = from.row * ROW_PX + ROW_PX / 2;
  return `M${Math.round(toPx(atMs, window, NOMINAL_PX))} ${fromPx}h1.5v${n * ROW_PX + ROW_PX / 2 - fromPx}h-1.5z`;
}
