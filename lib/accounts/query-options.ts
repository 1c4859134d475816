import { queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import { accountsList } from "./contract";

const STALE_MS = 60_000;

const accountsKey = ["accounts"] as const;

export const accountsQuery = {
  key: accountsKey,
  list: () =>
    queryOptions({
      queryKey: accountsKey,
      queryFn: ({ signal }) => call(accountsList, {}, signal),
      staleTime: STALE_MS,
    }),
};
