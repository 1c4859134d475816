import { describe, expect, it } from "vitest";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import { compileCoverage } from "./compile-coverage";
import { evaluateCoverage } from "./evaluate-coverage";
import { readConfig } from "./read-config";

const ACCOUNT = "111122223333";
const AT = "2026-05-01T00:00:00Z";
const trailOf = (name: string, home: string, more: object = {}) => ({
  Name: name,
  TrailARN: `arn:aws:cloudtrail:${home}:${ACCOUNT}:trail/${name}`,
  HomeRegion: home,
  IsMultiRegionTrail: false,
  S3BucketName: "logs",
  ...more,
});
const MAIN = trailOf("main", "us-east-1");
const STORE = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:eventdatastore/4e5f6071`;

type Files = Readonly<Record<string, object>>;
const BASE: Files = {
  snapshot: { takenAt: AT, account: ACCOUNT },
  "describe-trails--us-east-1": { trailList: [MAIN] },
  "describe-trails--eu-west-1": { trailList: [] },
  "get-event-selectors--main": { TrailARN: MAIN.TrailARN, EventSelectors: [{ ReadWriteType: "All" }] },
  "get-trail-status--main--us-east-1": { IsLogging: true, StartLoggingTime: "2026-01-01T00:00:00Z" },
};

function read(files: Files) {
  return readConfig(
    Object.entries(files).map(([stem, value]) => ({ path: `a/${stem}.json`, value, modifiedMs: 0 })),
    { asOfMs: null, knownAtMs: 0 },
  );
}

function stateIn(region: string, files: Files, id = "AWS::S3::Object") {
  const family = findFamily(id);
  if (family === null) throw new Error("There is no such family.");
  const model = compileCoverage({ facts: read(files).facts, held: [] });
  return evaluateCoverage(
    family,
    { account: ACCOUNT, region, atMs: Date.parse(AT) - 1 },
    { ...model, ...backTo(model) },
  ).state;
}

/** At the very moment of a snapshot, whatever would or would not have been seen since. */
function backTo(model: ReturnType<typeof compileCoverage>) {
  const stretch = <Value>(timeline: readonly Value[]): Value[] =>
    timeline.map((segment) => ({ ...segment, fromMs: -Infinity, toMs: Infinity, standing: "proved" as const }));
  return {
    inventories: new Map([...model.inventories].map(([key, timeline]) => [key, stretch(timeline.slice(-1))])),
    sinks: model.sinks.map((sink) => ({
      ...sink,
      existence: stretch(sink.existence.slice(-1)),
      settings: stretch(sink.settings.slice(-1)),
      selectors: stretch(sink.selectors.slice(-1)),
      logging: stretch(sink.logging.slice(-1)),
    })),
  };
}

const without = (files: Files, ...stems: readonly string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([stem]) => !stems.includes(stem)));

describe("a folder of which something is missing", () => {
  it("says which trails an account has in the Regions that were looked at, and no more", () => {
    expect(stateIn("us-east-1", BASE)).toBe("not-logged");
    expect(stateIn("eu-west-1", BASE)).toBe("not-logged");
    expect(stateIn("eu-west-1", without(BASE, "describe-trails--eu-west-1"))).toBe("unknown");
    expect(stateIn("ap-south-1", BASE)).toBe("unknown");
  });

  it("takes a call of describe-trails that was made in one Region for no other, unless the list of all trails is there", () => {
    const ofOne = (trail: object, more: Files = {}): Files => ({
      ...without(BASE, "describe-trails--us-east-1", "describe-trails--eu-west-1"),
      "describe-trails": { trailList: [trail] },
      ...more,
    });
    // A trail of one Region shows up only where it is, so that is where the call was made.
    expect(stateIn("us-east-1", ofOne(MAIN))).toBe("not-logged");
    expect(stateIn("eu-west-1", ofOne(MAIN))).toBe("unknown");
    expect(read(ofOne(MAIN)).missing).toContain(
      "a: list-trails, or describe-trails--<region>.json of every Region: what is here was asked in one",
    );
    const listed = { "list-trails": { Trails: [{ TrailARN: MAIN.TrailARN }] } };
    expect(stateIn("eu-west-1", ofOne(MAIN, listed))).toBe("not-logged");
    const cut = { "list-trails": { Trails: [{ TrailARN: MAIN.TrailARN }], NextToken: "more" } };
    expect(stateIn("eu-west-1", ofOne(MAIN, cut))).toBe("unknown");
    // One for all Regions shows up everywhere, and hides another Region's own all the same.
    const everywhere = trailOf("main", "us-east-1", { IsMultiRegionTrail: true });
    expect(stateIn("us-east-1", ofOne(everywhere))).toBe("not-logged");
    expect(stateIn("eu-west-1", ofOne(everywhere))).toBe("unknown");
    expect(stateIn("eu-west-1", ofOne(everywhere, listed))).toBe("not-logged");
    const asked = { snapshot: { takenAt: AT, account: ACCOUNT, region: "eu-west-1" } };
    expect(stateIn("eu-west-1", ofOne(everywhere, asked))).toBe("not-logged");
    const none = {
      ...without(BASE, "describe-trails--us-east-1", "describe-trails--eu-west-1"),
      "describe-trails": { trailList: [] },
    };
    expect(stateIn("us-east-1", none)).toBe("unknown");
  });

  it("does not take an account to be outside the organisation because one Region could not be asked", () => {
    const isMember = (files: Files) => read(files).facts.filter(({ aspect }) => aspect === "membership");
    expect(isMember(BASE)).toHaveLength(1);
    const refused = { ...BASE, snapshot: { takenAt: AT, account: ACCOUNT, refused: ["describe-trails--eu-west-1"] } };
    expect(isMember(without(refused, "describe-trails--eu-west-1"))).toEqual([]);
  });

  it("does not say that nothing records where the event data stores were refused, cut off or not described", () => {
    const refused = {
      ...BASE,
      snapshot: { takenAt: AT, account: ACCOUNT, refused: ["list-event-data-stores--eu-west-1"] },
    };
    expect(stateIn("us-east-1", refused)).toBe("not-logged");
    expect(stateIn("eu-west-1", refused)).toBe("unknown");
    const elsewhere = { ...BASE, "list-event-data-stores--us-east-1": { EventDataStores: [] } };
    expect(stateIn("us-east-1", elsewhere)).toBe("not-logged");
    expect(stateIn("eu-west-1", elsewhere)).toBe("unknown");
    const cut = { ...BASE, "list-event-data-stores--eu-west-1": { EventDataStores: [], NextToken: "more" } };
    expect(stateIn("eu-west-1", cut)).toBe("unknown");
    expect(read(cut).missing).toEqual([
      "a/list-event-data-stores--eu-west-1.json: the rest of the list, which was cut off (NextToken)",
    ]);
    const listed = {
      ...BASE,
      "list-event-data-stores--eu-west-1": { EventDataStores: [{ EventDataStoreArn: STORE }] },
    };
    expect(stateIn("eu-west-1", listed)).toBe("unknown");
    expect(read(listed).missing).toEqual([`a: get-event-data-store of ${STORE}`]);
  });

  it("names a trail that is listed and not described, and does not say what it records", () => {
    const listed = { ...BASE, "list-trails": { Trails: [{ TrailARN: trailOf("second", "eu-west-1").TrailARN }] } };
    expect(read(listed).missing).toEqual([
      `a: describe-trails or get-trail of ${trailOf("second", "eu-west-1").TrailARN}`,
    ]);
    expect(stateIn("eu-west-1", listed)).toBe("unknown");
  });

  it("knows whether a trail logs from its home Region only, and not at all where another Region disagrees", () => {
    const away = {
      ...without(BASE, "get-trail-status--main--us-east-1"),
      "get-trail-status--main--eu-west-1": { IsLogging: true },
    };
    expect(read(away).missing).toEqual(["a: get-trail-status of trail main in us-east-1"]);
    expect(read(away).facts.filter(({ aspect }) => aspect === "logging")).toEqual([]);
    const both = { ...BASE, "get-trail-status--main--eu-west-1": { IsLogging: false } };
    const model = compileCoverage({ facts: read(both).facts, held: [] });
    expect(model.sinks[0]?.logging.every(({ standing }) => standing === "unknown")).toBe(true);
  });

  it("does not invent when logging was off where the status does not say when it began", () => {
    const half = {
      ...BASE,
      "get-trail-status--main--us-east-1": { IsLogging: true, StopLoggingTime: "2026-04-01T00:00:00Z" },
    };
    const facts = read(half).facts.filter(({ aspect }) => aspect === "logging");
    expect(facts.map(({ value }) => value)).toEqual([true]);
  });
});
