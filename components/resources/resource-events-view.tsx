"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import { EventExplorer } from "@/components/events/event-explorer";
import type { EventScope } from "@/components/events/use-event-view";
import { Skeleton } from "@/components/ui/skeleton";
import type { Facet } from "@/lib/events/contract";
import { resourceQuery } from "@/lib/resources/query-options";
import { ResourceHeader } from "./resource-header";

const FACETS: readonly Facet[] = ["outcome", "identity", "action", "account", "region", "credential", "category"];

type ResourceEventsViewProps = {
  readonly resourceId: string;
  readonly resourceKey: string;
  readonly mayUnmask: boolean;
};

/** Every event that names a resource or what lies in it. */
export function ResourceEventsView({ resourceId, resourceKey, mayUnmask }: ResourceEventsViewProps) {
  const { data, error, refetch } = useQuery(resourceQuery.detail(resourceId));
  const scope = useMemo<EventScope>(
    () => ({ clauses: [{ field: "resource", not: false, value: resourceKey }], order: "newest" }),
    [resourceKey],
  );
  return (
    <div className="flex h-[calc(100dvh-3rem)] flex-col max-md:h-[calc(100dvh-6.25rem)]">
      {data === undefined ? (
        error === null ? (
          <Skeleton className="mx-4 my-3 h-16" />
        ) : (
          <ErrorPanel error={error} title="The resource could not be read" onRetry={() => void refetch()} />
        )
      ) : (
        <ResourceHeader resource={data} />
      )}
      <EventExplorer scope={scope} facets={FACETS} identityId={null} mayUnmask={mayUnmask} />
    </div>
  );
}
