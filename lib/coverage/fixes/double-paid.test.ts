import { describe, expect, it } from "vitest";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import { compileCoverage } from "../compile-coverage";
import type { Fact } from "../fact";
import { doublePaid, trailsInRegion } from "./double-paid";
import { LIST_PRICES } from "./event-prices";
import { monthlyCost } from "./monthly-cost";

const ACCOUNT = "111122223333";
const moment = { account: ACCOUNT, region: "eu-west-1", atMs: 1000 };

/** A trail that takes all management events and all objects, in its home Region or in all. */
function trail(name: string, home: string, multiRegion: boolean): Fact[] {
  const subject = `arn:aws:cloudtrail:${home}:${ACCOUNT}:trail/${name}`;
  const at = {
    fromMs: 0,
    toMs: 1000,
    isChange: false,
    knownAtMs: 0,
    origin: { kind: "snapshot", name: "x", trust: "imported" } as const,
  };
  const selectors = parseSelectors({
    EventSelectors: [{ DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }] }],
  });
  const settings = {
    kind: "trail",
    name,
    owner: ACCOUNT,
    home,
    multiRegion,
    organisation: false,
    globalEvents: true,
  } as const;
  return [
    { subject, aspect: "existence", value: true, ...at },
    { subject, aspect: "logging", value: true, ...at },
    { subject, aspect: "selectors", value: selectors, ...at },
    {
      subject,
      aspect: "settings",
      value: { ...settings, bucket: null, prefix: null, kmsKey: null, validation: true },
      ...at,
    },
  ];
}

const family = (id: string) => {
  const found = findFamily(id);
  if (found === null) throw new Error(`There is no family ${id}.`);
  return found;
};
const seen = [
  { family: family("AWS::S3::Object"), events: 1_000_000 },
  { family: family("AWS::Lambda::Function"), events: 5 },
];

describe("what is paid for more than once", () => {
  it("is what several trails take whole in the same place, and only there", () => {
    const both = compileCoverage({
      facts: [...trail("a", "us-east-1", true), ...trail("b", "eu-west-1", false)],
      held: [],
    });
    expect(doublePaid(moment, seen, { model: both, prices: LIST_PRICES })).toEqual([
      { family: "AWS::S3::Object", sinks: ["b", "a"], monthlyUsd: 1 },
    ]);
    expect(doublePaid({ ...moment, region: "us-west-2" }, seen, { model: both, prices: LIST_PRICES })).toEqual([]);
    expect(trailsInRegion(moment, both)).toBe(2);
    expect(trailsInRegion({ ...moment, region: "us-west-2" }, both)).toBe(1);
  });

  it("goes by the prices that were set", () => {
    const prices = { ...LIST_PRICES, data: 0.000002 };
    const cost = monthlyCost(family("AWS::S3::Object"), { own: 1_000_000, siblings: [3_000_000] }, prices);
    expect([cost.lowUsd, cost.highUsd]).toEqual([2, 6]);
  });
});
