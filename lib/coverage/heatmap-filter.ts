import type { CoverageState } from "./coverage";

/** What configuration says against what was seen. */
export const QUADRANTS = ["configured-seen", "configured-silent", "unconfigured-seen", "unconfigured-silent"] as const;
export type Quadrant = (typeof QUADRANTS)[number];

export const HEATMAP_ORDERS = ["risk", "name"] as const;
export const HEATMAP_ROWS = ["account", "region"] as const;
export const FAMILY_SETS = ["followed", "ai"] as const;

/** Which part of a grid is shown, and how it is laid out. */
export type HeatmapFilter = {
  /** All families that the grid has, or those of AI only. */
  readonly families: (typeof FAMILY_SETS)[number];
  /** Ids; empty for all. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly groups: readonly string[];
  /** Places in which something was seen only. */
  readonly used: boolean;
  readonly sort: (typeof HEATMAP_ORDERS)[number];
  /** What the outer rows are; the other one is inside. */
  readonly by: (typeof HEATMAP_ROWS)[number];
  /** Outer rows that show what is inside them. */
  readonly open: readonly string[];
  /** Groups of families drawn as one column. */
  readonly fold: readonly string[];
  /** Cells that are not so are drawn faintly; null for no such choice. */
  readonly state: CoverageState | null;
  readonly quadrant: Quadrant | null;
};
