"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { eventQuery } from "@/lib/events/query-options";
import type { EventView } from "./use-event-view";
import type { RowSource } from "./use-counted-rows";
import type { ListCursor } from "./use-list-cursor";
import type { LongScroll } from "./use-long-scroll";

type Jump = {
  readonly view: EventView;
  readonly source: RowSource;
  readonly total: number;
  readonly scroll: LongScroll;
  readonly cursor: ListCursor;
};

/** Whoever opens a link to a record finds the list at its row: its position is counted once, when the page opens. */
export function useJumpToOpenEvent({ view, source, total, scroll, cursor }: Jump): void {
  const [linked] = useState(view.eventId);
  const settled = useRef<"no" | "scrolled" | "done">(linked === null ? "done" : "no");
  const position = useQuery({
    ...eventQuery.position({ filter: view.filter, order: view.order, eventId: linked ?? "" }),
    enabled: linked !== null && total > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const rank = position.data ?? null;
  const isLaidOut = scroll.heightPx > 0 && scroll.rowsInView > 1;
  useEffect(() => {
    if (settled.current === "no" && rank !== null && isLaidOut) {
      settled.current = "scrolled";
      scroll.scrollToRow(Math.max(0, rank - Math.floor(scroll.rowsInView / 2)), "top");
    }
  }, [rank, isLaidOut, scroll]);
  const row = rank === null ? undefined : source.rowAt(rank);
  useEffect(() => {
    if (settled.current !== "scrolled" || row === undefined || rank === null) return;
    settled.current = "done";
    if (row.eventId === linked) cursor.activate(rank);
  }, [row, rank, linked, cursor]);
}
