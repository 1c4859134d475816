"use client";

import { type PointerEvent, useEffect, useRef, type RefObject } from "react";
import { useLatest } from "@/components/common/use-latest";
import { panWindow, type TimeWindow, toTime, zoomWindowAt } from "@/lib/timeline/strip-scale";
import { type Fingers, pinchWindow } from "@/lib/timeline/pinch-window";
import type { LiveWindow } from "./live-window";

type Place = { readonly xPx: number; readonly yPx: number };

type Gestures = {
  readonly live: LiveWindow;
  readonly bounds: TimeWindow;
  readonly widthPx: number;
  readonly onHover: (place: Place | null) => void;
  readonly onClick: (place: Place) => void;
};

type Drag = {
  readonly xPx: number;
  readonly window: TimeWindow;
  moved: boolean;
  /** Where two fingers began to pinch; null where one moves alone. */
  readonly fingers: Fingers | null;
};

const MOVED_PX = 4;
const ZOOM_PER_PX = 0.0025;

/** Moving through time with pointer, fingers and wheel: drag moves, two fingers zoom, the wheel with Ctrl or Cmd zooms where the pointer is, sideways scrolling moves. */
export function useLaneGestures(element: RefObject<HTMLElement | null>, gestures: Gestures) {
  const latest = useLatest(gestures);
  const drag = useRef<Drag | null>(null);
  /** Where each finger that is down is now, or the mouse. */
  const down = useRef(new Map<number, number>());

  useWheel(element, latest);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      down.current.set(event.pointerId, placeOf(event).xPx);
      const window = gestures.live.get();
      drag.current = { xPx: event.clientX, window, moved: drag.current !== null, fingers: fingersOf(down.current) };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      const { live, bounds, widthPx, onHover } = gestures;
      const held = drag.current;
      if (held === null) return onHover(placeOf(event));
      if (down.current.has(event.pointerId)) down.current.set(event.pointerId, placeOf(event).xPx);
      const now = fingersOf(down.current);
      if (held.fingers !== null && now !== null)
        return live.set(pinchWindow({ window: held.window, start: held.fingers, now, widthPx }, bounds));
      const byPx = event.clientX - held.xPx;
      if (!held.moved && Math.abs(byPx) < MOVED_PX) return undefined;
      held.moved = true;
      onHover(null);
      const lengthMs = held.window.toMs - held.window.fromMs;
      return live.set(panWindow(held.window, (-byPx / Math.max(1, widthPx)) * lengthMs, bounds));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>): void => {
      if (drag.current?.moved === false) gestures.onClick(placeOf(event));
      letGo(event);
    },
    onPointerCancel: (event: PointerEvent<HTMLElement>): void => letGo(event),
    onPointerLeave: (): void => gestures.onHover(null),
  };

  /** A finger that stays down after another one was lifted holds nothing any more: what it would move has changed under it. */
  function letGo(event: PointerEvent<HTMLElement>): void {
    down.current.delete(event.pointerId);
    drag.current = null;
  }
}

/** React listens passively: only a listener of our own can keep the browser from zooming the page. */
function useWheel(element: RefObject<HTMLElement | null>, latest: RefObject<Gestures>): void {
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      const { live, bounds, widthPx } = latest.current;
      const window = live.get();
      const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
      if (!event.ctrlKey && !event.metaKey && !isSideways) return;
      event.preventDefault();
      if (isSideways) {
        const byPx = event.deltaX === 0 ? event.deltaY : event.deltaX;
        live.set(panWindow(window, (byPx / Math.max(1, widthPx)) * (window.toMs - window.fromMs), bounds));
        return;
      }
      const xPx = event.clientX - target.getBoundingClientRect().left;
      live.set(
        zoomWindowAt(
          window,
          { factor: Math.exp(event.deltaY * ZOOM_PER_PX), atMs: toTime(xPx, window, widthPx) },
          bounds,
        ),
      );
    };
    target.addEventListener("wheel", onWheel, { passive: false });
    return () => target.removeEventListener("wheel", onWheel);
  }, [element, latest]);
}

/** Null unless two fingers are down. */
function fingersOf(down: ReadonlyMap<number, number>): Fingers | null {
  const [onePx, otherPx] = down.values();
  return onePx === undefined || otherPx === undefined ? null : { onePx, otherPx };
}

function placeOf(event: PointerEvent<HTMLElement>): Place {
  const box = event.currentTarget.getBoundingClientRect();
  return { xPx: event.clientX - box.left, yPx: event.clientY - box.top };
}
