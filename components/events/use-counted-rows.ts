"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { EventOrder, EventRow } from "@/lib/events/contract";
import type { EventFilter } from "@/lib/events/event-filter";
import { BLOCK_ROWS, eventQuery } from "@/lib/events/query-options";
import type { Density } from "@/lib/timeline/contract";
import { placeOfRank } from "@/lib/timeline/place-of-rank";

/** Rows of a list by position; undefined while they are on their way. */
export type RowSource = {
  readonly rowAt: (index: number) => EventRow | undefined;
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
  const blocks = useMemo(() => {
    const last = Math.floor(Math.max(0, end - 1) / BLOCK_ROWS);
    const from = Math.floor(first / BLOCK_ROWS);
    return total === 0 ? [] : Array.from({ length: last - from + 1 }, (_, index) => from + index);
  }, [first, end, total]);
  const list = useMemo(() => ({ filter, order, total }), [filter, order, total]);
  return useQueries({
    queries: blocks.map((block) => eventQuery.block(list, { block, start: startOf(density, block, order) })),
    combine: (results) => ({
      rowAt: (index: number) =>
        results[Math.floor(index / BLOCK_ROWS) - (blocks[0] ?? 0)]?.data?.rows[index % BLOCK_ROWS],
      error: results.find(({ error }) => error !== null)?.error ?? null,
      retry: () => {
        for (const result of results) if (result.isError) void result.refetch();
      },
    }),
  });
}

function startOf(density: Density, block: number, order: EventOrder) {
  const rank = block * BLOCK_ROWS;
  return { kind: "rank" as const, ...(placeOfRank(density, rank, order) ?? { rank }) };
}
