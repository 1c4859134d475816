"use client";

import { useMemo, useRef, useState } from "react";
import { useLatest } from "@/components/common/use-latest";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/base/format-number";
import { type EventRow, SELECTED_MAX } from "@/lib/events/contract";
import type { RowSource } from "./use-counted-rows";

export type RowSelection = {
  /** By event id, in the order in which they were chosen. */
  readonly rows: ReadonlyMap<string, EventRow>;
  /** How many rows of a range are on their way, to be chosen when they are here. */
  readonly awaited: number;
  readonly toggle: (index: number) => void;
  /** Everything between the row that was chosen last and this one, as much of it as can be chosen. */
  readonly extendTo: (index: number) => void;
  readonly clear: () => void;
};

const NONE: ReadonlyMap<string, EventRow> = new Map();

/** The rows of a list that somebody has chosen; they stay chosen while the list scrolls. Rows of a range that are not loaded are read for it. */
export function useRowSelection(source: RowSource): RowSelection {
  const [rows, setRows] = useState(NONE);
  const [awaited, setAwaited] = useState(0);
  const [anchor, setAnchor] = useState<number | null>(null);
  const latest = useLatest({ source, anchor, rows });
  /** What is read for a selection that is gone meanwhile is not chosen. */
  const asked = useRef(0);
  const actions = useMemo(() => {
    const choose = (added: readonly EventRow[], beyond = 0): void => {
      const next = new Map(latest.current.rows);
      for (const row of added) if (next.size < SELECTED_MAX) next.set(row.eventId, row);
      setRows(next);
      const left = beyond + added.filter(({ eventId }) => !next.has(eventId)).length;
      if (left > 0)
        toast.error(
          `At most ${formatCount(SELECTED_MAX)} events can be selected: ${formatCount(left)} of ${formatCount(added.length + beyond)} were left out. Export the filter for more.`,
        );
    };
    const toggle = (index: number): void => {
      const row = latest.current.source.rowAt(index);
      setAnchor(index);
      if (row === undefined) return undefined;
      if (!latest.current.rows.has(row.eventId)) return choose([row]);
      const next = new Map(latest.current.rows);
      next.delete(row.eventId);
      return setRows(next);
    };
    const read = async (range: Range): Promise<void> => {
      asked.current += 1;
      const ask = asked.current;
      setAwaited(range.end - range.first);
      try {
        const found = await latest.current.source.load(range.first, range.end);
        if (ask === asked.current) choose(range.isBackwards ? found.toReversed() : found, range.left);
      } catch (error) {
        toast.error(error instanceof Error ? error.message : "The rows of this range could not be read.");
      } finally {
        if (ask === asked.current) setAwaited(0);
      }
    };
    const extendTo = (index: number): void => {
      const { anchor: from, source: list } = latest.current;
      if (from === null) return toggle(index);
      const range = rangeOf(from, index);
      const here = Array.from({ length: range.end - range.first }, (_, n) => list.rowAt(range.first + n));
      const found = here.flatMap((row) => row ?? []);
      if (found.length === here.length) return choose(range.isBackwards ? found.toReversed() : found, range.left);
      return void read(range);
    };
    const clear = (): void => {
      asked.current += 1;
      setAwaited(0);
      setRows(NONE);
      setAnchor(null);
    };
    return { toggle, extendTo, clear };
  }, [latest]);
  return useMemo(() => ({ rows, awaited, ...actions }), [rows, awaited, actions]);
}

type Range = { readonly first: number; readonly end: number; readonly isBackwards: boolean; readonly left: number };

/** From the anchor to a row, both included, as far as so many can be chosen; `left` says how many that leaves out. */
function rangeOf(anchor: number, index: number): Range {
  const isBackwards = index < anchor;
  const length = Math.min(SELECTED_MAX, Math.abs(index - anchor) + 1);
  const first = isBackwards ? anchor - length + 1 : anchor;
  return { first, end: first + length, isBackwards, left: Math.abs(index - anchor) + 1 - length };
}
