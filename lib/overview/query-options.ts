import { queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import { overview } from "./contract";

const WHILE_SOMETHING_MAY_ARRIVE_MS = 5000;
const AT_REST_MS = 60_000;

export const overviewQuery = {
  now: () =>
    queryOptions({
      queryKey: ["overview"],
      queryFn: ({ signal }) => call(overview, {}, signal),
      refetchInterval: ({ state }) => {
        const { data } = state;
        const waiting = data === undefined || data.totals.files === 0;
        const busy = data?.lastRun?.state === "running" || data?.lastRun?.state === "receiving";
        return waiting || busy ? WHILE_SOMETHING_MAY_ARRIVE_MS : AT_REST_MS;
      },
    }),
};
