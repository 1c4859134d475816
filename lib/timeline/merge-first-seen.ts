import type { FirstSeenAnswer } from "./contract";

/** What several steps of one search found together: each read further back than the one before it. */
export function mergeFirstSeen(steps: readonly FirstSeenAnswer[], limit: number): FirstSeenAnswer | null {
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return null;
  const groups = first.groups.map(({ field }) => {
    const own = steps.flatMap((step) => step.groups.filter((group) => group.field === field));
    const items = own.flatMap((group) => group.items).toSorted((a, b) => a.firstMs - b.firstMs);
    return { field, items: items.slice(0, limit), inAll: own.reduce((sum, { inAll }) => sum + inAll, 0) };
  });
  return { ...first, groups, searchedFromMs: last.searchedFromMs };
}
