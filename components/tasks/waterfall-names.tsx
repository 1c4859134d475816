import { ChevronDown, ChevronRight } from "lucide-react";
import { memo } from "react";
import { TailText } from "@/components/common/tail-text";
import { countOf, formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { WaterfallRow } from "@/lib/tasks/arrange-waterfall";
import { ROW_PX } from "./draw-waterfall";
import type { TaskView } from "./use-task-view";

type WaterfallNamesProps = {
  readonly rows: readonly WaterfallRow[];
  readonly chosen: number;
  readonly view: TaskView;
  readonly onChoose: (key: string) => void;
};

const INDENT_PX = 14;
const INDENTS_MAX = 6;

/** The lanes by name, each under what it came from; a rule stands where another account begins. */
export const WaterfallNames = memo(function WaterfallNames({ rows, chosen, view, onChoose }: WaterfallNamesProps) {
  return (
    <ul aria-label="Credentials of the task">
      {rows.map((row, n) => (
        <li
          key={`${row.lane.key} ${row.lanes[0]}`}
          style={{ height: ROW_PX, paddingLeft: 4 + Math.min(row.depth, INDENTS_MAX) * INDENT_PX }}
          className={`flex items-center gap-1 border-b border-border pr-2 text-xs ${n === chosen ? "bg-selected" : ""} ${row.fromAccount === null ? "" : "border-t-2 border-t-warning"}`}
        >
          <FoldButton row={row} view={view} />
          <button
            type="button"
            aria-pressed={n === chosen}
            onClick={() => onChoose(row.lane.key)}
            className="flex min-w-0 flex-1 flex-col text-left leading-tight"
            title={titleOf(row)}
          >
            <span className="max-w-full min-w-0 font-medium">
              <TailText text={row.lane.who.name} />
            </span>
            <span className="max-w-full min-w-0 truncate font-mono text-2xs text-muted">
              {row.fromAccount === null ? "" : `⇥ ${visibleText(row.lane.account ?? "")} `}
              {visibleText(row.lane.key)}
            </span>
          </button>
          <span className="shrink-0 text-muted tabular">{formatCount(row.lane.events)}</span>
        </li>
      ))}
    </ul>
  );
});

function titleOf({ lane, fromAccount, descendants, isFolded }: WaterfallRow): string {
  const parts = [
    lane.key,
    lane.account === null ? null : `account ${lane.account}`,
    fromAccount === null ? null : `issued from account ${fromAccount}`,
    lane.sessionName === null ? null : `session ${lane.sessionName}`,
    isFolded ? `${countOf(descendants, "credential is", "credentials are")} folded into it` : null,
  ];
  return visibleText(parts.filter((part) => part !== null).join(" · "));
}

type FoldButtonProps = { readonly row: WaterfallRow; readonly view: TaskView };

function FoldButton({ row, view }: FoldButtonProps) {
  if (row.descendants === 0) return <span aria-hidden className="w-5 shrink-0" />;
  const Icon = row.isFolded ? ChevronRight : ChevronDown;
  function toggle(): void {
    const next = new Set(view.folded);
    if (!next.delete(row.lane.key)) next.add(row.lane.key);
    view.setFolded(next);
  }
  return (
    <button
      type="button"
      aria-expanded={!row.isFolded}
      aria-label={`${formatCount(row.descendants)} issued from ${visibleText(row.lane.who.name)}`}
      onClick={toggle}
      className="grid size-5 shrink-0 place-items-center rounded-sm text-muted hover:bg-hover"
    >
      <Icon className="size-3.5" />
    </button>
  );
}
