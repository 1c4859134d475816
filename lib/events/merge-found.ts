import type { FoundText } from "./contract";

/** One answer of several parts, each of the time before the one it follows; null without any. */
export function mergeFound(parts: readonly FoundText[]): FoundText | null {
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return null;
  const hits = new Map(parts.toReversed().flatMap((part) => part.hits.map((hit) => [hit.eventId, hit])));
  return { hits: [...hits.values()], records: first.records, searchedFromMs: last.searchedFromMs };
}
