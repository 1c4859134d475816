"use client";

import { ChevronDown, ChevronRight, SearchX } from "lucide-react";
import { type UIEvent, useRef, useState } from "react";
import { EmptyState } from "@/components/common/empty-state";
import { useElementSize } from "@/components/common/use-element-size";
import { Button } from "@/components/ui/button";
import { visibleText } from "@/lib/base/visible-text";
import { type HeatCell, foldCell } from "@/lib/coverage/heatmap-cell";
import type { HeatColumn, HeatGroup } from "@/lib/coverage/heatmap-columns";
import type { HeatmapIndex } from "@/lib/coverage/heatmap-index";
import type { HeatRow } from "@/lib/coverage/heatmap-rows";
import type { CellRef } from "@/lib/coverage/search-params";
import { visibleRows } from "@/lib/coverage/visible-rows";
import { HeatmapHead } from "./heatmap-head";
import { HeatmapLine } from "./heatmap-line";
import type { CoverageView } from "./use-coverage-view";
import { useRoving } from "./use-roving";

const ROW_PX = 24;
const OVERSCAN = 16;

type HeatmapTableProps = {
  readonly index: HeatmapIndex;
  readonly groups: readonly HeatGroup[];
  readonly columns: readonly HeatColumn[];
  readonly rows: readonly HeatRow[];
  readonly view: CoverageView;
};

/** The heatmap: a real table with one tab stop; only the rows in sight are drawn. */
export function HeatmapTable({ index, groups, columns, rows, view }: HeatmapTableProps) {
  const box = useRef<HTMLDivElement | null>(null);
  const [measure, size] = useElementSize();
  const [topPx, setTopPx] = useState(0);
  const reveal = (row: number): void => {
    const element = box.current;
    if (element === null) return;
    const [top, bottom] = [row * ROW_PX, row * ROW_PX + ROW_PX * 10];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    setTopPx(element.scrollTop);
  };
  const roving = useRoving({ rows: rows.length, columns: columns.length + 1 }, { ref: box, reveal });
  const shown = visibleRows(
    { topPx, heightPx: size.height || 600 },
    { count: rows.length, heightPx: ROW_PX, overscan: OVERSCAN },
  );
  if (rows.length === 0 || columns.length === 0)
    return (
      <div className="rounded-lg border border-border bg-panel">
        <EmptyState
          icon={SearchX}
          title="No cell fits"
          reason="Nothing of what is known is so, at this moment and with these choices."
          action={<Button onClick={view.clear}>Show everything</Button>}
        />
      </div>
    );
  const open = (cell: HeatCell): void => view.openCell(refOf(index, cell));
  return (
    <div
      ref={(element) => {
        box.current = element;
        return measure(element);
      }}
      onScroll={(event: UIEvent<HTMLDivElement>) => setTopPx(event.currentTarget.scrollTop)}
      className="relative max-h-[max(24rem,calc(100dvh-15rem))] overflow-auto rounded-lg border border-border bg-panel"
    >
      <FoldRows rows={rows} view={view} />
      <table
        role="grid"
        aria-label="Coverage by account, Region and operation family"
        aria-rowcount={rows.length + 2}
        aria-colcount={columns.length + 1}
        onKeyDown={roving.onKeyDown}
        className="border-separate border-spacing-0 text-xs"
      >
        <HeatmapHead groups={groups} outer={view.filter.by} onFold={(name) => view.toggle("fold", name)} />
        <tbody>
          {shown.beforePx === 0 ? null : <Spacer heightPx={shown.beforePx} />}
          {rows.slice(shown.from, shown.to).map((row, n) => (
            <HeatmapLine
              key={row.key}
              row={row}
              at={shown.from + n}
              cells={columns.map((column) => ({ column, cell: foldCell(index, { row, column }, view.filter) }))}
              spotColumn={roving.spot.row === shown.from + n ? roving.spot.column : null}
              openKey={view.cell === null ? null : keyOf(view.cell)}
              keyOfCell={(cell) => keyOf(refOf(index, cell))}
              onSpot={roving.setSpot}
              onToggle={() => view.toggle("open", row.key)}
              onOpen={open}
            />
          ))}
          {shown.afterPx === 0 ? null : <Spacer heightPx={shown.afterPx} />}
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ heightPx }: { readonly heightPx: number }) {
  return (
    <tr aria-hidden>
      <td className="p-0" style={{ height: heightPx }} />
    </tr>
  );
}

const keyOf = ({ account, region, family }: CellRef): string => `${account}/${region}/${family}`;

function refOf({ grid }: HeatmapIndex, { leaf }: HeatCell): CellRef {
  const place = grid.places[leaf.place];
  return {
    account: grid.accounts[place?.account ?? -1]?.id ?? "",
    region: grid.regions[place?.region ?? -1] ?? "",
    family: grid.families[leaf.family]?.id ?? "",
  };
}

function FoldRows({ rows, view }: Pick<HeatmapTableProps, "rows" | "view">) {
  const outer = rows.filter(({ depth }) => depth === 0);
  const isAnyOpen = outer.some(({ isOpen }) => isOpen === true);
  return (
    <div className="sticky left-0 flex h-8 w-fit items-center gap-2 px-2 text-xs text-muted">
      <Button
        size="sm"
        variant="ghost"
        onClick={() => view.setList("open", isAnyOpen ? [] : outer.map(({ key }) => key))}
      >
        {isAnyOpen ? <ChevronDown /> : <ChevronRight />}
        {isAnyOpen ? "Close all rows" : "Open all rows"}
      </Button>
      {visibleText(`${outer.length} ${view.filter.by === "account" ? "accounts" : "Regions"}`)}
    </div>
  );
}
