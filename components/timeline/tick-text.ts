import { formatTime } from "@/lib/base/format-time";

const DAY_MS = 86_400_000;

type Tick = {
  /** How far ticks are apart. */
  readonly stepMs: number;
  /** The first of a row names its day, whatever the time: what comes after it is read from there. */
  readonly isFirst: boolean;
};

/** What stands beside a tick: a date at the start of each day, times between; seconds only where they differ. */
export function tickText(at: number, { stepMs, isFirst }: Tick): string {
  if (stepMs >= DAY_MS || at % DAY_MS === 0) return formatTime(at, "day").slice(0, 10);
  const text = formatTime(at, stepMs < 60_000 ? "second" : "minute").replace(" UTC", "");
  return isFirst ? text : text.slice(11);
}
