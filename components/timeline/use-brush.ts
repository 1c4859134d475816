"use client";

import { type PointerEvent, useState } from "react";
import { panWindow, type TimeWindow, toPx, toTime, windowBetween } from "@/lib/timeline/strip-scale";

type Grip = "from" | "to" | "body" | "new";
type Drag = { readonly grip: Grip; readonly startPx: number; readonly window: TimeWindow; readonly moved: boolean };

type BrushInput = {
  /** What the strip shows from edge to edge. */
  readonly shown: TimeWindow;
  readonly selected: TimeWindow | null;
  readonly widthPx: number;
  readonly onChange: (window: TimeWindow | null, isPassing: boolean) => void;
};

export type Brush = {
  /** The window while it is dragged, else the selected one. */
  readonly window: TimeWindow | null;
  readonly isDragging: boolean;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: () => void;
    readonly onDoubleClick: () => void;
  };
};

const GRIP_PX = 7;
/** A finger is wider than what it takes hold of. */
const FINGER_GRIP_PX = 18;
const MOVED_PX = 3;

/** Selecting time on a strip: drag the empty part for a new window, an edge or the body to change it; double-click for all. */
export function useBrush({ shown, selected, widthPx, onChange }: BrushInput): Brush {
  const [drag, setDrag] = useState<Drag | null>(null);

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0 || !event.isPrimary) return;
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    event.currentTarget.setPointerCapture(event.pointerId);
    const gripPx = event.pointerType === "touch" ? FINGER_GRIP_PX : GRIP_PX;
    const grip = gripAt(px, gripPx, { shown, selected, widthPx });
    const at = toTime(px, shown, widthPx);
    const window = grip === "new" || selected === null ? { fromMs: at, toMs: at } : selected;
    setDrag({ grip, startPx: px, window, moved: false });
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    if (drag === null || !event.isPrimary) return;
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const moved = drag.moved || Math.abs(px - drag.startPx) > MOVED_PX;
    const window = moved ? draggedWindow(drag, px, { shown, selected, widthPx }) : drag.window;
    setDrag({ ...drag, window, moved });
  }

  function onPointerUp(event: PointerEvent<HTMLElement>): void {
    if (drag?.moved) onChange(drag.window, false);
    setDrag(null);
    event.currentTarget.releasePointerCapture(event.pointerId);
  }

  return {
    window: drag?.moved ? drag.window : selected,
    isDragging: drag?.moved ?? false,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: () => setDrag(null),
      onDoubleClick: () => onChange(null, false),
    },
  };
}

type Strip = Pick<BrushInput, "shown" | "selected" | "widthPx">;

function gripAt(px: number, gripPx: number, { shown, selected, widthPx }: Strip): Grip {
  if (selected === null) return "new";
  const [fromPx, toPx_] = [toPx(selected.fromMs, shown, widthPx), toPx(selected.toMs, shown, widthPx)];
  if (Math.abs(px - fromPx) <= gripPx && px < (fromPx + toPx_) / 2) return "from";
  if (Math.abs(px - toPx_) <= gripPx) return "to";
  return px > fromPx && px < toPx_ ? "body" : "new";
}

function draggedWindow(drag: Drag, px: number, { shown, selected, widthPx }: Strip): TimeWindow {
  const at = toTime(px, shown, widthPx);
  if (drag.grip === "new" || selected === null) return windowBetween(toTime(drag.startPx, shown, widthPx), at, shown);
  if (drag.grip === "from") return windowBetween(Math.min(at, selected.toMs), selected.toMs, shown);
  if (drag.grip === "to") return windowBetween(selected.fromMs, Math.max(at, selected.fromMs), shown);
  return panWindow(selected, at - toTime(drag.startPx, shown, widthPx), shown);
}
