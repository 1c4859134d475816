import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import { getChain, getCredential, listCredentials } from "./contract";

export const CREDENTIAL_PAGE_ROWS = 25;

export const credentialQuery = {
  list: (identity: string) =>
    infiniteQueryOptions({
      queryKey: ["credentials", "list", identity],
      queryFn: ({ signal, pageParam }) =>
        call(listCredentials, { identity, cursor: pageParam, limit: CREDENTIAL_PAGE_ROWS }, signal),
      initialPageParam: firstPage(),
      getNextPageParam: (page) => page.next,
    }),
  chain: (credential: string) =>
    queryOptions({
      queryKey: ["credentials", "chain", credential],
      queryFn: ({ signal }) => call(getChain, { credential }, signal),
    }),
  detail: (credential: string) =>
    queryOptions({
      queryKey: ["credentials", "detail", credential],
      queryFn: ({ signal }) => call(getCredential, { credential }, signal),
    }),
};

function firstPage(): string | null {
  return null;
}
