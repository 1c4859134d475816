import { countOf, formatCount } from "@/lib/base/format-number";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import { matchSelectors, type SelectableEvent } from "@/lib/cloudtrail/selectors/match-selectors";
import { extentOf } from "@/lib/cloudtrail/selectors/select-class";
import type { SelectorSet } from "@/lib/cloudtrail/selectors/selector-set";
import { cellSpans } from "./cell-spans";
import type { CoverageModel } from "./coverage-model";
import type { Moment } from "./evaluation-context";
import { heldAt } from "./held-at";
import { placeAt } from "./place-at";
import { type SinkAt, sinksOfAt } from "./sinks-at";
import { type SinkInPlace, sinksInPlace } from "./sinks-in-place";
import type { Span } from "./spans";

/** One event as far as the store's own columns tell what selectors look at. */
export type SeenCall = { readonly atMs: number; readonly event: SelectableEvent };

/** How much of what is known from elsewhere passes the selectors of a sink that takes a part of a class. */
export type ObservedShare = {
  readonly sink: string;
  readonly of: number;
  readonly passing: number;
  /** Further ones of which what is kept does not tell. */
  readonly untold: number;
  /** From where the events are known, in words that follow "events of this class". */
  readonly reference: string;
};

type Seen = { readonly calls: readonly SeenCall[]; readonly window: Span };

/**
 * For every sink that takes a part of a class in a place: what share of events passes it that are here by another sink, or from times in which all of
 * the class was recorded. Nothing of a sink where no such events are here.
 */
export function observedShares(
  family: OperationFamily,
  { calls, window, ...moment }: Moment & Seen,
  model: CoverageModel,
): ObservedShare[] {
  const sinks = sinksInPlace(
    family,
    placeAt(model, { ...moment, sinks: sinksOfAt(model, moment.account, moment.atMs) }),
  );
  const whole = cellSpans(family, { ...moment, window }, model).filter(
    ({ result }) => result.state === "logged" && result.held !== "missing",
  );
  const then = calls.filter(({ atMs }) => whole.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs));
  return sinks.filter(isNarrowed).flatMap((sink) => {
    const others = sinks.filter((other) => other !== sink && isReference(other, moment, model));
    const references = [
      ...others.map(({ at }) => ({ calls: takenBy(at, calls, window), words: `that ${nameOf(at)} takes` })),
      { calls: then, words: "from times in which all of it was recorded" },
    ];
    const best = references.toSorted((a, b) => b.calls.length - a.calls.length)[0];
    const share = best === undefined ? null : shareOf(sink.at.selectors, best.calls);
    if (best === undefined || share === null || share.of === 0) return [];
    return [{ sink: sink.at.sink.arn, ...share, reference: best.words }];
  });
}

/** In one sentence. */
export function shareWords({ of, passing, untold, reference }: Omit<ObservedShare, "sink">): string {
  const percent = Math.round((passing / of) * 100);
  const does = passing === 1 ? "passes" : "pass";
  return `Of ${countOf(of, "event")} of this class ${reference}, ${formatCount(passing)} (${percent} %) ${does} its selectors${untold === 0 ? "" : `; of ${formatCount(untold)} more it cannot be told`}.`;
}

const nameOf = ({ settings, sink }: SinkAt): string => settings?.name ?? sink.arn;

function isNarrowed({ at, take, standing }: SinkInPlace): boolean {
  return at.isOn === true && standing !== "unknown" && extentOf(take).extent === "part";
}

/** Whether events that a sink takes would be here: then their number says something. */
function isReference({ at, take, standing }: SinkInPlace, moment: Moment, model: CoverageModel): boolean {
  if (standing === "unknown" || at.selectors === undefined || extentOf(take).extent === "none") return false;
  return heldAt(model, at.sink.arn, moment) !== "missing";
}

function takenBy({ selectors, sinceMs }: SinkAt, calls: readonly SeenCall[], window: Span): SeenCall[] {
  const fromMs = Math.max(window.fromMs, sinceMs ?? window.fromMs);
  return calls.filter(
    ({ atMs, event }) =>
      atMs >= fromMs && selectors !== undefined && isTold(selectors) && matchSelectors(selectors, event).takes === true,
  );
}

function shareOf(selectors: SelectorSet | undefined, calls: readonly SeenCall[]) {
  if (selectors === undefined || !isTold(selectors)) return null;
  const verdicts = calls.map(({ event }) => matchSelectors(selectors, event).takes);
  const untold = verdicts.filter((takes) => takes === null).length;
  return { of: verdicts.length - untold, passing: verdicts.filter((takes) => takes === true).length, untold };
}

/** The store keeps of no event whether its credential came from the console. */
function isTold(selectors: SelectorSet): boolean {
  if (selectors.kind === "basic") return true;
  return !selectors.selectors.some(({ fields }) =>
    fields.some(({ field }) => field === "sessionCredentialFromConsole"),
  );
}
