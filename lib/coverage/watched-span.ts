import type { CoverageModel } from "./coverage-model";
import { sinksOf } from "./sinks-at";
import type { Span } from "./spans";
import { segmentAt } from "./timeline";

/** The time whose records tell how the trails of accounts were set up in a window: from what was known of them before it to what was known after. */
export function watchedSpan(model: CoverageModel, accounts: readonly string[], window: Span): Span {
  let { fromMs, toMs } = window;
  for (const sink of new Set(accounts.flatMap((account) => sinksOf(model, account)))) {
    for (const timeline of [sink.existence, sink.settings, sink.logging, sink.selectors]) {
      const segment = segmentAt<unknown>(timeline, window.fromMs);
      if (segment?.standing !== "proved" || segment.fact === null) continue;
      fromMs = Math.min(fromMs, segment.fact.toMs);
      toMs = Math.max(toMs, segment.fact.fromMs);
    }
  }
  return { fromMs, toMs };
}
