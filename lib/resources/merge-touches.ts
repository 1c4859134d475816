import type { Touch, TouchStep } from "./contract";
import { inOrder, touchKey } from "./fold-touches";

const NAMES_MAX = 6;

/** What several steps of one count add up to, each of an earlier time than the one before. */
export function mergeTouches(steps: readonly TouchStep[]): TouchStep | null {
  const last = steps.at(-1);
  if (last === undefined) return null;
  if (steps.length === 1) return last;
  const byKey = new Map<string, Touch>();
  for (const touch of steps.flatMap(({ touches }) => touches)) {
    const known = byKey.get(touchKey(touch));
    byKey.set(touchKey(touch), known === undefined ? touch : added(known, touch));
  }
  const places = new Map<string, TouchStep["places"][number]>();
  for (const place of steps.flatMap((step) => step.places)) {
    const key = `${place.account} ${place.region}`;
    places.set(key, { ...place, records: place.records + (places.get(key)?.records ?? 0) });
  }
  const touches = inOrder([...byKey.values()]);
  const who = new Set(touches.map(({ identityId, identity }) => identityId ?? identity));
  return {
    touches,
    // Steps that left some out do not say which: there are at least as many as in the fullest.
    identities: Math.max(who.size, ...steps.map(({ identities }) => identities)),
    actions: steps.reduce((sum, { actions }) => sum + actions, 0),
    records: steps.reduce((sum, { records }) => sum + records, 0),
    places: [...places.values()].toSorted((a, b) => b.records - a.records || a.account.localeCompare(b.account)),
    uncountedBeforeMs: last.uncountedBeforeMs,
  };
}

function added(a: Touch, b: Touch): Touch {
  return {
    ...a,
    actions: a.actions + b.actions,
    errors: a.errors + b.errors,
    denials: a.denials + b.denials,
    names: [...new Set([...a.names, ...b.names])].slice(0, NAMES_MAX),
    firstMs: Math.min(a.firstMs, b.firstMs),
    lastMs: Math.max(a.lastMs, b.lastMs),
  };
}
