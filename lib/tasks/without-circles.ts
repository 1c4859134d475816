import type { Link } from "@/lib/credentials/link";

type Branch = { readonly key: string; readonly link: Pick<Link, "from"> | null };
/** A link that leads back to a credential of the tree. */
type Back = { readonly from: string; readonly to: string };

/**
 * The branches that no circle of records holds. Where the links from a credential lead back to it, it would have issued itself: one of
 * those records is false and nothing tells which, so that none of them joins anything, nor what came after them.
 */
export function withoutCircles<Own extends Branch>(branches: readonly Own[], back: readonly Back[]): Own[] {
  const parents = new Map(branches.map(({ key, link }) => [key, link?.from ?? null]));
  const held = new Set(back.flatMap((one) => pathOf(one, parents)));
  if (held.size === 0) return [...branches];
  // A parent stands before its children.
  return branches.filter(({ key, link }) => {
    if (link !== null && (held.has(key) || held.has(link.from))) held.add(key);
    return !held.has(key);
  });
}

/** The keys on the way down from `to` to `from`, without `to` itself; none where `from` did not come from `to`. */
function pathOf({ from, to }: Back, parents: ReadonlyMap<string, string | null>): string[] {
  const path: string[] = [];
  for (let key: string | null = from; key !== null && path.length <= parents.size; key = parents.get(key) ?? null) {
    if (key === to) return path;
    path.push(key);
  }
  return [];
}
