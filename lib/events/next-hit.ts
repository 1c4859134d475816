import type { FoundText } from "./contract";

type Hits = FoundText["hits"];

/** The hit before (-1) or after (1) the open event, round about; the first or last where none is open or the open one is no hit. Null without hits. */
export function nextHit(hits: Hits, openEventId: string | null, step: -1 | 1): string | null {
  const at = hits.findIndex(({ eventId }) => eventId === openEventId);
  if (at < 0) return (step === 1 ? hits[0] : hits.at(-1))?.eventId ?? null;
  return hits[(at + step + hits.length) % hits.length]?.eventId ?? null;
}
