import { describe, expect, it } from "vitest";
import type { Question } from "./answer";
import { copyLimits, makesCopy } from "./copy-limits";
import type { Verb } from "./verb";

const question = (did: Verb): Question => ({
  did,
  fromMs: 0,
  toMs: 1,
  subject: null,
  resource: { arn: "arn:x", type: "", account: null, region: null, isContainer: false },
});
const call = (source: string, name: string) => [{ eventId: "e", source: `${source}.amazonaws.com`, name }];
const VERBS = ["read", "write", "delete", "encrypt", "any"] as const;
const limited = (...made: Parameters<typeof call>) =>
  VERBS.filter((did) => copyLimits(question(did), call(...made)).length > 0);

describe("a copy of the thing", () => {
  it("leaves open who read it, and of a replicated table or key what else was done", () => {
    expect(limited("secretsmanager", "ReplicateSecretToRegions")).toEqual(["read", "any"]);
    expect(limited("dynamodb", "ExportTableToPointInTime")).toEqual(["read", "any"]);
    expect(limited("dynamodb", "UpdateTable")).toEqual([...VERBS]);
    expect(limited("kms", "ReplicateKey")).toEqual(["read", "write", "encrypt", "any"]);
    expect(copyLimits(question("read"), [])).toEqual([]);
  });

  it("is made by calls that may ask for one only where they do, or do not say", () => {
    const made = (eventName: string, requestParameters: unknown) => makesCopy({ eventName, requestParameters });
    expect(made("UpdateTable", { tableName: "t", billingMode: "PAY_PER_REQUEST" })).toBe(false);
    expect(made("UpdateTable", { replicaUpdates: [{ create: { regionName: "eu-west-1" } }] })).toBe(true);
    expect(made("CreateSecret", { name: "s", addReplicaRegions: [] })).toBe(false);
    expect(made("CreateSecret", { name: "s", addReplicaRegions: [{ region: "eu-west-1" }] })).toBe(true);
    expect(made("UpdateTable", null)).toBe(true);
    expect(made("ReplicateKey", {})).toBe(true);
  });
});
