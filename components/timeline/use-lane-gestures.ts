"use client";

import { type PointerEvent, useEffect, useRef, type RefObject } from "react";
import { useLatest } from "@/components/common/use-latest";
import { panWindow, type TimeWindow, toTime, zoomWindowAt } from "@/lib/timeline/strip-scale";
import type { LiveWindow } from "./live-window";

type Place = { readonly xPx: number; readonly yPx: number };

type Gestures = {
  readonly live: LiveWindow;
  readonly bounds: TimeWindow;
  readonly widthPx: number;
  readonly onHover: (place: Place | null) => void;
  readonly onClick: (place: Place) => void;
};

const MOVED_PX = 4;
const ZOOM_PER_PX = 0.0025;

/** Moving through time with pointer and wheel: drag moves, the wheel with Ctrl or Cmd zooms where the pointer is, sideways scrolling moves. */
export function useLaneGestures(element: RefObject<HTMLElement | null>, gestures: Gestures) {
  const latest = useLatest(gestures);
  const drag = useRef<{ readonly xPx: number; readonly window: TimeWindow; moved: boolean } | null>(null);

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
    // React listens passively: only a listener of our own can keep the browser from zooming the page.
    target.addEventListener("wheel", onWheel, { passive: false });
    return () => target.removeEventListener("wheel", onWheel);
  }, [element, latest]);

  return {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { xPx: event.clientX, window: gestures.live.get(), moved: false };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      const { live, bounds, widthPx, onHover } = gestures;
      const held = drag.current;
      if (held === null) return onHover(placeOf(event));
      const byPx = event.clientX - held.xPx;
      if (!held.moved && Math.abs(byPx) < MOVED_PX) return undefined;
      held.moved = true;
      onHover(null);
      const lengthMs = held.window.toMs - held.window.fromMs;
      return live.set(panWindow(held.window, (-byPx / Math.max(1, widthPx)) * lengthMs, bounds));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>): void => {
      if (drag.current?.moved === false) gestures.onClick(placeOf(event));
      drag.current = null;
    },
    onPointerCancel: (): void => {
      drag.current = null;
    },
    onPointerLeave: (): void => gestures.onHover(null),
  };
}

function placeOf(event: PointerEvent<HTMLElement>): Place {
  const box = event.currentTarget.getBoundingClientRect();
  return { xPx: event.clientX - box.left, yPx: event.clientY - box.top };
}
