import { infiniteQueryOptions } from "@tanstack/react-query";
import type { EventFilter } from "@/lib/events/event-filter";
import { call } from "@/lib/http/call";
import { getDensity } from "./contract";

export const STRIP_BUCKETS = 600;

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

function fromTheEnd(): number | null {
  return null;
}
