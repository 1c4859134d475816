"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import { Panel } from "@/components/common/panel";
import { useElementSize } from "@/components/common/use-element-size";
import { RULER_PX } from "@/components/timeline/ruler-heights";
import { useLaneGestures } from "@/components/timeline/use-lane-gestures";
import { useLiveWindow } from "@/components/timeline/use-live-window";
import { countOf } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { arrangeWaterfall } from "@/lib/tasks/arrange-waterfall";
import type { Gap, TaskDetail, TaskEvent } from "@/lib/tasks/contract";
import { taskQuery } from "@/lib/tasks/query-options";
import { readMarks } from "@/lib/tasks/mark-text";
import { type TimeWindow, toTime, zoomWindowAt } from "@/lib/timeline/strip-scale";
import { placeTaskMarks } from "@/lib/tasks/place-task-marks";
import { ROW_PX } from "./draw-waterfall";
import { type MarkHover, MarkHoverLabel } from "./mark-hover";
import type { TaskView } from "./use-task-view";
import { useWaterfallKeys } from "./use-waterfall-keys";
import { useWaterfallPicture } from "./use-waterfall-picture";
import { WaterfallLegend } from "./waterfall-legend";
import { WaterfallSketch } from "./waterfall-sketch";
import { WaterfallNames } from "./waterfall-names";

type WaterfallProps = {
  readonly task: TaskDetail;
  readonly gap: Gap;
  readonly view: TaskView;
  /** The events that are listed below: the keys go along them. */
  readonly events: readonly TaskEvent[];
};

const CLICK_ZOOM = 1 / 4;

/** Credentials as lanes under what each came from, with what they did and when. The lists below say the same in words. */
export function Waterfall({ task, gap, view, events }: WaterfallProps) {
  const { data, error, refetch } = useQuery(taskQuery.marks(task.id, gap));
  const marks = useMemo(() => readMarks(data?.marks ?? ""), [data]);
  const rows = useMemo(() => arrangeWaterfall(task.lanes, task.links, view.folded), [task, view.folded]);
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const live = useLiveWindow(view.window, (next) => view.setWindow(isSame(next, view.bounds) ? null : next));
  const scroll = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [scrollRef, scrollSize] = useElementSize();
  const [pictureRef, pictureSize] = useElementSize();
  const open = events.find(({ eventId }) => eventId === view.eventId) ?? null;
  const chosen = rows.findIndex(({ lane }) => lane.key === (chosenKey ?? open?.lane ?? task.lanes[0]?.key));
  const shownPx = Math.min(rows.length, ROWS_SHOWN) * ROW_PX + RULER_PX;
  const size = {
    width: pictureSize.width,
    height: Math.min(scrollSize.height === 0 ? shownPx : scrollSize.height, rows.length * ROW_PX + RULER_PX),
  };
  const isDrawn = useWaterfallPicture({
    live,
    canvas,
    scroll,
    marks,
    rows,
    chosen,
    openMs: open?.timeMs ?? null,
    size,
  });
  useWaterfallKeys({
    live,
    view,
    rows,
    chosen,
    events,
    onChoose: (row) => {
      setChosenKey(rows[row]?.lane.key ?? null);
      scroll.current?.querySelectorAll("li")[row]?.scrollIntoView({ block: "nearest" });
    },
  });
  const [hover, setHover] = useState<MarkHover | null>(null);
  function markAt({ xPx, yPx }: { readonly xPx: number; readonly yPx: number }): MarkHover | null {
    const row = Math.floor((yPx - RULER_PX + (scroll.current?.scrollTop ?? 0)) / ROW_PX);
    const placed = placeTaskMarks(marks, rows, { window: live.get(), widthPx: size.width });
    const mark = placed.findLast(
      (one) => one.row === row && xPx >= one.fromPx - REACH_PX && xPx <= one.toPx + REACH_PX,
    );
    return mark === undefined || yPx < RULER_PX ? null : { xPx, yPx, mark };
  }
  const gestures = useLaneGestures(canvas, {
    live,
    bounds: view.bounds,
    widthPx: size.width,
    onHover: (place) => setHover(place === null ? null : markAt(place)),
    onClick: ({ xPx, yPx }) => {
      const row = rows[Math.floor((yPx - RULER_PX + (scroll.current?.scrollTop ?? 0)) / ROW_PX)];
      if (row !== undefined && yPx >= RULER_PX) setChosenKey(row.lane.key);
      else
        live.set(
          zoomWindowAt(live.get(), { factor: CLICK_ZOOM, atMs: toTime(xPx, live.get(), size.width) }, view.bounds),
        );
    },
  });
  if (error !== null && data === undefined)
    return <ErrorPanel error={error} title="The events could not be read" onRetry={() => void refetch()} />;
  return (
    <Panel
      title="Waterfall"
      aside={
        <span className="tabular max-sm:hidden">
          {formatTime(view.window.fromMs, "second")} to {formatTime(view.window.toMs, "second")}
        </span>
      }
    >
      <div
        ref={(element) => {
          scroll.current = element;
          return scrollRef(element);
        }}
        className="relative overflow-x-hidden overflow-y-auto"
        style={{ height: shownPx }}
      >
        <div className="flex">
          <div className="w-72 shrink-0 border-r border-border max-md:w-36">
            <div style={{ height: RULER_PX }} className="sticky top-0 z-10 border-b border-border bg-panel" />
            <WaterfallNames rows={rows} chosen={chosen} view={view} onChoose={setChosenKey} />
          </div>
          <div ref={pictureRef} className="relative min-w-0 flex-1">
            <div className="sticky top-0" style={{ height: size.height }}>
              {isDrawn ? null : <WaterfallSketch window={view.window} rows={rows.slice(0, ROWS_SHOWN)} marks={marks} />}
              <canvas
                ref={canvas}
                role="img"
                aria-label={`${countOf(task.events, "event")} of ${countOf(task.lanes.length, "credential")}. The lists below say the same in words.`}
                aria-busy={data === undefined}
                data-drawn={isDrawn}
                className="absolute top-0 left-0 block cursor-grab touch-pan-y active:cursor-grabbing"
                style={{ width: size.width, height: size.height }}
                {...gestures}
              />
              {hover === null ? null : <MarkHoverLabel hover={hover} widthPx={size.width} />}
            </div>
          </div>
        </div>
      </div>
      <WaterfallLegend
        marks={data === undefined ? null : { drawn: marks.length, inAll: data.inAll }}
        isWhole={task.isWhole}
      />
    </Panel>
  );
}

const ROWS_SHOWN = 14;
/** A mark is half as wide as this, and a pointer is never exact. */
const REACH_PX = 8;

function isSame(a: TimeWindow, b: TimeWindow): boolean {
  return a.fromMs === b.fromMs && a.toMs === b.toMs;
}
