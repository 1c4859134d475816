"use client";

import { useMemo } from "react";
import { useKeyBindings } from "@/components/common/key-bindings";
import { useLatest } from "@/components/common/use-latest";
import type { EventView } from "@/components/events/use-event-view";
import type { Lanes } from "@/lib/timeline/contract";
import { nextInLane } from "@/lib/timeline/next-in-lane";
import type { TimeWindow } from "@/lib/timeline/strip-scale";

/** Keys that go from event to event along a lane, where single events are drawn. */
export function useLaneKeys(view: EventView, lanes: Lanes | null, window: TimeWindow): void {
  const latest = useLatest({ view, window, marks: lanes?.marks ?? null });
  const keys = useMemo(() => {
    const go = (step: -1 | 1) => () => {
      const { view: now, window: shown, marks } = latest.current;
      const next = marks === null ? null : nextInLane(marks, { openEventId: now.eventId, window: shown }, step);
      if (next !== null) now.open(next, now.eventId !== null);
    };
    return {
      title: "Lanes",
      bindings: [
        { key: ".", label: "Next event in the lane", run: go(1) },
        { key: ",", label: "Previous event in the lane", run: go(-1) },
      ],
    };
  }, [latest]);
  useKeyBindings(keys);
}
