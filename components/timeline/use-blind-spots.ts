"use client";

import { useQuery } from "@tanstack/react-query";
import type { EventView } from "@/components/events/use-event-view";
import type { BlindSpots } from "@/lib/timeline/contract";
import { blindSpotQuery } from "@/lib/timeline/query-options";
import type { TimeWindow } from "@/lib/timeline/strip-scale";

const NOBODY = { fromMs: 0, toMs: 1 };

/** What could not be seen in a stretch of time, service by service; null until it is known, and where no time is given. */
export function useBlindSpots(view: EventView, window: TimeWindow | null): BlindSpots | null {
  const options = blindSpotQuery.of({ filter: view.wholeFilter, window: window ?? NOBODY, by: ["service"] });
  const { data } = useQuery({ ...options, enabled: window !== null });
  return window === null ? null : (data ?? null);
}
