import { fitsPrincipal, isMadeThen } from "./fits";
import { foldCopies, type FoldedFact } from "./fold-copies";
import type { Origin } from "./link";
import type { Evidence, Use } from "./link-facts";
import { issuedLink, oneOf } from "./make-link";

/** Sessions of users come by a password; of these, by a token that another session of the same role asked for. */
const BY_PASSWORD: ReadonlySet<string> = new Set(["user", "root"]);

/**
 * The console works with keys of its own. A role's goes back to the session that asked for its sign-in token, else to the sign-in
 * at a provider that began a session of the same role, name and creation date.
 */
export function consoleOrigin(use: Use, { consoleTokens, bySession }: Evidence): Origin | null {
  if (!use.fromConsole || use.kind !== "temporary" || BY_PASSWORD.has(use.by.kind)) return null;
  const tokens = lastOfEach(foldCopies(consoleTokens).filter((fact) => isTokenFor(fact, use)));
  const askers = new Set(tokens.map(({ issuerKey }) => issuerKey));
  // What asked for a token may itself be what a sign-in gave: that is one way, not two.
  const begun = foldCopies(bySession).filter(
    (fact) =>
      (fact.mechanism === "assume-role-with-saml" || fact.mechanism === "assume-role-with-web-identity") &&
      !askers.has(fact.key) &&
      fitsPrincipal(fact, use) &&
      isMadeThen(use, fact),
  );
  const links = [...tokens.map((fact) => tokenLink(fact, use)), ...begun.map((fact) => beginLink(fact, use))];
  return links.length === 0 ? null : oneOf(links, SEVERAL_WAYS);
}

const SEVERAL_WAYS =
  "Several sign-ins and sign-in tokens of this role and session name fit. A session name of its own, or a source identity, would tell them apart.";

function beginLink(fact: FoldedFact, use: Use) {
  return {
    ...issuedLink(fact, use, "C"),
    because: "A key of the console: role, session name and creation date are those of this sign-in at a provider.",
  };
}

function isTokenFor(fact: FoldedFact, use: Use): boolean {
  if (fact.mechanism !== "sign-in-token" || fact.issuerKey === null || fact.issuerKey === use.key) return false;
  return fitsPrincipal(fact, use);
}

/** One for each key that asked: with the last of its tokens. */
function lastOfEach(tokens: readonly FoldedFact[]): FoldedFact[] {
  return [...new Map(tokens.map((fact) => [fact.issuerKey, fact])).values()];
}

function tokenLink(fact: FoldedFact, use: Use) {
  return {
    ...issuedLink(fact, use, "C"),
    because: "A key of the console: the session that asked for the sign-in token has the same role and session name.",
  };
}
