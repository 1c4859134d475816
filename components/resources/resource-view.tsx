"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { DataState } from "@/components/common/data-state";
import { type EventScope, useEventView } from "@/components/events/use-event-view";
import { RecordSheet } from "@/components/record/record-sheet";
import { useDensity } from "@/components/timeline/use-density";
import { Skeleton } from "@/components/ui/skeleton";
import type { ResourceHead } from "@/lib/resources/contract";
import { resourceQuery, type Shown } from "@/lib/resources/query-options";
import { resourceParams } from "@/lib/resources/search-params";
import type { TimeWindow } from "@/lib/timeline/strip-scale";
import { ChildrenPanel } from "./children-panel";
import { CoveragePanel } from "./coverage-panel";
import { ResourceHeader } from "./resource-header";
import { ResourceStrip } from "./resource-strip";
import { StoryPanel } from "./story-panel";
import { TouchPanel } from "./touch-panel";
import { useTouches } from "./use-touches";

type ResourceViewProps = { readonly resourceId: string; readonly mayUnmask: boolean };

/** One thing: whether a touch of it would have been seen, who touched it, and what became of it. */
export function ResourceView({ resourceId, mayUnmask }: ResourceViewProps) {
  const query = useQuery(resourceQuery.detail(resourceId));
  return (
    <DataState
      query={query}
      failure="The resource could not be read"
      loading={<Skeleton className="m-4 h-96" />}
      isEmpty={() => false}
      empty={null}
    >
      {(resource) => <OneResource resource={resource} mayUnmask={mayUnmask} />}
    </DataState>
  );
}

function OneResource({ resource, mayUnmask }: { readonly resource: ResourceHead; readonly mayUnmask: boolean }) {
  const { key } = resource;
  const scope = useMemo<EventScope>(
    () => ({ clauses: [{ field: "resource", not: false, value: key }], order: "newest" }),
    [key],
  );
  const view = useEventView(scope);
  const [{ all }, setParams] = useQueryStates(resourceParams);
  const whole = useDensity(view.wholeFilter);
  const touches = useTouches(key, view.window);
  const shown = shownWindow(whole.density?.window ?? null, view.window);
  const coverage = useQuery({
    ...resourceQuery.coverage(key, shown ?? { fromMs: 0, toMs: 1 }),
    enabled: shown !== null,
  }).data;
  const openRecord = (eventId: string): void => view.open(eventId, false);
  return (
    <>
      <ResourceHeader resource={resource} />
      <ResourceStrip view={view} whole={whole} coverage={coverage ?? null} />
      <div className="flex flex-col gap-4 px-4 pt-3 pb-8">
        <CoveragePanel
          resource={resource}
          window={shown}
          isLooking={whole.density === null && whole.error === null}
          counted={touches.counted}
        />
        <TouchPanel resource={resource} touches={touches} coverage={coverage ?? null} window={view.window} />
        {resource.hasChildren ? <ChildrenPanel resource={resource} /> : null}
        <StoryPanel
          resource={resource}
          window={view.window}
          withAll={all ?? isReadByStory(resource.type)}
          onAll={(next) => void setParams({ all: next }, { history: "push" })}
          onRecord={openRecord}
        />
      </div>
      <RecordSheet eventId={view.eventId} mayUnmask={mayUnmask} onClose={() => view.open(null, false)} />
    </>
  );
}

/** Of these, that they were read or called is the story. */
function isReadByStory(type: string): boolean {
  return /^AWS::(?:SecretsManager|SSM|Bedrock|BedrockAgentCore)/.test(type);
}

/** The selected time, else all of which anything is here: what is silent is part of the picture. */
function shownWindow(bounds: TimeWindow | null, { fromMs, toMs }: Shown): TimeWindow | null {
  const from = fromMs ?? bounds?.fromMs ?? null;
  const to = toMs ?? bounds?.toMs ?? null;
  return from === null || to === null || to <= from ? null : { fromMs: from, toMs: to };
}
