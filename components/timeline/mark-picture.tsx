"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import type { LaneLine } from "@/lib/timeline/arrange-lanes";
import { drawMarks } from "./draw-marks";
import { readLaneColours } from "./lane-colours";

const SIZE_PX = 14;

type MarkPictureProps = { readonly kind: number; readonly isFailed: boolean; readonly isInterval?: boolean };

/** One mark, drawn by what draws the lanes: the legend cannot differ from them. */
export function MarkPicture({ kind, isFailed, isInterval = false }: MarkPictureProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { resolvedTheme } = useTheme();
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const scale = window.devicePixelRatio || 1;
    canvas.width = SIZE_PX * scale;
    canvas.height = SIZE_PX * scale;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const place = isInterval ? { xPx: 1, widthPx: SIZE_PX - 2 } : { xPx: SIZE_PX / 2, widthPx: 0 };
    const mark = {
      indexes: [0],
      from: 0,
      last: 0,
      events: 1,
      kind,
      isFailed,
      isInterval,
      isMixed: false,
      action: 0,
      ...place,
      line: LINE,
      row: 0,
      rows: 1,
    };
    drawMarks(context, [mark], { colours: readLaneColours(canvas), openIndex: -1 });
  }, [kind, isFailed, isInterval, resolvedTheme]);
  return <canvas ref={ref} aria-hidden style={{ width: SIZE_PX, height: SIZE_PX }} />;
}

const LINE: LaneLine = {
  key: "",
  name: { value: null, label: "", note: null },
  isHead: false,
  lanes: [],
  keys: [],
  isPinned: false,
  isFolded: false,
  isUnseen: false,
  depth: 0,
  topPx: 0,
  heightPx: SIZE_PX,
};
