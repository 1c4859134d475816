"use client";

import { type PointerEvent, useMemo, useState } from "react";
import { useElementSize } from "@/components/common/use-element-size";
import { formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import type { Density } from "@/lib/timeline/contract";
import { bucketLabel } from "@/lib/timeline/bucket-label";
import { type TimeWindow, toTime } from "@/lib/timeline/strip-scale";
import type { CoverageSpan } from "@/lib/timeline/fold-coverage";
import { BrushWindow } from "./brush-window";
import { CoverageBand } from "./coverage-band";
import { DensityPicture } from "./density-picture";
import { StripTicks } from "./strip-ticks";
import { useBrush } from "./use-brush";

type DensityStripProps = {
  readonly density: Density;
  readonly shown: TimeWindow;
  readonly selected: TimeWindow | null;
  readonly heightPx: number;
  /** What it is the density of: "All events", "The selected time". */
  readonly title: string;
  /** How well what is shown could be seen; null where nobody asked. */
  readonly coverage: readonly CoverageSpan[] | null;
  readonly onSelect: (window: TimeWindow | null, isPassing: boolean) => void;
};

/** For as wide as this it is drawn until it is known how wide it is: before scripts run, it is stretched to what there is. */
const NOMINAL_PX = 1200;

/** Counts over time as a picture to select time on; the table below it says the same in words. */
export function DensityStrip({ density, shown, selected, heightPx, title, coverage, onSelect }: DensityStripProps) {
  const [ref, size] = useElementSize();
  const [hoverPx, setHoverPx] = useState<number | null>(null);
  const brush = useBrush({ shown, selected, widthPx: size.width, onChange: onSelect });
  const label = `${title}: ${formatCount(density.total)} from ${formatTime(shown.fromMs)} to ${formatTime(shown.toMs)}, of them ${formatCount(sum(density.error))} failed${droppedText(density)}. Drag to select a time.`;

  const { fromMs, toMs } = shown;
  const widthPx = size.width === 0 ? NOMINAL_PX : size.width;
  const box = useMemo(() => ({ widthPx, heightPx, shown: { fromMs, toMs } }), [widthPx, heightPx, fromMs, toMs]);

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    setHoverPx(event.clientX - event.currentTarget.getBoundingClientRect().left);
    brush.handlers.onPointerMove(event);
  }

  return (
    <div className="select-none">
      <div
        ref={ref}
        className="relative cursor-crosshair touch-pan-y"
        style={{ height: heightPx }}
        {...brush.handlers}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setHoverPx(null)}
      >
        <DensityPicture density={density} box={box} label={label} />
        {brush.window === null || size.width === 0 ? null : (
          <BrushWindow window={brush.window} shown={shown} widthPx={size.width} onChange={onSelect} />
        )}
        {hoverPx === null || brush.isDragging ? null : (
          <HoverLabel
            px={hoverPx}
            widthPx={size.width}
            text={bucketLabel(density, toTime(hoverPx, shown, size.width))}
          />
        )}
      </div>
      {coverage === null ? null : <CoverageBand spans={coverage} shown={shown} widthPx={size.width} />}
      <StripTicks shown={shown} widthPx={size.width} />
    </div>
  );
}

function HoverLabel({ px, widthPx, text }: { readonly px: number; readonly widthPx: number; readonly text: string }) {
  const isRight = px > widthPx / 2;
  return (
    <>
      <div aria-hidden className="pointer-events-none absolute inset-y-0 w-px bg-ink/40" style={{ left: px }} />
      <div
        aria-hidden
        className="pointer-events-none absolute top-0 z-10 rounded-sm border border-border bg-raised px-1.5 py-0.5 text-xs whitespace-nowrap tabular shadow-popover"
        style={isRight ? { right: widthPx - px + 8 } : { left: px + 8 }}
      >
        {text}
      </div>
    </>
  );
}

function droppedText({ dropped, isCounted }: Density): string {
  const events = sum(dropped);
  return events === 0 ? "" : `; ${isCounted ? "" : "up to "}${formatCount(events)} more were dropped by retention`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
