const DAY_MS = 86_400_000;

/** The `count` UTC days that end with the day of `newestMs`, oldest first, as `2026-11-02`. */
export function lastDays(newestMs: number, count: number): string[] {
  const last = Math.floor(newestMs / DAY_MS);
  return Array.from({ length: count }, (_, index) =>
    new Date((last - count + 1 + index) * DAY_MS).toISOString().slice(0, 10),
  );
}
