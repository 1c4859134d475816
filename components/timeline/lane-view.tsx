"use client";

import { useState } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import type { EventView } from "@/components/events/use-event-view";
import type { TimeWindow } from "@/lib/timeline/strip-scale";
import { LaneBoard } from "./lane-board";
import { LaneFoot } from "./lane-foot";
import { useLaneData } from "./use-lane-data";
import { useLaneKeys } from "./use-lane-keys";
import type { LaneOrder } from "./use-lane-order";
import { useLiveWindow, useTile } from "./use-live-window";

type LaneViewProps = {
  readonly view: EventView;
  /** The whole time in which there are events. */
  readonly bounds: TimeWindow;
  /** What is seen of it. */
  readonly window: TimeWindow;
  readonly order: LaneOrder;
  /** Room for the controls beside the picture; else they stand elsewhere. */
  readonly isWide: boolean;
};

const LANES_FIRST = 40;
const LANES_MORE = 200;

/** The events of the window in lanes: what was done where, and when. The list below says the same in words. */
export function LaneView({ view, bounds, window, order, isWide }: LaneViewProps) {
  const [lanesMax, setLanesMax] = useState(LANES_FIRST);
  const live = useLiveWindow(window, (next) => view.setWindow(isSame(next, bounds) ? null : next, true));
  const tile = useTile(live);
  const data = useLaneData(view, { window, tile, order, lanesMax });
  useLaneKeys(view, data.lanes, window);
  if (data.error !== null && data.lanes === null)
    return <ErrorPanel error={data.error} title="The lanes could not be read" onRetry={data.retry} />;
  return (
    <section aria-label="Lanes" className="relative flex min-h-0 flex-1 flex-col bg-panel">
      <LaneBoard view={view} bounds={bounds} window={window} live={live} order={order} isWide={isWide} data={data} />
      <LaneFoot
        lanes={data.lanes}
        order={order}
        missing={data.missing}
        isMore={lanesMax > LANES_FIRST}
        onMore={() => setLanesMax(LANES_MORE)}
      />
    </section>
  );
}

function isSame(a: TimeWindow, b: TimeWindow): boolean {
  return a.fromMs === b.fromMs && a.toMs === b.toMs;
}
