import type { CellResult } from "./contract";
import type { CoverageState } from "./coverage";
import type { HeatColumn } from "./heatmap-columns";
import type { HeatmapFilter } from "./heatmap-filter";
import { badness, type HeatmapIndex, type Leaf } from "./heatmap-index";
import { type HeatRow, isPicked } from "./heatmap-rows";

/** What one drawn cell says of the one or many that it stands for. */
export type HeatCell = {
  /** The one that it opens: the worst, and of those the one with the most events. */
  readonly leaf: Leaf;
  readonly worst: CellResult;
  /** The commonest other state; null where all are alike. */
  readonly other: CoverageState | null;
  readonly counts: ReadonlyMap<CoverageState, number>;
  readonly cells: number;
  readonly events: number;
  /** Something was seen that the configuration does not explain. */
  readonly isUnexplained: boolean;
  readonly isPicked: boolean;
};

/** Folds all cells of a row and a column into one; null where there are none. */
export function foldCell(
  index: HeatmapIndex,
  { row, column }: { readonly row: HeatRow; readonly column: HeatColumn },
  filter: Pick<HeatmapFilter, "state" | "quadrant">,
): HeatCell | null {
  let best: { leaf: Leaf; result: CellResult; bad: number; events: number } | null = null;
  const counts = new Map<CoverageState, number>();
  let [events, isUnexplained, picked] = [0, false, false];
  for (const place of row.places) {
    for (const family of column.families) {
      const leaf = { place, family };
      const result = index.resultAt(leaf);
      if (result === undefined) continue;
      const seen = index.observedAt(leaf);
      counts.set(result.state, (counts.get(result.state) ?? 0) + 1);
      events += seen?.events ?? 0;
      isUnexplained ||= seen?.explained === false;
      picked ||= isPicked(index, leaf, filter);
      const rival = { leaf, result, bad: badness(result), events: seen?.events ?? 0 };
      if (best === null || rival.bad > best.bad || (rival.bad === best.bad && rival.events > best.events)) best = rival;
    }
  }
  if (best === null) return null;
  const worst = best.result;
  const others = [...counts].filter(([state]) => state !== worst.state).toSorted((a, b) => b[1] - a[1]);
  return {
    leaf: best.leaf,
    worst,
    other: others[0]?.[0] ?? null,
    counts,
    cells: [...counts.values()].reduce((sum, n) => sum + n, 0),
    events,
    isUnexplained,
    isPicked: picked,
  };
}

/** How many cells of the shown rows and columns are in each state; rows inside others count once. */
export function countStates(
  index: HeatmapIndex,
  rows: readonly HeatRow[],
  columns: readonly HeatColumn[],
): { readonly counts: ReadonlyMap<CoverageState, number>; readonly cells: number } {
  const families = columns.flatMap((column) => column.families);
  const byProfile = new Map<number, number>();
  for (const n of rows.flatMap((row) => (row.depth === 0 ? row.places : []))) {
    const profile = index.grid.places[n]?.profile;
    if (profile !== undefined) byProfile.set(profile, (byProfile.get(profile) ?? 0) + 1);
  }
  const counts = new Map<CoverageState, number>();
  let cells = 0;
  for (const [profile, times] of byProfile)
    for (const family of families) {
      const state = index.grid.profiles[profile]?.[family]?.state;
      if (state === undefined) continue;
      counts.set(state, (counts.get(state) ?? 0) + times);
      cells += times;
    }
  return { counts, cells };
}
