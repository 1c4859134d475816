import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import { auditActions, type AuditFilter, auditList } from "./contract";

export const auditQuery = {
  pages: (filter: AuditFilter) =>
    infiniteQueryOptions({
      queryKey: ["audit", "pages", filter],
      queryFn: ({ signal, pageParam }) => call(auditList, { filter, cursor: pageParam }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
    }),
  actions: () =>
    queryOptions({
      queryKey: ["audit", "actions"],
      queryFn: ({ signal }) => call(auditActions, {}, signal),
    }),
};
