import { queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import { getCoverageCell, getCoverageExtent, getCoverageGrid, judgeRecord, listCoverageChanges } from "./contract";
import type { CellRef } from "./search-params";

/** A moment, and when what is known of it was known: null for the present knowledge. */
export type CoverageMoment = { readonly atMs: number; readonly knownAtMs: number | null };

const CHANGES_MAX = 2000;

export const coverageQuery = {
  extent: () =>
    queryOptions({
      queryKey: ["coverage", "extent"],
      queryFn: ({ signal }) => call(getCoverageExtent, {}, signal),
    }),
  grid: (moment: CoverageMoment) =>
    queryOptions({
      queryKey: ["coverage", "grid", moment],
      queryFn: ({ signal }) => call(getCoverageGrid, momentInput(moment), signal),
      placeholderData: (previous) => previous,
    }),
  changes: (extent: { readonly fromMs: number; readonly toMs: number }) =>
    queryOptions({
      queryKey: ["coverage", "changes", extent.fromMs, extent.toMs],
      queryFn: ({ signal }) => call(listCoverageChanges, changesInput(extent), signal),
    }),
  cell: (cell: CellRef, moment: CoverageMoment) =>
    queryOptions({
      queryKey: ["coverage", "cell", cell, moment],
      queryFn: ({ signal }) => call(getCoverageCell, { ...cell, ...momentInput(moment) }, signal),
      placeholderData: (previous) => previous,
    }),
  /** Asked anew for every text: a record is long, and no key. */
  judge: (key: { readonly eventId: string; readonly record: string }) =>
    queryOptions({
      queryKey: ["coverage", "judge", key.eventId],
      queryFn: ({ signal }) => call(judgeRecord, { record: key.record }, signal),
      retry: false,
    }),
};

/** A moment as the verbs take it. */
export function momentInput({ atMs, knownAtMs }: CoverageMoment): { atMs: number; knownAtMs?: number } {
  return { atMs, ...(knownAtMs === null ? {} : { knownAtMs }) };
}

/** The window of the scrubber as its verb takes it, its end included. */
export function changesInput({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) {
  return { fromMs, toMs: toMs + 1, limit: CHANGES_MAX };
}
