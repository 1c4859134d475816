import { fitsPrincipal, isMadeThen, SKEW_MS } from "./fits";
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
export function ofConsole(use: Use, { consoleTokens, bySession }: Evidence): Origin | null {
  if (!use.fromConsole || use.kind !== "temporary" || BY_PASSWORD.has(use.by.kind)) return null;
  const tokens = foldCopies(consoleTokens).filter((fact) => isTokenFor(fact, use));
  const timed = tokens.filter((fact) => use.createdAtMs !== null && isMadeThen(use, fact));
  const fitting = lastOfEach(timed.length > 0 ? timed : tokens);
  if (fitting.length > 0)
    return oneOf(
      fitting.map((fact) => tokenLink(fact, use)),
      SEVERAL_TOKENS,
    );
  const begun = foldCopies(bySession).filter(
    (fact) =>
      (fact.mechanism === "assume-role-with-saml" || fact.mechanism === "assume-role-with-web-identity") &&
      fitsPrincipal(fact, use) &&
      isMadeThen(use, fact),
  );
  if (begun.length === 0) return null;
  return oneOf(
    begun.map((fact) => ({
      ...issuedLink(fact, use, "C"),
      because: "A key of the console: role, session name and creation date are those of this sign-in at a provider.",
    })),
    "Several sign-ins began a session of this role and name in the same seconds.",
  );
}

const SEVERAL_TOKENS =
  "Several sessions of this role and name asked for a sign-in token before. A session name of its own, or a source identity, would tell them apart.";

/** The console's session is as old as the token, or keeps the date of the session that asked for it. */
function isTokenFor(fact: FoldedFact, use: Use): boolean {
  if (fact.mechanism !== "sign-in-token" || fact.issuerKey === null || fact.issuerKey === use.key) return false;
  if (!fitsPrincipal(fact, use)) return false;
  return use.createdAtMs === null || isMadeThen(use, fact) || use.createdAtMs <= fact.timeMs + SKEW_MS;
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
