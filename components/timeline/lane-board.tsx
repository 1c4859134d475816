"use client";

import { useRef, useState } from "react";
import { useElementSize } from "@/components/common/use-element-size";
import type { EventView } from "@/components/events/use-event-view";
import { formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { lineAt, linesHeight } from "@/lib/timeline/arrange-lanes";
import type { Lanes } from "@/lib/timeline/contract";
import { LANE_WORDS } from "@/lib/timeline/lane-dimensions";
import { type TimeWindow, toTime, zoomWindowAt } from "@/lib/timeline/strip-scale";
import { LaneControls } from "./lane-controls";
import { type LaneHover, LaneHoverLabel } from "./lane-hover";
import { LaneNames } from "./lane-names";
import type { LiveWindow } from "./live-window";
import { MarkList, type OpenMark } from "./mark-list";
import { openRulerMark } from "./open-ruler-mark";
import { LANES_TOP_PX } from "./ruler-heights";
import type { LaneData } from "./use-lane-data";
import { useLaneGestures } from "./use-lane-gestures";
import type { LaneOrder } from "./use-lane-order";
import { useLanePicture } from "./use-lane-picture";

type LaneBoardProps = {
  readonly view: EventView;
  readonly bounds: TimeWindow;
  readonly window: TimeWindow;
  readonly live: LiveWindow;
  readonly order: LaneOrder;
  readonly isWide: boolean;
  readonly data: LaneData;
};

const CLICK_ZOOM = 1 / 8;

/** The names of the lanes, their picture beside them, and what lies under the pointer. */
export function LaneBoard({ view, bounds, window, live, order, isWide, data }: LaneBoardProps) {
  const { lanes, lines, counts, behind, complete, ruler } = data;
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

  return (
    <>
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
              {isWide ? <LaneControls order={order} /> : null}
            </div>
            <LaneNames lines={lines} order={order} filtering={view} counts={counts} />
          </div>
          <div ref={pictureRef} className="relative min-w-0 flex-1">
            <div className="sticky top-0" style={{ height: heightPx }}>
              <canvas
                ref={canvas}
                role="img"
                aria-label={pictureLabel(lanes, order, window)}
                aria-busy={data.isWaiting}
                className="block cursor-grab touch-pan-y active:cursor-grabbing"
                style={{ width: size.width, height: size.height }}
                {...gestures}
              />
              {openMark === null ? null : (
                <MarkList open={openMark} view={view} live={live} bounds={bounds} onClose={() => setOpenMark(null)} />
              )}
            </div>
          </div>
        </div>
      </div>
      {hover === null || lanes === null || openMark !== null ? null : (
        // Beside what scrolls, which would cut it off.
        <div className="pointer-events-none absolute top-0 right-0 left-72 max-md:left-32" style={{ height: heightPx }}>
          <LaneHoverLabel hover={hover} lanes={lanes} behind={behind} complete={complete} size={size} />
        </div>
      )}
    </>
  );
}

function pictureLabel(lanes: Lanes | null, order: LaneOrder, window: TimeWindow): string {
  const by = order.by.map((dimension) => LANE_WORDS[dimension].label).join(" and ");
  const counts = lanes === null ? "" : `: ${formatCount(lanes.lanes.length)} of ${formatCount(lanes.lanesInAll)} lanes`;
  return `Events by ${by} from ${formatTime(window.fromMs)} to ${formatTime(window.toMs)}${counts}. The list of events says the same in words.`;
}
