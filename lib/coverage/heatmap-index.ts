import type { CellResult, CoverageGrid } from "./contract";
import type { CoverageState } from "./coverage";
import type { Quadrant } from "./heatmap-filter";

export type Observed = CoverageGrid["observed"][number];

/** One cell of the grid: a place (index into `grid.places`) and a family (index into `grid.families`). */
export type Leaf = { readonly place: number; readonly family: number };

/** A grid with ways to its cells that cost nothing to walk. */
export type HeatmapIndex = {
  readonly grid: CoverageGrid;
  readonly resultAt: (leaf: Leaf) => CellResult | undefined;
  readonly observedAt: (leaf: Leaf) => Observed | undefined;
  /** By place: the families that something was seen of. */
  readonly seenAt: ReadonlyMap<number, readonly Observed[]>;
};

/** Makes the ways to a grid's cells, once per grid. */
export function indexHeatmap(grid: CoverageGrid): HeatmapIndex {
  const placeAt = new Map(grid.places.map((place, n) => [place.account * grid.regions.length + place.region, n]));
  const seenAt = new Map<number, Observed[]>();
  const byLeaf = new Map<number, Observed>();
  const width = grid.families.length;
  for (const one of grid.observed) {
    const place = placeAt.get(one.account * grid.regions.length + one.region);
    if (place === undefined) continue;
    seenAt.set(place, [...(seenAt.get(place) ?? []), one]);
    byLeaf.set(place * width + one.family, one);
  }
  return {
    grid,
    seenAt,
    resultAt: ({ place, family }) => grid.profiles[grid.places[place]?.profile ?? -1]?.[family],
    observedAt: ({ place, family }) => byLeaf.get(place * width + family),
  };
}

/** How bad a state is for whoever must rely on the log: the order of "worst". */
const WEIGHTS: Record<CoverageState, number> = {
  "not-logged": 5,
  unknown: 4,
  partial: 2,
  "not-loggable": 1,
  logged: 0,
  "not-applicable": 0,
};

/** The risk of one cell: its state, twice for AI families, more where something happens there, most where it is unexplained. */
export function riskOf(result: CellResult, { ai, seen }: { ai: boolean; seen: Observed | undefined }): number {
  const recorded = result.lastKnown?.state === "logged" ? WEIGHTS.unknown / 2 : WEIGHTS[result.state];
  const unheld = (result.state === "logged" || result.state === "partial") && result.held === "missing" ? 1 : 0;
  const used = seen === undefined ? 1 : seen.explained ? 3 : 6;
  return (recorded + unheld) * (ai ? 2 : 1) * used;
}

/** How bad a result is among others, to pick the one that a drawn cell stands for. */
export function badness(result: CellResult): number {
  const known = result.lastKnown?.state === "logged" ? 1 : 0;
  return (
    WEIGHTS[result.state] * 4 - known + (result.held === "missing" ? 1 : 0) + (result.state === "logged" ? 0.5 : 0)
  );
}

/** Which of the four a cell is in. What was configured as last known counts as configured. */
export function quadrantOf(result: CellResult, seen: Observed | undefined): Quadrant {
  const state = result.lastKnown?.state ?? result.state;
  const isConfigured = seen?.explained ?? (state === "logged" || state === "partial");
  if (seen !== undefined) return isConfigured ? "configured-seen" : "unconfigured-seen";
  return isConfigured ? "configured-silent" : "unconfigured-silent";
}
