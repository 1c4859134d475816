type Change = { readonly atMs: number };

/** What comes just after a change, so that its effect is in force. */
const AFTER_MS = 1000;

/** The moment right after the next change, or right after the one before; null where there is none. `changes` are in order of time. */
export function stepChange(changes: readonly Change[], atMs: number, direction: 1 | -1): number | null {
  const moments = changes.map((change) => change.atMs + AFTER_MS);
  if (direction === 1) return moments.find((moment) => moment > atMs) ?? null;
  return moments.findLast((moment) => moment < atMs) ?? null;
}

/** The last change at or before a moment; null where all come later. */
export function changeAt<One extends Change>(changes: readonly One[], atMs: number): One | null {
  return changes.findLast((change) => change.atMs <= atMs) ?? null;
}
