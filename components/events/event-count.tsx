import { formatCount } from "@/lib/base/format-number";
import type { DensityState } from "@/components/timeline/use-density";
import { TimeText } from "@/components/common/time-text";

type EventCountProps = { readonly whole: DensityState; readonly selected: DensityState };

/** How many events the list has, of how many; where the count still runs, how far it came. */
export function EventCount({ whole, selected }: EventCountProps) {
  const shown = selected.density;
  if (shown === null) return <p className="h-7 px-4 py-1.5 text-xs text-muted">Counting…</p>;
  const all = whole.density?.total ?? shown.total;
  const failed = shown.error.reduce((sum, count) => sum + count, 0);
  return (
    <p role="status" className="flex h-7 shrink-0 items-center gap-3 px-4 text-xs text-muted">
      <span className="text-ink tabular">
        {shown.uncountedBeforeMs === null ? "" : "at least "}
        {formatCount(shown.total)}
        {all > shown.total ? ` of ${formatCount(all)}` : ""} {all === 1 ? "event" : "events"}
      </span>
      {failed > 0 ? <span className="text-danger tabular">{formatCount(failed)} failed</span> : null}
      {shown.uncountedBeforeMs === null ? null : (
        <span>
          counted back to <TimeText at={shown.uncountedBeforeMs} precision="minute" />, going on…
        </span>
      )}
    </p>
  );
}
