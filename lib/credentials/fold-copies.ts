import { isSessionId } from "@/lib/cloudtrail/key-id";
import type { Fact } from "./link-facts";

export type FoldedFact = Fact & { readonly recordedInAll: readonly string[] };

/**
 * One fact for each issuance: the copies that several accounts received of one call are one, told by the copy that names its
 * caller best. The result does not depend on the order.
 */
export function foldCopies(facts: readonly Fact[]): FoldedFact[] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const of = fact.sharedEventId ?? fact.eventId;
    const id = JSON.stringify([of, fact.key, fact.key === null ? fact.sessionName : null]);
    groups.set(id, [...(groups.get(id) ?? []), fact]);
  }
  return [...groups.values()]
    .flatMap((copies) => {
      const [best] = copies.toSorted((a, b) => poverty(a) - poverty(b) || (a.eventId < b.eventId ? -1 : 1));
      return best ? [{ ...best, recordedInAll: [...new Set(copies.map(({ recordedIn }) => recordedIn))].sort() }] : [];
    })
    .sort((a, b) => a.timeMs - b.timeMs || inOrder(placeOf(a), placeOf(b)));
}

/** One record may tell of several credentials. */
function placeOf({ eventId, key, sessionName }: Fact): string {
  return JSON.stringify([eventId, key, sessionName]);
}

function inOrder(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function poverty(fact: Fact): number {
  return (
    (fact.issuerKey === null || isSessionId(fact.issuerKey) ? 2 : 0) + (fact.asker.kind === "foreign-account" ? 1 : 0)
  );
}
