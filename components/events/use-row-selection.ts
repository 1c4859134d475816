"use client";

import { useMemo, useState } from "react";
import { useLatest } from "@/components/common/use-latest";
import { toast } from "@/components/ui/toast";
import { type EventRow, SELECTED_MAX } from "@/lib/events/contract";
import type { RowSource } from "./use-counted-rows";

export type RowSelection = {
  /** By event id, in the order in which they were chosen. */
  readonly rows: ReadonlyMap<string, EventRow>;
  readonly toggle: (index: number) => void;
  /** Everything between the row that was chosen last and this one. */
  readonly extendTo: (index: number) => void;
  readonly clear: () => void;
};

const NONE: ReadonlyMap<string, EventRow> = new Map();

/** The rows of a list that somebody has chosen; they stay chosen while the list scrolls. Rows that are not loaded cannot be. */
export function useRowSelection(source: RowSource): RowSelection {
  const [rows, setRows] = useState(NONE);
  const [anchor, setAnchor] = useState<number | null>(null);
  const latest = useLatest({ source, anchor, rows });
  const actions = useMemo(() => {
    const choose = (added: readonly EventRow[]): void => {
      const next = new Map(latest.current.rows);
      for (const row of added) if (next.size < SELECTED_MAX) next.set(row.eventId, row);
      setRows(next);
      if (next.size === SELECTED_MAX)
        toast.error(`At most ${SELECTED_MAX} events can be selected; export the filter for more.`);
    };
    const toggle = (index: number): void => {
      const row = latest.current.source.rowAt(index);
      setAnchor(index);
      if (row === undefined) return;
      if (!latest.current.rows.has(row.eventId)) return choose([row]);
      const next = new Map(latest.current.rows);
      next.delete(row.eventId);
      setRows(next);
    };
    const extendTo = (index: number): void => {
      const from = latest.current.anchor;
      if (from === null) return toggle(index);
      const first = Math.min(from, index);
      const between = Array.from({ length: Math.abs(index - from) + 1 }, (_, n) => first + n);
      const found = between.slice(0, SELECTED_MAX).flatMap((at) => latest.current.source.rowAt(at) ?? []);
      if (found.length < between.length)
        toast.error(`${found.length} of ${between.length} rows of this range are loaded and were selected.`);
      choose(found);
    };
    const clear = (): void => {
      setRows(NONE);
      setAnchor(null);
    };
    return { toggle, extendTo, clear };
  }, [latest]);
  return useMemo(() => ({ rows, ...actions }), [rows, actions]);
}
