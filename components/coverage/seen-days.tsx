import { formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import type { CoverageCell } from "@/lib/coverage/contract";

const DAY_MS = 86_400_000;
const DAYS = 30;

/** A bar for each of the last 30 days. */
export function SeenDays({ seen, atMs }: Pick<CoverageCell, "seen" | "atMs">) {
  if (seen.length === 0) return null;
  const byDay = new Map(seen.map(({ dayMs, events }) => [dayMs, events]));
  const most = Math.max(...seen.map(({ events }) => events));
  const last = Math.floor(atMs / DAY_MS) * DAY_MS;
  const days = Array.from({ length: DAYS }, (_, n) => last - (DAYS - 1 - n) * DAY_MS);
  return (
    <svg
      role="img"
      aria-label={`Events by day: ${seen.map(({ dayMs, events }) => `${formatTime(dayMs, "day")} ${formatCount(events)}`).join(", ")}`}
      viewBox={`0 0 ${DAYS * 10} 32`}
      preserveAspectRatio="none"
      className="block h-8 w-full rounded-sm bg-sunken"
    >
      {days.map((dayMs, n) => {
        const events = byDay.get(dayMs) ?? 0;
        const height = events === 0 ? 0 : Math.max(2, (events / most) * 30);
        return (
          <rect key={dayMs} x={n * 10 + 1} y={32 - height} width={8} height={height} className="fill-accent">
            <title>{`${formatTime(dayMs, "day")}: ${formatCount(events)}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}
