import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { getChain } from "@/lib/credentials/server/get-chain";
import { ingestPaths } from "@/lib/ingest/server/ingest-paths";
import { rebuildStore } from "@/lib/ingest/server/rebuild-store";
import { storeFingerprint } from "@/lib/testing/store-fingerprint";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { getIdentity } from "./get-identity";
import { setIdentityOverride } from "./set-identity-override";

const A = "111122223333";
const ROLE = `arn:aws:iam::${A}:role/app/worker`;
const ROLE_ID = "AROAEXAMPLE123456789";

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()));
});

let serial = 0;
const record = (parts: object) => ({
  eventVersion: "1.11",
  eventTime: "2026-01-02T03:00:00Z",
  eventSource: "sts.amazonaws.com",
  awsRegion: "us-east-1",
  eventType: "AwsApiCall",
  recipientAccountId: A,
  ...parts,
});
const withId = (n: number, parts: object) =>
  record({ eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`, ...parts });

const sessionOf = (key: string, roleId = ROLE_ID) => ({
  type: "AssumedRole",
  principalId: `${roleId}:run`,
  arn: `arn:aws:sts::${A}:assumed-role/worker/run`,
  accountId: A,
  accessKeyId: key,
  sessionContext: {
    sessionIssuer: { type: "Role", principalId: roleId, arn: ROLE, accountId: A, userName: "worker" },
    attributes: { creationDate: "2026-01-02T03:00:00Z" },
  },
});
const issued = (key: string, expiration = "Jan 2, 2026, 4:00:00 AM") => ({ accessKeyId: key, expiration });

/** A service takes the role, the session takes another, one call of it; and all that could lead astray. */
const RECORDS = [
  withId(1, {
    eventName: "AssumeRole",
    userIdentity: { type: "AWSService", invokedBy: "bedrock-agentcore.amazonaws.com" },
    requestParameters: { roleArn: ROLE, roleSessionName: "run" },
    responseElements: { credentials: issued("ASIAFIRST"), assumedRoleUser: { assumedRoleId: `${ROLE_ID}:run` } },
  }),
  withId(2, {
    eventTime: "2026-01-02T03:01:00Z",
    eventName: "GetCallerIdentity",
    userIdentity: sessionOf("ASIAFIRST"),
  }),
  withId(3, {
    eventTime: "2026-01-02T03:02:00Z",
    eventName: "GetSessionToken",
    userIdentity: sessionOf("ASIAFIRST"),
    responseElements: { credentials: issued("ASIASECOND") },
  }),
  withId(4, {
    eventTime: "2026-01-02T03:03:00Z",
    eventSource: "s3.amazonaws.com",
    eventName: "ListBuckets",
    userIdentity: {
      ...sessionOf("ASIASECOND"),
      sessionContext: { ...sessionOf("x").sessionContext, attributes: { creationDate: "2026-01-02T03:02:00Z" } },
    },
  }),
  // What another account sees of the same role.
  withId(5, {
    eventTime: "2026-01-02T03:04:00Z",
    eventSource: "kms.amazonaws.com",
    eventName: "Decrypt",
    userIdentity: { type: "AWSAccount", principalId: `${ROLE_ID}:run`, accountId: A },
  }),
  // The role was deleted and made again.
  withId(6, {
    eventTime: "2026-01-03T03:04:00Z",
    eventName: "GetCallerIdentity",
    userIdentity: sessionOf("ASIATHIRD", "AROAOTHER12345678901"),
  }),
  // Claims to have issued what another call issued: itself, and for somebody else.
  withId(7, {
    eventTime: "2026-01-02T03:00:30Z",
    eventName: "GetSessionToken",
    userIdentity: sessionOf("ASIASECOND"),
    responseElements: { credentials: issued("ASIASECOND", "Jan 1, 1990, 4:00:00 AM") },
  }),
  withId(8, {
    eventTime: "2026-01-02T02:59:59Z",
    eventName: "AssumeRole",
    userIdentity: {
      type: "IAMUser",
      userName: "mallory",
      arn: `arn:aws:iam::${A}:user/mallory`,
      accountId: A,
      principalId: "AIDAMALLORY12345678",
      accessKeyId: "AKIAMALLORY",
    },
    requestParameters: { roleArn: `arn:aws:iam::${A}:role/other`, roleSessionName: "=cmd|'/c calc'!A0" },
    responseElements: { credentials: issued("ASIAFIRST") },
  }),
  withId(9, {
    eventSource: "bedrock.amazonaws.com",
    eventName: "CreateAgent",
    userIdentity: sessionOf("ASIATHIRD"),
    requestParameters: { agentName: "helper", agentResourceRoleArn: `arn:aws:iam::${A}:role/helper` },
    responseElements: {},
  }),
  withId(10, {
    eventName: "GetCallerIdentity",
    userIdentity: {
      ...sessionOf("ASIAHELP"),
      arn: `arn:aws:sts::${A}:assumed-role/helper/x`,
      principalId: "AROAHELPER1234567890:x",
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          arn: `arn:aws:iam::${A}:role/helper`,
          principalId: "AROAHELPER1234567890",
          accountId: A,
          userName: "helper",
        },
        attributes: {},
      },
    },
  }),
];

/** A role that a pod takes with its token, and one that people take with theirs: what they are called, and by which token. */
const tokenFor = (n: number, role: string, subject: string) => [
  withId(n, {
    eventName: "AssumeRoleWithWebIdentity",
    userIdentity: {
      type: "WebIdentityUser",
      principalId: `arn:aws:iam::${A}:oidc-provider/idp.example.com:sts.amazonaws.com:${subject}`,
      userName: subject,
      identityProvider: `arn:aws:iam::${A}:oidc-provider/idp.example.com`,
    },
    requestParameters: { roleArn: `arn:aws:iam::${A}:role/${role}`, roleSessionName: "token" },
    responseElements: {
      subjectFromWebIdentityToken: subject,
      credentials: issued(`ASIA${role.toUpperCase()}`),
      assumedRoleUser: { assumedRoleId: `AROA${role.toUpperCase()}0123456789:token` },
    },
  }),
  withId(n + 1, {
    eventTime: "2026-01-02T03:05:00Z",
    eventName: "GetCallerIdentity",
    userIdentity: {
      ...sessionOf(`ASIA${role.toUpperCase()}`, `AROA${role.toUpperCase()}0123456789`),
      arn: `arn:aws:sts::${A}:assumed-role/${role}/token`,
      principalId: `AROA${role.toUpperCase()}0123456789:token`,
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          arn: `arn:aws:iam::${A}:role/${role}`,
          principalId: `AROA${role.toUpperCase()}0123456789`,
          accountId: A,
          userName: role,
        },
        attributes: { creationDate: "2026-01-02T03:00:00Z" },
      },
    },
  }),
];
RECORDS.push(
  ...tokenFor(20, "podrole", "system:serviceaccount:shop:api"),
  ...tokenFor(30, "peoplerole", "ada@example.com"),
  ...tokenFor(40, "assertionrole", "ada@example.com").map((one) =>
    "responseElements" in one
      ? { ...one, eventName: "AssumeRoleWithSAML", userIdentity: { type: "SAMLUser", userName: "ada@example.com" } }
      : one,
  ),
);

/** A second delivery of an issuance, with other content: which of the two counts is settled by content, not by arrival. */
const CONTESTED = {
  ...RECORDS[0],
  responseElements: { credentials: issued("ASIAFORGED"), assumedRoleUser: { assumedRoleId: `${ROLE_ID}:run` } },
};

async function load(store: TestDatabase, files: readonly (readonly object[])[]): Promise<void> {
  for (const records of files) {
    const folder = mkdtempSync(join(tmpdir(), "wakeline-evidence-"));
    cleanUps.push(() => Promise.resolve(rmSync(folder, { recursive: true, force: true })));
    writeFileSync(join(folder, `${serial++}.json`), JSON.stringify({ Records: records }));
    await ingestPaths(store, {
      kind: "cli",
      source: "test",
      actorName: "test",
      paths: [folder],
      loaders: 1,
      signal: new AbortController().signal,
    });
  }
}

async function open(): Promise<TestDatabase> {
  const store = await testDatabase();
  cleanUps.push(store.close);
  return store;
}

describe("what records say of identities and chains", () => {
  it("is the same whatever the order of the files, and after a rebuild", async () => {
    const alone = [...RECORDS, CONTESTED].map((one) => [one]);
    const orders = [alone, alone.toReversed(), [...alone.slice(5), ...alone.slice(0, 5)]];
    const told: unknown[] = [];
    for (const files of orders) {
      const store = await open();
      await load(store, files);
      const chain = await getChain(store.ctx, { credential: "ASIASECOND" });
      told.push({ chain, store: await storeFingerprint(store.pool) });
      if (files !== alone) continue;
      await rebuildStore(store.pool, { fileId: null, onlyQuarantined: false, signal: new AbortController().signal });
      told.push({
        chain: await getChain(store.ctx, { credential: "ASIASECOND" }),
        store: await storeFingerprint(store.pool),
      });
    }
    for (const one of told.slice(1)) expect(one).toEqual(told[0]);
  }, 120_000);

  it("leads back through forged claims, joins a foreign caller with its role, and keeps a role made again apart", async () => {
    const store = await open();
    await load(store, [RECORDS]);
    const chain = await getChain(store.ctx, { credential: "ASIASECOND" });
    expect(chain.links.map(({ from, to, grade }) => [from, to, grade])).toEqual([
      ["bedrock-agentcore.amazonaws.com", "ASIAFIRST", "B"],
      ["ASIAFIRST", "ASIASECOND", "B"],
    ]);
    const role = await getIdentity(store.ctx, { identity: ROLE_ID });
    expect(role).toMatchObject({ kind: "agent", name: "worker", events: 6 });
    const again = await getIdentity(store.ctx, { identity: "AROAOTHER12345678901" });
    expect(again.id).not.toBe(role.id);
    const helper = await getIdentity(store.ctx, { identity: "AROAHELPER1234567890" });
    expect(helper).toMatchObject({ kind: "agent", reason: "role given to Bedrock agent helper" });
  });

  it("takes a role for a workload's where a workload's token took it, and leaves it undetermined where somebody's did", async () => {
    const store = await open();
    await load(store, [RECORDS]);
    expect(await getIdentity(store.ctx, { identity: `arn:aws:iam::${A}:role/podrole` })).toMatchObject({
      human: "non-human",
      reason: "IAM role taken with tokens of: Kubernetes service account",
    });
    expect(await getIdentity(store.ctx, { identity: `arn:aws:iam::${A}:role/peoplerole` })).toMatchObject({
      human: "undetermined",
    });
    expect(await getIdentity(store.ctx, { identity: `arn:aws:iam::${A}:role/assertionrole` })).toMatchObject({
      human: "human",
      reason: "IAM role taken by people who signed in through a SAML provider",
    });
  });

  it("keeps what a user said of an identity through a rebuild, with who and why, until it is taken back", async () => {
    const store = await open();
    await load(store, [RECORDS]);
    const before = await getIdentity(store.ctx, { identity: ROLE_ID });
    await setIdentityOverride(store.ctx, { identity: ROLE_ID, human: "human", why: "a contractor uses it by hand" });
    await rebuildStore(store.pool, { fileId: null, onlyQuarantined: false, signal: new AbortController().signal });
    const said = await getIdentity(store.ctx, { identity: ROLE_ID });
    expect(said).toMatchObject({
      id: before.id,
      human: "human",
      overrides: [{ actorName: "Ada Admin", human: "human" }],
    });
    expect(said.reason).toContain("a contractor uses it by hand (set by Ada Admin on ");
    const audit = await store.db.auditLog.findMany({ where: { action: "identity.override" } });
    expect(audit).toHaveLength(1);
    await setIdentityOverride(store.ctx, { identity: ROLE_ID, human: null, why: "they left" });
    const after = await getIdentity(store.ctx, { identity: ROLE_ID });
    expect(after).toMatchObject({ human: before.human, reason: before.reason });
    expect(after.overrides).toHaveLength(2);
  });
});
