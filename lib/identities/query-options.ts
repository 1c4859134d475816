import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import { getIdentity, type IdentityFilter, type IdentitySort, listIdentities, listIdentityFacets } from "./contract";

export const IDENTITY_PAGE_ROWS = 50;

export const identityQuery = {
  list: (filter: IdentityFilter, sort: IdentitySort) =>
    infiniteQueryOptions({
      queryKey: ["identities", "list", filter, sort],
      queryFn: ({ signal, pageParam }) =>
        call(listIdentities, { filter, sort, cursor: pageParam, limit: IDENTITY_PAGE_ROWS }, signal),
      initialPageParam: firstPage(),
      getNextPageParam: (page) => page.next,
      placeholderData: (previous) => previous,
    }),
  facets: (filter: IdentityFilter) =>
    queryOptions({
      queryKey: ["identities", "facets", filter],
      queryFn: ({ signal }) => call(listIdentityFacets, { filter }, signal),
      placeholderData: (previous) => previous,
    }),
  profile: (identity: string) =>
    queryOptions({
      queryKey: ["identities", "profile", identity],
      queryFn: ({ signal }) => call(getIdentity, { identity }, signal),
    }),
};

function firstPage(): string | null {
  return null;
}
