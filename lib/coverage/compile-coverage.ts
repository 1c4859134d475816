import type { CoverageModel, SinkModel } from "./coverage-model";
import { heldKey } from "./coverage-model";
import type { Aspect, Fact, FactOf, HeldPlace, InvocationLogging, SinkSettings } from "./fact";
import { managerOf, memberAccount } from "./membership";
import { type Spans } from "./spans";
import { buildTimeline, type Seen, segmentAt, type Timeline } from "./timeline";
import { inventoryAccount } from "./inventory-at";
import { anyTrailSubject, sharedTrailsSubject } from "./trail-change";
import { type Basis, settle, type Subject } from "./watched-places";

export type Knowledge = {
  readonly facts: readonly Fact[];
  readonly held: readonly HeldPlace[];
  /** Leaves out what was learnt later. */
  readonly knownAtMs?: number;
};

type Grouped = ReadonlyMap<string, { readonly [A in Aspect]: readonly FactOf<A>[] }>;

const NEVER: Spans = [];
const NOTHING_SEEN: Seen = { forward: NEVER, backward: NEVER, first: NEVER };
const sources = new WeakMap<CoverageModel, Knowledge>();
const proofs = new WeakMap<CoverageModel, CoverageModel>();
const alone = new WeakMap<CoverageModel, CoverageModel>();

/**
 * Builds the histories of all sinks and accounts. Forward and backward apart: each alone is sound, since the first change against what was
 * known would have been recorded by a sink that was still as known.
 */
export function compileCoverage(knowledge: Knowledge): CoverageModel {
  const model = compile(knowledge, "complete");
  sources.set(model, knowledge);
  return model;
}

/** The same, where a fact holds only while signed digests vouch for the log that would show a change: what a *no* may rest on. */
export function provenCoverage(model: CoverageModel): CoverageModel {
  const known = proofs.get(model);
  const knowledge = sources.get(model);
  if (known !== undefined || knowledge === undefined) return known ?? model;
  const proof = compile(knowledge, "verified");
  proofs.set(model, proof);
  return proof;
}

/** The same without the trails and data stores of organisations: what is known where somebody may have changed those unseen. */
export function withoutShared(model: CoverageModel): CoverageModel {
  const known = alone.get(model);
  const knowledge = sources.get(model);
  if (known !== undefined || knowledge === undefined) return known ?? model;
  const shared = new Set(
    model.sinks
      .filter(({ settings }) => settings.some(({ value }) => value?.organisation === true))
      .map(({ arn }) => arn),
  );
  const own = compileCoverage({
    ...knowledge,
    facts: knowledge.facts.filter(({ subject }) => !shared.has(subject)),
    held: knowledge.held.filter(({ sink }) => !shared.has(sink)),
  });
  alone.set(model, own);
  return own;
}

function compile(knowledge: Knowledge, basis: Basis): CoverageModel {
  const { knownAtMs = Number.POSITIVE_INFINITY } = knowledge;
  const known = knowledge.facts.filter((fact) => fact.knownAtMs <= knownAtMs);
  const grouped = groupFacts(known);
  const held = new Map(knowledge.held.map((place) => [heldKey(place.sink, place.account, place.region), place]));
  const builder = (seenOf: (subject: Subject) => Seen): CoverageModel => build({ grouped, held, seenOf });
  const forward = settle({ build: builder, direction: "forward", basis });
  const backward = settle({ build: builder, direction: "backward", basis });
  return builder((subject) => ({
    forward: forward(subject, "all"),
    backward: backward(subject, "others"),
    first: backward(subject, "unbroken"),
  }));
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
  const inventories = new Map<string, Timeline<true>>();
  const deliveries = new Map<string, Timeline<string | null>>();
  const invocationLogging = new Map<string, Timeline<InvocationLogging | null>>();
  const regions = regionsOf(held);
  for (const [subject, facts] of inOrderOfSubject(grouped)) {
    const sink = sinkModel(subject, { grouped, facts, seenOf });
    if (sink !== null) sinks.push(sink);
    if (facts.inventory.length > 0) {
      const account = inventoryAccount(subject);
      const watched = [...(regions.get(account) ?? ["us-east-1"]), ...subject.split(" ").slice(1)];
      const places = [...new Set(watched)].map((region) => ({ account, region }));
      inventories.set(subject, buildTimeline(facts.inventory, seenOf({ places })));
    }
    if (facts.delivery.length > 0) deliveries.set(subject, buildTimeline(facts.delivery, NOTHING_SEEN));
    // Whether a change of it would have been seen hangs on other calls than those of CloudTrail: it is last known, never proved on.
    if (facts["invocation-logging"].length > 0)
      invocationLogging.set(subject, buildTimeline(facts["invocation-logging"], NOTHING_SEEN));
  }
  // Of a trail the managing account is the owner, of a data store any delegated one.
  const sharedTrails = sharedOf(grouped).filter(({ kind }) => kind === "trail");
  const told = [...grouped].flatMap(([subject, { membership }]) =>
    membership.length > 0 ? (managerOf(subject) ?? []) : [],
  );
  const isOneOrganisation = new Set([...sharedTrails.map(({ owner }) => owner), ...told]).size <= 1;
  return {
    sinks,
    ...membershipTimelines(sinks, { grouped, seenOf }),
    isOneOrganisation,
    inventories,
    deliveries,
    invocationLogging,
    held,
  };
}

