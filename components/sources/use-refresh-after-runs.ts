"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { RunRow } from "@/lib/sources/contract";
import { sourcesQuery } from "@/lib/sources/query-options";

/** Reads the lists of files again when a run began or ended: what runs elsewhere changes them, and nothing else says so. */
export function useRefreshAfterRuns(runs: readonly RunRow[]): void {
  const client = useQueryClient();
  const sign = runs.map(({ id, condition }) => `${id} ${condition}`).join();
  const seen = useRef(sign);
  useEffect(() => {
    if (seen.current === sign) return;
    const isFirst = seen.current === "";
    seen.current = sign;
    if (!isFirst) void client.invalidateQueries({ queryKey: sourcesQuery.key });
  }, [client, sign]);
}
