import { fitsLifetime, fitsPrincipal, isMadeThen } from "./fits";
import { consoleOrigin } from "./console-origin";
import { foldCopies, type FoldedFact } from "./fold-copies";
import type { Link, Origin } from "./link";
import type { Evidence, Use } from "./link-facts";
import { issuedLink, linkOf, oneOf } from "./make-link";
import { joinTwins } from "./join-twins";
import { isStanding, ofPassword, ofServiceKey, lastSetOf } from "./standing-origin";

const BEARER = "#bearer";

/**
 * Where a credential came from, by the strongest evidence there is: the key id, else session name and creation date, else the
 * sign-in. Candidates that nothing tells apart stay candidates. Depends on what the evidence holds, not on its order.
 */
export function findOrigin(use: Use, evidence: Evidence): Origin {
  if (isStanding(use)) return ofServiceKey(use, evidence);
  if (use.key.endsWith(BEARER)) return oneOf([bearerLink(use)], "");
  const byKey = lastSetOf(
    joinTwins(foldCopies(evidence.byKey)).filter((fact) => fact.issuerKey !== use.key),
    use.firstMs,
  );
  if (use.firstMs === null && byKey.length > 0)
    return oneOf(
      byKey.map((fact) => issuedLink(fact, null, "A")),
      SEVERAL_RECORDS,
    );
  const proven = byKey.filter((fact) => fitsPrincipal(fact, use) && fitsLifetime(fact, use));
  if (proven.length > 0) {
    return oneOf(
      proven.map((fact) => provenLink(fact, use)),
      SEVERAL_RECORDS,
    );
  }
  if (byKey.length > 0 && !isMasked(use.key)) return contradicted(byKey, use);
  for (const find of [consoleOrigin, ofSession, forwarded, ofSignInSession, ofPassword, signedIn]) {
    const origin = find(use, evidence);
    if (origin !== null) return origin;
  }
  const isByItself = evidence.byKey.some(({ issuerKey }) => issuerKey === use.key);
  return { kind: "none", reason: isByItself ? BY_ITSELF : reasonOf(use) };
}

const BY_ITSELF =
  "The one record that issues this key was signed with it, and no key issues itself: the record is false, or what it tells is not the beginning.";

/** A token's record does not say for whom it was: the id alone joins it. A masked id is nobody's own: the rest joins it. */
function provenLink(fact: FoldedFact, use: Use): Link {
  if (isMasked(use.key)) return { ...issuedLink(fact, use, "C"), because: MASKED };
  return issuedLink(fact, use, fact.mechanism === "web-identity-token" ? "C" : "B");
}

/** Somebody blanked it out before the records came here, for all keys alike. */
function isMasked(key: string): boolean {
  return /[*…]|\.{3}|x{5}/i.test(key);
}

const MASKED =
  "The key id is masked in these records, as others may be: principal and time of the issuance are those of its use.";

const SEVERAL_RECORDS =
  "Several records say that they issued this key id; one of them at most is true. The delivered files and their digests tell which.";

/** The key id was issued, but to somebody else, or at another time: not a link. */
function contradicted(facts: readonly FoldedFact[], use: Use): Origin {
  const links = facts.map((fact) => ({
    ...issuedLink(fact, use, "D"),
    because: fitsPrincipal(fact, use)
      ? "The key id is the same, but it was used outside the time for which it was issued."
      : "The key id is the same, but it was issued to another principal.",
  }));
  return {
    kind: "candidates",
    links,
    apart:
      "Records of the same key id contradict its use. A key id is unique only with its principal and creation date.",
  };
}

/** Calls of service-linked roles carry no key; some responses name none: session name and creation date stand for it. */
function ofSession(use: Use, { bySession }: Evidence): Origin | null {
  const fitting = foldCopies(bySession).filter(
    (fact) => (use.kind === "keyless" || fact.key === null) && fact.issuerKey !== use.key && fitsPrincipal(fact, use),
  );
  const isOwn = use.kind === "keyless" || use.isDirect;
  if (fitting.length === 0 || !isOwn) return null;
  return oneOf(
    fitting.map((fact) => ({
      ...issuedLink(fact, use, "C"),
      because: "Role, session name and creation date are those of this issuance; the records name no key id.",
    })),
    "These sessions have one role, one name and one second of birth. A session name or source identity of its own, or a key id in the records, would tell them apart.",
  );
}

