import type { Touch } from "./contract";
import { touchKindOf } from "./touch-kind";

/** Actions of one identity, call and outcome. */
export type TouchGroup = Omit<Touch, "kind" | "errors" | "denials" | "names"> & {
  readonly source: string;
  readonly name: string;
  readonly outcome: "ok" | "error" | "denied";
};

const NAMES_MAX = 6;

/** By identity and by what the calls do to the thing; whoever did most comes first. */
export function foldTouches(groups: readonly TouchGroup[]): Touch[] {
  const byKey = new Map<string, Touch & { readonly counts: Map<string, number> }>();
  for (const group of groups) {
    const { source, name, outcome, actions, ...who } = group;
    const kind = touchKindOf(source, name);
    const key = touchKey({ ...who, kind });
    const known = byKey.get(key);
    const counts = known?.counts ?? new Map<string, number>();
    counts.set(name, (counts.get(name) ?? 0) + actions);
    byKey.set(key, {
      ...who,
      kind,
      actions: (known?.actions ?? 0) + actions,
      errors: (known?.errors ?? 0) + (outcome === "error" ? actions : 0),
      denials: (known?.denials ?? 0) + (outcome === "denied" ? actions : 0),
      names: [],
      firstMs: Math.min(known?.firstMs ?? who.firstMs, who.firstMs),
      lastMs: Math.max(known?.lastMs ?? who.lastMs, who.lastMs),
      counts,
    });
  }
  return inOrder([...byKey.values()].map(({ counts, ...touch }) => ({ ...touch, names: mostFrequent(counts) })));
}

/** Who did most first, and what one did in the order of its kinds. */
export function inOrder(touches: readonly Touch[]): Touch[] {
  const totals = new Map<string, number>();
  for (const touch of touches) totals.set(who(touch), (totals.get(who(touch)) ?? 0) + touch.actions);
  return touches.toSorted(
    (a, b) =>
      (totals.get(who(b)) ?? 0) - (totals.get(who(a)) ?? 0) ||
      who(a).localeCompare(who(b)) ||
      b.actions - a.actions ||
      a.kind.localeCompare(b.kind),
  );
}

/** What tells one line from another. */
export function touchKey(touch: Pick<Touch, "identityId" | "identity" | "kind">): string {
  return JSON.stringify([touch.identityId, touch.identity, touch.kind]);
}

function who({ identityId, identity }: Touch): string {
  return identityId ?? identity;
}

function mostFrequent(counts: ReadonlyMap<string, number>): string[] {
  return [...counts]
    .toSorted(([a, n], [b, m]) => m - n || a.localeCompare(b))
    .slice(0, NAMES_MAX)
    .map(([name]) => name);
}
