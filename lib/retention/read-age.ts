import { RETENTION_DAYS_MAX } from "./contract";

/** An age in whole days: "400d", "57w", "400". Null for anything else, and for none or too many. */
export function readAge(text: string): number | null {
  const [, count, unit] = /^(\d{1,6})\s*(d|days?|w|weeks?)?$/i.exec(text.trim()) ?? [];
  if (count === undefined) return null;
  const days = Number(count) * (unit?.toLowerCase().startsWith("w") === true ? 7 : 1);
  return days >= 1 && days <= RETENTION_DAYS_MAX ? days : null;
}
