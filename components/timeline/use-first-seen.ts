"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { FirstSeenAnswer } from "@/lib/timeline/contract";
import { mergeFirstSeen } from "@/lib/timeline/merge-first-seen";
import { FIRST_SEEN_SHOWN, firstSeenQuery } from "@/lib/timeline/query-options";
import type { TimeWindow } from "@/lib/timeline/strip-scale";

export type FirstSeenState = {
  readonly answer: FirstSeenAnswer | null;
  readonly error: Error | null;
  readonly isSearching: boolean;
  readonly retry: () => void;
};

/** What an identity did for the first time in a window; where that takes several steps, what is found so far, while the next step runs. */
export function useFirstSeen(identityId: string, window: TimeWindow): FirstSeenState {
  const { data, error, isFetching, hasNextPage, isPlaceholderData, fetchNextPage, refetch } = useInfiniteQuery(
    firstSeenQuery.of(identityId, window),
  );
  const goesOn = hasNextPage && !isFetching && !isPlaceholderData && error === null;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage, data]);
  const answer = useMemo(() => mergeFirstSeen(data?.pages ?? [], FIRST_SEEN_SHOWN), [data]);
  return { answer, error, isSearching: hasNextPage && error === null, retry: () => void refetch() };
}
