const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?$/;
const ZONE = /(?:\s*(?:Z|UTC)|[+-]\d{2}:?\d{2})$/;

/** Reads a time as people write it: a day or a moment, in UTC where no zone is given. Epoch milliseconds, or null where it is no time. */
export function parseUtcTime(text: string): number | null {
  const trimmed = text.trim();
  if (DAY.test(trimmed)) return finite(Date.parse(`${trimmed}T00:00:00Z`));
  const zone = ZONE.exec(trimmed)?.[0] ?? "";
  const moment = trimmed.slice(0, trimmed.length - zone.length);
  if (!MOMENT.test(moment)) return null;
  const offset = zone === "" || /Z|UTC/.test(zone) ? "Z" : zone;
  return finite(Date.parse(moment.replace(" ", "T") + offset));
}

function finite(timeMs: number): number | null {
  return Number.isFinite(timeMs) ? timeMs : null;
}
