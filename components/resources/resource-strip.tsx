"use client";

import { useMemo } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import { TimeText } from "@/components/common/time-text";
import type { EventView } from "@/components/events/use-event-view";
import { DensityStrip } from "@/components/timeline/density-strip";
import type { DensityState } from "@/components/timeline/use-density";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { ResourceCoverage } from "@/lib/resources/contract";
import { foldCoverage } from "@/lib/timeline/fold-coverage";

type ResourceStripProps = {
  readonly view: EventView;
  readonly whole: DensityState;
  readonly coverage: ResourceCoverage | null;
};

const HEIGHT_PX = 52;

/** When it was touched, over how well that would have been seen; a stretch chosen here is what the whole page shows. */
export function ResourceStrip({ view, whole, coverage }: ResourceStripProps) {
  const { fromMs, toMs } = view.window;
  const bounds = whole.density?.window ?? null;
  const spans = useMemo(
    () => (coverage === null ? null : foldCoverage(coverage.lines.map((line) => line.spans))),
    [coverage],
  );
  if (whole.density === null) {
    if (whole.error === null) return <Skeleton className="mx-4 h-17" />;
    return <ErrorPanel error={whole.error} title="When it was touched could not be counted" onRetry={whole.retry} />;
  }
  if (bounds === null) return null;
  const selected =
    fromMs === null && toMs === null ? null : { fromMs: fromMs ?? bounds.fromMs, toMs: toMs ?? bounds.toMs };
  const uncounted = whole.density.uncountedBeforeMs;
  return (
    <section aria-label="Touches over time" className="px-4">
      <DensityStrip
        density={whole.density}
        shown={bounds}
        selected={selected}
        heightPx={HEIGHT_PX}
        title="All records of touches"
        coverage={spans}
        onSelect={view.setWindow}
      />
      <p className="flex min-h-7 flex-wrap items-center gap-x-4 gap-y-0.5 text-xs text-muted">
        {selected === null ? (
          <span>
            Records of touches; the band below is the worst of what would have been seen. Drag to look at a shorter
            time.
          </span>
        ) : (
          <>
            <span>
              Shown: <TimeText at={selected.fromMs} /> to <TimeText at={selected.toMs} />
            </span>
            <Button size="sm" variant="ghost" onClick={() => view.setWindow(null, false)}>
              Show all of the time
            </Button>
          </>
        )}
        {uncounted === null ? null : (
          <span role="status">
            counted back to <TimeText at={uncounted} />
          </span>
        )}
      </p>
    </section>
  );
}
