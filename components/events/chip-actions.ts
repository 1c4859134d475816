import type { Route } from "next";
import type { ChipAction } from "@/components/common/chip";
import type { FilterField } from "@/lib/events/event-filter";
import { eventsHref, timelineHref } from "@/lib/events/search-params";
import { resourceHref } from "@/lib/resources/search-params";

/** An identifier in the context of a set of events. */
export type Identifier = { readonly field: FilterField; readonly value: string };

/** What the page can do with an identifier; null where it has no filter to change. */
export type Filtering = { readonly add: (field: FilterField, value: string, not: boolean) => void };

/** The entries of the menu of an identifier, the same wherever it stands. */
export function chipActions({ field, value }: Identifier, filtering: Filtering | null): ChipAction[] {
  const filters: ChipAction[] =
    filtering === null
      ? []
      : [
          { kind: "filter-in", onSelect: () => filtering.add(field, value, false) },
          { kind: "filter-out", onSelect: () => filtering.add(field, value, true) },
        ];
  const page: ChipAction[] =
    field === "resource" ? [{ kind: "open", label: "Open resource", href: resourceHref(value) }] : [];
  return [
    ...filters,
    ...page,
    { kind: "open", label: OPEN[field] ?? "All its events", href: hrefOf({ field, value }) },
  ];
}

const OPEN: Partial<Record<FilterField, string>> = { identity: "Open timeline" };

function hrefOf({ field, value }: Identifier): Route {
  if (field === "identity") return timelineHref(value);
  return eventsHref({ clauses: [{ field, not: false, value }] });
}
