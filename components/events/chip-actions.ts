import type { Route } from "next";
import type { ChipAction } from "@/components/common/chip-menu-item";
import type { FilterClause, FilterField } from "@/lib/events/event-filter";
import { eventsHref, timelineHref } from "@/lib/events/search-params";
import { resourceHref } from "@/lib/resources/search-params";

/** An identifier in the context of a set of events. */
export type Identifier = { readonly field: FilterField; readonly value: string };

/** What the page can do with an identifier; null where it has no filter to change. */
export type Filtering = {
  /** What is filtered by already. */
  readonly clauses: readonly FilterClause[];
  readonly add: (field: FilterField, value: string, not: boolean) => void;
  /** Instead of whatever else of the field was asked for or left out. */
  readonly addOnly: (field: FilterField, value: string) => void;
};

/** The entries of the menu of an identifier, the same wherever it stands. */
export function chipActions({ field, value }: Identifier, filtering: Filtering | null): ChipAction[] {
  const filters = filtering === null ? [] : filterActions({ field, value }, filtering);
  return [
    ...filters,
    ...pageActions({ field, value }),
    { kind: "open", label: OPEN[field] ?? "All its events", href: hrefOf({ field, value }) },
  ];
}

/** Those that change the filter; to see one beside others is only offered where others are asked for. */
export function filterActions({ field, value }: Identifier, { clauses, add, addOnly }: Filtering): ChipAction[] {
  const hasOthers = clauses.some((clause) => clause.field === field && !clause.not && clause.value !== value);
  const too: ChipAction = { kind: "filter-in", onSelect: () => add(field, value, false) };
  return [
    { kind: "filter-only", onSelect: () => addOnly(field, value) },
    ...(hasOthers ? [too] : []),
    { kind: "filter-out", onSelect: () => add(field, value, true) },
  ];
}

/** The way to the page of its own that an identifier has besides its events. */
export function pageActions({ field, value }: Identifier): ChipAction[] {
  return field === "resource" ? [{ kind: "open", label: "Open resource", href: resourceHref(value) }] : [];
}

const OPEN: Partial<Record<FilterField, string>> = { identity: "Open timeline" };

function hrefOf({ field, value }: Identifier): Route {
  if (field === "identity") return timelineHref(value);
  return eventsHref({ clauses: [{ field, not: false, value }] });
}
