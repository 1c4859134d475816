import { formatTime } from "@/lib/base/format-time";
import { stripTicks, type TimeWindow, toPx } from "@/lib/timeline/strip-scale";

const TICK_PX = 110;
const LABEL_PX = 64;
const DAY_MS = 86_400_000;

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

/** A date at the start of each day, times between; seconds only where they differ. */
function tickText(at: number, stepMs: number): string {
  if (stepMs >= DAY_MS || at % DAY_MS === 0) return formatTime(at, "day").slice(0, 10);
  return formatTime(at, stepMs < 60_000 ? "second" : "minute")
    .slice(11)
    .replace(" UTC", "");
}
