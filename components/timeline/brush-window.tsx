"use client";

import type { KeyboardEvent } from "react";
import { formatTime } from "@/lib/base/format-time";
import { panWindow, type TimeWindow, toPx, windowBetween } from "@/lib/timeline/strip-scale";

type BrushWindowProps = {
  readonly window: TimeWindow;
  readonly shown: TimeWindow;
  readonly widthPx: number;
  readonly onChange: (window: TimeWindow, isPassing: boolean) => void;
};

/** A window stays visible and can be taken hold of, however short it is. */
const WIDTH_MIN_PX = 10;
const STEPS = 100;

/** The selected time on a strip: what lies outside is veiled; its edges move with the arrow keys. */
export function BrushWindow({ window, shown, widthPx, onChange }: BrushWindowProps) {
  const fromPx = clamp(toPx(window.fromMs, shown, widthPx), widthPx - WIDTH_MIN_PX);
  const endPx = Math.max(fromPx + WIDTH_MIN_PX, clamp(toPx(window.toMs, shown, widthPx), widthPx));
  const stepMs = Math.max(1000, Math.round((shown.toMs - shown.fromMs) / STEPS));

  function onKey(event: KeyboardEvent, edge: "from" | "to"): void {
    const direction = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const byMs = direction * stepMs * (event.altKey ? 0.1 : 1);
    if (event.shiftKey) onChange(panWindow(window, byMs, shown), true);
    else if (edge === "from")
      onChange(windowBetween(Math.min(window.fromMs + byMs, window.toMs), window.toMs, shown), true);
    else onChange(windowBetween(window.fromMs, Math.max(window.toMs + byMs, window.fromMs), shown), true);
  }

  if (window.toMs <= shown.fromMs || window.fromMs >= shown.toMs)
    return <Elsewhere isBefore={window.toMs <= shown.fromMs} />;
  return (
    <>
      <div
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-0 bg-surface/70 forced-color-adjust-none"
        style={{ width: fromPx }}
      />
      <div
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-0 bg-surface/70 forced-color-adjust-none"
        style={{ left: endPx }}
      />
      <div
        className="absolute inset-y-0 cursor-grab border-y border-accent bg-accent/8 active:cursor-grabbing"
        style={{ left: fromPx, width: endPx - fromPx }}
      />
      <Edge
        name="Start of the selected time"
        atMs={window.fromMs}
        px={fromPx}
        shown={shown}
        onKey={(event) => onKey(event, "from")}
      />
      <Edge
        name="End of the selected time"
        atMs={window.toMs}
        px={endPx}
        shown={shown}
        onKey={(event) => onKey(event, "to")}
      />
    </>
  );
}

/** Nothing of a time that lies beside the strip can be shown on it. */
function Elsewhere({ isBefore }: { readonly isBefore: boolean }) {
  return (
    <p
      className={`pointer-events-none absolute inset-0 flex items-center bg-surface/70 px-2 text-xs text-ink-soft ${isBefore ? "" : "justify-end"}`}
    >
      <span className="rounded-sm bg-surface px-1.5 py-0.5">
        {isBefore ? "← The selected time is before all of these" : "The selected time is after all of these →"}
      </span>
    </p>
  );
}

type EdgeProps = {
  readonly name: string;
  readonly atMs: number;
  readonly px: number;
  readonly shown: TimeWindow;
  readonly onKey: (event: KeyboardEvent) => void;
};

function Edge({ name, atMs, px, shown, onKey }: EdgeProps) {
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={shown.fromMs}
      aria-valuemax={shown.toMs}
      aria-valuenow={atMs}
      aria-valuetext={formatTime(atMs)}
      onKeyDown={onKey}
      className="absolute inset-y-0 w-2.5 -translate-x-1/2 forced-color-adjust-none cursor-ew-resize before:absolute before:inset-y-0 before:left-1/2 before:w-0.5 before:-translate-x-1/2 before:bg-accent after:absolute after:top-1/2 after:left-1/2 after:h-5 after:w-1.5 after:-translate-1/2 after:rounded-sm after:bg-accent"
      style={{ left: px }}
    />
  );
}

function clamp(px: number, maxPx: number): number {
  return Math.max(0, Math.min(maxPx, px));
}
