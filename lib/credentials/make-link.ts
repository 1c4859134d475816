import type { FoldedFact } from "./fold-copies";
import type { Grade, Link, LinkMechanism, Origin } from "./link";
import type { Use } from "./link-facts";

/** The link that an issuance makes; of grade A until a use of the key is known. */
export function issuedLink(fact: FoldedFact, use: Use | null, grade: Grade): Link {
  return {
    from: fact.issuerKey ?? nameOf(fact),
    fromIsKey: fact.issuerKey !== null,
    fromWho: fact.asker,
    to: use?.key ?? fact.key ?? fact.sessionName ?? "",
    toWho: use?.by ?? issuedTo(fact),
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

/** Some records name nobody as their caller, and in their answer for whom it was: a certificate, an identity of a pool. */
function nameOf({ asker, subject }: FoldedFact): string {
  return asker.kind === "unattributed" && subject !== null ? subject : asker.name;
}

/** What is issued to others than roles. */
const KINDS: Partial<Record<LinkMechanism, string>> = {
  "create-access-key": "user",
  "create-service-specific-credential": "user",
  "reset-service-specific-credential": "user",
  "create-login-profile": "user",
  "update-login-profile": "user",
  "change-password": "user",
  "get-federation-token": "federated-user",
  "assume-root": "root",
};
/** Credentials for whoever asks. */
const OWN: ReadonlySet<LinkMechanism> = new Set<LinkMechanism>([
  "get-session-token",
  "oauth-token",
  "sign-in-token",
  "console-sign-in",
]);

/** For whom it was issued, as the issuing record names them: no use of it is in the store. */
function issuedTo({ name, mechanism, asker }: FoldedFact): Link["toWho"] {
  if (OWN.has(mechanism)) return asker;
  return name === null ? null : { id: null, name, kind: KINDS[mechanism] ?? "role" };
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
