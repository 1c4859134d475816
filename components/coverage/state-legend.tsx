"use client";

import { EVIDENCE } from "@/components/common/evidence-mark";
import { formatCount } from "@/lib/base/format-number";
import { COVERAGE_STATES, type CoverageState } from "@/lib/coverage/coverage";
import type { CoverageView } from "./use-coverage-view";

type StateLegendProps = {
  readonly tally: { readonly counts: ReadonlyMap<CoverageState, number>; readonly cells: number };
  readonly view: CoverageView;
};

/** Each state with its colour, its pattern and how many of the shown cells are in it; a press picks those out. */
export function StateLegend({ tally, view }: StateLegendProps) {
  const picked = view.filter.state;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <div role="group" aria-label="Pick out a state" className="flex flex-wrap items-center gap-1">
        {COVERAGE_STATES.map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={picked === state}
            onClick={() => view.pickState(picked === state ? null : state)}
            className="inline-flex h-7 items-center gap-1.5 rounded-md border border-transparent px-1.5 text-xs whitespace-nowrap hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft"
          >
            <span aria-hidden className={`h-3 w-5 rounded-[2px] ${EVIDENCE[state].fill}`} />
            {EVIDENCE[state].name}
            <span className="text-ink-soft tabular">{formatCount(tally.counts.get(state) ?? 0)}</span>
          </button>
        ))}
        <span className="ml-1 text-xs text-muted tabular">of {formatCount(tally.cells)} cells</span>
      </div>
      <ul className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
        <li className="inline-flex items-center gap-1">
          <span aria-hidden className="size-1.5 rounded-full bg-ink" /> events seen
        </li>
        <li className="inline-flex items-center gap-1">
          <span aria-hidden className="text-sm leading-none font-bold text-danger">
            !
          </span>
          seen, unexplained
        </li>
        <li className="inline-flex items-center gap-1">
          <span aria-hidden className="relative h-3 w-5 overflow-hidden rounded-[2px] evidence-unknown">
            <span className="absolute inset-x-0 bottom-0 h-1 bg-logged" />
          </span>
          logged as last known
        </li>
        <li className="inline-flex items-center gap-1">
          <span aria-hidden className="h-3 w-5 rounded-[2px] border-2 border-logged" />
          recorded, files not here
        </li>
      </ul>
    </div>
  );
}
