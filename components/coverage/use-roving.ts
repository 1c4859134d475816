"use client";

import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { moveInGrid, type GridSpot } from "@/lib/coverage/move-in-grid";

type Roving = {
  readonly spot: GridSpot;
  readonly setSpot: (spot: GridSpot) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

/** One tab stop in a grid of many cells: arrows, Home, End and the page keys move it, and bring it into sight. */
export function useRoving(
  size: { readonly rows: number; readonly columns: number },
  scroll: { readonly ref: RefObject<HTMLElement | null>; readonly reveal: (row: number) => void },
): Roving {
  const [chosen, setSpot] = useState<GridSpot>({ row: 0, column: 0 });
  const wantsFocus = useRef(false);
  const spot = {
    row: Math.max(0, Math.min(chosen.row, size.rows - 1)),
    column: Math.max(0, Math.min(chosen.column, size.columns - 1)),
  };
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const cell = scroll.ref.current?.querySelector<HTMLElement>(`[data-spot="${spot.row}.${spot.column}"]`);
    if (!cell) return;
    wantsFocus.current = false;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  return {
    spot,
    setSpot,
    onKeyDown: (event) => {
      const next = moveInGrid(spot, { key: event.key, isCtrl: event.ctrlKey || event.metaKey }, size);
      if (next === null) return;
      event.preventDefault();
      wantsFocus.current = true;
      scroll.reveal(next.row);
      setSpot(next);
    },
  };
}
