"use client";

import { useQuery } from "@tanstack/react-query";
import { ErrorPanel } from "@/components/common/error-panel";
import { TimeText } from "@/components/common/time-text";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import type { EventFacets, Facet, FacetValue } from "@/lib/events/contract";
import { eventQuery } from "@/lib/events/query-options";
import { FacetValueRow } from "./facet-value-row";
import { FIELD_NAMES } from "./clause-text";
import type { EventView } from "./use-event-view";

type FacetPanelProps = { readonly view: EventView; readonly facets: readonly Facet[] };

/** The most frequent values of each field with how often they occur; a click narrows, a second one widens again. */
export function FacetPanel({ view, facets }: FacetPanelProps) {
  const { data, error, refetch } = useQuery(eventQuery.facets(view.filter, facets));
  if (data === undefined) {
    if (error !== null)
      return <ErrorPanel error={error} title="The values could not be counted" onRetry={() => void refetch()} />;
    return <FacetSkeleton facets={facets} />;
  }
  return (
    <div className="flex flex-col gap-4 px-3 py-3">
      {data.counted === null || data.counted.isAll ? null : (
        <p className="text-xs text-muted">
          Counted from <TimeText at={data.counted.fromMs} precision="day" /> on; before that, not yet.
        </p>
      )}
      {data.facets.map((one) => (
        <FacetGroup key={one.facet} group={one} view={view} />
      ))}
    </div>
  );
}

type Group = EventFacets["facets"][number];

function FacetGroup({ group, view }: { readonly group: Group; readonly view: EventView }) {
  const most = Math.max(1, ...group.values.map(({ events }) => events));
  const hidden = group.distinct - group.values.length;
  return (
    <section>
      <h2 className="label-caps px-1 pb-1">{FIELD_NAMES[group.facet]}</h2>
      {group.values.length === 0 ? <p className="px-1 text-xs text-muted">none</p> : null}
      <ul>
        {group.values.map((value) => (
          <li key={value.value}>
            <FacetValueRow
              facet={group.facet}
              value={value}
              share={value.events / most}
              state={stateOf(view, group.facet, value)}
              view={view}
            />
          </li>
        ))}
      </ul>
      {hidden > 0 ? (
        <p className="px-1 pt-0.5 text-xs text-muted">
          {group.values.length} of {formatCount(group.distinct)}
        </p>
      ) : null}
    </section>
  );
}

function stateOf(view: EventView, facet: Facet, { value }: FacetValue): "in" | "out" | "none" {
  const clause = view.clauses.find((one) => one.field === facet && one.value === value);
  return clause === undefined ? "none" : clause.not ? "out" : "in";
}

function FacetSkeleton({ facets }: { readonly facets: readonly Facet[] }) {
  return (
    <div className="flex flex-col gap-4 px-4 py-3" aria-busy="true">
      {facets.map((facet) => (
        <div key={facet} className="flex flex-col gap-1.5">
          <Skeleton className="h-3 w-16" />
          <Skeleton className="h-5" />
          <Skeleton className="h-5" />
        </div>
      ))}
    </div>
  );
}
