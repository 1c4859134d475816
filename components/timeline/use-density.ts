"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { EventFilter } from "@/lib/events/event-filter";
import type { Density } from "@/lib/timeline/contract";
import { mergeDensity } from "@/lib/timeline/merge-density";
import { densityQuery } from "@/lib/timeline/query-options";

export type DensityState = {
  readonly density: Density | null;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly retry: () => void;
};

/** The counts of a filter; where they take several steps, what is counted so far, while the next step runs. */
export function useDensity(filter: EventFilter): DensityState {
  const { data, error, isPending, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    densityQuery.of(filter),
  );
  const goesOn = hasNextPage && !isFetching && error === null;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage, data]);
  const density = useMemo(() => mergeDensity(data?.pages ?? []), [data]);
  return { density, error, isPending, retry: () => void refetch() };
}
