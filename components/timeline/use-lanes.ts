"use client";

import { useQuery } from "@tanstack/react-query";
import type { EventFilter } from "@/lib/events/event-filter";
import type { Lanes } from "@/lib/timeline/contract";
import { areLanesRead, type LaneDimension } from "@/lib/timeline/lane-dimensions";
import { laneQuery } from "@/lib/timeline/query-options";
import type { TimeWindow } from "@/lib/timeline/strip-scale";

type LanesState = {
  readonly lanes: Lanes | null;
  readonly error: Error | null;
  /** What is shown is of another stretch, or only the quick part of this one. */
  readonly isWaiting: boolean;
  readonly retry: () => void;
};

type LanesWanted = {
  readonly filter: EventFilter;
  readonly tile: TimeWindow;
  readonly by: readonly LaneDimension[];
  readonly lanes: number;
};

/** The lanes of a stretch of time; where they have to be read one by one, the latest part of them first. */
export function useLanes(wanted: LanesWanted): LanesState {
  const whole = useQuery(laneQuery.of({ ...wanted, isFirst: false }));
  const fields = wanted.filter.clauses.map(({ field }) => field);
  const isLate = whole.data === undefined || whole.isPlaceholderData;
  const first = useQuery({
    ...laneQuery.of({ ...wanted, isFirst: true }),
    enabled: isLate && areLanesRead(wanted.by, fields),
  });
  const quick = isLate && !first.isPlaceholderData ? first.data : undefined;
  return {
    lanes: quick ?? whole.data ?? null,
    error: whole.error,
    isWaiting: isLate,
    retry: () => void whole.refetch(),
  };
}
