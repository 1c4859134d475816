import { formatTime } from "@/lib/base/format-time";

const DAY_MS = 86_400_000;

/** What stands beside a tick: a date at the start of each day, times between; seconds only where they differ. */
export function tickText(at: number, stepMs: number): string {
  if (stepMs >= DAY_MS || at % DAY_MS === 0) return formatTime(at, "day").slice(0, 10);
  return formatTime(at, stepMs < 60_000 ? "second" : "minute")
    .slice(11)
    .replace(" UTC", "");
}
