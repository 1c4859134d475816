import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import { extentOf, selectClass } from "@/lib/cloudtrail/selectors/select-class";
import type { CoverageModel, SinkModel } from "./coverage-model";
import type { FactValues, HeldPlace, SinkSettings } from "./fact";
import { membershipOf } from "./membership";
import { ALWAYS, intersectSpans, type Spans, uniteSpans } from "./spans";
import type { Seen, Segment, Timeline } from "./timeline";

/** Where changes of a subject are recorded: every place must have been watched. */
export type Subject = {
  readonly places: readonly { readonly account: string; readonly region: string }[];
  /** Whether these are calls of a global service, which a trail may leave out. */
  readonly isGlobal?: boolean;
  /** The sink that the subject is: being switched on again is what it may not have recorded itself. */
  readonly self?: string;
};

/**
 * `all` sinks that watched, those of `others` than the subject itself, or besides these the subject as far back as its files go without any gap and
 * show that it took changes: where one is missing, it may be the one that tells how the subject was switched off.
 */
type Watchers = "all" | "others" | "unbroken";
export type SeenSpans = (subject: Subject, by: Watchers) => Spans;

/**
 * What vouches for a change not having happened: `complete`, that no file is known to be missing; `verified`, that signed digests say so,
 * and that nothing of it rests on records that anybody may have written.
 */
export type Basis = "complete" | "verified";

type Settling = {
  readonly build: (seenOf: (subject: Subject) => Seen) => CoverageModel;
  readonly direction: "forward" | "backward";
  readonly basis: Basis;
};

const NEVER: Spans = [];
const ROUNDS_MAX = 8;

/**
 * How long a fact holds depends on whether a change would have been seen, which depends on what the sinks recorded: so it starts from "all
 * would have been seen" and takes away, until nothing changes.
 */
export function settle({ build, direction, basis }: Settling): SeenSpans {
  let seen: SeenSpans = () => ALWAYS;
  let before = "";
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const current = seen;
    const seenOf = (subject: Subject): Seen =>
      direction === "forward"
        ? { forward: current(subject, "all"), backward: NEVER, first: NEVER }
        : { forward: NEVER, backward: current(subject, "others"), first: current(subject, "unbroken") };
    const watched = watchedPlaces(build(seenOf), basis);
    const now = JSON.stringify([...watched]);
    seen = (subject, by) =>
      subject.places.reduce<Spans>((all, { account, region }) => {
        const key = placeKey(account, region, subject.isGlobal === true);
        return intersectSpans(all, watchedBy(watched.get(key) ?? [], subject.self, by));
      }, ALWAYS);
    if (now === before) return seen;
    before = now;
  }
  return () => NEVER;
}

type Watcher = { readonly sink: string; readonly spans: Spans; readonly unbroken: Spans };

function watchedBy(watchers: readonly Watcher[], self: string | undefined, by: Watchers): Spans {
  const counting = watchers.map(({ sink, spans, unbroken }) => {
    if (sink !== self || by === "all") return spans;
    return by === "unbroken" ? unbroken : NEVER;
  });
  const [only] = counting;
  return counting.length === 1 && only !== undefined ? only : uniteSpans(counting.flat());
}

const placeKey = (account: string, region: string, isGlobal: boolean): string =>
  `${account} ${region}${isGlobal ? " global" : ""}`;

/** From when to when changes of logging would be here, per account and Region; once more for calls of global services. */
function watchedPlaces(model: CoverageModel, basis: Basis): Map<string, Watcher[]> {
  const watchers = new Map<string, Watcher[]>();
  const sinks = new Map(model.sinks.map((sink) => [sink.arn, sink]));
  for (const place of model.held.values()) {
    const sink = sinks.get(place.sink);
    if (sink === undefined) continue;
    const here = place[basis];
    for (const isGlobal of place.region === "us-east-1" ? [false, true] : [false]) {
      const key = placeKey(place.account, place.region, isGlobal);
      const recording = recordingSpans(model, sink, { place, isGlobal, basis });
      const watcher = {
        sink: sink.arn,
        spans: intersectSpans(recording, here),
        unbroken: intersectSpans(recording, witnessed(here, place.firstWrite[basis])),
      };
      watchers.set(key, [...(watchers.get(key) ?? []), watcher]);
    }
  }
  return watchers;
}

/**
 * From when to when a sink's own files tell whether it was changed: as far back as they have no gap, and as they show that it took changes at
 * all. One that took none was made to take them by a call that it did not record.
 */
function witnessed(here: Spans, firstWriteMs: number | null): Spans {
  return firstWriteMs === null
    ? NEVER
    : intersectSpans(here.slice(0, 1), [{ fromMs: firstWriteMs, toMs: Number.POSITIVE_INFINITY }]);
}

type Watch = { readonly place: HeldPlace; readonly isGlobal: boolean; readonly basis: Basis };

/** When a sink certainly recorded changes of logging in a place. */
function recordingSpans(model: CoverageModel, sink: SinkModel, { place, isGlobal, basis }: Watch): Spans {
  const isTrue = (value: boolean): boolean => value;
  const reaches = (settings: SinkSettings | null): boolean =>
    settings !== null &&
    (settings.multiRegion || settings.home === place.region) &&
    (settings.organisation || settings.owner === place.account) &&
    (settings.globalEvents || !isGlobal);
  const aspects = [
    provedSpans(sink.existence, { fits: isTrue, basis }),
    provedSpans(sink.logging, { fits: isTrue, basis }),
    provedSpans(sink.selectors, { fits: takesLoggingChanges, basis }),
    provedSpans(sink.settings, { fits: reaches, basis }),
  ];
  const own = aspects.reduce<Spans>(intersectSpans, ALWAYS);
  if (sink.owner === place.account) return own;
  return intersectSpans(own, provedSpans(membershipOf(model, place.account, sink.owner), { fits: isTrue, basis }));
}

type Proof<Value> = { readonly fits: (value: Value) => boolean; readonly basis: Basis };

function provedSpans<Value>(timeline: Timeline<Value>, { fits, basis }: Proof<Value>): Spans {
  const fitting = timeline.filter(
    (one): one is Segment<Value> & { readonly value: Value } =>
      one.standing === "proved" &&
      one.value !== undefined &&
      !(basis === "verified" && one.fact?.origin.trust === "uploaded") &&
      fits(one.value),
  );
  return uniteSpans(fitting);
}

const LOGGING_CONTROL = findFamily("management:logging-control");
const takesChanges = new WeakMap<object, boolean>();

function takesLoggingChanges(selectors: FactValues["selectors"]): boolean {
  if (selectors === null) return false;
  const known = takesChanges.get(selectors);
  if (known !== undefined) return known;
  const takes =
    LOGGING_CONTROL !== null && extentOf(selectClass(selectors, LOGGING_CONTROL.eventClass)).extent === "all";
  takesChanges.set(selectors, takes);
  return takes;
}
