import { EVIDENCE } from "@/components/common/evidence-mark";
import type { CoverageSpan } from "@/lib/timeline/fold-coverage";
import { formatTime } from "@/lib/base/format-time";
import { type TimeWindow, toPx } from "@/lib/timeline/strip-scale";

type CoverageBandProps = {
  readonly spans: readonly CoverageSpan[];
  readonly shown: TimeWindow;
  readonly widthPx: number;
};

/** The worst state of all that the events belong to, under a strip; the panel "Not seen" says the same in words. */
export function CoverageBand({ spans, shown, widthPx }: CoverageBandProps) {
  return (
    <div aria-hidden className="relative h-1.5 overflow-hidden">
      {spans.map(({ fromMs, toMs, state, because }) => {
        const leftPx = Math.max(0, toPx(fromMs, shown, widthPx));
        const endPx = Math.min(widthPx, toPx(toMs, shown, widthPx));
        return (
          <span
            key={fromMs}
            title={`${formatTime(fromMs, "minute")} to ${formatTime(toMs, "minute")}: ${state.replace("-", " ")}. ${because}`}
            className={`absolute inset-y-0 ${EVIDENCE[state].fill}`}
            style={{ left: leftPx, width: Math.max(1, endPx - leftPx) }}
          />
        );
      })}
    </div>
  );
}
