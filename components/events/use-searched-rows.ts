"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { EventOrder } from "@/lib/events/contract";
import type { EventFilter } from "@/lib/events/event-filter";
import { parseCursor } from "@/lib/events/event-cursor";
import { eventQuery } from "@/lib/events/query-options";
import type { RowSource } from "./use-counted-rows";

export type SearchedRows = RowSource & {
  /** How many were found so far. */
  readonly found: number;
  readonly isSearching: boolean;
  /** How far the search came, while it has not come to the end. */
  readonly reachedMs: number | null;
};

type Wanted = { readonly filter: EventFilter; readonly order: EventOrder; readonly end: number };

/** A list that has to be searched for: read on from where it stands as long as rows up to `end` are missing. */
export function useSearchedRows({ filter, order, end }: Wanted): SearchedRows {
  const list = useMemo(() => ({ filter, order }), [filter, order]);
  const query = useInfiniteQuery(eventQuery.searched(list));
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const wantsMore = hasNextPage && !isFetching && error === null && rows.length < end;
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage, rows.length]);
  const reached = data?.pages.at(-1)?.next ?? null;
  return {
    rowAt: (index) => rows[index],
    load: (first, end) => Promise.resolve(rows.slice(first, end)),
    found: rows.length,
    isSearching: isFetching || wantsMore,
    reachedMs: reached === null ? null : (parseCursor(reached)?.timeMs ?? null),
    error,
    retry: () => void (rows.length > 0 ? fetchNextPage() : refetch()),
  };
}
