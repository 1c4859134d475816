/** A stretch in which something happened, and how many events lie in it. */
export type Stretch = { readonly fromMs: number; readonly toMs: number; readonly events: number };

/** Joins stretches to pieces: a new one begins where nothing happened for longer than the gap. Without a gap all is one piece. */
export function cutPieces(stretches: readonly Stretch[], gapMs: number | null): Stretch[] {
  const pieces: { fromMs: number; toMs: number; events: number }[] = [];
  for (const stretch of stretches.toSorted((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs)) {
    const last = pieces.at(-1);
    if (last === undefined || (gapMs !== null && stretch.fromMs - last.toMs > gapMs)) pieces.push({ ...stretch });
    else {
      last.toMs = Math.max(last.toMs, stretch.toMs);
      last.events += stretch.events;
    }
  }
  return pieces;
}

/** The piece that a moment lies in, else the nearest one; null where there are none. */
export function pieceAt(pieces: readonly Stretch[], atMs: number): Stretch | null {
  const distance = ({ fromMs, toMs }: Stretch): number => Math.max(fromMs - atMs - 999, atMs - toMs, 0);
  return pieces.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}
