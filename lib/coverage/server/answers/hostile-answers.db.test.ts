import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ingestAndVerify } from "@/lib/integrity/server/ingest-and-verify";
import { guidOf, logRecord, type LogRecord } from "@/lib/testing/factories/log-records";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import type { Verb } from "../../answers/verb";
import { askQuestion } from "./ask-question";

const ACCOUNT = "111122223333";
const WORKER = `arn:aws:iam::${ACCOUNT}:role/app/worker-0`;
const OTHER_KEY = "ASIAEXAMPLEOTHER0001";
let store: TestDatabase;
let number = 0;

/** A call of the role `worker-0` on 5 October at eleven. */
const call = (eventSource: string, eventName: string, more: LogRecord): LogRecord =>
  logRecord(10, {
    eventTime: "2026-10-05T11:00:00Z",
    eventSource,
    eventName,
    awsRegion: "us-east-1",
    eventID: guidOf(`hostile ${number++}`),
    errorCode: undefined,
    readOnly: true,
    managementEvent: false,
    eventCategory: "Data",
    ...more,
  });

/** Somebody else's role session; where its key came from, other records say, or none. */
const lambdaRole = {
  type: "AssumedRole",
  principalId: "AROAEXAMPLELOOKUP:lookup",
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/lookup/lookup`,
  accountId: ACCOUNT,
  accessKeyId: OTHER_KEY,
  sessionContext: {
    sessionIssuer: {
      type: "Role",
      principalId: "AROAEXAMPLELOOKUP",
      arn: `arn:aws:iam::${ACCOUNT}:role/lookup`,
      accountId: ACCOUNT,
      userName: "lookup",
    },
    attributes: { creationDate: "2026-10-05T10:55:00Z" },
  },
};
const S3 = "s3.amazonaws.com";
const point = `arn:aws:s3:us-east-1:${ACCOUNT}:accesspoint/reports`;

const RECORDS = [
  call(S3, "GetObject", { requestParameters: { bucketName: "plain", key: "seen.pdf" } }),
  call(S3, "GetObject", { requestParameters: { bucketName: point, key: "q3.pdf" } }),
  call(S3, "PutObject", {
    readOnly: false,
    errorCode: "InternalError",
    requestParameters: { bucketName: "failing", key: "a.pdf" },
  }),
  call("kms.amazonaws.com", "Decrypt", {
    managementEvent: true,
    eventCategory: "Management",
    requestParameters: { keyId: "alias/payroll", encryptionAlgorithm: "SYMMETRIC_DEFAULT" },
  }),
  call("kms.amazonaws.com", "Decrypt", {
    managementEvent: true,
    eventCategory: "Management",
    userIdentity: lambdaRole,
    requestParameters: { keyId: "alias/other" },
    resources: [{ type: "AWS::KMS::Key", accountId: ACCOUNT, ARN: `arn:aws:kms:us-east-1:${ACCOUNT}:key/other` }],
  }),
  call(S3, "DeleteObjects", { readOnly: false, requestParameters: { bucketName: "batch" } }),
  call(S3, "GetObject", { userIdentity: lambdaRole, requestParameters: { bucketName: "byrole", key: "a.pdf" } }),
  call("sts.amazonaws.com", "AssumeRole", {
    managementEvent: true,
    eventCategory: "Management",
    userIdentity: { type: "AWSService", invokedBy: "lambda.amazonaws.com" },
    requestParameters: { roleArn: `arn:aws:iam::${ACCOUNT}:role/lookup`, roleSessionName: "lookup" },
    responseElements: { credentials: { accessKeyId: OTHER_KEY, expiration: "Oct 5, 2026, 11:55:00 PM" } },
  }),
  call(S3, "GetObject", {
    userIdentity: {
      type: "IAMUser",
      principalId: "AIDAEXAMPLEBOB",
      arn: `arn:aws:iam::${ACCOUNT}:user/bob`,
      accountId: ACCOUNT,
      accessKeyId: "AKIAEXAMPLEBOB000001",
      userName: "bob",
    },
    requestParameters: { bucketName: "byuser", key: "a.pdf" },
  }),
  call("lambda.amazonaws.com", "Invoke", {
    readOnly: false,
    requestParameters: { functionName: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:pay:prod` },
    resources: [{ type: "AWS::Lambda::Function", ARN: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:pay:prod` }],
  }),
  call("ssm.amazonaws.com", "GetParametersByPath", {
    managementEvent: true,
    eventCategory: "Management",
    requestParameters: { path: "/prod/", recursive: true },
  }),
  call("secretsmanager.amazonaws.com", "GetSecretValue", {
    managementEvent: true,
    eventCategory: "Management",
    requestParameters: { secretId: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:prod/db-AbCdEf` },
  }),
  call("secretsmanager.amazonaws.com", "PutResourcePolicy", {
    readOnly: false,
    managementEvent: true,
    eventCategory: "Management",
    requestParameters: {
      secretId: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:lent-AbCdEf`,
      resourcePolicy: "{}",
    },
  }),
  call("ssm.amazonaws.com", "GetParameter", {
    managementEvent: true,
    eventCategory: "Management",
    requestParameters: { name: `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/whole/key:3` },
  }),
  ...[{ replicaUpdates: [{ create: { regionName: "eu-west-1" } }] }, { billingMode: "PROVISIONED" }].map((change, n) =>
    call("dynamodb.amazonaws.com", "UpdateTable", {
      eventTime: "2026-10-05T09:00:00Z",
      readOnly: false,
      managementEvent: true,
      eventCategory: "Management",
      requestParameters: { tableName: ["spread", "single"][n], ...change },
    }),
  ),
];

beforeAll(async () => {
  store = await testDatabase();
  const root = await mkdtemp(join(tmpdir(), "wakeline hostile "));
  await writeFile(join(root, "log.json"), JSON.stringify({ Records: RECORDS }));
  await ingestAndVerify(store, {
    kind: "cli",
    source: "test",
    actorName: "test",
    paths: [root],
    loaders: 1,
    signal: new AbortController().signal,
  });
  await rm(root, { recursive: true, force: true });
}, 120_000);
afterAll(() => store.close());

const ask = (resource: string, did: Verb, identity: string | undefined) =>
  askQuestion(store.ctx, {
    did,
    resource,
    ...(identity === undefined ? {} : { identity }),
    fromMs: Date.parse("2026-10-05T10:30:00Z"),
    toMs: Date.parse("2026-10-05T11:30:00Z"),
  });
const limitOf = async (kind: string, ...asked: Parameters<typeof ask>) =>
  (await ask(...asked)).limits
    .filter((limit) => limit.kind === kind)
    .map(({ text }) => text)
    .join("\n");

describe("a call that the asked name alone does not find", () => {
  it("through an access point may have reached any bucket, by whoever is asked about", async () => {
    for (const identity of [WORKER, undefined])
      expect(await limitOf("unnamed-resource", "arn:aws:s3:::plain/q3.pdf", "read", identity)).toMatch(/access point/);
    expect(await limitOf("unknown-kind", `${point}/object/q3.pdf`, "read", WORKER)).toMatch(/AccessPoint/);
  });

  it("on many objects at once may have reached each of them", async () => {
    for (const identity of [WORKER, undefined])
      expect(await limitOf("unnamed-resource", "arn:aws:s3:::batch/gone.pdf", "delete", identity)).toMatch(
        /DeleteObjects/,
      );
  });

  it("by a role that a service took may be anybody's, and by a user's key that of whoever made it", async () => {
    expect(await limitOf("unattributed", "arn:aws:s3:::byrole/a.pdf", "read", WORKER)).toMatch(
      /a service ran as that role/,
    );
    expect(await limitOf("set-up-before", "arn:aws:s3:::byuser/a.pdf", "read", WORKER)).toMatch(/who made the key/);
  });

  it("is found under a version of a function, a secret's whole name and all below a prefix", async () => {
    const lambda = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:pay`;
    for (const arn of [lambda, `${lambda}:prod`, `${lambda}:7`])
      expect((await ask(arn, "invoke", WORKER)).verdict).toBe("yes");
    const secret = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:prod/db`;
    for (const arn of [secret, `${secret}-AbCdEf`, "prod/db"])
      expect((await ask(arn, "read", WORKER)).verdict).toBe("yes");
    for (const prefix of ["s3://plain/se*", "s3://plain/", "s3://plain/seen.pdf "])
      expect((await ask(prefix, "read", WORKER)).verdict).toBe("yes");
    await expect(ask("arn:aws:ssm:us-east-1:111122223333:parameter/prod/*", "read", WORKER)).rejects.toThrow(
      /Only for S3/,
    );
  });

  it("is found under a version or a label of a parameter, and does not stand for another whose name goes on", async () => {
    const parameter = `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/whole/key`;
    for (const arn of [parameter, `${parameter}:3`, `${parameter}:current`])
      expect((await ask(arn, "read", WORKER)).verdict).toBe("yes");
    expect((await ask(`${parameter}s`, "read", WORKER)).verdict).toBe("cannot-say");
    expect((await ask(parameter.replace("key", "k_y"), "read", WORKER)).verdict).toBe("cannot-say");
  });

  it("may stand in another account's log alone, which a policy on the thing let in", async () => {
    const lent = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:lent-AbCdEf`;
    expect(await limitOf("foreign-account", lent, "read", undefined)).toMatch(/^A policy was set on it/);
    expect(await limitOf("foreign-account", lent, "read", WORKER)).toBe("");
    expect(await limitOf("foreign-account", lent.replace("lent", "kept"), "read", undefined)).toBe("");
  });

  it("by a key's alias may have used any key of the account and Region, unless the record names the key too", async () => {
    const key = (region: string): string => `arn:aws:kms:${region}:${ACCOUNT}:key/payroll-key`;
    for (const identity of [WORKER, undefined]) {
      const said = await limitOf("unnamed-resource", key("us-east-1"), "read", identity);
      expect(said).toMatch(/^1 call of kms.amazonaws.com:Decrypt.*by its alias/);
    }
    expect(await limitOf("unnamed-resource", key("eu-west-1"), "read", WORKER)).toBe("");
  });

  it("may have been carried out where the service itself failed", async () => {
    for (const identity of [WORKER, undefined]) {
      expect(await limitOf("failed-call", "arn:aws:s3:::failing/a.pdf", "write", identity)).toMatch(/^1 call of/);
      expect(await limitOf("failed-call", "arn:aws:s3:::failing/a.pdf", "delete", identity)).toBe("");
    }
  });

  it("by a path may have read every parameter below it", async () => {
    const parameter = `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/prod/db/password`;
    for (const identity of [WORKER, undefined])
      expect(await limitOf("unnamed-resource", parameter, "read", identity)).toMatch(/GetParametersByPath/);
  });

  it("may be on a copy that was made before, under another name", async () => {
    const table = (name: string): string => `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/${name}`;
    for (const identity of [WORKER, undefined]) {
      expect(await limitOf("indirect", table("spread"), "write", identity)).toMatch(
        /A copy of it was made .*UpdateTable/,
      );
      expect(await limitOf("indirect", table("single"), "write", identity)).not.toContain("A copy");
    }
  });

  it("is not ruled out where nobody knows in which Region, or whose, a thing is", async () => {
    expect(await limitOf("account-unknown", "arn:aws:s3:::never-seen/a.pdf", "read", WORKER)).toMatch(
      /In which Region/,
    );
  });
});
