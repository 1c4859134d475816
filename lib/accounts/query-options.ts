import { queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import { sourcesQuery } from "@/lib/sources/query-options";
import { accountsList } from "./contract";

const STALE_MS = 60_000;

/** Under the key of the sources: a load may bring names. */
export const accountsQuery = {
  list: () =>
    queryOptions({
      queryKey: [...sourcesQuery.key, "accounts"],
      queryFn: ({ signal }) => call(accountsList, {}, signal),
      staleTime: STALE_MS,
    }),
};
