"use client";

import { SearchX } from "lucide-react";
import { EmptyState } from "@/components/common/empty-state";
import { ErrorPanel } from "@/components/common/error-panel";
import { Button } from "@/components/ui/button";
import type { Density } from "@/lib/timeline/contract";
import { EventGrid } from "./event-grid";
import { type GridLayout, HEAD_PX, ROW_PX } from "./event-grid-row";
import { SelectionBar } from "./selection-bar";
import type { EventView } from "./use-event-view";
import { type RowSource, useCountedRows } from "./use-counted-rows";
import { type ListCursor, useListCursor } from "./use-list-cursor";
import { type RowSelection, useRowSelection } from "./use-row-selection";
import { useLongScroll } from "./use-long-scroll";
import { useSearchedRows } from "./use-searched-rows";
import { useJumpToOpenEvent } from "./use-jump-to-open-event";

type EventListProps = { readonly view: EventView; readonly layout: GridLayout };

/** The events of a filter that the rollups count: the list has its full length from the start. */
export function CountedEventList({ view, layout, density }: EventListProps & { readonly density: Density }) {
  const { total } = density;
  const scroll = useLongScroll(total, ROW_PX[layout], HEAD_PX[layout]);
  const { filter, order } = view;
  const source = useCountedRows({ filter, order, density, first: scroll.first, end: scroll.end });
  const selection = useRowSelection(source);
  const cursor = useListCursor({ view, source, rows: total, scroll, selection });
  useJumpToOpenEvent({ view, source, total, scroll, cursor });
  if (total === 0) return <NothingFound view={view} />;
  return <ListBody {...{ view, layout, source, scroll, cursor, selection, rows: total }} />;
}

/** The events of a filter that has to be searched: the list grows as it is read. */
export function SearchedEventList({ view, layout }: EventListProps) {
  const { filter, order } = view;
  const found = useSearchedRows({ filter, order, end: 0 });
  const rows = found.found + (found.reachedMs === null ? 0 : 1);
  const scroll = useLongScroll(rows, ROW_PX[layout], HEAD_PX[layout]);
  const source = useSearchedRows({ filter, order, end: scroll.end });
  const selection = useRowSelection(source);
  const cursor = useListCursor({ view, source, rows: found.found, scroll, selection });
  if (rows === 0 && !found.isSearching && found.error === null) return <NothingFound view={view} />;
  return <ListBody {...{ view, layout, source, scroll, cursor, selection, rows }} />;
}

type ListBodyProps = EventListProps & {
  readonly source: RowSource;
  readonly scroll: ReturnType<typeof useLongScroll>;
  readonly cursor: ListCursor;
  readonly selection: RowSelection;
  readonly rows: number;
};

function ListBody({ view, layout, source, scroll, cursor, selection, rows }: ListBodyProps) {
  return (
    <>
      {source.error === null ? null : (
        <ErrorPanel error={source.error} title="The events could not be read" onRetry={source.retry} />
      )}
      <SelectionBar selection={selection} />
      <EventGrid
        source={source}
        rows={rows}
        layout={layout}
        scroll={scroll}
        active={cursor.active}
        openEventId={view.eventId}
        onActivate={cursor.activate}
        onOpen={cursor.open}
        filtering={view}
        selection={selection}
      />
    </>
  );
}

function NothingFound({ view }: { readonly view: EventView }) {
  const isFiltered = view.clauses.length > 0 || view.window.fromMs !== null || view.window.toMs !== null;
  return (
    <EmptyState
      icon={SearchX}
      title={isFiltered ? "No delivered event matches" : "No events"}
      reason="Empty does not by itself mean that nothing happened: Not seen, under Fields, says what may have been missed."
      action={isFiltered ? <Button onClick={view.clear}>Show all events</Button> : undefined}
    />
  );
}
