"use client";

import { useTheme } from "next-themes";
import { type RefObject, useEffect, useState } from "react";
import type { LaneLine } from "@/lib/timeline/arrange-lanes";
import type { Lanes, RulerMark } from "@/lib/timeline/contract";
import type { CoverageSpan } from "@/lib/timeline/fold-coverage";
import { LanePicture } from "./lane-picture";
import type { LiveWindow } from "./live-window";

type PictureInput = {
  readonly live: LiveWindow;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly scroll: RefObject<HTMLElement | null>;
  readonly lanes: Lanes | null;
  readonly lines: readonly LaneLine[];
  readonly openEventId: string | null;
  readonly behind: ReadonlyMap<string, readonly CoverageSpan[]>;
  readonly ruler: readonly RulerMark[];
  readonly completeUntil: ReadonlyMap<string, number>;
  readonly size: { readonly width: number; readonly height: number };
  readonly hoverPx: number | null;
};

/** A picture of lanes on a canvas, told what React knows; the moving window it follows by itself. */
export function useLanePicture(input: PictureInput): LanePicture {
  const { live, canvas, scroll, lanes, lines, openEventId, behind, ruler, completeUntil, size, hoverPx } = input;
  const { width, height } = size;
  const { resolvedTheme } = useTheme();
  const [picture] = useState(() => new LanePicture(live));
  useEffect(() => {
    if (canvas.current === null || scroll.current === null) return undefined;
    return picture.attach(canvas.current, scroll.current);
  }, [picture, canvas, scroll]);
  useEffect(
    () => picture.show({ lanes, lines, openEventId, behind, ruler, completeUntil }),
    [picture, lanes, lines, openEventId, behind, ruler, completeUntil, resolvedTheme],
  );
  useEffect(() => picture.resize({ width, height }), [picture, width, height]);
  useEffect(() => picture.hover(hoverPx), [picture, hoverPx]);
  return picture;
}
