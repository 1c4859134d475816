import type { LaneLine } from "./arrange-lanes";
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

/**
 * What a line's lanes have together; null where that is not known. A head stands for all lanes below it, also those that are not in the
 * picture: where not all of them are counted, it has at least so many.
 */
export function lineCount(
  counts: LaneCounts,
  { key, keys, isHead }: Pick<LaneLine, "key" | "keys" | "isHead">,
): (Count & { readonly isFloor: boolean }) | null {
  const isFloor = counts.areFloors || (isHead && !counts.isComplete);
  const own = isHead ? [...counts.byKey.keys()].filter((one) => one.startsWith(key)) : keys;
  const known = own.map((one) => counts.byKey.get(one) ?? (counts.isComplete ? NONE : null));
  if (known.includes(null)) return null;
  return { ...known.reduce<Count>((sum, one) => add(sum, one ?? NONE), NONE), isFloor };
}

const NONE: Count = { events: 0, failed: 0 };

function add(a: Count, b: Count): Count {
  return { events: a.events + b.events, failed: a.failed + b.failed };
}
