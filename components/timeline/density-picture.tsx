"use client";

import { useId, useMemo } from "react";
import type { Density } from "@/lib/timeline/contract";
import { placeDensity, type StripBar, type StripBox } from "@/lib/timeline/place-density";

type DensityPictureProps = { readonly density: Density; readonly box: StripBox; readonly label: string };

/**
 * The picture of a density as markup, so that it is seen before any script has run: it stretches to whatever width it is given. Failed
 * calls are striped, what retention dropped is dotted: colour is not the only sign.
 */
export function DensityPicture({ density, box, label }: DensityPictureProps) {
  const id = useId();
  const paths = useMemo(() => pathsOf(placeDensity(density, box)), [density, box]);
  const { widthPx, heightPx } = box;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      className="block size-full"
    >
      <defs>
        <pattern id={`${id}stripes`} width="3" height="3" patternUnits="userSpaceOnUse">
          <rect width="3" height="2" className="fill-error" />
        </pattern>
        <pattern id={`${id}dots`} width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="1.5" height="1.5" className="fill-unknown" />
        </pattern>
      </defs>
      <path d={paths.dropped} fill={`url(#${id}dots)`} />
      <path d={paths.droppedTop} className="fill-unknown" />
      <path d={paths.ok} className="fill-read" />
      <path d={paths.fewErrors} className="fill-error" />
      <path d={paths.errors} fill={`url(#${id}stripes)`} />
      <path d={`M0 ${heightPx - 1}h${widthPx}v1H0z`} className="fill-border-strong" />
    </svg>
  );
}

/** What is no higher than one stripe and its gap has none: nothing would be left of it. */
const STRIPED_PX = 3;

function pathsOf(bars: readonly StripBar[]) {
  const path = (edges: (bar: StripBar) => readonly [topPx: number, footPx: number]): string =>
    bars.map((bar) => rectangle(bar, edges(bar))).join("");
  return {
    ok: path(({ okPx, footPx }) => [okPx, footPx]),
    errors: path(({ errorPx, okPx }) => [errorPx, okPx - errorPx > STRIPED_PX ? okPx : errorPx]),
    fewErrors: path(({ errorPx, okPx }) => [errorPx, okPx - errorPx > STRIPED_PX ? errorPx : okPx]),
    dropped: path(({ droppedPx, errorPx }) => [droppedPx, errorPx]),
    droppedTop: path(({ droppedPx, footPx }) => [droppedPx, droppedPx < footPx ? droppedPx + 1 : droppedPx]),
  };
}

function rectangle({ leftPx, widePx }: StripBar, [topPx, footPx]: readonly [topPx: number, footPx: number]): string {
  const highPx = footPx - topPx;
  if (highPx <= 0) return "";
  return `M${leftPx} ${short(topPx)}h${widePx}v${short(highPx)}h-${widePx}z`;
}

function short(px: number): string {
  return String(Math.round(px * 10) / 10);
}
