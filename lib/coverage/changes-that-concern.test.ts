import { describe, expect, it } from "vitest";
import { changesThatConcern } from "./changes-that-concern";
import type { CoverageChange } from "./contract";
import type { CoverageModel, SinkModel } from "./coverage-model";
import type { SinkSettings } from "./fact";

const OWN = "111111111111";
const MANAGEMENT = "222222222222";
const STRANGER = "333333333333";

function sink(owner: string, settings: Partial<SinkSettings> | null): SinkModel {
  const value: SinkSettings | undefined =
    settings === null
      ? undefined
      : {
          kind: "trail",
          name: "main",
          owner,
          home: "us-east-1",
          multiRegion: true,
          organisation: false,
          globalEvents: true,
          bucket: null,
          prefix: null,
          kmsKey: null,
          validation: true,
          ...settings,
        };
  const all = { fromMs: 0, toMs: 1, standing: "proved" as const, fact: null, startsWithChange: false };
  return {
    arn: arnOf(owner),
    owner,
    home: "us-east-1",
    existence: [],
    settings: [{ ...all, value }],
    selectors: [],
    logging: [],
  };
}
const arnOf = (owner: string): string => `arn:aws:cloudtrail:us-east-1:${owner}:trail/main`;

function concerned(sinks: readonly SinkModel[], subject: string, account: string): boolean {
  const model: CoverageModel = {
    sinks,
    memberships: new Map(),
    membershipsOf: new Map(),
    isOneOrganisation: true,
    inventories: new Map(),
    deliveries: new Map(),
    invocationLogging: new Map(),
    held: new Map(),
  };
  const change: CoverageChange = { atMs: 0, subject, account, what: "changed", eventId: null };
  return changesThatConcern(model, new Set([OWN]))(change);
}

describe("a change of logging", () => {
  it("concerns the accounts that own the trail", () => {
    expect(concerned([sink(OWN, {})], arnOf(OWN), OWN)).toBe(true);
    expect(concerned([sink(STRANGER, {})], arnOf(STRANGER), STRANGER)).toBe(false);
  });

  it("concerns every account where the trail is the organisation's, or nobody knows whether it is", () => {
    expect(concerned([sink(MANAGEMENT, { organisation: true })], arnOf(MANAGEMENT), MANAGEMENT)).toBe(true);
    expect(concerned([sink(STRANGER, null)], arnOf(STRANGER), STRANGER)).toBe(true);
  });

  it("concerns them where it is of what such a trail delivers to, and not of other buckets", () => {
    const trail = sink(MANAGEMENT, { organisation: true, bucket: "logs", kmsKey: "arn:aws:kms:us-east-1:2:key/k" });
    expect(concerned([trail], "logs", "")).toBe(true);
    expect(concerned([trail], "arn:aws:kms:us-east-1:2:key/k", MANAGEMENT)).toBe(true);
    expect(concerned([trail], "others", "")).toBe(false);
  });

  it("concerns an account that joins or leaves the organisation, and no other", () => {
    expect(concerned([], OWN, OWN)).toBe(true);
    expect(concerned([], STRANGER, STRANGER)).toBe(false);
  });
});
