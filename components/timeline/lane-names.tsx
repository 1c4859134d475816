"use client";

import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Pin, PinOff } from "lucide-react";
import { memo } from "react";
import { ChipMenuItem } from "@/components/common/chip-menu-item";
import { TailText } from "@/components/common/tail-text";
import { type Filtering, filterActions, pageActions } from "@/components/events/chip-actions";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { countOf, formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { shortKey, shortSource } from "@/lib/events/short-names";
import type { LaneLine } from "@/lib/timeline/arrange-lanes";
import { type LaneCounts, lineCount } from "@/lib/timeline/lane-counts";
import { LANE_WORDS, type LaneDimension } from "@/lib/timeline/lane-dimensions";
import type { LaneOrder } from "./use-lane-order";

type LaneNamesProps = {
  readonly lines: readonly LaneLine[];
  readonly order: LaneOrder;
  readonly filtering: Filtering;
  /** Of the window; null until they are here. */
  readonly counts: LaneCounts | null;
};

/** The names of the lanes beside their picture, each with a menu. */
export const LaneNames = memo(function LaneNames({ lines, order, filtering, counts }: LaneNamesProps) {
  return (
    <ul aria-label="Lanes">
      {lines.map((line) => (
        <li
          key={`${line.isHead ? "head" : "lane"} ${line.key}`}
          style={{ height: line.heightPx }}
          className={`flex items-center gap-1 border-b border-border pr-2 text-xs ${line.depth === 1 ? "pl-6" : "pl-2"} ${line.isHead ? "bg-sunken font-medium" : ""}`}
        >
          {line.isHead ? <FoldButton line={line} order={order} /> : null}
          {line.isUnseen ? <UnseenName line={line} /> : <LaneMenu line={line} order={order} filtering={filtering} />}
          <LaneCount line={line} counts={counts} />
        </li>
      ))}
    </ul>
  );
});

function LaneCount({ line, counts }: { readonly line: LaneLine; readonly counts: LaneCounts | null }) {
  if (line.isUnseen) return null;
  const count = counts === null ? null : lineCount(counts, line);
  if (count === null) return <span className="ml-auto shrink-0 text-muted">…</span>;
  const floor = count.isFloor ? "at least " : "";
  const failed = count.failed === 0 ? "" : `, ${formatCount(count.failed)} of them failed`;
  return (
    <span
      className="ml-auto shrink-0 text-muted tabular"
      title={`${floor}${countOf(count.events, "event")} in this time${failed}`}
    >
      {count.isFloor ? "≥ " : ""}
      {formatCount(count.events)}
    </span>
  );
}

function FoldButton({ line, order }: { readonly line: LaneLine; readonly order: LaneOrder }) {
  const Icon = line.isFolded ? ChevronRight : ChevronDown;
  return (
    <button
      type="button"
      aria-expanded={!line.isFolded}
      aria-label={`Lanes of ${visibleText(line.name.label)}`}
      onClick={() => order.toggleFold(line.key)}
      className="-ml-1 grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:bg-hover"
    >
      <Icon className="size-3.5" />
    </button>
  );
}

/** What left no event has nothing to filter by: only a name. */
function UnseenName({ line }: { readonly line: LaneLine }) {
  const { label, note } = line.name;
  return (
    <span className="truncate px-1" title={note === null ? label : `${label} · ${note}`}>
      {label}
    </span>
  );
}

/** What tells a lane from its neighbours; the whole of it is its title. */
function shortLabel(dimension: LaneDimension | undefined, label: string): string {
  if (dimension === "service") return shortSource(label);
  return dimension === "resource" ? shortKey(label) : label;
}

type LaneMenuProps = { readonly line: LaneLine; readonly order: LaneOrder; readonly filtering: Filtering };

function LaneMenu({ line, order, filtering }: LaneMenuProps) {
  const dimension = line.isHead ? order.by[0] : order.by.at(-1);
  const field = dimension === undefined ? null : LANE_WORDS[dimension].field;
  const { value } = line.name;
  const label = visibleText(line.name.label);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        title={line.name.note === null ? label : `${label} · ${visibleText(line.name.note)}`}
        className="flex h-6 min-w-0 items-center gap-1 rounded-sm px-1 text-left hover:bg-hover data-[state=open]:bg-hover"
      >
        {line.isPinned ? <Pin aria-label="pinned" className="size-3 shrink-0 text-muted" /> : null}
        <TailText text={shortLabel(dimension, label)} />
        {line.name.note === null || line.depth === 1 ? null : (
          <span className="min-w-6 truncate text-muted">{visibleText(line.name.note)}</span>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuLabel className="font-mono break-all">{label}</DropdownMenuLabel>
        <DropdownMenuSeparator />
        {value === null || field === null
          ? null
          : [...filterActions({ field, value }, filtering), ...pageActions({ field, value })].map((action) => (
              <ChipMenuItem key={action.kind} action={action} />
            ))}
        {line.isHead ? null : <PinItems line={line} order={order} />}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function PinItems({ line, order }: { readonly line: LaneLine; readonly order: LaneOrder }) {
  const at = order.pinned.indexOf(line.key);
  return (
    <>
      <DropdownMenuItem onSelect={() => order.togglePin(line.key)}>
        {line.isPinned ? <PinOff /> : <Pin />} {line.isPinned ? "Unpin" : "Pin to the top"}
      </DropdownMenuItem>
      {at > 0 ? (
        <DropdownMenuItem onSelect={() => order.movePin(line.key, -1)}>
          <ArrowUp /> Move up
        </DropdownMenuItem>
      ) : null}
      {at >= 0 && at < order.pinned.length - 1 ? (
        <DropdownMenuItem onSelect={() => order.movePin(line.key, 1)}>
          <ArrowDown /> Move down
        </DropdownMenuItem>
      ) : null}
    </>
  );
}
