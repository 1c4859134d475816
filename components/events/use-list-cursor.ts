"use client";

import { useMemo, useState } from "react";
import { useKeyBindings } from "@/components/common/key-bindings";
import type { EventView } from "./use-event-view";
import type { RowSource } from "./use-counted-rows";
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
  readonly scroll: LongScroll;
};

/** The row that keys act on; while a record is open, moving shows the next one. */
export function useListCursor({ view, source, rows, scroll }: Listed): ListCursor {
  const [active, setActive] = useState<number | null>(null);
  const cursor = useMemo(() => {
    const open = (index: number, isPassing: boolean): void => {
      const row = source.rowAt(index);
      if (row !== undefined) view.open(row.eventId, isPassing);
    };
    const activate = (index: number): void => {
      setActive(index);
      scroll.scrollToRow(index, "nearest");
    };
    const move = (by: number): void => {
      if (rows === 0) return;
      const next = Math.min(rows - 1, Math.max(0, active === null ? scroll.first : active + by));
      activate(next);
      if (view.eventId !== null) open(next, true);
    };
    return { open, activate, move };
  }, [view, source, rows, scroll, active]);
  const keys = useMemo(
    () => ({
      title: "Events",
      bindings: [
        { key: "j", label: "Next event", run: () => cursor.move(1) },
        { key: "k", label: "Previous event", run: () => cursor.move(-1) },
        {
          key: "Enter",
          label: "Show its record",
          run: () => (active === null ? undefined : cursor.open(active, false)),
        },
        {
          key: "Escape",
          label: "Close the record",
          run: () => (view.eventId === null ? undefined : view.open(null, false)),
        },
      ],
    }),
    [cursor, active, view],
  );
  useKeyBindings(keys);
  return { active, activate: cursor.activate, open: (index) => cursor.open(index, view.eventId !== null) };
}
