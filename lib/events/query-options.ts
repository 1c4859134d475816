import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { call } from "@/lib/http/call";
import {
  type EventOrder,
  type EventRow,
  type Facet,
  findPosition,
  findText,
  getEvent,
  getQueryText,
  getRecordText,
  listEvents,
  listFacets,
} from "./contract";
import type { EventFilter } from "./event-filter";

export const BLOCK_ROWS = 200;
const STILL_MS = 5 * 60_000;

type Page = z.output<typeof listEvents.output>;
type Start = NonNullable<z.input<typeof listEvents.input>["at"]>;
type List = { readonly filter: EventFilter; readonly order: EventOrder };

/** Reads one block whole, although a page may stop early when its time is over. */
async function readBlock({ filter, order }: List, start: Start, signal: AbortSignal): Promise<Page> {
  const rows: EventRow[] = [];
  let at = start;
  for (;;) {
    const page: Page = await call(listEvents, { filter, order, at, limit: BLOCK_ROWS - rows.length }, signal);
    rows.push(...page.rows);
    if (page.next === null || rows.length >= BLOCK_ROWS) return { rows, next: page.next };
    at = { kind: "after", cursor: page.next };
  }
}

function blockKey(list: List & { readonly total: number }, block: number) {
  return ["events", "block", list.filter, list.order, list.total, block] as const;
}

export const eventQuery = {
  /** Rows `block * BLOCK_ROWS` and on of a list of `total`: entered at `start`, or behind the block before it where that is here. */
  block: (
    list: List & { readonly total: number },
    { block, start }: { readonly block: number; readonly start: Start },
  ) =>
    queryOptions({
      queryKey: blockKey(list, block),
      queryFn: ({ signal, client }) => {
        const next = client.getQueryData<Page>(blockKey(list, block - 1))?.next;
        return readBlock(list, next ? { kind: "after", cursor: next } : start, signal);
      },
      staleTime: STILL_MS,
    }),
  /** A list that can only be read from its beginning: what it was asked for lies outside the rollups. */
  searched: (list: List) =>
    infiniteQueryOptions({
      queryKey: ["events", "searched", list],
      queryFn: ({ signal, pageParam }) =>
        call(listEvents, { ...list, at: { kind: "after", cursor: pageParam }, limit: BLOCK_ROWS }, signal),
      initialPageParam: nothingYet(),
      getNextPageParam: (page) => page.next,
      staleTime: STILL_MS,
    }),
  position: (list: List & { readonly eventId: string }) =>
    queryOptions({
      queryKey: ["events", "position", list],
      queryFn: async ({ signal }) => (await call(findPosition, list, signal)).rank,
    }),
  facets: (filter: EventFilter, facets: readonly Facet[]) =>
    queryOptions({
      queryKey: ["events", "facets", filter, facets],
      queryFn: ({ signal }) => call(listFacets, { filter, facets: [...facets] }, signal),
      placeholderData: (previous) => previous,
    }),
  /** The filter as a command and as a condition for Athena. */
  text: (filter: EventFilter) =>
    queryOptions({
      queryKey: ["events", "query-text", filter],
      queryFn: ({ signal }) => call(getQueryText, { filter }, signal),
      staleTime: STILL_MS,
    }),
  /** Where a text occurs among the events of a filter: the latest part of them first, then what comes before it. */
  found: (filter: EventFilter, text: string) =>
    infiniteQueryOptions({
      queryKey: ["events", "found", filter, text],
      queryFn: ({ signal, pageParam }) => call(findText, { filter, text, beforeMs: pageParam }, signal),
      initialPageParam: atTheEnd(),
      getNextPageParam: ({ searchedFromMs }) => searchedFromMs,
      staleTime: STILL_MS,
    }),
  detail: (eventId: string) =>
    queryOptions({
      queryKey: ["events", "detail", eventId],
      queryFn: ({ signal }) => call(getEvent, { eventId }, signal),
      staleTime: STILL_MS,
    }),
  record: (record: { readonly eventId: string; readonly copy: number; readonly raw: boolean }) =>
    queryOptions({
      queryKey: ["events", "record", record],
      queryFn: ({ signal }) => call(getRecordText, record, signal),
      staleTime: Number.POSITIVE_INFINITY,
      // What was unmasked does not stay in memory behind a closed panel.
      ...(record.raw ? { gcTime: 0 } : {}),
    }),
};

function nothingYet(): string | null {
  return null;
}

function atTheEnd(): number | null {
  return null;
}
