import { type LaneLine, UNSEEN_KEY } from "./arrange-lanes";
import type { BlindSpots } from "./contract";
import { type CoverageSpan, foldCoverage } from "./fold-coverage";

type BlindSpotsBehind = {
  readonly lanes: readonly Pick<BlindSpots["lanes"][number], "key" | "spans">[];
  readonly unseen: readonly Pick<BlindSpots["unseen"][number], "family" | "spans">[];
};

/** What lies behind each line, by its key: of a line that stands for several lanes the worst of them. */
export function behindLines(
  blind: BlindSpotsBehind | null,
  lines: readonly LaneLine[],
): ReadonlyMap<string, readonly CoverageSpan[]> {
  const behind = new Map<string, readonly CoverageSpan[]>();
  if (blind === null) return behind;
  const byLane = new Map(blind.lanes.map(({ key, spans }) => [key, spans]));
  const byFamily = new Map(blind.unseen.map(({ family, spans }) => [`${UNSEEN_KEY}${family}`, spans]));
  for (const line of lines) {
    if (line.isUnseen && !line.isHead) behind.set(line.key, byFamily.get(line.key) ?? []);
    else if (line.isUnseen && line.isFolded) behind.set(line.key, foldCoverage([...byFamily.values()]));
    else if (line.lanes.length > 0)
      behind.set(line.key, foldCoverage(line.keys.flatMap((key) => (byLane.has(key) ? [byLane.get(key) ?? []] : []))));
  }
  return behind;
}

/** From when on files are still expected behind each line, by its key: of several lanes the earliest. Lines of which nothing is known are left out. */
export function completeUntil(
  blind: Pick<BlindSpots, "lanes"> | null,
  lines: readonly LaneLine[],
): ReadonlyMap<string, number> {
  const byLane = new Map(blind?.lanes.map(({ key, completeUntilMs }) => [key, completeUntilMs]));
  const found = lines.flatMap((line): [string, number][] => {
    const times = line.keys.flatMap((key) => byLane.get(key) ?? []);
    return times.length === 0 || line.lanes.length === 0 ? [] : [[line.key, Math.min(...times)]];
  });
  return new Map(found);
}