type Described = {
  readonly grouped: Grouped;
  readonly facts: { readonly [A in Aspect]: readonly FactOf<A>[] };
  readonly seenOf: Building["seenOf"];
};

function sinkModel(arn: string, { grouped, facts, seenOf }: Described): SinkModel | null {
  const latest = facts.settings.toSorted((a, b) => b.toMs - a.toMs).find(({ value }) => value !== null)?.value;
  const [, , , region = "", account = ""] = arn.split(":");
  if (!latest && !arn.startsWith("arn:")) return null;
  if (!latest && facts.existence.length + facts.logging.length + facts.selectors.length === 0) return null;
  const owner = latest?.owner ?? account;
  const home = latest?.home ?? region;
  const seen = seenOf({ places: [{ account: owner, region: home }], self: arn });
  const ofSome = arn.includes(":trail/") ? grouped.get(anyTrailSubject(owner, home)) : undefined;
  const ofShared = latest?.organisation === true ? (grouped.get(sharedTrailsSubject(owner))?.settings ?? []) : [];
  return {
    arn,
    owner,
    home,
    existence: buildTimeline([...facts.existence, ...perhaps(ofSome?.existence ?? [])], seen),
    settings: buildTimeline([...facts.settings, ...(ofSome?.settings ?? []), ...ofShared], seen),
    selectors: buildTimeline([...facts.selectors, ...(ofSome?.selectors ?? [])], seen),
    logging: buildTimeline([...facts.logging, ...perhaps(ofSome?.logging ?? [])], seen),
  };
}

/** A change of one of several: of each it may be, or not. */
function perhaps<A extends "existence" | "logging">(facts: readonly FactOf<A>[]): FactOf<A>[] {
  return facts.flatMap((fact) => [fact, { ...fact, value: !fact.value }]);
}

function inOrderOfSubject(grouped: Grouped) {
  return [...grouped].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

type Memberships = Pick<CoverageModel, "memberships" | "membershipsOf">;

function membershipTimelines(sinks: readonly SinkModel[], { grouped, seenOf }: Omit<Building, "held">): Memberships {
  const memberships = new Map<string, Timeline<boolean>>();
  const membershipsOf = new Map<string, Timeline<boolean>>();
  const managers = organisationOwners(grouped);
  for (const [subject, { membership }] of inOrderOfSubject(grouped)) {
    if (membership.length === 0) continue;
    const account = memberAccount(subject);
    const manager = managerOf(subject);
    const concerned = new Set([account, ...(manager === null ? managers : [manager])]);
    const places = [...concerned].map((one) => ({ account: one, region: "us-east-1" }));
    // What says of no organisation in particular that an account is not in it says so of all.
    const out = manager === null ? [] : (grouped.get(account)?.membership ?? []).filter(({ value }) => !value);
    const told = membershipFacts([...membership, ...out], sinks);
    const timeline = buildTimeline(told, seenOf({ places, isGlobal: true }));
    (manager === null ? memberships : membershipsOf).set(subject, timeline);
  }
  return { memberships, membershipsOf };
}

/**
 * That an account sees no trail of the organisation says less than the list of its members, and nothing from before there was such a trail
 * for all Regions to be seen.
 */
function membershipFacts(
  facts: readonly FactOf<"membership">[],
  sinks: readonly SinkModel[],
): readonly FactOf<"membership">[] {
  const listed = facts.filter(({ value, isChange }) => value && isChange);
  return facts.filter(
    ({ value, isChange, fromMs }) =>
      value ||
      isChange ||
      (!listed.some((span) => span.fromMs <= fromMs && fromMs <= span.toMs) && isSharedAt(sinks, fromMs)),
  );
}

/** Whether a trail of an organisation for all Regions was there at a moment, as far as known, which every member would see. */
function isSharedAt(sinks: readonly SinkModel[], atMs: number): boolean {
  return sinks.some(({ existence, settings }) => {
    const said = segmentAt(settings, atMs);
    const isThere = segmentAt(existence, atMs);
    const isForAll = said?.value?.kind === "trail" && said.value.organisation && said.value.multiRegion;
    return isForAll && isThere?.value === true;
  });
}

/** The accounts in which organisation sinks are kept, trails before event data stores: there an account is taken out of the organisation. */
function organisationOwners(grouped: Grouped): string[] {
  const shared = sharedOf(grouped);
  const trails = shared.filter(({ kind }) => kind === "trail");
  return [...new Set((trails.length > 0 ? trails : shared).map(({ owner }) => owner))];
}

/** How sinks of organisations were set up. */
function sharedOf(grouped: Grouped): SinkSettings[] {
  return [...grouped.values()].flatMap(({ settings }) =>
    settings.flatMap(({ value }) => (value?.organisation === true ? [value] : [])),
  );
}

function regionsOf(held: ReadonlyMap<string, HeldPlace>): ReadonlyMap<string, ReadonlySet<string>> {
  const regions = new Map<string, Set<string>>();
  for (const { account, region } of held.values())
    regions.set(account, (regions.get(account) ?? new Set()).add(region));
  return regions;
}
