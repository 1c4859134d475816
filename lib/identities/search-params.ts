import type { Route } from "next";
import { createLoader, createSerializer, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { HUMAN, IDENTITY_SORTS, type IdentityFilter } from "./contract";

export const identityParams = {
  q: parseAsString.withDefault(""),
  kind: parseAsArrayOf(parseAsString).withDefault([]),
  human: parseAsArrayOf(parseAsStringLiteral(HUMAN)).withDefault([]),
  account: parseAsArrayOf(parseAsString).withDefault([]),
  sort: parseAsStringLiteral(IDENTITY_SORTS).withDefault("last-seen"),
};

export const loadIdentityParams = createLoader(identityParams);

/** The filter that an address asks for. */
export function toIdentityFilter(params: {
  q: string;
  kind: string[];
  human: IdentityFilter["human"];
  account: string[];
}): IdentityFilter {
  return { query: params.q, kinds: params.kind, human: params.human, accounts: params.account };
}

/** What is open on an identity's profile: the credential whose chain is shown, and the event whose record is. */
export const profileParams = { credential: parseAsString, event: parseAsString };

export const loadProfileParams = createLoader(profileParams);

const serialiseProfile = createSerializer(profileParams);

/** The address of an identity's profile, with a credential's chain open. */
export function profileHref(identityId: string, credential: string | null = null): Route {
  return serialiseProfile(`/identities/${encodeURIComponent(identityId)}`, { credential }) as Route;
}
