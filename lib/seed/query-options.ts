import { queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import { resolveSeed } from "./contract";

export const seedQuery = {
  resolved: (text: string) =>
    queryOptions({
      queryKey: ["seed", text],
      queryFn: ({ signal }) => call(resolveSeed, { text }, signal),
      enabled: text.trim() !== "",
      staleTime: 30_000,
    }),
};
