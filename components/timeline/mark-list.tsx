"use client";

import type { EventView } from "@/components/events/use-event-view";
import { Button } from "@/components/ui/button";
import { Popover, PopoverAnchor, PopoverContent } from "@/components/ui/popover";
import { countOf, formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import type { LaneMarks } from "@/lib/timeline/contract";
import type { PlacedMark } from "@/lib/timeline/placed-mark";
import { type TimeWindow, windowBetween, zoomWindow } from "@/lib/timeline/strip-scale";
import type { LiveWindow } from "./live-window";
import { MarkPicture } from "./mark-picture";

/** A mark that stands for several events, those that it stands for, and where it was clicked. */
export type OpenMark = {
  readonly mark: PlacedMark;
  readonly marks: LaneMarks;
  readonly xPx: number;
  readonly yPx: number;
};

type MarkListProps = {
  readonly open: OpenMark;
  readonly view: EventView;
  readonly live: LiveWindow;
  readonly bounds: TimeWindow;
  readonly onClose: () => void;
};

const SHOWN_MAX = 200;
const CLOSER_ROOM = 1.25;

/** The events of a mark one by one, where the picture has no room for them: each leads to its record. */
export function MarkList({ open, view, live, bounds, onClose }: MarkListProps) {
  const { mark, marks, xPx, yPx } = open;
  const fromMs = marks.timeMs[mark.from] ?? 0;
  const toMs = marks.timeMs[mark.last] ?? fromMs;
  const shown = mark.indexes.slice(0, SHOWN_MAX);
  const title = `${countOf(mark.events, "event")} of ${visibleText(mark.line.name.label)}`;
  function comeCloser(): void {
    onClose();
    live.set(zoomWindow(windowBetween(fromMs, toMs + 1, bounds), CLOSER_ROOM, bounds));
  }

  return (
    <Popover open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <PopoverAnchor asChild>
        <span aria-hidden className="pointer-events-none absolute size-0" style={{ left: xPx, top: yPx }} />
      </PopoverAnchor>
      <PopoverContent
        aria-label={title}
        className="flex max-h-80 w-80 flex-col p-0 text-xs"
        sideOffset={10}
        // A finger's tap moves the focus to the page after the list has opened: that alone does not close it.
        onFocusOutside={(event) => event.preventDefault()}
      >
        <div className="flex items-center justify-between gap-2 border-b border-border px-3 py-1.5">
          <p className="truncate font-medium">{title}</p>
          {toMs > fromMs ? (
            <Button size="sm" variant="ghost" onClick={comeCloser}>
              Come closer
            </Button>
          ) : null}
        </div>
        <ol className="min-h-0 overflow-y-auto py-1">
          {shown.map((index) => (
            <MarkItem key={marks.eventId[index]} index={index} marks={marks} view={view} />
          ))}
        </ol>
        {mark.events > SHOWN_MAX ? (
          <p className="border-t border-border px-3 py-1.5 text-muted">
            the first {formatCount(SHOWN_MAX)} of {formatCount(mark.events)}; all are in the list below
          </p>
        ) : null}
      </PopoverContent>
    </Popover>
  );
}

type MarkItemProps = { readonly index: number; readonly marks: LaneMarks; readonly view: EventView };

function MarkItem({ index, marks, view }: MarkItemProps) {
  const eventId = marks.eventId[index] ?? "";
  const isFailed = marks.failed[index] === 1;
  return (
    <li>
      <button
        type="button"
        aria-current={view.eventId === eventId}
        onClick={() => view.open(eventId, view.eventId !== null)}
        className="flex h-7 w-full items-center gap-2 px-3 text-left hover:bg-hover aria-[current=true]:bg-accent/15"
      >
        <MarkPicture kind={marks.kind[index] ?? 0} isFailed={isFailed} />
        <span className="min-w-0 flex-1 truncate">
          {visibleText(marks.actions[marks.action[index] ?? 0] ?? "unknown")}
          {isFailed ? ", failed" : ""}
        </span>
        <span className="shrink-0 text-ink-soft tabular">{formatTime(marks.timeMs[index] ?? 0)}</span>
      </button>
    </li>
  );
}