/** A service that calls for its caller signs with a key of its own, which keeps the caller's session name and creation date. */
function forwarded(use: Use, { bySession, siblings }: Evidence): Origin | null {
  if (use.isDirect || use.kind === "keyless") return null;
  const facts = foldCopies(bySession).filter((fact) => fact.key !== use.key && fitsPrincipal(fact, use));
  const direct = siblings.filter((one) => one.isDirect && one.key !== use.key && isToldFrom(one, use));
  const keys = [...new Set([...facts.flatMap(({ key }) => key ?? []), ...direct.map(({ key }) => key)])].sort();
  const isTimed = use.createdAtMs !== null;
  const links = keys.map((from): Link => {
    const fact = facts.find(({ key }) => key === from);
    return {
      ...linkOf(use, isTimed ? "C" : "D", "forwarded-access"),
      from,
      fromIsKey: true,
      fromWho: use.by,
      issuingEventId: fact?.eventId ?? null,
      atMs: fact?.timeMs ?? null,
      because: isTimed
        ? "A service called with it for its caller: identity, session name and creation date are the caller's."
        : "A service called with it for its caller, whose only other key in use at the time this is.",
    };
  });
  return links.length === 0 ? null : oneOf(links, SAME_SESSION);
}

const SAME_SESSION =
  "These keys share one session name and one second of birth, as the two that an instance gets. Which of them the service called for is not recorded.";

/** Where both say which metadata service gave them out, that tells them apart. */
function isToldFrom(one: Use, use: Use): boolean {
  return one.delivery === null || use.delivery === null || one.delivery === use.delivery;
}

/** A tool gets keys with tokens of a sign-in session, ever new ones: their records carry the session and no token. */
function ofSignInSession(use: Use, { tokens }: Evidence): Origin | null {
  const facts = foldCopies(tokens).filter(
    (fact) =>
      use.signInSession !== null &&
      fact.scope === use.signInSession &&
      fact.issuerKey !== null &&
      fact.issuerKey !== use.key &&
      fitsPrincipal(fact, use),
  );
  const then = facts.filter((fact) => isMadeThen(use, fact));
  const byAsker = new Map((then.length > 0 ? then : facts).map((fact) => [fact.issuerKey, fact]));
  const links = [...byAsker.values()].map((fact) => ({
    ...issuedLink(fact, use, "C"),
    because: "Its records carry the sign-in session over which this token was asked for.",
  }));
  return links.length === 0 ? null : oneOf(links, SEVERAL_ASKERS);
}

const SEVERAL_ASKERS =
  "Several keys asked for tokens of this sign-in session. The records of a token's use do not name the token.";

function signedIn(use: Use, { signIns }: Evidence): Origin | null {
  const facts = foldCopies(signIns).filter(
    (fact) => fact.issuerKey !== use.key && fitsSignIn(fact, use) && fitsPrincipal(fact, use),
  );
  const bySource = new Map<string, FoldedFact>();
  for (const fact of facts) bySource.set(fact.issuerKey ?? `${fact.asker.id} ${fact.eventId}`, fact);
  const sources = [...bySource.values()];
  const named = sources.filter((fact) => namesUser(fact, use));
  const links = (named.length > 0 ? named : sources).map((fact) => {
    const isNamed = named.includes(fact);
    return {
      ...issuedLink(fact, use, isNamed ? "C" : "D"),
      because: isNamed
        ? "The same user signed in when this session was made."
        : "This permission set was taken in this account in the seconds before; the portal's record names no session.",
    };
  });
  return links.length === 0
    ? null
    : oneOf(links, "Several sign-ins fit the time. A user id in the session's own records would tell them apart.");
}

/** The portal gives the session its user's name, and the session's own records the user's id where they give it. */
function namesUser({ mechanism, subject }: FoldedFact, { behalfOf, sessionName }: Use): boolean {
  return mechanism !== "identity-center" || (subject !== null && (subject === behalfOf || subject === sessionName));
}

function fitsSignIn(fact: FoldedFact, use: Use): boolean {
  const isTold = fact.mechanism === "identity-center" && use.behalfOf !== null && fact.subject !== null;
  return !isTold || namesUser(fact, use);
}

function bearerLink(use: Use): Link {
  return {
    ...linkOf(use, "A", "bearer-token"),
    from: use.key.slice(0, -BEARER.length),
    fromIsKey: true,
    fromWho: use.by,
    issuingEventId: use.firstEventId,
    because: "One record names the key and says that a bearer token made from it signed the call.",
  };
}

function reasonOf({ kind, key, by, signInSession }: Use): string {
  if (kind === "long-term") return "A long-term key; the call that made it is not in the store.";
  if (by.kind === "foreign-account") return "Issued in another account, whose records are not in the store.";
  if (kind === "bearer") return "A token that a directory issued; no record says how.";
  if (signInSession !== null)
    return `It belongs to the sign-in session ${signInSession}; no record in the store says with which other key that was opened.`;
  if (key.includes("@"))
    return "The records name no key id, and no issuance fits this session's name and creation date.";
  return "The call that issued it is not in the store: it was made before the records begin, or where none are held.";
}
