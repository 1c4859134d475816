import type { Lanes } from "./contract";

type Count = { readonly events: number; readonly failed: number };

/** How many events lanes have, by key. */
export type LaneCounts = {
  readonly byKey: ReadonlyMap<string, Count>;
  /** Whether lanes that are not in it have none; else nothing is known of them. */
  readonly isComplete: boolean;
  /** Whether only a part of the time was counted: every number is then "at least". */
  readonly areFloors: boolean;
};

/** The numbers of an answer without its buckets. */
export function laneCounts({ lanes, lanesInAll, uncountedBeforeMs }: Lanes): LaneCounts {
  return {
    byKey: new Map(lanes.map(({ key, events, failed }) => [key, { events, failed }])),
    isComplete: lanes.length === lanesInAll,
    areFloors: uncountedBeforeMs !== null,
  };
}

/** What a line's lanes have together; null where that is not known. */
export function lineCount(counts: LaneCounts, keys: readonly string[]): Count | null {
  const known = keys.map((key) => counts.byKey.get(key) ?? (counts.isComplete ? NONE : null));
  if (known.includes(null)) return null;
  return known.reduce<Count>((sum, one) => add(sum, one ?? NONE), NONE);
}

const NONE: Count = { events: 0, failed: 0 };

function add(a: Count, b: Count): Count {
  return { events: a.events + b.events, failed: a.failed + b.failed };
}
