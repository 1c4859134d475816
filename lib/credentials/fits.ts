import type { Fact, Use } from "./link-facts";

const SECOND = 1_000;
/** Clocks of different endpoints, in whole seconds. */
export const SKEW_MS = 5 * SECOND;
/** A call that began before the end may complete after it. */
const GRACE_MS = 300 * SECOND;

/** Whether the principal that used a key is the one for which it was issued, as far as the issuing record tells. */
export function fitsPrincipal(fact: Fact, use: Use): boolean {
  if (fact.uniqueId !== null && use.uniqueIds.length > 0) {
    if (!use.uniqueIds.includes(fact.uniqueId)) return false;
  } else {
    if (fact.account !== null && use.account !== null && fact.account !== use.account) return false;
    if (fact.name !== null && !hasName(fact, use)) return false;
  }
  // Services that leave assumedRoleUser out use another session name than they asked for.
  const isToldName = fact.mechanism !== "service-assume-role" || fact.uniqueId !== null;
  return !isToldName || fact.sessionName === null || use.sessionName === null || fact.sessionName === use.sessionName;
}

function hasName(fact: Fact, use: Use): boolean {
  return fact.mechanism === "identity-center" ? use.name.startsWith(fact.name ?? "") : use.name === fact.name;
}

/** Whether the first use lies between issuance and end, and the creation date that its records carry is that of the issuance. */
export function fitsLifetime(fact: Fact, use: Use): boolean {
  if (use.firstMs === null) return false;
  if (use.firstMs < fact.timeMs - SKEW_MS) return false;
  if (fact.expiresAtMs !== null && use.firstMs > fact.expiresAtMs + GRACE_MS) return false;
  return use.kind !== "temporary" || isMadeThen(use, fact);
}

/** Whether two records may tell of one issuance: of the same session, in the same seconds. */
export function fitsEachOther(a: Fact, b: Fact): boolean {
  const isSame = (key: "account" | "name" | "uniqueId" | "sessionName"): boolean =>
    a[key] === null || b[key] === null || a[key] === b[key];
  return (
    isSame("account") &&
    isSame("name") &&
    isSame("uniqueId") &&
    isSame("sessionName") &&
    Math.abs(a.timeMs - b.timeMs) <= SKEW_MS
  );
}

/** Whether the creation date in a credential's records is the time of the issuance; without one nothing speaks against it. */
export function isMadeThen(use: Use, fact: Fact): boolean {
  return use.createdAtMs === null || Math.abs(use.createdAtMs - fact.timeMs) <= SKEW_MS;
}
