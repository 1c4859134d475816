/** How long something took, in milliseconds: half of the times and 95 in 100 of them lie at or below. */
export type Spread = { readonly p50: number; readonly p95: number; readonly max: number };

/** The spread of some times. */
export function spreadOf(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
