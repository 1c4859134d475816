import type { Span } from "./filter-sql";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How a stretch of time is covered: by whole days, by whole hours beside them, and by what is left at its two ends. */
export type SplitSpan = { readonly days: Span | null; readonly hours: readonly Span[]; readonly rest: readonly Span[] };

/** Cuts a span so that as much as possible of it is whole UTC days, then whole hours; the pieces cover it exactly once. */
export function splitSpan(span: Span): SplitSpan {
  const hourly = inner(span, HOUR_MS);
  if (hourly === null) return { days: null, hours: [], rest: [span] };
  const rest = around(span, hourly);
  const days = inner(hourly, DAY_MS);
  if (days === null) return { days: null, hours: [hourly], rest };
  return { days, hours: around(hourly, days), rest };
}

function inner(span: Span, unitMs: number): Span | null {
  const from = Math.ceil(span.from.getTime() / unitMs) * unitMs;
  const to = Math.floor(span.to.getTime() / unitMs) * unitMs;
  return to > from ? { from: new Date(from), to: new Date(to) } : null;
}

function around(outer: Span, core: Span): Span[] {
  return [
    { from: outer.from, to: core.from },
    { from: core.to, to: outer.to },
  ].filter(({ from, to }) => to.getTime() > from.getTime());
}
