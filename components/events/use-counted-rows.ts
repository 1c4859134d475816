"use client";

import { useQueries, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { EventOrder, EventRow } from "@/lib/events/contract";
import type { EventFilter } from "@/lib/events/event-filter";
import { BLOCK_ROWS, eventQuery } from "@/lib/events/query-options";
import type { Density } from "@/lib/timeline/contract";
import { placeOfRank } from "@/lib/timeline/place-of-rank";
import { useSettledBlocks } from "./use-settled-blocks";

/** Rows of a list by position; undefined while they are on their way. */
export type RowSource = {
  readonly rowAt: (index: number) => EventRow | undefined;
  /** Rows from one position to before another, those that are not here yet too. */
  readonly load: (first: number, end: number) => Promise<EventRow[]>;
  readonly error: Error | null;
  readonly retry: () => void;
};

type Wanted = {
  readonly filter: EventFilter;
  readonly order: EventOrder;
  /** The counts of the same filter: they say where each block begins. */
  readonly density: Density;
  readonly first: number;
  readonly end: number;
};

/** The rows between two positions of a list of known length: only their blocks are read, wherever they lie. */
export function useCountedRows({ filter, order, density, first, end }: Wanted): RowSource {
  const { total } = density;
  const shown = { from: Math.floor(first / BLOCK_ROWS), last: Math.floor(Math.max(0, end - 1) / BLOCK_ROWS) };
  const { from, last } = useSettledBlocks(shown);
  const client = useQueryClient();
  const blockAt = useCallback(
    (block: number) => eventQuery.block({ filter, order, total }, { block, start: startOf(density, block, order) }),
    [filter, order, density, total],
  );
  const queries = useMemo(
    () => (total === 0 ? [] : Array.from({ length: last - from + 1 }, (_, index) => blockAt(from + index))),
    [blockAt, total, from, last],
  );
  const load = useCallback(
    async (start: number, before: number): Promise<EventRow[]> => {
      const firstBlock = Math.floor(start / BLOCK_ROWS);
      const blocks = Math.ceil(before / BLOCK_ROWS) - firstBlock;
      const all = Array.from({ length: blocks }, (_, index) => client.query(blockAt(firstBlock + index)));
      const rows = (await Promise.all(all)).flatMap((page) => page.rows);
      return rows.slice(start - firstBlock * BLOCK_ROWS, before - firstBlock * BLOCK_ROWS);
    },
    [client, blockAt],
  );
  const combine = useCallback((results: readonly BlockResult[]) => toSource(results, from), [from]);
  const source = useQueries({ queries, combine });
  return useMemo(() => ({ ...source, load }), [source, load]);
}

type BlockResult = Pick<UseQueryResult<{ readonly rows: EventRow[] }>, "data" | "error" | "refetch">;

function toSource(results: readonly BlockResult[], from: number): Omit<RowSource, "load"> {
  return {
    rowAt: (index) => results[Math.floor(index / BLOCK_ROWS) - from]?.data?.rows[index % BLOCK_ROWS],
    error: results.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      for (const result of results) if (result.error !== null) void result.refetch();
    },
  };
}

function startOf(density: Density, block: number, order: EventOrder) {
  const rank = block * BLOCK_ROWS;
  return { kind: "rank" as const, ...(placeOfRank(density, rank, order) ?? { rank }) };
}
