"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { EventView } from "@/components/events/use-event-view";
import { arrangeLanes } from "@/lib/timeline/arrange-lanes";
import { behindLines, completeUntil } from "@/lib/timeline/behind-lines";
import type { RulerMark } from "@/lib/timeline/contract";
import { blindSpotQuery, laneQuery, rulerQuery } from "@/lib/timeline/query-options";
import type { TimeWindow } from "@/lib/timeline/strip-scale";
import type { LaneOrder } from "./use-lane-order";
import { useLanes } from "./use-lanes";

type Asked = {
  readonly window: TimeWindow;
  /** What is read so that the window can move in it. */
  readonly tile: TimeWindow;
  readonly order: LaneOrder;
  readonly lanesMax: number;
};

const NO_MARKS: readonly RulerMark[] = [];

export type LaneData = ReturnType<typeof useLaneData>;

/** Everything that a picture of lanes is made of, each part as soon as it is here. */
export function useLaneData(view: EventView, { window, tile, order, lanesMax }: Asked) {
  const { by, pinned, folded } = order;
  const filter = view.wholeFilter;
  const read = useLanes({ filter, tile, by, lanes: lanesMax });
  const counts = useQuery(laneQuery.counts({ filter, window, by })).data ?? null;
  const coverage = useQuery(blindSpotQuery.of({ filter, window: tile, by }));
  const changes = useQuery(rulerQuery.of({ filter, window: tile }));
  const { lanes } = read;
  const blind = coverage.data ?? null;
  const lines = useMemo(
    () => (lanes === null ? [] : arrangeLanes(lanes.lanes, { pinned, folded, unseen: blind?.unseen ?? [] })),
    [lanes, pinned, folded, blind],
  );
  return {
    ...read,
    counts,
    lines,
    behind: useMemo(() => behindLines(blind, lines), [blind, lines]),
    complete: useMemo(() => completeUntil(blind, lines), [blind, lines]),
    ruler: changes.data?.marks ?? NO_MARKS,
    /** What else belongs to the picture and is not in it, or not of this time. */
    missing: [
      { what: "How it was logged", query: coverage },
      { what: "Changes of logging", query: changes },
    ].map(({ what, query: { isPlaceholderData, data, error, refetch } }) => ({
      what,
      isWaiting: error === null && (data === undefined || isPlaceholderData),
      hasFailed: error !== null,
      retry: () => void refetch(),
    })),
  };
}
