"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import { CALL_KINDS } from "@/lib/cloudtrail/call-kind";
import type { LaneLine } from "@/lib/timeline/arrange-lanes";
import { drawMarks } from "./draw-marks";
import { KIND_WORDS } from "./kind-words";
import { readLaneColours } from "./lane-colours";

const SIZE_PX = 14;

/** What the marks and colours of the lanes mean. */
export function LaneLegend() {
  return (
    <ul aria-label="Marks" className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-muted">
      {CALL_KINDS.map((kind, index) => (
        <li key={kind} title={KIND_WORDS[kind].means} className="inline-flex items-center gap-1">
          <MarkPicture kind={index} isFailed={false} />
          {KIND_WORDS[kind].one}
        </li>
      ))}
      <li title="Denied or failed calls of any kind" className="inline-flex items-center gap-1">
        <MarkPicture kind={0} isFailed /> failed
      </li>
    </ul>
  );
}

/** One mark, drawn by what draws the lanes: the legend cannot differ from them. */
function MarkPicture({ kind, isFailed }: { readonly kind: number; readonly isFailed: boolean }) {
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
    const mark = { from: 0, last: 0, events: 1, kind, isFailed, action: 0, xPx: SIZE_PX / 2, widthPx: 0, line: LINE };
    drawMarks(context, [mark], { colours: readLaneColours(canvas), openIndex: -1 });
  }, [kind, isFailed, resolvedTheme]);
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
