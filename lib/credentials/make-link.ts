import type { FoldedFact } from "./fold-copies";
import type { Grade, Link, LinkMechanism, Origin } from "./link";
import type { Use } from "./link-facts";

/** The link that an issuance makes; of grade A until a use of the key is known. */
export function issuedLink(fact: FoldedFact, use: Use | null, grade: Grade): Link {
  return {
    from: fact.issuerKey ?? fact.asker.name,
    fromIsKey: fact.issuerKey !== null,
    fromWho: fact.asker,
    to: use?.key ?? fact.key ?? fact.sessionName ?? "",
    toWho: use?.by ?? null,
    grade,
    mechanism: fact.mechanism,
    issuingEventId: fact.eventId,
    usedEventId: use?.firstEventId ?? null,
    atMs: fact.timeMs,
    expiresAtMs: fact.expiresAtMs,
    because:
      use === null
        ? "One record names both ends; no use of what was issued is in the store."
        : "The key id that this call issued was then used by the same principal, within its lifetime.",
    recordedIn: fact.recordedInAll,
    region: fact.region,
    sessionName: fact.sessionName,
    scope: fact.scope,
    tags: fact.tags,
  };
}

/** A link of which no issuing record is known yet. */
export function linkOf(
  use: Use,
  grade: Grade,
  mechanism: LinkMechanism,
): Omit<Link, "from" | "fromIsKey" | "fromWho" | "because"> {
  return {
    to: use.key,
    toWho: use.by,
    grade,
    mechanism,
    issuingEventId: null,
    usedEventId: use.firstEventId,
    atMs: null,
    expiresAtMs: null,
    recordedIn: [],
    region: null,
    sessionName: use.sessionName,
    scope: null,
    tags: [],
  };
}

/** The one link, or several that stay candidates. */
export function oneOf(links: readonly Link[], apart: string): Origin {
  const [link, second] = links;
  if (link === undefined) return { kind: "none", reason: "" };
  return second === undefined ? { kind: "link", link } : { kind: "candidates", links, apart };
}
