import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { EventFilter } from "@/lib/events/event-filter";
import { call } from "@/lib/http/call";
import {
  getDensity,
  LANES_MAX,
  listBlindSpots,
  listFirstSeen,
  listLanes,
  listRulerMarks,
  STRIP_BUCKETS,
  TILE_BUCKETS,
} from "./contract";
import { laneCounts } from "./lane-counts";
import type { LaneDimension } from "./lane-dimensions";
import type { TimeWindow } from "./strip-scale";

type DensityStep = { readonly isFirst: boolean; readonly beforeMs: number | null };
const FIRST_STEP: DensityStep = { isFirst: true, beforeMs: null };

export const densityQuery = {
  /** Counted from the latest moment backwards: each page is the same window with what that step counted. A rough first page is done again. */
  of: (filter: EventFilter) =>
    infiniteQueryOptions({
      queryKey: ["timeline", "density", filter],
      queryFn: ({ signal, pageParam }) =>
        call(
          getDensity,
          { filter, buckets: STRIP_BUCKETS, isFirst: pageParam.isFirst, beforeMs: pageParam.beforeMs },
          signal,
        ),
      initialPageParam: FIRST_STEP,
      getNextPageParam: ({ isRough, uncountedBeforeMs: beforeMs }): DensityStep | null =>
        isRough || beforeMs !== null ? { isFirst: false, beforeMs } : null,
    }),
};

export const laneQuery = {
  /** The lanes of a stretch of time; those of the stretch before stay until they are here. */
  of: (wanted: {
    readonly filter: EventFilter;
    readonly tile: TimeWindow;
    readonly by: readonly LaneDimension[];
    readonly lanes: number;
    /** A quicker answer of less time, where events have to be read one by one. */
    readonly isFirst: boolean;
  }) =>
    queryOptions({
      queryKey: ["timeline", "lanes", wanted],
      queryFn: ({ signal }) => {
        const { filter, tile, by, lanes, isFirst } = wanted;
        return call(listLanes, { filter, ...tile, by: [...by], lanes, isFirst, buckets: TILE_BUCKETS }, signal);
      },
      placeholderData: keepPreviousData,
      // Comparing tens of thousands of counts with those before would cost more frames than it spares.
      structuralSharing: false,
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

export const rulerQuery = {
  /** What changed in the logging and which credentials began and ended in a stretch of time. */
  of: (wanted: { readonly filter: EventFilter; readonly window: TimeWindow }) =>
    queryOptions({
      queryKey: ["timeline", "ruler", wanted],
      queryFn: ({ signal }) => {
        const { filter, window } = wanted;
        return call(listRulerMarks, { filter, ...window }, signal);
      },
      placeholderData: keepPreviousData,
      staleTime: 60_000,
    }),
};

const FIRST_SEEN_SHOWN = 25;

export const firstSeenQuery = {
  of: (identity: string, window: TimeWindow) =>
    queryOptions({
      queryKey: ["timeline", "first-seen", identity, window],
      queryFn: ({ signal }) => call(listFirstSeen, { identity, ...window, limit: FIRST_SEEN_SHOWN }, signal),
      placeholderData: keepPreviousData,
      staleTime: 60_000,
    }),
};
