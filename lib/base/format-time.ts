export type TimePrecision = "day" | "minute" | "second" | "millisecond";

const LENGTH: Record<TimePrecision, number> = { day: 10, minute: 16, second: 19, millisecond: 23 };

/** `2026-11-02 14:05:09 UTC`: the one way in which this product writes a time. Answers "no time" for what is none. */
export function formatTime(at: number | string, precision: TimePrecision = "second"): string {
  const ms = typeof at === "number" ? at : Date.parse(at);
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return "no time";
  return `${new Date(ms).toISOString().slice(0, LENGTH[precision]).replace("T", " ")} UTC`;
}

const STEPS: readonly (readonly [name: string, ms: number])[] = [
  ["year", 365.25 * 86_400_000],
  ["month", 30.44 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/** "3 hours ago", "in 2 days": whole units, rounded down. */
export function formatTimeFrom(at: number | string, nowMs: number): string {
  const ms = typeof at === "number" ? at : Date.parse(at);
  if (!Number.isFinite(ms)) return "no time";
  const spanMs = Math.abs(nowMs - ms);
  const step = STEPS.find(([, stepMs]) => spanMs >= stepMs);
  if (!step) return "just now";
  const count = Math.floor(spanMs / step[1]);
  const text = `${count} ${step[0]}${count === 1 ? "" : "s"}`;
  return ms <= nowMs ? `${text} ago` : `in ${text}`;
}

/** "850 ms", "4.2 s", "3 min 20 s", "2 h 5 min": the two largest units that matter. */
export function formatDuration(durationMs: number): string {
  if (!Number.isFinite(durationMs) || durationMs < 0) return "unknown";
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(1)} s`;
  const minutes = Math.floor(durationMs / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.floor((durationMs % 60_000) / 1000)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
