import { queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import { retentionGet, retentionPlan } from "./contract";

const retentionKey = ["retention"] as const;

export const retentionQuery = {
  key: retentionKey,
  state: () =>
    queryOptions({
      queryKey: [...retentionKey, "state"],
      queryFn: ({ signal }) => call(retentionGet, {}, signal),
    }),
  plan: (days: number) =>
    queryOptions({
      queryKey: [...retentionKey, "plan", days],
      queryFn: ({ signal }) => call(retentionPlan, { days }, signal),
    }),
};
