import { stripTicks, type TimeWindow, toPx } from "@/lib/timeline/strip-scale";
import { tickText } from "./tick-text";

const TICK_PX = 110;
const LABEL_PX = 64;

type StripTicksProps = { readonly shown: TimeWindow; readonly widthPx: number };

/** The times under a strip, in UTC. */
export function StripTicks({ shown, widthPx }: StripTicksProps) {
  const { stepMs, ticksMs } = stripTicks(shown, Math.max(2, Math.floor(widthPx / TICK_PX)));
  return (
    <div aria-hidden className="relative h-4 overflow-hidden text-2xs text-muted tabular">
      {widthPx === 0
        ? null
        : ticksMs
            .filter((at) => toPx(at, shown, widthPx) < widthPx - LABEL_PX)
            .map((at) => (
              <span
                key={at}
                className="absolute top-0 border-l border-border-strong pl-1 whitespace-nowrap"
                style={{ left: toPx(at, shown, widthPx) }}
              >
                {tickText(at, stepMs)}
              </span>
            ))}
    </div>
  );
}
