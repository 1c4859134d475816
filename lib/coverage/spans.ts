/** From `fromMs` on, up to but without `toMs`; ends may be infinite. */
export type Span = { readonly fromMs: number; readonly toMs: number };
/** In order, apart from each other. */
export type Spans = readonly Span[];

export const ALWAYS: Spans = [{ fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY }];

/** All that is in any of them; spans that touch become one. */
export function uniteSpans(spans: readonly Span[]): Spans {
  const united: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = united.at(-1);
    if (toMs <= fromMs) continue;
    if (last !== undefined && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else united.push({ fromMs, toMs });
  }
  return united;
}

/** What is in both. */
export function intersectSpans(a: Spans, b: Spans): Spans {
  const both: Span[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const one = a[i];
    const other = b[j];
    if (one === undefined || other === undefined) break;
    const span = { fromMs: Math.max(one.fromMs, other.fromMs), toMs: Math.min(one.toMs, other.toMs) };
    if (span.toMs > span.fromMs) both.push(span);
    if (one.toMs < other.toMs) i++;
    else j++;
  }
  return both;
}

/** What of a span is in none of the others. */
export function subtractSpans(span: Span, others: Spans): Spans {
  const left: Span[] = [];
  let fromMs = span.fromMs;
  for (const other of others) {
    if (other.toMs <= fromMs) continue;
    if (other.fromMs >= span.toMs) break;
    if (other.fromMs > fromMs) left.push({ fromMs, toMs: other.fromMs });
    fromMs = Math.max(fromMs, other.toMs);
  }
  if (fromMs < span.toMs) left.push({ fromMs, toMs: span.toMs });
  return left;
}

/** How far one gets forward from a moment without a gap; the moment itself where it lies in none. */
export function reachForward(spans: Spans, atMs: number): number {
  return spanAt(spans, atMs)?.toMs ?? atMs;
}

/** How far one gets backward from a moment without a gap; the moment itself where none ends behind it. */
export function reachBackward(spans: Spans, atMs: number): number {
  for (const { fromMs, toMs } of spans) if (fromMs < atMs && atMs <= toMs) return fromMs;
  return atMs;
}

/** Whether a moment lies in any. */
export function isWithin(spans: Spans, atMs: number): boolean {
  return spanAt(spans, atMs) !== undefined;
}

function spanAt(spans: Spans, atMs: number): Span | undefined {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined) return undefined;
    if (atMs < span.fromMs) high = middle - 1;
    else if (atMs >= span.toMs) low = middle + 1;
    else return span;
  }
  return undefined;
}
