import { afterAll, beforeAll, expect, it } from "vitest";
import { loadRecords } from "@/lib/testing/factories/identity-records";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { resolveSeed } from "./resolve-seed";

const A = "111122223333";
const ROLE = `arn:aws:iam::${A}:role/worker`;
const base = { eventVersion: "1.11", awsRegion: "us-east-1", eventType: "AwsApiCall", recipientAccountId: A };
const RECORDS = [
  {
    ...base,
    eventID: "00000000-0000-4000-8000-000000000001",
    eventTime: "2026-01-02T03:00:00Z",
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRoleWithWebIdentity",
    sourceIPAddress: "192.0.2.7",
    requestID: "req-1",
    userIdentity: { type: "WebIdentityUser", userName: "repo:o/r:main", identityProvider: "issuer" },
    requestParameters: { roleArn: ROLE, roleSessionName: "ci-7", sourceIdentity: "ada" },
    responseElements: { credentials: { accessKeyId: "ASIAUNUSED" }, subjectFromWebIdentityToken: "repo:o/r:main" },
  },
  {
    ...base,
    eventID: "00000000-0000-4000-8000-000000000002",
    eventTime: "2026-01-02T03:05:00Z",
    eventSource: "s3.amazonaws.com",
    eventName: "ListBuckets",
    userIdentity: {
      type: "AssumedRole",
      principalId: "AROAEXAMPLE123456789:ci-7",
      arn: `arn:aws:sts::${A}:assumed-role/worker/ci-7`,
      accountId: A,
      accessKeyId: "ASIAUSED",
      sessionContext: { sourceIdentity: "ada", attributes: { creationDate: "2026-01-02T03:00:00Z" } },
    },
  },
  {
    ...base,
    eventID: "00000000-0000-4000-8000-000000000003",
    eventTime: "2026-01-02T03:06:00Z",
    eventSource: "bedrock-agentcore.amazonaws.com",
    eventName: "InvokeGateway",
    userIdentity: { type: "AWSAccount", principalId: "", accountId: "anonymous" },
    additionalEventData: { jwt: { claims: { iss: "https://login.example", sub: "user-0042" } } },
  },
  {
    ...base,
    eventID: "00000000-0000-4000-8000-000000000004",
    eventTime: "2026-01-02T03:05:30Z",
    eventSource: "s3.amazonaws.com",
    eventName: "ListBuckets",
    userIdentity: {
      type: "AssumedRole",
      principalId: "AROAOTHER12345678901:ci-7",
      arn: `arn:aws:sts::${A}:assumed-role/other/ci-7`,
      accountId: A,
      accessKeyId: "ASIAOTHEREXAMPLE2345",
      sessionContext: { attributes: { creationDate: "2026-01-02T03:00:00Z" } },
    },
  },
];

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
  await loadRecords(store, RECORDS);
});
afterAll(async () => {
  await store.close();
});

it.each([
  ["ASIAUSED", "credential"],
  ["ASIAUNUSED", "credential"],
  ["ci-7", "session"],
  ["AROAEXAMPLE123456789:ci-7", "identity"],
  [ROLE, "identity"],
  ["ada", "source-identity"],
  ["user-0042", "identity"],
  ["repo:o/r:main", "subject"],
  ["192.0.2.7", "address"],
  ["req-1", "event"],
])("finds %s, with the first and the last time", async (text, kind) => {
  const { hits, missing } = await resolveSeed(store.ctx, { text });
  const hit = hits.find((one) => one.kind === kind);
  expect(missing).toEqual([]);
  expect(hit?.firstMs).toBeGreaterThanOrEqual(Date.UTC(2026, 0, 2, 3));
  expect(hit?.lastMs).toBeLessThanOrEqual(Date.UTC(2026, 0, 2, 3, 6));
});

it.each([`arn:aws:sts::${A}:assumed-role/worker/ci-7`, "AROAEXAMPLE123456789:ci-7"])(
  "takes %s for a session of its own role, and not for another role's of the same name",
  async (text) => {
    const { hits } = await resolveSeed(store.ctx, { text });
    expect(hits.filter(({ kind }) => kind === "session").map(({ note }) => note)).toEqual(["of worker"]);
    const byName = (await resolveSeed(store.ctx, { text: "ci-7" })).hits;
    expect(byName.filter(({ kind }) => kind === "session")).toHaveLength(2);
  },
);

it("finds a key id that was pasted in small letters", async () => {
  const { hits } = await resolveSeed(store.ctx, { text: "asiaotherexample2345" });
  expect(hits).toMatchObject([{ kind: "credential", label: "ASIAOTHEREXAMPLE2345", note: "of other" }]);
});

it("takes fifty at once, and says of what it could not search why", async () => {
  const many = Array.from({ length: 47 }, (_, n) => `AKIANOTTHERE${n}`);
  const text = [...many, "ASIAUSED", "192.0.2.0/24", "%", "'; drop table event; --"].join("\n");
  const answer = await resolveSeed(store.ctx, { text });
  expect(answer.indicators).toBe(51);
  expect(answer.missing).toHaveLength(50);
  expect(answer.unsearchable.map(({ indicator }) => indicator)).toEqual(["192.0.2.0/24"]);
  expect(answer.notSearched.length).toBeGreaterThan(0);
});
