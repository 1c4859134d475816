import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
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
