"use client";

import { useCallback, useRef, useState } from "react";
import { drawnRows, isScaled, type ScrollBox, scrollAt, scrollHeight, topRowAt } from "@/lib/events/scroll-scale";
import { useElementSize } from "@/components/common/use-element-size";
import { useLatest } from "@/components/common/use-latest";

const BEYOND_ROWS = 6;
/** A view that begins within a row shows parts of two more than fit. */
const PART_ROWS = 3;

export type LongScroll = {
  /** For the `ref` of the element that scrolls. */
  readonly attach: (element: HTMLElement | null) => () => void;
  readonly onScroll: () => void;
  readonly heightPx: number;
  /** The rows to draw, and where the first of them begins. */
  readonly first: number;
  readonly end: number;
  readonly offsetPx: number;
  readonly rowsInView: number;
  /** The most rows that are ever drawn at once in a view of this size. */
  readonly slots: number;
  readonly scrollToRow: (row: number, place: "top" | "nearest") => void;
};

/** Scrolling through any number of rows of one height, below a head that stays; past what browsers can scroll, the bar stands for the whole list. */
export function useLongScroll(rows: number, rowPx: number, headPx: number): LongScroll {
  const [sizeRef, size] = useElementSize();
  const box: ScrollBox = { rows, rowPx, viewPx: Math.max(0, size.height - headPx) };
  const { top, hold, goTo, onScroll, scrollToRow } = useScrollPlace(box);
  const attach = useCallback(
    (node: HTMLElement | null) => {
      hold(node);
      const stopSize = sizeRef(node);
      return () => {
        stopSize?.();
        hold(null);
      };
    },
    [sizeRef, hold],
  );
  const attachBoth = useWheel(attach, box, goTo);
  const topRow = Math.min(top.row, Math.max(0, rows - 1));
  const { first, end } = drawnRows(topRow, box, BEYOND_ROWS);
  return {
    attach: attachBoth,
    onScroll,
    heightPx: scrollHeight(box),
    first,
    end,
    offsetPx: Math.max(0, top.scrollPx - (topRow - first) * rowPx),
    rowsInView: Math.max(1, Math.floor(box.viewPx / rowPx)),
    slots: Math.floor(box.viewPx / rowPx) + 2 * BEYOND_ROWS + PART_ROWS,
    scrollToRow,
  };
}

type Place = { readonly row: number; readonly scrollPx: number };

/** Which row is on top, and ways to another one. */
function useScrollPlace(box: ScrollBox) {
  const [top, setTop] = useState<Place>({ row: 0, scrollPx: 0 });
  const element = useRef<HTMLElement | null>(null);
  const exact = useRef<Place | null>(null);
  const latest = useLatest(box);

  const show = useCallback((row: number, scrollPx: number) => {
    setTop((shown) => (shown.row === row && shown.scrollPx === scrollPx ? shown : { row, scrollPx }));
  }, []);

  const current = useCallback(
    () => exact.current?.row ?? topRowAt(element.current?.scrollTop ?? 0, latest.current),
    [latest],
  );

  const goTo = useCallback(
    (to: (row: number) => number) => {
      const view = element.current;
      if (view === null) return;
      const scrollPx = scrollAt(to(current()), latest.current);
      view.scrollTop = scrollPx;
      exact.current = { row: topRowAt(scrollPx, latest.current), scrollPx: view.scrollTop };
      show(exact.current.row, view.scrollTop);
    },
    [show, current, latest],
  );

  const onScroll = useCallback(() => {
    const scrollPx = element.current?.scrollTop ?? 0;
    // Our own jumps know their row to the fraction; the position that a browser keeps is rounded.
    const known = exact.current;
    const isOurs = known !== null && Math.abs(known.scrollPx - scrollPx) < 1;
    if (!isOurs) exact.current = null;
    show(isOurs ? known.row : topRowAt(scrollPx, latest.current), scrollPx);
  }, [show, latest]);

  const scrollToRow = useCallback(
    (row: number, place: "top" | "nearest") => {
      const inView = latest.current.viewPx / latest.current.rowPx;
      const at = current();
      if (place === "top" || row < at) goTo(() => row);
      else if (row + 1 > at + inView) goTo(() => row + 1 - inView);
    },
    [goTo, current, latest],
  );

  const hold = useCallback((node: HTMLElement | null) => {
    element.current = node;
  }, []);

  return { top, hold, goTo, onScroll, scrollToRow };
}

type Attach = (node: HTMLElement | null) => () => void;

/** Where the bar stands for more rows than a browser can scroll, the wheel moves by rows. */
function useWheel(attach: Attach, box: ScrollBox, goTo: (to: (row: number) => number) => void): Attach {
  const latest = useLatest(box);
  return useCallback(
    (node) => {
      const detach = attach(node);
      const onWheel = (event: WheelEvent) => {
        if (!isScaled(latest.current) || event.ctrlKey || event.deltaY === 0) return;
        event.preventDefault();
        goTo((row) => row + wheelPx(event, latest.current) / latest.current.rowPx);
      };
      node?.addEventListener("wheel", onWheel, { passive: false });
      return () => {
        node?.removeEventListener("wheel", onWheel);
        detach();
      };
    },
    [attach, goTo, latest],
  );
}

function wheelPx(event: WheelEvent, { rowPx, viewPx }: ScrollBox): number {
  if (event.deltaMode === WheelEvent.DOM_DELTA_LINE) return event.deltaY * rowPx;
  return event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? event.deltaY * viewPx : event.deltaY;
}
