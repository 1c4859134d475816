"use client";

import { useCallback, useRef, useState } from "react";
import { drawnRows, isScaled, type ScrollBox, scrollAt, scrollHeight, topRowAt } from "@/lib/events/scroll-scale";
import { useElementSize } from "@/components/common/use-element-size";

const BEYOND_ROWS = 6;

export type LongScroll = {
  readonly ref: (element: HTMLElement | null) => () => void;
  readonly onScroll: () => void;
  readonly heightPx: number;
  /** The rows to draw, and where the first of them begins. */
  readonly first: number;
  readonly end: number;
  readonly offsetPx: number;
  readonly rowsInView: number;
  readonly scrollToRow: (row: number, place: "top" | "nearest") => void;
};

/** Scrolling through any number of rows of one height, below a head that stays; past what browsers can scroll, the bar stands for the whole list. */
export function useLongScroll(rows: number, rowPx: number, headPx: number): LongScroll {
  const [sizeRef, size] = useElementSize();
  const [top, setTop] = useState({ row: 0, scrollPx: 0 });
  const element = useRef<HTMLElement | null>(null);
  const box: ScrollBox = { rows, rowPx, viewPx: Math.max(0, size.height - headPx) };
  const boxRef = useRef(box);
  const exact = useRef<{ readonly row: number; readonly scrollPx: number } | null>(null);
  boxRef.current = box;

  const show = useCallback((row: number, scrollPx: number) => {
    setTop((shown) => (shown.row === row && shown.scrollPx === scrollPx ? shown : { row, scrollPx }));
  }, []);

  const goTo = useCallback(
    (row: number) => {
      const view = element.current;
      if (view === null) return;
      view.scrollTop = scrollAt(row, boxRef.current);
      exact.current = { row: topRowAt(scrollAt(row, boxRef.current), boxRef.current), scrollPx: view.scrollTop };
      show(exact.current.row, view.scrollTop);
    },
    [show],
  );

  const onScroll = useCallback(() => {
    const scrollPx = element.current?.scrollTop ?? 0;
    // Our own jumps know their row to the fraction; the position that a browser keeps is rounded.
    const known = exact.current;
    const isOurs = known !== null && Math.abs(known.scrollPx - scrollPx) < 1;
    if (!isOurs) exact.current = null;
    show(isOurs ? known.row : topRowAt(scrollPx, boxRef.current), scrollPx);
  }, [show]);

  const ref = useCallback(
    (node: HTMLElement | null) => {
      element.current = node;
      const stopSize = sizeRef(node);
      const onWheel = (event: WheelEvent) => {
        if (!isScaled(boxRef.current) || event.ctrlKey || event.deltaY === 0) return;
        event.preventDefault();
        const current = exact.current?.row ?? topRowAt(node?.scrollTop ?? 0, boxRef.current);
        goTo(current + wheelPx(event, boxRef.current) / boxRef.current.rowPx);
      };
      node?.addEventListener("wheel", onWheel, { passive: false });
      return () => {
        node?.removeEventListener("wheel", onWheel);
        stopSize?.();
        element.current = null;
      };
    },
    [sizeRef, goTo],
  );

  const scrollToRow = useCallback(
    (row: number, place: "top" | "nearest") => {
      const view = boxRef.current;
      const inView = view.viewPx / view.rowPx;
      const current = exact.current?.row ?? topRowAt(element.current?.scrollTop ?? 0, view);
      if (place === "top") goTo(row);
      else if (row < current) goTo(row);
      else if (row + 1 > current + inView) goTo(row + 1 - inView);
    },
    [goTo],
  );

  const topRow = Math.min(top.row, Math.max(0, rows - 1));
  const { first, end } = drawnRows(topRow, box, BEYOND_ROWS);
  const offsetPx = Math.max(0, top.scrollPx - (topRow - first) * rowPx);
  return {
    ref,
    onScroll,
    heightPx: scrollHeight(box),
    first,
    end,
    offsetPx,
    rowsInView: Math.max(1, Math.floor(box.viewPx / rowPx)),
    scrollToRow,
  };
}

function wheelPx(event: WheelEvent, { rowPx, viewPx }: ScrollBox): number {
  if (event.deltaMode === WheelEvent.DOM_DELTA_LINE) return event.deltaY * rowPx;
  return event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? event.deltaY * viewPx : event.deltaY;
}
