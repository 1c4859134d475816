"use client";

import { EyeOff } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { Facet, FacetValue } from "@/lib/events/contract";
import { shortSource } from "@/lib/events/short-names";
import type { EventView } from "./use-event-view";

type FacetValueRowProps = {
  readonly facet: Facet;
  readonly value: FacetValue;
  /** Of the most frequent value of the field. */
  readonly share: number;
  readonly state: "in" | "out" | "none";
  readonly view: EventView;
};

/** One value of a field: click to see only it, the eye to leave it out; the bar behind it shows how frequent it is. */
export function FacetValueRow({ facet, value, share, state, view }: FacetValueRowProps) {
  const text = visibleText(facet === "source" ? shortSource(value.label) : value.label);
  const clause = { field: facet, not: state === "out", value: value.value };
  const toggle = (): void => (state === "none" ? view.add(facet, value.value, false) : view.remove(clause));
  return (
    <div className="group relative flex h-6 items-center rounded-sm hover:bg-hover">
      <span
        aria-hidden
        className="absolute inset-y-0.5 left-0 rounded-sm bg-read/12"
        style={{ width: `${share * 100}%` }}
      />
      <button
        type="button"
        aria-pressed={state === "in"}
        onClick={toggle}
        title={visibleText(value.note === null ? value.label : `${value.label} · ${value.note}`)}
        className="relative flex h-full min-w-0 flex-1 items-center gap-2 px-1 text-left text-xs"
      >
        <span
          className={cn(
            "min-w-0 flex-1 truncate",
            state === "in" && "font-semibold text-accent",
            state === "out" && "text-muted line-through",
            facet === "credential" && "font-mono",
          )}
        >
          <bdi>{text}</bdi>
          {facet === "identity" && value.note !== null ? (
            <span className="text-muted"> {visibleText(value.note)}</span>
          ) : null}
        </span>
        <span className="shrink-0 text-muted tabular">{formatCount(value.events)}</span>
      </button>
      <button
        type="button"
        aria-label={`Leave out ${text}`}
        title="Leave this out"
        onClick={() => view.add(facet, value.value, true)}
        className="relative grid h-full w-6 shrink-0 place-items-center text-muted opacity-0 group-hover:opacity-100 hover:text-ink focus-visible:opacity-100 pointer-coarse:opacity-100"
      >
        <EyeOff className="size-3" />
      </button>
    </div>
  );
}
