const MINUTE_MS = 60_000;

/** Upper ends of the classes of delay in minutes; the last class is everything beyond. */
const MINUTES = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 45, 60, 90, 120, 240, 480, 1440];
export const LAG_CLASSES = MINUTES.length + 1;

/** The class of a delay from the event to the publish time in the name of its file. */
export function lagClass(lagMs: number): number {
  const minutes = lagMs / MINUTE_MS;
  let at = 0;
  while (at < MINUTES.length && minutes > (MINUTES[at] ?? 0)) at++;
  return at;
}

/** The delay that a share of the records does not exceed, taken evenly within a class; null where there are none. */
export function lagQuantile(classes: readonly number[], share: number): number | null {
  const total = classes.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let wanted = share * total;
  for (const [at, count] of classes.entries()) {
    if (count < wanted) {
      wanted -= count;
      continue;
    }
    const from = at === 0 ? 0 : (MINUTES[at - 1] ?? 0);
    const to = MINUTES[at] ?? 2 * from;
    return (from + (to - from) * (count === 0 ? 0 : wanted / count)) * MINUTE_MS;
  }
  return null;
}
