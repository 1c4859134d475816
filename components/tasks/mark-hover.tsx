import { KIND_WORDS } from "@/components/timeline/kind-words";
import { formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { CALL_KINDS } from "@/lib/cloudtrail/call-kind";
import type { PlacedTaskMark } from "@/lib/tasks/place-task-marks";

export type MarkHover = { readonly xPx: number; readonly yPx: number; readonly mark: PlacedTaskMark };

/** The calls under the pointer, in words. */
export function MarkHoverLabel({ hover, widthPx }: { readonly hover: MarkHover; readonly widthPx: number }) {
  const { xPx, yPx, mark } = hover;
  const kinds = CALL_KINDS.flatMap((kind, n) => {
    const events = mark.kinds[n] ?? 0;
    return events === 0
      ? []
      : [`${formatCount(events)} ${events === 1 ? KIND_WORDS[kind].one : KIND_WORDS[kind].many}`];
  });
  const failed = mark.failed - mark.denied;
  const until = mark.toMs > mark.fromMs ? ` to ${formatTime(mark.toMs, "second")}` : "";
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute z-10 max-w-80 rounded-sm border border-border bg-raised px-2 py-1 text-xs shadow-popover"
      style={{ top: yPx + 12, ...(xPx > widthPx / 2 ? { right: widthPx - xPx + 10 } : { left: xPx + 10 }) }}
    >
      <p className="font-medium">{kinds.join(", ")}</p>
      {mark.denied > 0 ? <p className="text-danger">{formatCount(mark.denied)} denied</p> : null}
      {failed > 0 ? <p className="text-danger">{formatCount(failed)} failed</p> : null}
      <p className="text-ink-soft tabular">
        {formatTime(mark.fromMs, "second")}
        {until}
      </p>
    </div>
  );
}
