"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { accountsQuery } from "@/lib/accounts/query-options";
import { integrityQuery } from "@/lib/integrity/query-options";
import type { RunRow } from "@/lib/sources/contract";
import { retentionQuery } from "@/lib/retention/query-options";
import { sourcesQuery } from "@/lib/sources/query-options";

/** What was loaded is verified once its run has ended. */
const VERIFYING_MS = 5000;

/** Reads the lists of files again when a run began or ended: what runs elsewhere changes them, and nothing else says so. */
export function useRefreshAfterRuns(runs: readonly RunRow[]): void {
  const client = useQueryClient();
  const sign = runs.map(({ id, condition }) => `${id} ${condition}`).join();
  const seen = useRef(sign);
  useEffect(() => {
    if (seen.current === sign) return;
    const isFirst = seen.current === "";
    seen.current = sign;
    if (isFirst) return;
    const refresh = (): void => {
      for (const { key } of [sourcesQuery, integrityQuery, accountsQuery, retentionQuery])
        void client.invalidateQueries({ queryKey: key });
    };
    refresh();
    const timer = setTimeout(refresh, VERIFYING_MS);
    return () => clearTimeout(timer);
  }, [client, sign]);
}
