"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import type { Density } from "@/lib/timeline/contract";
import type { TimeWindow } from "@/lib/timeline/strip-scale";
import { drawDensity } from "./draw-density";

type DensityCanvasProps = {
  readonly density: Density;
  readonly shown: TimeWindow;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly label: string;
};

/** The picture of a density: redrawn when its data, its size or the colours of the page change. */
export function DensityCanvas({ density, shown, widthPx, heightPx, label }: DensityCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { resolvedTheme } = useTheme();
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context || widthPx === 0) return;
    const scale = window.devicePixelRatio || 1;
    canvas.width = Math.round(widthPx * scale);
    canvas.height = Math.round(heightPx * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const styles = getComputedStyle(canvas);
    const colour = (name: string): string => styles.getPropertyValue(name).trim();
    const colours = {
      ok: colour("--color-read"),
      error: colour("--color-error"),
      dropped: colour("--raw-unknown"),
      panel: colour("--raw-panel"),
      line: colour("--raw-border-strong"),
    };
    drawDensity(context, density, { widthPx, heightPx, shown, colours });
  }, [density, shown, widthPx, heightPx, resolvedTheme]);
  return (
    <canvas ref={ref} role="img" aria-label={label} className="block" style={{ width: widthPx, height: heightPx }} />
  );
}
