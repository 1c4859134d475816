"use client";

import { useTheme } from "next-themes";
import { type RefObject, useEffect, useState } from "react";
import { useLatest } from "@/components/common/use-latest";
import { readLaneColours } from "@/components/timeline/lane-colours";
import type { LiveWindow } from "@/components/timeline/live-window";
import type { WaterfallRow } from "@/lib/tasks/arrange-waterfall";
import type { TaskMark } from "@/lib/tasks/mark-text";
import { placeTaskMarks } from "@/lib/tasks/place-task-marks";
import { drawWaterfall } from "./draw-waterfall";

type PictureInput = {
  readonly live: LiveWindow;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly scroll: RefObject<HTMLElement | null>;
  readonly marks: readonly TaskMark[];
  readonly rows: readonly WaterfallRow[];
  readonly chosen: number;
  readonly openMs: number | null;
  readonly size: { readonly width: number; readonly height: number };
};

/** Keeps a canvas showing a task: one frame for whatever changed, straight from the moving window. Says whether it shows anything yet. */
export function useWaterfallPicture(input: PictureInput): boolean {
  const [isDrawn, setIsDrawn] = useState(false);
  const { live, canvas, scroll, marks, rows, chosen, openMs, size } = input;
  const { resolvedTheme } = useTheme();
  const latest = useLatest(input);
  useEffect(() => {
    let frame = 0;
    const draw = (): void => {
      frame = 0;
      const element = canvas.current;
      const { marks: now, rows: shown, chosen: row, openMs: open, size: box } = latest.current;
      const context = element?.getContext("2d");
      if (!element || !context || box.width === 0) return;
      const ratio = globalThis.devicePixelRatio || 1;
      element.width = Math.round(box.width * ratio);
      element.height = Math.round(box.height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const window = live.get();
      drawWaterfall(context, {
        window,
        widthPx: box.width,
        heightPx: box.height,
        scrollPx: scroll.current?.scrollTop ?? 0,
        rows: shown,
        marks: placeTaskMarks(now, shown, { window, widthPx: box.width }),
        chosen: row,
        openMs: open,
        colours: readLaneColours(element),
      });
      setIsDrawn(true);
    };
    const request = (): void => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    request();
    const stop = live.subscribe(request);
    const scrolled = scroll.current;
    scrolled?.addEventListener("scroll", request, { passive: true });
    return () => {
      stop();
      scrolled?.removeEventListener("scroll", request);
      cancelAnimationFrame(frame);
    };
    // What is drawn is read when it is drawn; these say when that must happen again.
  }, [live, canvas, scroll, latest, marks, rows, chosen, openMs, size.width, size.height, resolvedTheme]);
  return isDrawn;
}
