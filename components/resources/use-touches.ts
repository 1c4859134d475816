"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { TouchStep } from "@/lib/resources/contract";
import { mergeTouches } from "@/lib/resources/merge-touches";
import { resourceQuery, type Shown } from "@/lib/resources/query-options";

/** So many steps are made by themselves; after that somebody has to ask. */
const STEPS_MAX = 6;

export type Touches = {
  readonly counted: TouchStep | null;
  readonly error: Error | null;
  readonly isCounting: boolean;
  readonly retry: () => void;
  /** Counts further back; null where that goes on by itself or all is counted. */
  readonly more: (() => void) | null;
};

/** Who touched a resource, counted from the latest moment backwards. */
export function useTouches(resource: string, window: Shown): Touches {
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    resourceQuery.touches(resource, window),
  );
  const steps = data?.pages.length ?? 0;
  const goesOn = hasNextPage && !isFetching && error === null && steps < STEPS_MAX;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage, steps]);
  const counted = useMemo(() => mergeTouches(data?.pages ?? []), [data]);
  return {
    counted,
    error,
    isCounting: isFetching,
    retry: () => void refetch(),
    more: hasNextPage && !isFetching && steps >= STEPS_MAX ? () => void fetchNextPage() : null,
  };
}
