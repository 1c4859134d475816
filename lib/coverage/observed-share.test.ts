import { describe, expect, it } from "vitest";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import { trailSettings } from "@/lib/testing/factories/trail-settings";
import { WRITES_ALWAYS } from "@/lib/testing/factories/writes-always";
import { compileCoverage } from "./compile-coverage";
import type { Fact } from "./fact";
import { observedShares, type SeenCall, shareWords } from "./observed-share";

const ACCOUNT = "111122223333";
const HOUR = 3_600_000;
const T0 = Date.parse("2026-05-01T00:00:00Z");
const OBJECTS = "AWS::S3::Object";
const at = { fromMs: T0, toMs: T0, isChange: false, knownAtMs: T0 };
const origin = { kind: "snapshot", name: "test", trust: "imported" } as const;
const MANAGEMENT = [{ Field: "eventCategory", Equals: ["Management"] }];
const DATA = [
  { Field: "eventCategory", Equals: ["Data"] },
  { Field: "resources.type", Equals: [OBJECTS] },
];
const WRITES = [...DATA, { Field: "readOnly", Equals: ["false"] }];
const BUCKET = [...DATA, { Field: "resources.ARN", StartsWith: ["arn:aws:s3:::reports/"] }];

function trail(name: string, ...selectors: readonly (readonly object[])[]): Fact[] {
  const subject = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/${name}`;
  const settings = trailSettings(name, ACCOUNT);
  const set = parseSelectors({
    AdvancedEventSelectors: [MANAGEMENT, ...selectors].map((FieldSelectors) => ({ FieldSelectors })),
  });
  return [
    { subject, aspect: "existence", value: true, ...at, origin },
    { subject, aspect: "settings", value: settings, ...at, origin },
    { subject, aspect: "logging", value: true, ...at, origin },
    { subject, aspect: "selectors", value: set, ...at, origin },
  ];
}
const held = (name: string) => ({
  account: ACCOUNT,
  region: "us-east-1",
  sink: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/${name}`,
  complete: [{ fromMs: T0 - HOUR, toMs: T0 + 1000 * HOUR }],
  verified: [],
  firstWrite: WRITES_ALWAYS,
});

const call = (n: number, key: string | null, readOnly: boolean): SeenCall => ({
  atMs: T0 + n * HOUR,
  event: {
    category: "Data",
    source: "s3.amazonaws.com",
    name: readOnly ? "GetObject" : "PutObject",
    readOnly,
    eventType: null,
    resources: [{ type: OBJECTS, arn: key === null ? null : `arn:aws:s3:::${key}`, isPrefix: false }],
    principalArn: null,
    fromConsole: false,
    errorCode: null,
    vpcEndpointId: null,
  },
});
const CALLS = [
  call(1, "reports/a", false),
  call(2, "other/a", false),
  call(3, "other/b", false),
  call(4, "reports/b", true),
  call(5, "lake/c", false),
];

function shares(facts: readonly Fact[], places: readonly string[], calls: readonly SeenCall[] = CALLS) {
  const family = findFamily(OBJECTS);
  if (family === null) throw new Error("There is no such family.");
  const model = compileCoverage({ facts, held: places.map(held) });
  const moment = { account: ACCOUNT, region: "us-east-1", atMs: T0 + 100 * HOUR };
  const window = { fromMs: T0, toMs: moment.atMs };
  return observedShares(family, { ...moment, calls, window }, model).map(({ sink, ...share }) => ({
    trail: sink.split("/")[1],
    ...share,
  }));
}

describe("how much passes a narrowed selector", () => {
  it("is counted among the events that another trail takes", () => {
    const found = shares([...trail("narrow", BUCKET), ...trail("writes", WRITES)], ["narrow", "writes"]);
    expect(found).toEqual([
      { trail: "narrow", of: 4, passing: 1, untold: 0, reference: "that writes takes" },
      { trail: "writes", of: 2, passing: 1, untold: 0, reference: "that narrow takes" },
    ]);
    const [first] = found;
    expect(first === undefined ? "" : shareWords(first)).toBe(
      "Of 4 events of this class that writes takes, 1 (25 %) passes its selectors.",
    );
  });

  it("is not said where no other trail's events are here, however many pass it", () => {
    expect(shares(trail("narrow", BUCKET), ["narrow"])).toEqual([]);
    expect(shares([...trail("narrow", BUCKET), ...trail("writes", WRITES)], ["narrow"])).toMatchObject([
      { trail: "writes", of: 2, reference: "that narrow takes" },
    ]);
  });

  it("is counted among all events of the times in which the class was recorded whole", () => {
    const before = trail("narrow", DATA);
    const set = parseSelectors({
      AdvancedEventSelectors: [MANAGEMENT, BUCKET].map((FieldSelectors) => ({ FieldSelectors })),
    });
    const change: Fact = {
      subject: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/narrow`,
      aspect: "selectors",
      value: set,
      ...at,
      fromMs: T0 + 50 * HOUR,
      toMs: T0 + 50 * HOUR,
      isChange: true,
      origin: { kind: "event", name: "e", trust: "delivered" },
    };
    expect(shares([...before, change], ["narrow"], [...CALLS, call(60, "reports/z", false)])).toEqual([
      { trail: "narrow", of: 5, passing: 2, untold: 0, reference: "from times in which all of it was recorded" },
    ]);
  });

  it("leaves out, and counts, events of which the store does not tell enough", () => {
    const found = shares(
      [...trail("narrow", BUCKET), ...trail("writes", WRITES)],
      ["narrow", "writes"],
      [...CALLS, call(6, null, false)],
    );
    expect(found[0]).toMatchObject({ trail: "narrow", of: 4, untold: 1 });
  });
});
