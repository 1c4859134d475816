import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import { extentOf, selectClass } from "@/lib/cloudtrail/selectors/select-class";
import type { Aspect, Fact, FactOf, FactValues, HeldPlace, InvocationLogging, SinkSettings } from "./fact";
import { ALWAYS, intersectSpans, type Span, type Spans, uniteSpans } from "./spans";
import { buildTimeline, type Seen, type Segment, type Timeline } from "./timeline";

export type SinkModel = {
  readonly arn: string;
  /** As last known, for what never changes: whose it is and where it is changed. */
  readonly owner: string;
  readonly home: string;
  readonly existence: Timeline<boolean>;
  readonly settings: Timeline<SinkSettings | null>;
  readonly selectors: Timeline<FactValues["selectors"]>;
  readonly logging: Timeline<boolean>;
};

/** Everything known, made ready to be asked about any moment. */
export type CoverageModel = {
  readonly sinks: readonly SinkModel[];
  readonly memberships: ReadonlyMap<string, Timeline<boolean>>;
  readonly inventories: ReadonlyMap<string, Timeline<true>>;
  /** By bucket, key or sink. */
  readonly deliveries: ReadonlyMap<string, Timeline<string | null>>;
  /** By account and Region, as `bedrock:<account>:<region>`. */
  readonly invocationLogging: ReadonlyMap<string, Timeline<InvocationLogging | null>>;
  readonly held: ReadonlyMap<string, HeldPlace>;
};

export type Knowledge = {
  readonly facts: readonly Fact[];
  readonly held: readonly HeldPlace[];
  /** Leaves out what was learnt later. */
  readonly knownAtMs?: number;
};

type Grouped = ReadonlyMap<string, { readonly [A in Aspect]: readonly FactOf<A>[] }>;

/** Under which a place's files are found. */
export const heldKey = (sink: string, account: string, region: string): string => `${sink} ${account} ${region}`;

const NEVER: Spans = [];
const ROUNDS_MAX = 8;

/**
 * Builds the histories of all sinks and accounts. How long a fact holds depends on whether a change would have been seen, which depends on what
 * the sinks recorded: so it starts from "all would have been seen" and takes away, until nothing changes. Forward and backward apart: each
 * alone is sound, since the first change against what was known would have been recorded by a sink that was still as known.
 */
export function compileCoverage(knowledge: Knowledge): CoverageModel {
  const { knownAtMs = Number.POSITIVE_INFINITY } = knowledge;
  const known = knowledge.facts.filter((fact) => fact.knownAtMs <= knownAtMs);
  const grouped = groupFacts(known);
  const held = new Map(knowledge.held.map((place) => [heldKey(place.sink, place.account, place.region), place]));
  const forward = settle({ grouped, held, direction: "forward" });
  const backward = settle({ grouped, held, direction: "backward" });
  return build({ grouped, held, seenOf: (subject) => ({ forward: forward(subject), backward: backward(subject) }) });
}

type SeenSpans = (subject: Subject) => Spans;
/** Where changes of a subject are recorded: every place must have been watched. */
type Subject = { readonly places: readonly { readonly account: string; readonly region: string }[] };

type Settling = {
  readonly grouped: Grouped;
  readonly held: ReadonlyMap<string, HeldPlace>;
  readonly direction: "forward" | "backward";
};

function settle({ grouped, held, direction }: Settling): SeenSpans {
  let seen: SeenSpans = () => ALWAYS;
  let before = "";
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const current = seen;
    const seenOf = (subject: Subject): Seen =>
      direction === "forward"
        ? { forward: current(subject), backward: NEVER }
        : { forward: NEVER, backward: current(subject) };
    const model = build({ grouped, held, seenOf });
    const watched = watchedPlaces(model);
    const now = JSON.stringify([...watched]);
    seen = ({ places }) =>
      places.reduce<Spans>(
        (all, { account, region }) => intersectSpans(all, watched.get(`${account} ${region}`) ?? NEVER),
        ALWAYS,
      );
    if (now === before) return seen;
    before = now;
  }
  return () => NEVER;
}

/** From when to when changes of logging would be here, per account and Region. */
function watchedPlaces(model: CoverageModel): Map<string, Spans> {
  const spans = new Map<string, Span[]>();
  for (const place of model.held.values()) {
    const sink = model.sinks.find(({ arn }) => arn === place.sink);
    if (sink === undefined) continue;
    const recorded = recordingSpans(model, sink, place);
    const key = `${place.account} ${place.region}`;
    spans.set(key, [...(spans.get(key) ?? []), ...intersectSpans(recorded, place.complete)]);
  }
  return new Map([...spans].map(([key, list]) => [key, uniteSpans(list)]));
}

