import { countOf } from "@/lib/base/format-number";
import type { CoverageGrid } from "./contract";
import type { HeatmapFilter } from "./heatmap-filter";

/** A column: one family, or a whole group folded into one. */
export type HeatColumn = {
  readonly key: string;
  readonly title: string;
  readonly group: string;
  readonly isFolded: boolean;
  /** Indexes into `grid.families`. */
  readonly families: readonly number[];
};

export type HeatGroup = { readonly name: string; readonly isFolded: boolean; readonly columns: readonly HeatColumn[] };

/** The families as columns under their groups, in the order in which the grid has them; groups stay together. */
export function pivotColumns(
  grid: Pick<CoverageGrid, "families">,
  filter: Pick<HeatmapFilter, "families" | "groups" | "fold">,
): HeatGroup[] {
  const groups = new Map<string, number[]>();
  for (const [n, family] of grid.families.entries()) {
    if (filter.families === "ai" && !family.ai) continue;
    if (filter.groups.length > 0 && !filter.groups.includes(family.group)) continue;
    const members = groups.get(family.group);
    if (members === undefined) groups.set(family.group, [n]);
    else members.push(n);
  }
  return [...groups].map(([name, families]) => {
    const isFolded = filter.fold.includes(name);
    return { name, isFolded, columns: isFolded ? [foldedColumn(name, families)] : singleColumns(grid, name, families) };
  });
}

function foldedColumn(name: string, families: readonly number[]): HeatColumn {
  const title = countOf(families.length, "family", "families");
  return { key: `group:${name}`, title, group: name, isFolded: true, families };
}

function singleColumns(
  { families: all }: Pick<CoverageGrid, "families">,
  group: string,
  families: readonly number[],
): HeatColumn[] {
  return families.flatMap((n) => {
    const family = all[n];
    return family === undefined ? [] : [{ key: family.id, title: family.title, group, isFolded: false, families: [n] }];
  });
}
