import type { CoverageModel, SinkModel } from "./coverage-model";
import type { SelectorSet } from "@/lib/cloudtrail/selectors/selector-set";
import type { Origin, SinkSettings } from "./fact";
import { segmentAt, type Segment, type Timeline } from "./timeline";

export type Place = { readonly account: string; readonly region: string };

type Standing = "proved" | "last-known" | "unknown";

/** One sink at one moment, whatever the place. */
export type SinkAt = {
  readonly sink: SinkModel;
  readonly standing: Standing;
  /** Undefined where unknown. */
  readonly isOn: boolean | undefined;
  readonly settings: SinkSettings | undefined;
  readonly selectors: SelectorSet | undefined;
  /** Selectors that were in force within a quarter of an hour of this moment, besides those that are. */
  readonly nearbySelectors: readonly (SelectorSet | undefined)[];
  /** Settings, likewise. */
  readonly nearbySettings: readonly (SinkSettings | undefined)[];
  readonly sinceMs: number | null;
  /** Until when it was certain, where it is not any more. */
  readonly certainUntilMs: number | null;
  readonly deliveryFails: string | null;
  readonly origins: readonly Origin[];
};

/** A change of selectors, settings or membership takes hold within this time: how fast is not documented. */
export const CHANGE_BAND_MS = 15 * 60_000;

/** How every sink stood at a moment. */
export function sinksAt(model: CoverageModel, atMs: number): SinkAt[] {
  return model.sinks.map((sink) => sinkAt(model, sink, atMs));
}

/** The same for those that an account may have to do with: its own, and those of organisations. */
export function sinksOfAt(model: CoverageModel, account: string, atMs: number): SinkAt[] {
  return sinksOf(model, account).map((sink) => sinkAt(model, sink, atMs));
}

const byAccount = new WeakMap<CoverageModel, Map<string, readonly SinkModel[]>>();

/** The sinks that an account may have to do with. */
export function sinksOf(model: CoverageModel, account: string): readonly SinkModel[] {
  let known = byAccount.get(model);
  if (known === undefined) {
    known = new Map();
    byAccount.set(model, known);
  }
  const found =
    known.get(account) ??
    model.sinks.filter(
      ({ owner, settings }) => owner === account || settings.some(({ value }) => value?.organisation === true),
    );
  known.set(account, found);
  return found;
}

type Aspect = Segment<unknown> | null;

function sinkAt(model: CoverageModel, sink: SinkModel, atMs: number): SinkAt {
  const existence = segmentAt(sink.existence, atMs);
  const settings = segmentAt(sink.settings, atMs);
  const logging = segmentAt(sink.logging, atMs);
  const selectors = segmentAt(sink.selectors, atMs);
  const isGone = existence?.value === false || logging?.value === false;
  const deciding: readonly Aspect[] = isGone
    ? [existence?.value === false ? existence : logging]
    : [existence, settings, logging, selectors];
  return {
    sink,
    standing: worst(deciding),
    isOn: isGone ? false : existence?.value === true && logging?.value === true ? true : undefined,
    settings: settings?.value ?? undefined,
    selectors: selectors?.value ?? undefined,
    nearbySelectors: nearbyValues(sink.selectors, atMs),
    nearbySettings: nearbyValues(sink.settings, atMs),
    sinceMs: latest(deciding.map((one) => (one === null || !Number.isFinite(one.fromMs) ? null : one.fromMs))),
    certainUntilMs: earliest(
      deciding.map((one) => (one?.standing === "last-known" ? (one.fact?.toMs ?? one.fromMs) : null)),
    ),
    deliveryFails: deliveryAt(
      model,
      [sink.arn, bucketSubject(settings?.value ?? undefined), settings?.value?.kmsKey ?? null],
      atMs,
    ),
    origins: deciding.flatMap((one) => (one?.fact ? [one.fact.origin] : [])),
  };
}

/** The subject under which facts about a log bucket are kept. */
export function bucketSubject(settings: SinkSettings | undefined): string | null {
  return settings?.bucket ? `s3:${settings.bucket}` : null;
}

function worst(segments: readonly Aspect[]): Standing {
  if (segments.some((one) => one === null || one.standing === "unknown" || one.value === null)) return "unknown";
  return segments.some((one) => one?.standing === "last-known") ? "last-known" : "proved";
}

/** What was so just before and just after changes close to a moment. */
function nearbyValues<Value>(timeline: Timeline<Value | null>, atMs: number): (Value | undefined)[] {
  return timeline.flatMap((segment, n) => {
    const isNear = segment.startsWithChange && Math.abs(segment.fromMs - atMs) < CHANGE_BAND_MS;
    return isNear ? [segment.value ?? undefined, timeline[n - 1]?.value ?? undefined] : [];
  });
}

function deliveryAt(model: CoverageModel, subjects: readonly (string | null)[], atMs: number): string | null {
  for (const subject of subjects) {
    const timeline = subject === null ? undefined : model.deliveries.get(subject);
    const segment = timeline === undefined ? null : segmentAt(timeline, atMs);
    const isSaid = segment?.standing === "proved" || segment?.fact?.origin.kind === "event";
    if (isSaid && segment?.value) return segment.value;
  }
  return null;
}

function latest(times: readonly (number | null)[]): number | null {
  return times.reduce((a, b) => (a === null ? b : b === null ? a : Math.max(a, b)), null);
}

function earliest(times: readonly (number | null)[]): number | null {
  return times.reduce((a, b) => (a === null ? b : b === null ? a : Math.min(a, b)), null);
}