/** When a sink certainly recorded changes of logging in a place. */
function recordingSpans(model: CoverageModel, sink: SinkModel, place: HeldPlace): Spans {
  const isTrue = (value: boolean): boolean => value;
  const reaches = (settings: SinkSettings | null): boolean =>
    settings !== null &&
    (settings.multiRegion || settings.home === place.region) &&
    (settings.organisation || settings.owner === place.account);
  const aspects = [
    provedSpans(sink.existence, isTrue),
    provedSpans(sink.logging, isTrue),
    provedSpans(sink.selectors, takesLoggingChanges),
    provedSpans(sink.settings, reaches),
  ];
  const own = aspects.reduce<Spans>(intersectSpans, ALWAYS);
  if (sink.owner === place.account) return own;
  return intersectSpans(own, provedSpans(model.memberships.get(place.account) ?? [], isTrue));
}

function provedSpans<Value>(timeline: Timeline<Value>, fits: (value: Value) => boolean): Spans {
  const fitting = timeline.filter(
    (one): one is Segment<Value> & { readonly value: Value } =>
      one.standing === "proved" && one.value !== undefined && fits(one.value),
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

function groupFacts(facts: readonly Fact[]): Grouped {
  const grouped = new Map<string, { [A in Aspect]: FactOf<A>[] }>();
  for (const fact of facts) {
    let group = grouped.get(fact.subject);
    if (group === undefined) {
      group = {
        existence: [],
        settings: [],
        selectors: [],
        logging: [],
        delivery: [],
        membership: [],
        inventory: [],
        part: [],
        "invocation-logging": [],
      };
      grouped.set(fact.subject, group);
    }
    addFact(group, fact);
  }
  return grouped;
}

function addFact<A extends Aspect>(group: { [B in Aspect]: FactOf<B>[] }, fact: FactOf<A>): void {
  const list: FactOf<A>[] = group[fact.aspect];
  list.push(fact);
}

type Building = {
  readonly grouped: Grouped;
  readonly held: ReadonlyMap<string, HeldPlace>;
  readonly seenOf: (subject: Subject) => Seen;
};

function build({ grouped, held, seenOf }: Building): CoverageModel {
  const sinks: SinkModel[] = [];
  const memberships = new Map<string, Timeline<boolean>>();
  const inventories = new Map<string, Timeline<true>>();
  const deliveries = new Map<string, Timeline<string | null>>();
  const invocationLogging = new Map<string, Timeline<InvocationLogging | null>>();
  const managers = organisationOwners(grouped);
  const regions = regionsOf(held);
  for (const [subject, facts] of [...grouped].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const sink = sinkModel(subject, facts, seenOf);
    if (sink !== null) sinks.push(sink);
    if (facts.membership.length > 0) {
      const places = [subject, ...managers].map((account) => ({ account, region: "us-east-1" }));
      memberships.set(subject, buildTimeline(facts.membership, seenOf({ places })));
    }
    if (facts.inventory.length > 0) {
      const places = [...(regions.get(subject) ?? ["us-east-1"])].map((region) => ({ account: subject, region }));
      inventories.set(subject, buildTimeline(facts.inventory, seenOf({ places })));
    }
    if (facts.delivery.length > 0)
      deliveries.set(subject, buildTimeline(facts.delivery, { forward: NEVER, backward: NEVER }));
    // Whether a change of it would have been seen hangs on other calls than those of CloudTrail: it is last known, never proved on.
    if (facts["invocation-logging"].length > 0)
      invocationLogging.set(subject, buildTimeline(facts["invocation-logging"], { forward: NEVER, backward: NEVER }));
  }
  return { sinks, memberships, inventories, deliveries, invocationLogging, held };
}

function sinkModel(
  arn: string,
  facts: { readonly [A in Aspect]: readonly FactOf<A>[] },
  seenOf: Building["seenOf"],
): SinkModel | null {
  const latest = facts.settings.toSorted((a, b) => b.toMs - a.toMs).find(({ value }) => value !== null)?.value;
  const [, , , region = "", account = ""] = arn.split(":");
  if (!latest && !arn.startsWith("arn:")) return null;
  if (!latest && facts.existence.length + facts.logging.length + facts.selectors.length === 0) return null;
  const owner = latest?.owner ?? account;
  const home = latest?.home ?? region;
  const seen = seenOf({ places: [{ account: owner, region: home }] });
  return {
    arn,
    owner,
    home,
    existence: buildTimeline(facts.existence, seen),
    settings: buildTimeline(facts.settings, seen),
    selectors: buildTimeline(facts.selectors, seen),
    logging: buildTimeline(facts.logging, seen),
  };
}

/** The accounts in which organisation sinks are kept: there an account is taken out of the organisation. */
function organisationOwners(grouped: Grouped): string[] {
  const owners = [...grouped.values()].flatMap(({ settings }) =>
    settings.flatMap(({ value }) => (value?.organisation === true && value.kind === "trail" ? [value.owner] : [])),
  );
  return [...new Set(owners)];
}

function regionsOf(held: ReadonlyMap<string, HeldPlace>): ReadonlyMap<string, ReadonlySet<string>> {
  const regions = new Map<string, Set<string>>();
  for (const { account, region } of held.values())
    regions.set(account, (regions.get(account) ?? new Set()).add(region));
  return regions;
}
