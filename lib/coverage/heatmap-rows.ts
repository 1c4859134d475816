import type { CoverageGrid } from "./contract";
import type { HeatColumn } from "./heatmap-columns";
import type { HeatmapFilter } from "./heatmap-filter";
import { type HeatmapIndex, quadrantOf, riskOf } from "./heatmap-index";

/** A row: everything of an account (or a Region), or one of its Regions (or accounts). */
export type HeatRow = {
  readonly key: string;
  readonly label: string;
  /** A second, quieter word: an account's id beside its name. */
  readonly note: string | null;
  readonly depth: 0 | 1;
  /** Null where nothing is inside. */
  readonly isOpen: boolean | null;
  /** Indexes into `grid.places`. */
  readonly places: readonly number[];
  readonly risk: number;
};

type Line = Pick<HeatRow, "label" | "note"> & { readonly id: string };
type Shown = { readonly index: HeatmapIndex; readonly columns: readonly HeatColumn[]; readonly filter: HeatmapFilter };

/** The places as rows, grouped, filtered and in order. */
export function pivotRows(index: HeatmapIndex, columns: readonly HeatColumn[], filter: HeatmapFilter): HeatRow[] {
  const { grid } = index;
  const shown = { index, columns, filter };
  const families = columns.flatMap((column) => column.families);
  const base = grid.profiles.map((profile) => sumOf(families, (n) => plainRisk(grid, profile, n)));
  const groups = new Map<string, { line: Line; inner: { line: Line; place: number; risk: number }[] }>();
  const wanted = new Set(families);
  for (const [n, place] of grid.places.entries()) {
    const account = accountLine(grid, place.account);
    const region = regionLine(grid, place.region);
    if (!isAsked(n, { account: account.id, region: region.id }, { ...shown, wanted })) continue;
    const [outer, inner] = filter.by === "account" ? [account, region] : [region, account];
    const group = groups.get(outer.id) ?? { line: outer, inner: [] };
    group.inner.push({ line: inner, place: n, risk: (base[place.profile] ?? 0) + seenRisk(index, n, wanted) });
    groups.set(outer.id, group);
  }
  const rows = [...groups.values()].map(({ line, inner }) => ({ line, inner, risk: sumOf(inner, ({ risk }) => risk) }));
  return rows.toSorted(orderBy(filter.sort)).flatMap(({ line, inner, risk }) => {
    const isOpen = filter.open.includes(line.id);
    const places = inner.map(({ place }) => place);
    const head: HeatRow = { ...named(line), key: line.id, depth: 0, isOpen, places, risk };
    if (!isOpen) return [head];
    const members = inner.toSorted(orderBy(filter.sort)).map((member): HeatRow => ({
      ...named(member.line),
      key: `${line.id}/${member.line.id}`,
      depth: 1,
      isOpen: null,
      places: [member.place],
      risk: member.risk,
    }));
    return [head, ...members];
  });
}

const named = ({ label, note }: Line): Pick<HeatRow, "label" | "note"> => ({ label, note });

function accountLine(grid: CoverageGrid, n: number): Line {
  const account = grid.accounts[n];
  const id = account?.id ?? "";
  return { id, label: account?.name ?? id, note: account?.name == null ? null : id };
}

function regionLine(grid: CoverageGrid, n: number): Line {
  const id = grid.regions[n] ?? "";
  return { id, label: id, note: null };
}

function isAsked(
  place: number,
  { account, region }: { readonly account: string; readonly region: string },
  { index, filter, wanted }: Shown & { readonly wanted: ReadonlySet<number> },
): boolean {
  if (filter.accounts.length > 0 && !filter.accounts.includes(account)) return false;
  if (filter.regions.length > 0 && !filter.regions.includes(region)) return false;
  if (filter.used && !(index.seenAt.get(place) ?? []).some(({ family }) => wanted.has(family))) return false;
  return hasMatch(place, { index, filter, wanted });
}

/** Whether any of the row's cells is what the reader picked out. */
function hasMatch(
  place: number,
  { index, filter, wanted }: Omit<Shown, "columns"> & { readonly wanted: ReadonlySet<number> },
): boolean {
  if (filter.state === null && filter.quadrant === null) return true;
  return [...wanted].some((family) => isPicked(index, { place, family }, filter));
}

/** Whether a cell is in the state and the quadrant that were picked. */
export function isPicked(
  index: HeatmapIndex,
  leaf: { readonly place: number; readonly family: number },
  { state, quadrant }: Pick<HeatmapFilter, "state" | "quadrant">,
): boolean {
  const result = index.resultAt(leaf);
  if (result === undefined || (state !== null && result.state !== state)) return false;
  return quadrant === null || quadrantOf(result, index.observedAt(leaf)) === quadrant;
}

function plainRisk(grid: CoverageGrid, profile: CoverageGrid["profiles"][number], n: number): number {
  const result = profile[n];
  return result === undefined ? 0 : riskOf(result, { ai: grid.families[n]?.ai ?? false, seen: undefined });
}

/** What use adds to the risk of a place. */
function seenRisk(index: HeatmapIndex, place: number, wanted: ReadonlySet<number>): number {
  return sumOf(index.seenAt.get(place) ?? [], (seen) => {
    const result = wanted.has(seen.family) ? index.resultAt({ place, family: seen.family }) : undefined;
    if (result === undefined) return 0;
    const ai = index.grid.families[seen.family]?.ai ?? false;
    return riskOf(result, { ai, seen }) - riskOf(result, { ai, seen: undefined });
  });
}

type Ordered = { readonly line: Line; readonly risk: number };

function orderBy(sort: HeatmapFilter["sort"]): (a: Ordered, b: Ordered) => number {
  const byName = (a: Ordered, b: Ordered): number =>
    a.line.label < b.line.label ? -1 : a.line.label > b.line.label ? 1 : a.line.id < b.line.id ? -1 : 1;
  return sort === "name" ? byName : (a, b) => b.risk - a.risk || byName(a, b);
}

function sumOf<One>(list: readonly One[], of: (one: One) => number): number {
  return list.reduce((sum, one) => sum + of(one), 0);
}
