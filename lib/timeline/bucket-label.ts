import { formatCount } from "@/lib/base/format-number";
import { formatDuration, formatTime } from "@/lib/base/format-time";
import type { Density } from "./contract";

/** What the bucket at a moment holds, in words. */
export function bucketLabel(density: Density, timeMs: number): string {
  const index = Math.floor((timeMs - density.startMs) / density.bucketMs);
  const ok = density.ok[index] ?? 0;
  const failed = density.error[index] ?? 0;
  const from = formatTime(density.startMs + index * density.bucketMs, density.bucketMs < 60_000 ? "second" : "minute");
  const counts = failed > 0 ? `${formatCount(ok)} ok, ${formatCount(failed)} failed` : formatCount(ok);
  const dropped = density.dropped[index] ?? 0;
  const gone =
    dropped === 0 ? "" : `, ${density.isCounted ? "" : "at most "}${formatCount(dropped)} dropped by retention`;
  return `${from} + ${lengthText(density.bucketMs)}: ${counts}${gone}`;
}

/** A bucket's width: "5 min". */
export function lengthText(bucketMs: number): string {
  if (bucketMs >= 86_400_000) return `${bucketMs / 86_400_000} d`;
  if (bucketMs >= 3_600_000) return `${bucketMs / 3_600_000} h`;
  return bucketMs >= 60_000 ? `${bucketMs / 60_000} min` : formatDuration(bucketMs).replace(".0", "");
}
