"use client";

import { X } from "lucide-react";
import { visibleText } from "@/lib/base/visible-text";
import type { FilterClause } from "@/lib/events/event-filter";
import { clauseLabel } from "./clause-text";
import type { EventView } from "./use-event-view";

type FilterChipProps = { readonly clause: FilterClause; readonly label: string; readonly view: EventView };

/** One part of the filter: a click turns it round, the cross takes it away. */
export function FilterChip({ clause, label, view }: FilterChipProps) {
  const name = `${clauseLabel(clause)} ${visibleText(label)}`;
  return (
    <span
      className={`inline-flex h-7 max-w-72 min-w-0 items-center rounded-md border text-xs ${clause.not ? "border-danger/40 bg-danger-soft" : "border-accent/40 bg-accent-soft"}`}
    >
      <button
        type="button"
        title={clause.not ? "Show only this instead" : "Leave this out instead"}
        aria-label={`${name}: turn round`}
        onClick={() => view.add(clause.field, clause.value, !clause.not)}
        className="flex h-full min-w-0 items-center gap-1.5 pl-2"
      >
        <span className="shrink-0 text-muted">{clauseLabel(clause)}</span>
        <bdi className={`truncate font-mono ${clause.not ? "line-through decoration-danger/60" : ""}`}>
          {visibleText(label)}
        </bdi>
      </button>
      <button
        type="button"
        aria-label={`Remove ${name}`}
        onClick={() => view.remove(clause)}
        className="grid h-full w-7 shrink-0 place-items-center text-muted hover:text-ink"
      >
        <X className="size-3.5" />
      </button>
    </span>
  );
}
