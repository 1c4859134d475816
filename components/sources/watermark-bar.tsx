import { formatTime } from "@/lib/base/format-time";
import type { HoleKind, Watermark } from "@/lib/integrity/watermark";

export type Extent = { readonly fromMs: number; readonly toMs: number };

const FILLS: Readonly<Record<HoleKind, string>> = {
  "file-missing": "evidence-not-logged",
  "no-files": "evidence-not-logged",
  "sink-silent": "evidence-not-logged",
  "not-logging": "evidence-not-logged",
  "digest-missing": "evidence-unknown",
  dropped: "evidence-unknown",
};

/** A hole of minutes in a year must be seen. */
const MIN_PERCENT = 0.6;

/** From when to when records are here, what is missing in between, and where it fades out because deliveries are still to come. */
export function WatermarkBar({ mark, extent }: { readonly mark: Watermark; readonly extent: Extent }) {
  const span = Math.max(1, extent.toMs - extent.fromMs);
  const place = (fromMs: number, toMs: number) => {
    const left = Math.max(0, Math.min(100, ((fromMs - extent.fromMs) / span) * 100));
    const right = Math.max(0, Math.min(100, ((toMs - extent.fromMs) / span) * 100));
    return { left: `${left}%`, width: `${Math.max(MIN_PERCENT, right - left)}%` };
  };
  const fill =
    mark.leavesOut.length > 0 && !mark.leavesOut.includes("nothing") ? "evidence-partial" : "evidence-logged";
  return (
    <div
      role="img"
      aria-label={`From ${formatTime(mark.fromMs, "minute")} to ${formatTime(mark.untilMs, "minute")}, ${mark.holes.length} holes`}
      className="relative h-3 w-full overflow-hidden rounded-[2px] bg-sunken"
    >
      <div className={`absolute inset-y-0 ${fill}`} style={place(mark.fromMs, mark.untilMs)} />
      {mark.holes.map((hole) => (
        <div
          key={`${hole.fromMs} ${hole.toMs} ${hole.kind} ${hole.detail}`}
          className="absolute inset-y-0 border-x border-panel bg-panel"
          style={place(hole.fromMs, hole.toMs)}
        >
          <div className={`size-full ${FILLS[hole.kind]}`} />
        </div>
      ))}
      <div
        className="absolute inset-y-0 bg-linear-to-r from-transparent to-sunken"
        style={place(mark.untilMs - span * 0.03, mark.untilMs)}
      />
    </div>
  );
}
