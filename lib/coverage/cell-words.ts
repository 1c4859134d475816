import { countOf, formatCount } from "@/lib/base/format-number";
import type { CellResult } from "./contract";
import { COVERAGE_STATES, type CoverageState } from "./coverage";
import type { HeatCell } from "./heatmap-cell";

const WORDS: Record<CoverageState, string> = {
  logged: "logged",
  partial: "partly logged",
  "not-logged": "not logged",
  unknown: "unknown",
  "not-loggable": "not loggable",
  "not-applicable": "not applicable",
};

/** A state in words, with how it was last known and whether its files are here. */
export function stateWords({ state, lastKnown, held }: Pick<CellResult, "state" | "lastKnown" | "held">): string {
  const last = lastKnown === null ? "" : `, ${WORDS[lastKnown.state]} as last known`;
  const files = (state === "logged" || state === "partial") && held === "missing" ? ", files not here" : "";
  return `${WORDS[state]}${last}${files}`;
}

/** A drawn cell in words: what a screen reader says of it. */
export function cellWords(cell: HeatCell): string {
  const seen =
    cell.events === 0 ? "" : `; ${countOf(cell.events, "event")} seen${cell.isUnexplained ? ", unexplained" : ""}`;
  if (cell.cells === 1) return stateWords(cell.worst) + seen;
  const parts = COVERAGE_STATES.flatMap((state) => {
    const n = cell.counts.get(state) ?? 0;
    return n === 0 ? [] : [`${WORDS[state]} ${formatCount(n)}`];
  });
  return `${parts.join(", ")} of ${countOf(cell.cells, "cell")}${seen}`;
}
