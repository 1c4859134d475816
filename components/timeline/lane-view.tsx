"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import { useElementSize } from "@/components/common/use-element-size";
import type { EventView } from "@/components/events/use-event-view";
import { formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { arrangeLanes, lineAt, linesHeight } from "@/lib/timeline/arrange-lanes";
import type { Lanes, RulerMark } from "@/lib/timeline/contract";
import { LANE_WORDS } from "@/lib/timeline/lane-dimensions";
import { behindLines, completeUntil } from "@/lib/timeline/behind-lines";
import { blindSpotQuery, laneQuery, rulerQuery } from "@/lib/timeline/query-options";
import { type TimeWindow, toTime, zoomWindowAt } from "@/lib/timeline/strip-scale";
import { LaneControls } from "./lane-controls";
import { type LaneHover, LaneHoverLabel } from "./lane-hover";
import { LaneLegend } from "./lane-legend";
import { LaneNames } from "./lane-names";
import { MarkList, type OpenMark } from "./mark-list";
import { MarkPicture } from "./mark-picture";
import { LANES_TOP_PX } from "./ruler-heights";
import { useLaneGestures } from "./use-lane-gestures";
import { useLanes } from "./use-lanes";
import { type LaneOrder, useLaneOrder } from "./use-lane-order";
import { openRulerMark } from "./open-ruler-mark";
import { useLaneKeys } from "./use-lane-keys";
import { useLanePicture } from "./use-lane-picture";
import { useLiveWindow, useTile } from "./use-live-window";

type LaneViewProps = {
  readonly view: EventView;
  /** The whole time in which there are events. */
  readonly bounds: TimeWindow;
  /** What is seen of it. */
  readonly window: TimeWindow;
};

const LANES_FIRST = 40;
const LANES_MORE = 200;
const CLICK_ZOOM = 1 / 8;
const NO_MARKS: readonly RulerMark[] = [];

/** The events of the window in lanes: what was done where, and when. The list below says the same in words. */
export function LaneView({ view, bounds, window }: LaneViewProps) {
  const order = useLaneOrder();
  const [lanesMax, setLanesMax] = useState(LANES_FIRST);
  const live = useLiveWindow(window, (next) => view.setWindow(isSame(next, bounds) ? null : next, true));
  const tile = useTile(live);
  const wanted = { filter: view.wholeFilter, tile, by: order.by, lanes: lanesMax };
  const { lanes, error, isWaiting, retry } = useLanes(wanted);
  const counts = useQuery(laneQuery.counts({ filter: view.wholeFilter, window, by: order.by })).data ?? null;
  const blind = useQuery(blindSpotQuery.of({ filter: view.wholeFilter, window: tile, by: order.by })).data ?? null;
  const { pinned, folded } = order;
  const lines = useMemo(
    () => (lanes === null ? [] : arrangeLanes(lanes.lanes, { pinned, folded, unseen: blind?.unseen ?? [] })),
    [lanes, pinned, folded, blind],
  );
  const behind = useMemo(() => behindLines(blind, lines), [blind, lines]);
  const complete = useMemo(() => completeUntil(blind, lines), [blind, lines]);
  const ruler = useQuery(rulerQuery.of({ filter: view.wholeFilter, window: tile })).data?.marks ?? NO_MARKS;
  useLaneKeys(view, lanes, window);
  const scroll = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [scrollSizeRef, scrollSize] = useElementSize();
  const [pictureRef, pictureSize] = useElementSize();
  const [hover, setHover] = useState<LaneHover | null>(null);
  const [openMark, setOpenMark] = useState<OpenMark | null>(null);
  const heightPx = Math.min(scrollSize.height, linesHeight(lines) + LANES_TOP_PX);
  const size = { width: pictureSize.width, height: heightPx };
  const openEventId = view.eventId;
  const hoverPx = hover?.xPx ?? null;
  const picture = useLanePicture({
    live,
    canvas,
    scroll,
    lanes,
    lines,
    openEventId,
    behind,
    ruler,
    completeUntil: complete,
    size,
    hoverPx,
  });

  const lookAt = ({ xPx, yPx }: { readonly xPx: number; readonly yPx: number }): LaneHover => {
    return {
      xPx,
      yPx,
      atMs: toTime(xPx, live.get(), size.width),
      line: yPx < LANES_TOP_PX ? undefined : lineAt(lines, yPx - LANES_TOP_PX + picture.scrollPx),
      mark: picture.markAt(xPx, yPx),
      ruler: picture.rulerMarkAt(xPx, yPx),
    };
  };
  const gestures = useLaneGestures(canvas, {
    live,
    bounds,
    widthPx: size.width,
    onHover: (place) => setHover(place === null ? null : lookAt(place)),
    onClick: (place) => {
      const { mark, ruler: onRuler, atMs } = lookAt(place);
      if (onRuler !== undefined) return openRulerMark(onRuler, { view, live, bounds });
      const eventId = mark === undefined ? undefined : lanes?.marks?.eventId[mark.from];
      if (mark?.events === 1 && eventId !== undefined) view.open(eventId, view.eventId !== null);
      else if (mark !== undefined && lanes?.marks) setOpenMark({ mark, marks: lanes.marks, ...place });
      else if (lanes !== null && place.yPx >= LANES_TOP_PX)
        live.set(zoomWindowAt(live.get(), { factor: CLICK_ZOOM, atMs }, bounds));
    },
  });

  if (error !== null && lanes === null)
    return <ErrorPanel error={error} title="The lanes could not be read" onRetry={retry} />;
  return (
    <section aria-label="Lanes" className="flex min-h-0 flex-1 flex-col bg-panel">
      <div
        ref={(element) => {
          scroll.current = element;
          return scrollSizeRef(element);
        }}
        className="relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto"
      >
        <div className="flex min-h-full">
          <div className="w-72 shrink-0 border-r border-border max-md:w-32">
            <div
              style={{ height: LANES_TOP_PX }}
              className="sticky top-0 z-10 flex items-center border-b border-border bg-panel px-0.5"
            >
              <LaneControls order={order} />
            </div>
            <LaneNames lines={lines} order={order} filtering={view} counts={counts} />
          </div>
          <div ref={pictureRef} className="relative min-w-0 flex-1">
            <div className="sticky top-0" style={{ height: heightPx }}>
              <canvas
                ref={canvas}
                role="img"
                aria-label={pictureLabel(lanes, order, window)}
                aria-busy={isWaiting}
                className="block cursor-grab touch-pan-y active:cursor-grabbing"
                style={{ width: size.width, height: size.height }}
                {...gestures}
              />
              {openMark === null ? null : (
                <MarkList open={openMark} view={view} live={live} bounds={bounds} onClose={() => setOpenMark(null)} />
              )}
              {hover === null || lanes === null || openMark !== null ? null : (
                <LaneHoverLabel hover={hover} lanes={lanes} behind={behind} complete={complete} widthPx={size.width} />
              )}
            </div>
          </div>
        </div>
      </div>
      <LaneFoot lanes={lanes} order={order} isMore={lanesMax > LANES_FIRST} onMore={() => setLanesMax(LANES_MORE)} />
    </section>
  );
}

type LaneFootProps = {
  readonly lanes: Lanes | null;
  readonly order: LaneOrder;
  readonly isMore: boolean;
  readonly onMore: () => void;
};

function LaneFoot({ lanes, order, isMore, onMore }: LaneFootProps) {
  const [outer = "service", inner] = order.by;
  const what =
    inner === undefined ? LANE_WORDS[outer].plural : `${LANE_WORDS[outer].plural} and ${LANE_WORDS[inner].plural}`;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-0.5 border-t border-border px-2 py-1">
      <LaneLegend>
        <li
          title="A record that speaks of a stretch of time: Insight and aggregated events"
          className="inline-flex items-center gap-1"
        >
          <MarkPicture kind={0} isFailed={false} isInterval /> interval
        </li>
      </LaneLegend>
      <p role="status" className="ml-auto text-xs text-muted">
        {lanes === null
          ? "Counting…"
          : `${formatCount(lanes.lanes.length)} of ${formatCount(lanes.lanesInAll)} ${what}`}
        {lanes !== null && lanes.uncountedBeforeMs !== null
          ? `, counted back to ${formatTime(lanes.uncountedBeforeMs, "minute")}`
          : ""}
        {lanes !== null && lanes.lanes.length < lanes.lanesInAll && !isMore ? (
          <button type="button" onClick={onMore} className="ml-2 text-accent hover:underline">
            Show more
          </button>
        ) : null}
      </p>
    </div>
  );
}

function isSame(a: TimeWindow, b: TimeWindow): boolean {
  return a.fromMs === b.fromMs && a.toMs === b.toMs;
}

function pictureLabel(lanes: Lanes | null, order: LaneOrder, window: TimeWindow): string {
  const by = order.by.map((dimension) => LANE_WORDS[dimension].label).join(" and ");
  const counts = lanes === null ? "" : `: ${formatCount(lanes.lanes.length)} of ${formatCount(lanes.lanesInAll)} lanes`;
  return `Events by ${by} from ${formatTime(window.fromMs)} to ${formatTime(window.toMs)}${counts}. The list of events says the same in words.`;
}
