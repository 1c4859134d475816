"use client";

import { useMemo } from "react";
import { useKeyBindings } from "@/components/common/key-bindings";
import { TimeText } from "@/components/common/time-text";
import { Skeleton } from "@/components/ui/skeleton";
import { countOf } from "@/lib/base/format-number";
import type { EventView } from "@/components/events/use-event-view";
import type { BlindSpots } from "@/lib/timeline/contract";
import type { CoverageSpan } from "@/lib/timeline/fold-coverage";
import { panWindow, type TimeWindow, zoomWindow } from "@/lib/timeline/strip-scale";
import { DensityStrip } from "./density-strip";
import type { DensityState } from "./use-density";

type TimeStripsProps = {
  readonly view: EventView;
  /** Of the whole set, whatever time is selected. */
  readonly whole: DensityState;
  /** Of the selected time, drawn once more at its own scale; null where something else shows that part. */
  readonly selected: DensityState | null;
  /** What could not be seen of one identity in the whole time; null where that is asked of nobody, or not known yet. */
  readonly blind: BlindSpots | null;
};

const WHOLE_PX = 52;
const PART_PX = 44;
const ZOOM = 2;
const PAN = 0.25;

/** The whole set in time with the selected part on it, and that part once more at its own scale. Where it cannot be counted, the list says why. */
export function TimeStrips({ view, whole, selected, blind }: TimeStripsProps) {
  const bounds = whole.density?.window ?? null;
  const window = useMemo(() => selectedWindow(view, bounds), [view, bounds]);
  useTimeKeys(view, bounds, window);
  if (whole.density === null) return whole.error === null ? <Skeleton className="mx-4 h-17" /> : null;
  if (bounds === null) return null;
  const part = window === null || selected === null ? null : selected.density;
  return (
    <section aria-label="Events over time" className="px-4">
      <DensityStrip
        density={whole.density}
        shown={bounds}
        selected={window}
        heightPx={WHOLE_PX}
        title="All events"
        coverage={blind?.worst ?? null}
        onSelect={view.setWindow}
      />
      {part?.window ? (
        <div className="mt-1">
          <DensityStrip
            density={part}
            shown={part.window}
            selected={null}
            heightPx={PART_PX}
            title="The selected time"
            coverage={null}
            onSelect={(next, passing) => next && view.setWindow(next, passing)}
          />
        </div>
      ) : null}
      <StripNotes whole={whole} blind={blind} />
    </section>
  );
}

function StripNotes({ whole, blind }: Pick<TimeStripsProps, "whole" | "blind">) {
  const uncounted = whole.density?.uncountedBeforeMs ?? null;
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-0.5 pt-1 text-xs text-muted">
      <span className="inline-flex items-center gap-1.5">
        <span aria-hidden className="size-2.5 rounded-[2px] bg-read forced-color-adjust-none" /> succeeded
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span
          aria-hidden
          className="size-2.5 rounded-[2px] forced-color-adjust-none bg-[repeating-linear-gradient(0deg,var(--color-error)_0_2px,transparent_2px_3px)]"
        />{" "}
        failed
      </span>
      {whole.density?.dropped.some((count) => count > 0) ? (
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="evidence-unknown size-2.5 rounded-[2px]" /> dropped by retention
        </span>
      ) : null}
      <span className="max-sm:hidden" title="So that few events stay visible beside many">
        height: square root of the count
      </span>
      {uncounted === null ? null : (
        <span role="status">
          counted back to <TimeText at={uncounted} />
        </span>
      )}
      <span>{coverageNote(blind)}</span>
    </p>
  );
}

/** What an empty stretch means here. */
function coverageNote(blind: BlindSpots | null): string {
  if (blind === null) return "Empty does not by itself mean that nothing happened.";
  if (!blind.hasConfiguration) return "No coverage information: empty does not mean that nothing happened.";
  const isHole = ({ state }: CoverageSpan): boolean => state !== "logged" && state !== "not-applicable";
  const partly = blind.lanes.filter(({ spans }) => spans.some(isHole)).length;
  if (blind.unseen.length + partly === 0) return "Everything that was looked at was logged.";
  const services = `${partly} of ${countOf(blind.lanes.length, "service")} with gaps`;
  return `Not all could be seen: ${services}, ${countOf(blind.unseen.length, "kind")} of calls without any event and not fully logged.`;
}

function selectedWindow(view: EventView, bounds: TimeWindow | null): TimeWindow | null {
  const { fromMs, toMs } = view.window;
  if (bounds === null || (fromMs === null && toMs === null)) return null;
  const window = { fromMs: fromMs ?? bounds.fromMs, toMs: toMs ?? bounds.toMs };
  return window.toMs > window.fromMs ? window : null;
}

function useTimeKeys(view: EventView, bounds: TimeWindow | null, window: TimeWindow | null): void {
  const keys = useMemo(() => {
    const change = (next: (shown: TimeWindow, within: TimeWindow) => TimeWindow) => () => {
      if (bounds !== null) view.setWindow(next(window ?? bounds, bounds), true);
    };
    const pan = (share: number) =>
      change((shown, within) => panWindow(shown, share * (shown.toMs - shown.fromMs), within));
    return {
      title: "Time",
      bindings: [
        { key: "w", label: "Zoom in", run: change((shown, within) => zoomWindow(shown, 1 / ZOOM, within)) },
        { key: "s", label: "Zoom out", run: change((shown, within) => zoomWindow(shown, ZOOM, within)) },
        { key: "a", label: "Earlier", run: pan(-PAN) },
        { key: "d", label: "Later", run: pan(PAN) },
        { key: "f", label: "Fit: the whole time", run: () => view.setWindow(null, false) },
      ],
    };
  }, [view, bounds, window]);
  useKeyBindings(keys);
}
