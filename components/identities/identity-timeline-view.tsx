"use client";

import { useMemo } from "react";
import { EventExplorer } from "@/components/events/event-explorer";
import type { EventScope } from "@/components/events/use-event-view";
import type { Facet } from "@/lib/events/contract";
import { ProfileHeader } from "./profile-header";

const FACETS: readonly Facet[] = ["outcome", "source", "action", "credential", "region", "account", "category"];

type IdentityTimelineViewProps = { readonly identityId: string; readonly mayUnmask: boolean };

/** What one identity did, when, and the record behind each event. */
export function IdentityTimelineView({ identityId, mayUnmask }: IdentityTimelineViewProps) {
  const scope = useMemo<EventScope>(
    () => ({ clauses: [{ field: "identity", not: false, value: identityId }], order: "oldest" }),
    [identityId],
  );
  return (
    <div className="flex h-[calc(100dvh-3rem)] flex-col max-md:h-auto">
      <ProfileHeader identityId={identityId} withDetails />
      <EventExplorer scope={scope} facets={FACETS} identityId={identityId} mayUnmask={mayUnmask} />
    </div>
  );
}
