"use client";

import { ChevronsLeftRight, ChevronsRightLeft } from "lucide-react";
import { visibleText } from "@/lib/base/visible-text";
import type { HeatGroup } from "@/lib/coverage/heatmap-columns";

type HeatmapHeadProps = {
  readonly groups: readonly HeatGroup[];
  readonly outer: "account" | "region";
  readonly onFold: (group: string) => void;
};

/** The families over their columns, under the services that they belong to. */
export function HeatmapHead({ groups, outer, onFold }: HeatmapHeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th
          scope="col"
          rowSpan={2}
          className="sticky top-0 left-0 z-20 w-52 max-w-52 min-w-52 border-r border-b border-border bg-panel px-3 pb-1.5 text-left align-bottom font-medium text-muted max-sm:w-36 max-sm:max-w-36 max-sm:min-w-36"
        >
          {outer === "account" ? "Account and Region" : "Region and account"}
        </th>
        {groups.map((group) => (
          <th
            key={group.name}
            scope="colgroup"
            colSpan={group.columns.length}
            className="sticky top-0 z-10 h-7 border-r border-border bg-panel p-0 text-left font-medium"
          >
            <GroupButton group={group} onFold={onFold} />
          </th>
        ))}
      </tr>
      <tr aria-rowindex={2}>
        {groups.flatMap((group) =>
          group.columns.map((column, n) => (
            <th
              key={column.key}
              scope="col"
              title={visibleText(column.isFolded ? `${column.group}: ${column.title}` : column.title)}
              className={`sticky top-7 z-10 h-44 w-6 max-w-6 min-w-6 border-b border-border bg-panel p-0 align-bottom font-normal text-ink-soft ${n === group.columns.length - 1 ? "border-r" : ""}`}
            >
              <span className="mx-auto block max-h-42 rotate-180 truncate py-1 text-left leading-6 [writing-mode:vertical-rl]">
                {visibleText(column.title)}
              </span>
            </th>
          )),
        )}
      </tr>
    </thead>
  );
}

function GroupButton({ group, onFold }: { readonly group: HeatGroup; readonly onFold: (name: string) => void }) {
  const Icon = group.isFolded ? ChevronsLeftRight : ChevronsRightLeft;
  const width = Math.max(1, group.columns.length) * 24;
  return (
    <button
      type="button"
      aria-expanded={!group.isFolded}
      aria-label={`${group.name}: ${group.isFolded ? "show its families" : "fold into one column"}`}
      title={group.name}
      onClick={() => onFold(group.name)}
      style={{ width }}
      className="flex h-7 items-center gap-1 px-1 text-left hover:bg-hover"
    >
      <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
      {group.columns.length > 1 ? <span className="min-w-0 truncate">{visibleText(group.name)}</span> : null}
    </button>
  );
}
