import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import type { CellResult } from "./contract";
import type { CoverageModel } from "./coverage-model";
import { evaluateCoverage } from "./evaluate-coverage";
import { membershipOf } from "./membership";
import { inventorySubject } from "./inventory-at";
import { CHANGE_BAND_MS, type Place, sinksOf } from "./sinks-at";
import type { Span } from "./spans";
import type { Timeline } from "./timeline";

export type CellSpan = Span & { readonly result: CellResult };

/** How a cell is over a window: adjoining spans that cover it, each as it is at its beginning. */
export function cellSpans(
  family: OperationFamily,
  asked: Place & { readonly window: Span },
  model: CoverageModel,
): CellSpan[] {
  const { window, account, region } = asked;
  const spans: CellSpan[] = [];
  const edges = edgesWithin(model, asked);
  for (const [n, fromMs] of edges.entries()) {
    const toMs = edges[n + 1] ?? window.toMs;
    const result = evaluateCoverage(family, { account, region, atMs: fromMs }, model);
    const last = spans.at(-1);
    if (last !== undefined && isSame(last.result, result)) spans[spans.length - 1] = { ...last, toMs };
    else spans.push({ fromMs, toMs, result });
  }
  return spans;
}

/** Every moment in a window at which the answer for a place may change, the window's beginning first. */
function edgesWithin(model: CoverageModel, { account, region, window }: Place & { readonly window: Span }): number[] {
  const edges = new Set<number>([window.fromMs]);
  const add = (ms: number): void => {
    if (ms > window.fromMs && ms < window.toMs) edges.add(ms);
  };
  const addAll = (timeline: Timeline<unknown> | undefined): void => {
    for (const { fromMs, toMs } of timeline ?? []) {
      add(fromMs);
      add(toMs);
    }
  };
  const addBands = (timeline: Timeline<unknown> | undefined): void => {
    for (const { fromMs, startsWithChange } of timeline ?? []) {
      if (!startsWithChange) continue;
      add(fromMs - CHANGE_BAND_MS + 1);
      add(fromMs + CHANGE_BAND_MS);
    }
  };
  for (const where of [null, region]) addAll(model.inventories.get(inventorySubject(account, where)));
  for (const sink of sinksOf(model, account)) {
    const membership = sink.owner === account ? [] : membershipOf(model, account, sink.owner);
    addAll(membership);
    addBands(membership);
    for (const timeline of [sink.existence, sink.settings, sink.logging, sink.selectors]) addAll(timeline);
    for (const timeline of [sink.settings, sink.selectors]) addBands(timeline);
    const held = model.held.get(`${sink.arn} ${account} ${region}`);
    addAllSpans(held?.complete ?? [], add);
    addAllSpans(held?.verified ?? [], add);
  }
  for (const timeline of model.deliveries.values()) addAll(timeline);
  return [...edges].toSorted((a, b) => a - b);
}

function addAllSpans(spans: readonly Span[], add: (ms: number) => void): void {
  for (const { fromMs, toMs } of spans) {
    add(fromMs);
    add(toMs);
  }
}

function isSame(a: CellResult, b: CellResult): boolean {
  return (
    a.state === b.state && a.held === b.held && a.because === b.because && a.lastKnown?.state === b.lastKnown?.state
  );
}
