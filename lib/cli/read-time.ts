import { AppError } from "@/lib/base/app-error";
import { parseUtcTime } from "@/lib/base/parse-utc-time";

/** The time of an option, null where it is not there; without a zone it is UTC, as in CloudTrail. */
export function readTime(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const timeMs = parseUtcTime(text);
  if (timeMs !== null) return timeMs;
  throw new AppError(
    "invalid-input",
    `${name} ${text} is no time. Write it like 2026-11-02 or 2026-11-02T14:05:00Z (UTC).`,
  );
}
