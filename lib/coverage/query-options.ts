import { queryOptions, skipToken } from "@tanstack/react-query";
import type { z } from "zod";
import { call } from "@/lib/http/call";
import { getCoverageCell, getCoverageExtent, getCoverageGrid, judgeRecord, listCoverageChanges } from "./contract";
import { askQuestion } from "./answers/contract";
import { listActivityCoverage } from "./activity-contract";
import { listAgentPaths } from "./agents/contract";
import { planFix } from "./fixes/contract";
import type { CellRef } from "./search-params";

/** A moment, and when what is known of it was known: null for the present knowledge. */
export type CoverageMoment = { readonly atMs: number; readonly knownAtMs: number | null };

type FixWish = z.input<typeof planFix.input>;
type Asked = z.input<typeof askQuestion.input>;

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
  /** What is said of the record of a stored event; `text` is that record, once it is here. */
  verdict: (eventId: string, text: string | undefined) =>
    queryOptions({
      queryKey: ["coverage", "verdict", eventId],
      queryFn: text === undefined ? skipToken : ({ signal }) => call(judgeRecord, { record: text }, signal),
      retry: false,
    }),
  /** How well identities would have been seen; those of one page are asked about at once. */
  activity: (identities: readonly string[]) =>
    queryOptions({
      queryKey: ["coverage", "activity", identities],
      queryFn: ({ signal }) => call(listActivityCoverage, { identities: [...identities] }, signal),
    }),
  agents: (moment: CoverageMoment) =>
    queryOptions({
      queryKey: ["coverage", "agents", moment],
      queryFn: ({ signal }) => call(listAgentPaths, momentInput(moment), signal),
      placeholderData: (previous) => previous,
    }),
  fix: (wish: FixWish) =>
    queryOptions({
      queryKey: ["coverage", "fix", wish],
      queryFn: ({ signal }) => call(planFix, wish, signal),
      retry: false,
      placeholderData: (previous) => previous,
    }),
  answer: (asked: Asked) =>
    queryOptions({
      queryKey: ["coverage", "answer", asked],
      queryFn: ({ signal }) => call(askQuestion, asked, signal),
      retry: false,
      // An answer is of the moment at which it was asked; it is asked again on request only.
      staleTime: Number.POSITIVE_INFINITY,
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
