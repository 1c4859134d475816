import { Check } from "lucide-react";
import { memo } from "react";
import { visibleText } from "@/lib/base/visible-text";
import type { EventRow } from "@/lib/events/contract";
import { RowIdentifier } from "./row-identifier";
import { AccessMark, ActionCell, IdentityCell, ResourceCell, TimeCell } from "./event-cells";

export type GridLayout = "wide" | "wide-with-identity" | "stacked" | "stacked-with-identity";

/** Whether a row is two lines instead of columns. */
export function isStacked(layout: GridLayout): boolean {
  return layout === "stacked" || layout === "stacked-with-identity";
}

/** Columns of the wide forms; the narrower the list, the fewer of them. */
export const GRID_COLUMNS: Record<GridLayout, string> = {
  wide: "grid-cols-[10.75rem_minmax(12rem,1.7fr)_minmax(8rem,2fr)] @3xl:grid-cols-[10.75rem_minmax(12rem,1.7fr)_minmax(10rem,2fr)_8rem] @5xl:grid-cols-[10.75rem_minmax(12rem,1.7fr)_minmax(10rem,2fr)_8rem_7rem_11rem]",
  "wide-with-identity":
    "grid-cols-[10.75rem_minmax(8rem,1fr)_minmax(10rem,1.5fr)] @3xl:grid-cols-[10.75rem_minmax(8rem,1fr)_minmax(10rem,1.5fr)_minmax(8rem,1.6fr)] @5xl:grid-cols-[10.75rem_minmax(8rem,1fr)_minmax(11rem,1.5fr)_minmax(9rem,1.6fr)_8rem_7rem]",
  stacked: "",
  "stacked-with-identity": "",
};

export const HEAD_PX: Record<GridLayout, number> = {
  wide: 28,
  "wide-with-identity": 28,
  stacked: 0,
  "stacked-with-identity": 0,
};
export const ROW_PX: Record<GridLayout, number> = {
  wide: 30,
  "wide-with-identity": 30,
  stacked: 56,
  "stacked-with-identity": 56,
};

type EventGridRowProps = {
  readonly row: EventRow | undefined;
  /** Position in the whole list, from 0. */
  readonly index: number;
  readonly layout: GridLayout;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  /** Chosen together with others, for export. */
  readonly isSelected: boolean;
  /** Whether the row before or behind it has the same second. */
  readonly sharesSecond: boolean;
};

/** One event of a list. Clicks are handled by the list: thousands of rows carry no handlers of their own. */
export const EventGridRow = memo(function EventGridRow(props: EventGridRowProps) {
  const { row, index, layout, isActive, isOpen, isSelected, sharesSecond } = props;
  const state = isOpen || isSelected ? "bg-selected" : isActive ? "bg-hover" : "hover:bg-hover/60";
  const place = { height: ROW_PX[layout] };
  return (
    <div
      role="row"
      id={`event-row-${index}`}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      {...(isOpen ? { "aria-current": true } : {})}
      data-index={index}
      style={place}
      className={`relative cursor-default overflow-hidden border-b border-border/60 text-sm ${state} ${isActive ? "shadow-[inset_2px_0_0_var(--raw-accent)]" : ""} ${
        isStacked(layout)
          ? "flex flex-col justify-center gap-0.5 px-4"
          : `grid items-center gap-x-3 px-4 ${GRID_COLUMNS[layout]}`
      }`}
    >
      {isSelected ? <SelectedMark /> : null}
      {row === undefined ? (
        <WaitingCells layout={layout} />
      ) : isStacked(layout) ? (
        <StackedCells row={row} sharesSecond={sharesSecond} withIdentity={layout === "stacked-with-identity"} />
      ) : (
        <WideCells row={row} sharesSecond={sharesSecond} layout={layout} />
      )}
    </div>
  );
});

/** Colour is not the only sign of a chosen row. */
function SelectedMark() {
  return (
    <span aria-hidden className="absolute inset-y-0 left-0.5 flex items-center text-accent">
      <Check className="size-3" strokeWidth={3} />
    </span>
  );
}

function WaitingCells({ layout }: { readonly layout: GridLayout }) {
  return (
    <div
      role="gridcell"
      aria-busy="true"
      className={isStacked(layout) ? "h-3 w-3/4 rounded-sm bg-hover" : "h-3 w-36 rounded-sm bg-hover"}
    >
      <span className="sr-only">Loading</span>
    </div>
  );
}

type CellsProps = { readonly row: EventRow; readonly sharesSecond: boolean };

function WideCells({ row, sharesSecond, layout }: CellsProps & { readonly layout: GridLayout }) {
  const withIdentity = layout === "wide-with-identity";
  return (
    <>
      <div role="gridcell" className="flex items-center gap-2 text-xs">
        <TimeCell timeMs={row.timeMs} sharesSecond={sharesSecond} />
        <AccessMark readOnly={row.readOnly} />
      </div>
      {withIdentity ? (
        <div role="gridcell" className="min-w-0">
          <IdentityCell row={row} />
        </div>
      ) : null}
      <div role="gridcell" className="min-w-0">
        <ActionCell row={row} />
      </div>
      <div role="gridcell" className={withIdentity ? "min-w-0 @max-3xl:hidden" : "min-w-0"}>
        <ResourceCell row={row} />
      </div>
      <div
        role="gridcell"
        className={`truncate text-xs text-ink-soft ${withIdentity ? "@max-5xl:hidden" : "@max-3xl:hidden"}`}
        title={visibleText(`${row.account}${row.accountName === null ? "" : ` ${row.accountName}`}`)}
      >
        <RowIdentifier field="account" value={row.account}>
          {visibleText(row.accountName ?? row.account)}
        </RowIdentifier>
      </div>
      <div role="gridcell" className="truncate text-xs text-ink-soft @max-5xl:hidden">
        <RowIdentifier field="region" value={row.region}>
          {visibleText(row.region)}
        </RowIdentifier>
      </div>
      {withIdentity ? null : (
        <div
          role="gridcell"
          className="truncate font-mono text-xs text-ink-soft @max-5xl:hidden"
          title={visibleText(row.address ?? "")}
        >
          {row.address === null ? (
            "–"
          ) : (
            <RowIdentifier field="ip" value={row.address}>
              <bdi>{visibleText(row.address)}</bdi>
            </RowIdentifier>
          )}
        </div>
      )}
    </>
  );
}

function StackedCells({ row, sharesSecond, withIdentity }: CellsProps & { readonly withIdentity: boolean }) {
  return (
    <>
      <div role="gridcell" className="flex min-w-0 items-baseline gap-1">
        <AccessMark readOnly={row.readOnly} />
        <ActionCell row={row} />
        {withIdentity && row.resource !== null ? (
          <span className="ml-1 flex min-w-0 flex-1 text-ink-soft">
            <ResourceCell row={row} />
          </span>
        ) : null}
      </div>
      <div role="gridcell" className="flex min-w-0 items-baseline gap-2 pl-4 text-xs text-ink-soft">
        <TimeCell timeMs={row.timeMs} sharesSecond={sharesSecond} />
        {withIdentity ? <IdentityCell row={row} /> : <ResourceCell row={row} />}
      </div>
    </>
  );
}
