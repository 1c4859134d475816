"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import type { KeyboardEvent, PointerEvent } from "react";
import { useMedia } from "@/components/common/use-media";
import type { EventView } from "@/components/events/use-event-view";
import type { TimeWindow } from "@/lib/timeline/strip-scale";
import { LaneControls } from "./lane-controls";
import { LaneView } from "./lane-view";
import { useLaneHeight } from "./use-lane-height";
import { useLaneOrder } from "./use-lane-order";

type LanePaneProps = { readonly view: EventView; readonly bounds: TimeWindow; readonly window: TimeWindow };

const STEP_PX = 24;

/** The lanes above the list, as high as this person likes them: the height is theirs and not part of the address. */
export function LanePane({ view, bounds, window }: LanePaneProps) {
  const { heightPx, isOpen, setHeight, setOpen } = useLaneHeight();
  const order = useLaneOrder();
  const isWide = useMedia("(min-width: 48rem)");
  const Icon = isOpen ? ChevronDown : ChevronRight;

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const top = event.currentTarget.parentElement?.getBoundingClientRect().top ?? 0;
    setHeight(event.clientY - top);
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const step = event.key === "ArrowDown" ? STEP_PX : event.key === "ArrowUp" ? -STEP_PX : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    setHeight(heightPx + step);
  }

  return (
    <div className="flex shrink-0 flex-col border-b border-border bg-panel" style={isOpen ? { height: heightPx } : {}}>
      <div className="flex h-6 shrink-0 items-stretch max-md:h-9">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="flex flex-1 items-center gap-1 px-2 text-xs font-medium text-ink-soft hover:bg-hover"
        >
          <Icon className="size-3.5" /> Lanes
        </button>
        {isOpen && !isWide ? <LaneControls order={order} /> : null}
      </div>
      {isOpen ? (
        <>
          <LaneView view={view} bounds={bounds} window={window} order={order} isWide={isWide} />
          <div
            role="separator"
            aria-orientation="horizontal"
            aria-label="Height of the lanes"
            aria-valuenow={heightPx}
            tabIndex={0}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={onPointerMove}
            onKeyDown={onKeyDown}
            className="-mb-1 h-2 shrink-0 cursor-ns-resize touch-none hover:bg-accent/20 focus-visible:bg-accent/30"
          />
        </>
      ) : null}
    </div>
  );
}
