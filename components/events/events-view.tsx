"use client";

import { PageHeader } from "@/components/common/page-header";
import type { Facet } from "@/lib/events/contract";
import { EventExplorer } from "./event-explorer";
import type { EventScope } from "./use-event-view";

const EVERYTHING: EventScope = { clauses: [], order: "newest" };
const EVENTS_FACETS: readonly Facet[] = [
  "outcome",
  "identity",
  "source",
  "action",
  "account",
  "region",
  "category",
  "credential",
];

/** All events that were delivered, of everybody. */
export function EventsView({ mayUnmask }: { readonly mayUnmask: boolean }) {
  return (
    <div className="flex h-[calc(100dvh-3rem)] flex-col max-md:h-[calc(100dvh-6.25rem)]">
      <PageHeader title="Events" />
      <EventExplorer scope={EVERYTHING} facets={EVENTS_FACETS} identityId={null} mayUnmask={mayUnmask} />
    </div>
  );
}
