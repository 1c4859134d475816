"use client";

import { useMemo, useState } from "react";
import { useKeyBindings } from "@/components/common/key-bindings";
import { useLatest } from "@/components/common/use-latest";
import type { EventView } from "./use-event-view";
import type { RowSource } from "./use-counted-rows";
import type { RowSelection } from "./use-row-selection";
import type { LongScroll } from "./use-long-scroll";

export type ListCursor = {
  readonly active: number | null;
  readonly activate: (index: number) => void;
  readonly open: (index: number) => void;
};

type Listed = {
  readonly view: EventView;
  readonly source: RowSource;
  readonly rows: number;
  readonly scroll: Pick<LongScroll, "first" | "scrollToRow">;
  readonly selection: RowSelection;
};

/** The row that keys act on; while a record is open, moving shows the next one. */
export function useListCursor(listed: Listed): ListCursor {
  const [active, setActive] = useState<number | null>(null);
  // Keys and rows call what is current when they are pressed: nothing has to be registered again while the list scrolls.
  const latest = useLatest({ ...listed, active });
  const cursor = useMemo(() => {
    const activate = (index: number): void => {
      setActive(index);
      latest.current.scroll.scrollToRow(index, "nearest");
    };
    const show = (index: number, isPassing: boolean): void => {
      const row = latest.current.source.rowAt(index);
      if (row !== undefined) latest.current.view.open(row.eventId, isPassing);
    };
    const move = (by: number): void => {
      const { rows, scroll, view, active: at } = latest.current;
      if (rows === 0) return;
      const next = Math.min(rows - 1, Math.max(0, at === null ? scroll.first : at + by));
      activate(next);
      if (view.eventId !== null) show(next, true);
    };
    const close = (): void => {
      if (latest.current.view.eventId !== null) latest.current.view.open(null, false);
      else latest.current.selection.clear();
    };
    const choose = (): void => {
      if (latest.current.active !== null) latest.current.selection.toggle(latest.current.active);
    };
    const enter = (): void => {
      if (latest.current.active !== null) show(latest.current.active, false);
    };
    return { activate, show, move, close, enter, choose };
  }, [latest]);
  const keys = useMemo(
    () => ({
      title: "Events",
      bindings: [
        { key: "j", label: "Next event", run: () => cursor.move(1) },
        { key: "k", label: "Previous event", run: () => cursor.move(-1) },
        { key: "Enter", label: "Show its record", run: cursor.enter },
        { key: "x", label: "Select or deselect the event", run: cursor.choose },
        { key: "Escape", label: "Close the record, or select none", run: cursor.close },
      ],
    }),
    [cursor],
  );
  useKeyBindings(keys);
  return { active, activate: cursor.activate, open: (index) => cursor.show(index, listed.view.eventId !== null) };
}
