import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import {
  type LogFileFilter,
  logFileGet,
  logFilesList,
  quarantineList,
  quarantineReasons,
  quarantineText,
  runGet,
  runSkipped,
  runSkippedReasons,
  runsList,
  sourcesSummary,
} from "./contract";
import { isEnded, isUnderWay, type RunCondition } from "./run-condition";
import { loadsUnderWay } from "./s3-contract";
import { uploadFiles } from "./upload-contract";

const BUSY_MS = 1000;
const IDLE_MS = 10_000;
/** Rows on the first page of a list; the server renders the same. */
export const ROWS_SHOWN = 50;
export const RUNS_SHOWN = 5;

const FIRST: string | null = null;
const nextOf = ({ next }: { readonly next: string | null }): string | null => next;

/** Everything that an ingest changes; refreshed together while one runs. */
const sourcesKey = ["sources"] as const;

export const sourcesQuery = {
  key: sourcesKey,
  summary: (isBusy: boolean) =>
    queryOptions({
      queryKey: [...sourcesKey, "summary"],
      queryFn: ({ signal }) => call(sourcesSummary, {}, signal),
      refetchInterval: isBusy ? 2 * BUSY_MS : false,
    }),
  files: (filter: LogFileFilter) =>
    infiniteQueryOptions({
      queryKey: [...sourcesKey, "files", filter],
      queryFn: ({ signal, pageParam }) => call(logFilesList, { filter, cursor: pageParam, limit: ROWS_SHOWN }, signal),
      initialPageParam: FIRST,
      getNextPageParam: nextOf,
    }),
  file: (sha256: string) =>
    queryOptions({
      queryKey: [...sourcesKey, "file", sha256],
      queryFn: ({ signal }) => call(logFileGet, { sha256 }, signal),
    }),
  quarantineReasons: (sha256: string | null) =>
    queryOptions({
      queryKey: [...sourcesKey, "quarantine-reasons", sha256],
      queryFn: ({ signal }) => call(quarantineReasons, { sha256 }, signal),
    }),
  quarantine: (filter: { readonly reason: string | null; readonly sha256: string | null }) =>
    infiniteQueryOptions({
      queryKey: [...sourcesKey, "quarantine", filter],
      queryFn: ({ signal, pageParam }) =>
        call(quarantineList, { filter, cursor: pageParam, limit: ROWS_SHOWN }, signal),
      initialPageParam: FIRST,
      getNextPageParam: nextOf,
    }),
  /** Every look is audited: never asked for ahead, nor again by itself. */
  quarantineText: (input: { sha256: string; recordIndex: number; raw: boolean; whole: boolean }) =>
    queryOptions({
      queryKey: ["quarantine-text", input],
      queryFn: ({ signal }) => call(quarantineText, input, signal),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    }),
  runs: () =>
    infiniteQueryOptions({
      queryKey: ["runs", "list"],
      queryFn: ({ signal, pageParam }) => call(runsList, { cursor: pageParam, limit: RUNS_SHOWN }, signal),
      initialPageParam: FIRST,
      getNextPageParam: nextOf,
      refetchInterval: ({ state }) =>
        state.data?.pages.some(({ rows }) => rows.some(({ condition }) => isUnderWay(condition))) ? BUSY_MS : IDLE_MS,
    }),
  run: (runId: string) =>
    queryOptions({
      queryKey: ["runs", "run", runId],
      queryFn: ({ signal }) => call(runGet, { runId }, signal),
      refetchInterval: ({ state }) => (state.data && isEnded(state.data.run.condition) ? false : BUSY_MS),
    }),
  /** Asked for on every page: often only while something loads. */
  underWay: () =>
    queryOptions({
      queryKey: ["runs", "under-way"],
      queryFn: ({ signal }) => call(loadsUnderWay, {}, signal),
      staleTime: 2 * BUSY_MS,
      refetchInterval: ({ state }) => ((state.data?.loads.length ?? 0) > 0 ? 3 * BUSY_MS : 3 * IDLE_MS),
    }),
  /** `known`: how many the run has skipped so far; when that grows, there is more to read. */
  skippedReasons: (runId: string, known: number) =>
    queryOptions({
      queryKey: ["runs", "skipped-reasons", runId, known],
      queryFn: ({ signal }) => call(runSkippedReasons, { runId }, signal),
    }),
  skipped: (runId: string, reason: string, known: number) =>
    infiniteQueryOptions({
      queryKey: ["runs", "skipped", runId, reason, known],
      queryFn: ({ signal, pageParam }) =>
        call(runSkipped, { runId, reason, cursor: pageParam, limit: ROWS_SHOWN }, signal),
      initialPageParam: FIRST,
      getNextPageParam: nextOf,
    }),
  /** What became of the last files is written down a moment after their run is done. */
  uploadFiles: (runId: string, condition: RunCondition) =>
    infiniteQueryOptions({
      queryKey: ["runs", "upload-files", runId],
      queryFn: ({ signal, pageParam }) => call(uploadFiles, { runId, cursor: pageParam, limit: ROWS_SHOWN }, signal),
      initialPageParam: FIRST,
      getNextPageParam: nextOf,
      refetchInterval: ({ state }) => {
        const isOpen = state.data?.pages.some(({ rows }) => rows.some((row) => row.state === "received")) ?? true;
        return !isEnded(condition) || (condition === "done" && isOpen) ? BUSY_MS : false;
      },
    }),
};
