"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { EventOrder } from "@/lib/events/contract";
import {
  type EventFilter,
  type FilterClause,
  type FilterField,
  withClause,
  windowOf,
  withOnlyClause,
  withoutClause,
} from "@/lib/events/event-filter";
import { eventParams } from "@/lib/events/search-params";
import { type TimeWindow, wholeSeconds } from "@/lib/timeline/strip-scale";

/** What a set of events is before anybody filters it, and the order in which it is read. */
export type EventScope = { readonly clauses: readonly FilterClause[]; readonly order: EventOrder };

export type EventView = {
  /** Everything that is asked for, the scope included. */
  readonly filter: EventFilter;
  /** The same without the time window. */
  readonly wholeFilter: EventFilter;
  /** Only what the person added. */
  readonly clauses: readonly FilterClause[];
  readonly window: { readonly fromMs: number | null; readonly toMs: number | null };
  readonly order: EventOrder;
  readonly eventId: string | null;
  /** The event that the next one opened is compared with. */
  readonly compareId: string | null;
  /** A text that is looked for among the events. */
  readonly find: string | null;
  readonly setFind: (text: string | null) => void;
  readonly add: (field: FilterField, value: string, not: boolean) => void;
  /** Instead of whatever else of the field the person asked for or left out. */
  readonly addOnly: (field: FilterField, value: string) => void;
  readonly remove: (clause: FilterClause) => void;
  readonly clear: () => void;
  /** `isPassing`: one of many while a brush moves; Back does not stop at it. */
  readonly setWindow: (window: TimeWindow | null, isPassing: boolean) => void;
  /** The time around a moment, with its event open. */
  readonly showAround: (timeMs: number, minutes: number) => void;
  readonly setCompare: (eventId: string | null) => void;
  readonly setOrder: (order: EventOrder) => void;
  readonly open: (eventId: string | null, isPassing: boolean) => void;
};

/** The part of the address that says which events are seen, and how to change it. */
export function useEventView(scope: EventScope): EventView {
  const [params, setParams] = useQueryStates(eventParams, { history: "push" });
  const { f, order, event, compare, find } = params;
  const { from, to } = windowOf(params);
  return useMemo(() => {
    const own: EventFilter = { from, to, clauses: f ?? [] };
    const setClauses = (next: EventFilter) => void setParams({ f: next.clauses.length > 0 ? [...next.clauses] : null });
    const filter = { ...own, clauses: [...scope.clauses, ...own.clauses] };
    return {
      filter,
      wholeFilter: { ...filter, from: null, to: null },
      clauses: own.clauses,
      window: { fromMs: from === null ? null : Date.parse(from), toMs: to === null ? null : Date.parse(to) },
      order: order ?? scope.order,
      eventId: event,
      compareId: compare,
      find,
      setFind: (text) => void setParams({ find: text }, { history: "replace" }),
      add: (field, value, not) => setClauses(withClause(own, { field, value, not })),
      addOnly: (field, value) => setClauses(withOnlyClause(own, { field, value, not: false })),
      remove: (clause) => setClauses(withoutClause(own, clause)),
      clear: () => void setParams({ f: null, from: null, to: null }),
      setWindow: (window, isPassing) => {
        const { fromMs, toMs } = window === null ? NO_WINDOW : wholeSeconds(window);
        void setParams(
          { from: fromMs === null ? null : isoTime(fromMs), to: toMs === null ? null : isoTime(toMs) },
          { history: isPassing ? "replace" : "push" },
        );
      },
      showAround: (timeMs, minutes) =>
        void setParams({ from: isoTime(timeMs - minutes * MINUTE_MS), to: isoTime(timeMs + minutes * MINUTE_MS) }),
      setCompare: (eventId) => void setParams({ compare: eventId }, { history: "replace" }),
      setOrder: (next) => void setParams({ order: next === scope.order ? null : next }),
      open: (eventId, isPassing) => void setParams({ event: eventId }, { history: isPassing ? "replace" : "push" }),
    };
  }, [f, from, to, order, event, compare, find, scope, setParams]);
}

const NO_WINDOW = { fromMs: null, toMs: null };
const MINUTE_MS = 60_000;

function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
