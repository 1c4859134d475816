"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import type { KeyboardEvent } from "react";
import { visibleText } from "@/lib/base/visible-text";
import { cellWords } from "@/lib/coverage/cell-words";
import type { HeatCell } from "@/lib/coverage/heatmap-cell";
import type { HeatColumn } from "@/lib/coverage/heatmap-columns";
import type { HeatRow } from "@/lib/coverage/heatmap-rows";
import type { GridSpot } from "@/lib/coverage/move-in-grid";
import { HeatmapMark } from "./heatmap-mark";

type HeatmapLineProps = {
  readonly row: HeatRow;
  readonly at: number;
  readonly cells: readonly { readonly column: HeatColumn; readonly cell: HeatCell | null }[];
  /** Where the one tab stop is, if it is in this row. */
  readonly spotColumn: number | null;
  readonly openKey: string | null;
  readonly keyOfCell: (cell: HeatCell) => string;
  readonly onSpot: (spot: GridSpot) => void;
  readonly onToggle: () => void;
  readonly onOpen: (cell: HeatCell) => void;
};

/** A row of the heatmap: its name, then its cells. */
export function HeatmapLine(props: HeatmapLineProps) {
  const { row, at, cells, spotColumn, openKey, keyOfCell, onSpot, onOpen } = props;
  return (
    <tr aria-rowindex={at + 3} className="h-6">
      <LineName {...props} />
      {cells.map(({ column, cell }, n) => {
        const isLast = cells[n + 1]?.column.group !== column.group;
        const isOpen = cell !== null && row.places.length === 1 && keyOfCell(cell) === openKey;
        const words = cell === null ? "no cell" : cellWords(cell);
        return (
          <td
            key={column.key}
            role="gridcell"
            data-spot={`${at}.${n + 1}`}
            tabIndex={spotColumn === n + 1 ? 0 : -1}
            aria-label={words}
            aria-selected={isOpen}
            title={`${visibleText(column.title)}\n${words}`}
            onFocus={() => onSpot({ row: at, column: n + 1 })}
            onClick={() => (cell === null ? undefined : onOpen(cell))}
            onKeyDown={(event) => {
              if (cell !== null && isPress(event)) onOpen(cell);
            }}
            className={`h-6 w-6 max-w-6 min-w-6 cursor-pointer p-px outline-offset-[-2px] hover:bg-hover aria-selected:bg-ink ${isLast ? "border-r border-border" : ""}`}
          >
            {cell === null ? null : <HeatmapMark cell={cell} />}
          </td>
        );
      })}
    </tr>
  );
}

function LineName({ row, at, spotColumn, onSpot, onToggle }: HeatmapLineProps) {
  const label = visibleText(row.label);
  const Icon = row.isOpen === true ? ChevronDown : ChevronRight;
  return (
    <th
      scope="row"
      role="rowheader"
      data-spot={`${at}.0`}
      tabIndex={spotColumn === 0 ? 0 : -1}
      {...(row.isOpen === null ? {} : { "aria-expanded": row.isOpen })}
      title={row.note === null ? label : `${label} ${visibleText(row.note)}`}
      onFocus={() => onSpot({ row: at, column: 0 })}
      onClick={() => (row.isOpen === null ? undefined : onToggle())}
      onKeyDown={(event) => {
        if (row.isOpen !== null && isPress(event)) onToggle();
      }}
      className={`sticky left-0 z-[5] h-6 w-52 max-w-52 min-w-52 border-r border-border bg-panel px-1.5 text-left font-normal outline-offset-[-2px] max-sm:w-36 max-sm:max-w-36 max-sm:min-w-36 ${row.isOpen === null ? "pl-7 text-ink-soft" : "cursor-pointer font-medium hover:bg-hover"}`}
    >
      <span className="flex min-w-0 items-center gap-1">
        {row.isOpen === null ? null : <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />}
        <span className="truncate">{label}</span>
        {row.note === null ? null : (
          <span className="ml-auto shrink-0 pl-1 font-mono text-2xs text-muted max-sm:hidden">
            {visibleText(row.note)}
          </span>
        )}
      </span>
    </th>
  );
}

function isPress(event: KeyboardEvent): boolean {
  if (event.key !== "Enter" && event.key !== " ") return false;
  event.preventDefault();
  return true;
}
