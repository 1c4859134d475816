import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { EventFilter } from "@/lib/events/event-filter";
import { call } from "@/lib/http/call";
import { getDensity, LANES_MAX, listBlindSpots, listFirstSeen, listLanes } from "./contract";
import { laneCounts } from "./lane-counts";
import type { LaneDimension } from "./lane-dimensions";
import type { TimeWindow } from "./strip-scale";

export const STRIP_BUCKETS = 600;
/** A tile is two to eight times as long as what is seen of it: that leaves 300 buckets or more in sight. */
const TILE_BUCKETS = 2400;

export const densityQuery = {
  /** Counted from the latest moment backwards: each page is the same window with what that step counted. */
  of: (filter: EventFilter) =>
    infiniteQueryOptions({
      queryKey: ["timeline", "density", filter],
      queryFn: ({ signal, pageParam }) =>
        call(getDensity, { filter, buckets: STRIP_BUCKETS, beforeMs: pageParam }, signal),
      initialPageParam: fromTheEnd(),
      getNextPageParam: (page) => page.uncountedBeforeMs,
    }),
};

export const laneQuery = {
  /** The lanes of a stretch of time; those of the stretch before stay until they are here. */
  of: (wanted: {
    readonly filter: EventFilter;
    readonly tile: TimeWindow;
    readonly by: readonly LaneDimension[];
    readonly lanes: number;
  }) =>
    queryOptions({
      queryKey: ["timeline", "lanes", wanted],
      queryFn: ({ signal }) => {
        const { filter, tile, by, lanes } = wanted;
        return call(listLanes, { filter, ...tile, by: [...by], lanes, buckets: TILE_BUCKETS }, signal);
      },
      placeholderData: keepPreviousData,
      staleTime: 60_000,
    }),
  /** How many events each lane has in exactly this window; edges of buckets do not matter for it. */
  counts: (wanted: {
    readonly filter: EventFilter;
    readonly window: TimeWindow;
    readonly by: readonly LaneDimension[];
  }) =>
    queryOptions({
      queryKey: ["timeline", "lane-counts", wanted],
      queryFn: async ({ signal }) => {
        const { filter, window, by } = wanted;
        const counted = await call(listLanes, { filter, ...window, by: [...by], lanes: LANES_MAX, buckets: 1 }, signal);
        return laneCounts(counted);
      },
      placeholderData: keepPreviousData,
      staleTime: 60_000,
    }),
};

export const blindSpotQuery = {
  /** What could not be seen in a stretch of time, behind lanes and beside them. */
  of: (wanted: { readonly filter: EventFilter; readonly window: TimeWindow; readonly by: readonly LaneDimension[] }) =>
    queryOptions({
      queryKey: ["timeline", "blind-spots", wanted],
      queryFn: ({ signal }) => {
        const { filter, window, by } = wanted;
        return call(listBlindSpots, { filter, ...window, by: [...by] }, signal);
      },
      placeholderData: keepPreviousData,
      staleTime: 60_000,
    }),
};

export const firstSeenQuery = {
  of: (identity: string, window: TimeWindow) =>
    queryOptions({
      queryKey: ["timeline", "first-seen", identity, window],
      queryFn: ({ signal }) => call(listFirstSeen, { identity, ...window }, signal),
      placeholderData: keepPreviousData,
      staleTime: 60_000,
    }),
};

function fromTheEnd(): number | null {
  return null;
}
