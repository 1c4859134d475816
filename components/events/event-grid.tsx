"use client";

import { type KeyboardEvent, type MouseEvent, useState } from "react";
import { FilterField } from "@/lib/events/event-filter";
import { sharesSecond } from "@/lib/events/shares-second";
import { chipActions, type Filtering } from "./chip-actions";
import { EventGridRow, GRID_COLUMNS, type GridLayout, isStacked } from "./event-grid-row";
import { RowMenu, type RowMenuTarget } from "./row-menu";
import type { RowSource } from "./use-counted-rows";
import type { RowSelection } from "./use-row-selection";
import type { LongScroll } from "./use-long-scroll";

type EventGridProps = {
  readonly source: RowSource;
  /** How many rows the list has, as far as is known. */
  readonly rows: number;
  readonly layout: GridLayout;
  readonly scroll: LongScroll;
  /** The row that keys act on. */
  readonly active: number | null;
  readonly openEventId: string | null;
  readonly onActivate: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly filtering: Filtering;
  readonly selection: RowSelection;
};

/** A list of events of any length; only the rows in sight exist. */
export function EventGrid({
  source,
  rows,
  layout,
  scroll,
  active,
  openEventId,
  onActivate,
  onOpen,
  filtering,
  selection,
}: EventGridProps) {
  const { attach, onScroll } = scroll;
  const [menu, setMenu] = useState<RowMenuTarget | null>(null);
  const indexes = Array.from({ length: scroll.end - scroll.first }, (_, index) => scroll.first + index);

  function onClick(event: MouseEvent): void {
    const index = rowIndexOf(event.target);
    if (index === null || (isSelectingText() && !event.shiftKey)) return undefined;
    onActivate(index);
    if (event.shiftKey) return selection.extendTo(index);
    if (event.ctrlKey || event.metaKey) return selection.toggle(index);
    const target = menuTarget(event, filtering);
    if (target === null) onOpen(index);
    else setMenu(target);
    return undefined;
  }

  /** Rows are chosen with Shift, not their text. */
  function onMouseDown(event: MouseEvent): void {
    if (event.shiftKey) event.preventDefault();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === " " && active !== null) {
      event.preventDefault();
      selection.toggle(active);
      return;
    }
    const next = nextActive(event.key, { active: active ?? -1, rows, page: scroll.rowsInView });
    if (next === null) return;
    event.preventDefault();
    onActivate(next);
    if (!event.shiftKey || active === null) return;
    if (selection.rows.size === 0) selection.toggle(active);
    selection.extendTo(next);
  }

  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <div
        ref={attach}
        onScroll={onScroll}
        onClick={onClick}
        onMouseDown={onMouseDown}
        onKeyDown={onKeyDown}
        role="grid"
        aria-label="Events"
        aria-rowcount={rows + 1}
        aria-readonly="true"
        aria-multiselectable="true"
        tabIndex={0}
        {...(active === null ? {} : { "aria-activedescendant": `event-row-${active}` })}
        className="min-h-0 flex-1 overflow-y-scroll overscroll-contain focus-visible:outline-offset-[-2px]"
      >
        {isStacked(layout) ? null : <GridHead layout={layout} />}
        <div role="rowgroup" className="relative overflow-hidden" style={{ height: scroll.heightPx }}>
          <div
            role="presentation"
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${scroll.offsetPx}px)` }}
          >
            {/* Rows that leave lend their elements to those that come: a jump fills what is there, and builds nothing. */}
            {indexes.map((index) => {
              const row = source.rowAt(index);
              return (
                <EventGridRow
                  key={index % scroll.slots}
                  row={row}
                  index={index}
                  layout={layout}
                  isActive={index === active}
                  isOpen={row !== undefined && row.eventId === openEventId}
                  isSelected={row !== undefined && selection.rows.has(row.eventId)}
                  sharesSecond={sharesSecond((at) => source.rowAt(at)?.timeMs, index)}
                />
              );
            })}
          </div>
        </div>
      </div>
      {menu === null ? null : <RowMenu target={menu} onClose={() => setMenu(null)} />}
    </div>
  );
}

function menuTarget(event: MouseEvent, filtering: Filtering): RowMenuTarget | null {
  const marked = event.target instanceof Element ? event.target.closest("[data-field]") : null;
  if (!(marked instanceof HTMLElement)) return null;
  const field = FilterField.safeParse(marked.dataset["field"]);
  const value = marked.dataset["value"] ?? "";
  if (!field.success) return null;
  const actions = chipActions({ field: field.data, value }, filtering);
  return { label: marked.dataset["label"] ?? value, actions, x: event.clientX, y: event.clientY + 4 };
}

function GridHead({ layout }: { readonly layout: GridLayout }) {
  const withIdentity = layout === "wide-with-identity";
  return (
    <div
      aria-hidden
      className={`label-caps sticky top-0 z-10 grid h-7 items-center gap-x-3 border-b border-border bg-panel px-4 ${GRID_COLUMNS[layout]}`}
    >
      <span>Time, UTC</span>
      {withIdentity ? <span>Identity</span> : null}
      <span>Action</span>
      <span className={withIdentity ? "@max-3xl:hidden" : ""}>Resource</span>
      <span className={withIdentity ? "@max-5xl:hidden" : "@max-3xl:hidden"}>Account</span>
      <span className="@max-5xl:hidden">Region</span>
      {withIdentity ? null : <span className="@max-5xl:hidden">Address</span>}
    </div>
  );
}

function rowIndexOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest("[data-index]") : null;
  return row instanceof HTMLElement ? Number(row.dataset["index"]) : null;
}

/** A click that ends a selection of text is not meant for the row. */
function isSelectingText(): boolean {
  return window.getSelection()?.type === "Range";
}

function nextActive(
  key: string,
  { active, rows, page }: { active: number; rows: number; page: number },
): number | null {
  const steps: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: rows - 1,
  };
  const next = steps[key];
  return next === undefined || rows === 0 ? null : Math.min(rows - 1, Math.max(0, next));
}
