import { stripTicks, type TimeWindow, toPx } from "@/lib/timeline/strip-scale";
import { tickText } from "./tick-text";

const TICK_PX = 110;
const LABEL_PX = 64;
/** The first one names its day too. */
const FIRST_LABEL_PX = 104;

/** As many as fit everywhere stand there until it is known how wide the strip is. */
const NARROW_PX = 360;

/** `widthPx` is 0 as long as nobody knows it. */
type StripTicksProps = { readonly shown: TimeWindow; readonly widthPx: number };

/** The times under a strip, in UTC. */
export function StripTicks({ shown, widthPx }: StripTicksProps) {
  const width = widthPx === 0 ? NARROW_PX : widthPx;
  const { stepMs, ticksMs } = stripTicks(shown, Math.max(2, Math.floor(width / TICK_PX)));
  return (
    <div aria-hidden className="relative h-4 overflow-hidden text-2xs text-muted tabular">
      {ticksMs
        .filter((at, n) => toPx(at, shown, width) < width - (n === 0 ? FIRST_LABEL_PX : LABEL_PX))
        .map((at, n) => (
          <span
            key={at}
            className="absolute top-0 border-l border-border-strong pl-1 whitespace-nowrap"
            style={{ left: `${toPx(at, shown, 100).toFixed(3)}%` }}
          >
            {tickText(at, { stepMs, isFirst: n === 0 })}
          </span>
        ))}
    </div>
  );
}
