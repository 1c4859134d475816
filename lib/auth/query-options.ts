import { queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import { usersList } from "./contract";
import { tokensAll, tokensOwn } from "./token-contract";

export const usersQuery = {
  all: () =>
    queryOptions({
      queryKey: ["users"],
      queryFn: ({ signal }) => call(usersList, {}, signal),
    }),
};

export const tokensQuery = {
  /** What all the others begin with: whatever changes a token reads them again. */
  every: () => queryOptions({ queryKey: ["tokens"] }),
  own: () =>
    queryOptions({
      queryKey: ["tokens", "own"],
      queryFn: ({ signal }) => call(tokensOwn, {}, signal),
    }),
  all: () =>
    queryOptions({
      queryKey: ["tokens", "all"],
      queryFn: ({ signal }) => call(tokensAll, {}, signal),
    }),
};
