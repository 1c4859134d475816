"use client";

import { useState } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import { useMedia } from "@/components/common/use-media";
import { RecordPane } from "@/components/record/record-pane";
import { IntegrityRibbon } from "@/components/timeline/integrity-ribbon";
import { BlindSpotPanel } from "@/components/timeline/blind-spot-panel";
import { LanePane } from "@/components/timeline/lane-pane";
import { NewPanel } from "@/components/timeline/new-panel";
import { RulerPanel } from "@/components/timeline/ruler-panel";
import { TimeStrips } from "@/components/timeline/time-strips";
import { useBlindSpots } from "@/components/timeline/use-blind-spots";
import { type DensityState, useDensity } from "@/components/timeline/use-density";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import type { Facet } from "@/lib/events/contract";
import { EventCount } from "./event-count";
import { CountedEventList, SearchedEventList } from "./event-list";
import type { GridLayout } from "./event-grid-row";
import { FacetPanel } from "./facet-panel";
import { FilterBar } from "./filter-bar";
import type { TimeWindow } from "@/lib/timeline/strip-scale";
import { SidePanel } from "./side-panel";
import { UnreadNotice } from "./unread-notice";
import { type EventScope, type EventView, useEventView } from "./use-event-view";
import { useIdentityLabels } from "./use-identity-labels";

type EventExplorerProps = {
  readonly scope: EventScope;
  readonly facets: readonly Facet[];
  /** Where all events are of one identity: its name in every row would say nothing, and what was new can be told. */
  readonly identityId: string | null;
  readonly mayUnmask: boolean;
};

/** A set of events: when they were, what they are by field, each of them, and the record behind it. All of it is in the address. */
export function EventExplorer({ scope, facets, identityId, mayUnmask }: EventExplorerProps) {
  const isOfOneIdentity = identityId !== null;
  const view = useEventView(scope);
  const whole = useDensity(view.wholeFilter);
  const selected = useDensity(view.filter);
  const isWide = useMedia("(min-width: 48rem)");
  const hasRoom = useMedia("(min-width: 80rem)");
  const hasMuchRoom = useMedia("(min-width: 110rem)");
  const [facetsWanted, setFacetsWanted] = useState<boolean | null>(null);
  const labelOf = useIdentityLabels(view.clauses);
  const bounds = whole.density?.window ?? null;
  const blind = useBlindSpots(view, isOfOneIdentity ? bounds : null);
  const isPanelOpen = view.eventId !== null && isWide;
  const areFacetsShown = facetsWanted ?? (isPanelOpen ? hasMuchRoom : hasRoom);
  const layout = `${isWide ? "wide" : "stacked"}${isOfOneIdentity ? "" : "-with-identity"}` as const;

  const side = (
    <SidePanel
      fields={<FacetPanel view={view} facets={facets} />}
      news={
        identityId === null || bounds === null ? null : (
          <NewPanel identityId={identityId} view={view} window={shownWindow(view, bounds)} />
        )
      }
      blind={bounds === null ? null : <BlindSpotPanel view={view} window={shownWindow(view, bounds)} />}
      changes={bounds === null ? null : <RulerPanel view={view} window={shownWindow(view, bounds)} />}
    />
  );

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <TimeStrips view={view} whole={whole} selected={isOfOneIdentity ? null : selected} blind={blind} />
      {identityId === null || bounds === null ? null : <IntegrityRibbon identityId={identityId} shown={bounds} />}
      <div className="mt-1.5 border-y border-border bg-panel">
        <UnreadNotice />
        <FilterBar
          view={view}
          labelOf={labelOf}
          areFacetsShown={areFacetsShown}
          onToggleFacets={() => setFacetsWanted(!areFacetsShown)}
        />
      </div>
      {isOfOneIdentity && bounds !== null ? (
        <LanePane view={view} bounds={bounds} window={shownWindow(view, bounds)} />
      ) : null}
      <div
        className={`flex min-h-0 flex-1 bg-panel ${isOfOneIdentity ? "max-md:h-[65dvh] max-md:min-h-80 max-md:flex-none" : ""}`}
      >
        {areFacetsShown && isWide && selected.error === null ? (
          <aside aria-label="Fields" className="w-64 shrink-0 overflow-y-auto border-r border-border">
            {side}
          </aside>
        ) : null}
        <div className="flex min-w-0 flex-1 flex-col">
          <ExplorerBody
            key={JSON.stringify([view.filter, view.order])}
            view={view}
            whole={whole}
            selected={selected}
            layout={layout}
          />
        </div>
        <RecordPane view={view} isWide={isWide} mayUnmask={mayUnmask} />
      </div>
      <Sheet open={!isWide && facetsWanted === true} onOpenChange={setFacetsWanted}>
        <SheetContent side="left" aria-describedby={undefined}>
          <SheetTitle className="px-4 pt-4 text-sm font-semibold">Fields</SheetTitle>
          <div className="min-h-0 flex-1 overflow-y-auto">{side}</div>
        </SheetContent>
      </Sheet>
    </div>
  );
}

/** What is seen: the selected time, else all of it. */
function shownWindow(view: EventView, bounds: TimeWindow): TimeWindow {
  const { fromMs, toMs } = view.window;
  const window = { fromMs: fromMs ?? bounds.fromMs, toMs: toMs ?? bounds.toMs };
  return window.toMs > window.fromMs ? window : bounds;
}

type ExplorerBodyProps = {
  readonly view: EventView;
  readonly whole: DensityState;
  readonly selected: DensityState;
  readonly layout: GridLayout;
};

function ExplorerBody({ view, whole, selected, layout }: ExplorerBodyProps) {
  const { density, error, retry } = selected;
  if (density === null) {
    if (error !== null) return <ErrorPanel error={error} title="These events could not be found" onRetry={retry} />;
    return <p className="px-4 py-1.5 text-xs text-muted">Counting…</p>;
  }
  return (
    <>
      <EventCount whole={whole.density ?? density} shown={density} />
      {density.isCounted ? (
        <CountedEventList view={view} layout={layout} density={density} />
      ) : (
        <SearchedEventList view={view} layout={layout} />
      )}
    </>
  );
}
