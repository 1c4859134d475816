"use client";

import { ArrowDownNarrowWide, ArrowUpNarrowWide, PanelLeft } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { FilterClause } from "@/lib/events/event-filter";
import { AddFilter } from "./add-filter";
import { ExportMenu } from "./export-menu";
import { FindBox } from "./find-box";
import { FilterChip } from "./filter-chip";
import type { EventView } from "./use-event-view";
import { WindowButton } from "./window-button";

type FilterBarProps = {
  readonly view: EventView;
  readonly labelOf: (clause: FilterClause) => string;
  readonly areFacetsShown: boolean;
  readonly onToggleFacets: () => void;
};

/** What narrows the events, and what can be done with those that are left. */
export function FilterBar({ view, labelOf, areFacetsShown, onToggleFacets }: FilterBarProps) {
  const isOldest = view.order === "oldest";
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 px-3 py-1.5">
      <Button size="sm" variant="ghost" aria-pressed={areFacetsShown} onClick={onToggleFacets}>
        <PanelLeft /> Fields
      </Button>
      {view.clauses.map((clause) => (
        <FilterChip key={`${clause.field}:${clause.value}`} clause={clause} label={labelOf(clause)} view={view} />
      ))}
      <AddFilter view={view} />
      {view.clauses.length > 1 ? (
        <Button size="sm" variant="link" onClick={view.clear}>
          Clear all
        </Button>
      ) : null}
      <span className="ml-auto flex min-w-0 flex-wrap items-center gap-x-1">
        <FindBox view={view} />
        <WindowButton view={view} />
        <Button
          size="sm"
          variant="ghost"
          title={isOldest ? "Oldest first; click for newest first" : "Newest first; click for oldest first"}
          onClick={() => view.setOrder(isOldest ? "newest" : "oldest")}
        >
          {isOldest ? <ArrowDownNarrowWide /> : <ArrowUpNarrowWide />}
          <span className="max-sm:sr-only">{isOldest ? "Oldest first" : "Newest first"}</span>
        </Button>
        <ExportMenu view={view} />
      </span>
    </div>
  );
}
