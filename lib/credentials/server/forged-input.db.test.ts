import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listIdentities } from "@/lib/identities/server/list-identities";
import { getIdentity } from "@/lib/identities/server/get-identity";
import { getTask } from "@/lib/tasks/server/get-task";
import { asSession, asUser, called, idOf, issuing, loadRecords } from "@/lib/testing/factories/identity-records";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { getChain } from "./get-chain";
import { getCredential } from "./get-credential";

// What whoever makes a call chooses: session names, source identities, tags, user agents, ids of sessions and ARNs in parameters.

const mallory = asUser("mallory", "AKIAMALLORYEXAMPLE");
const INSTANCE = "i-0123456789abcdef0";
const onInstance = (key: string, created: string) => {
  const session = asSession("web", INSTANCE, [key, created]);
  return { ...session, sessionContext: { ...Object(session.sessionContext), ec2RoleDelivery: "2.0" } };
};
const OTHER = "444455556666";
const invoked = (id: number, by: object, more: object) =>
  called({
    id,
    time: "04:00:00",
    call: "bedrock:InvokeAgent",
    by: { ...by },
    request: { agentId: "AGENT", sessionId: "session-1" },
    more: { ...more },
  });

const RECORDS = [
  // Two keys of an instance, and a session of another role that only calls itself like the instance.
  called({ id: 1, time: "01:00:00", call: "s3:ListBuckets", by: onInstance("ASIAINSTANCEONE", "01:00:00") }),
  called({ id: 2, time: "02:00:00", call: "s3:ListBuckets", by: onInstance("ASIAINSTANCETWO", "02:00:00") }),
  called({
    id: 3,
    time: "01:30:00",
    call: "sts:AssumeRole",
    by: mallory,
    ...issuing("ops", INSTANCE, "ASIAFAKEINSTANCE"),
  }),
  called({
    id: 4,
    time: "01:31:00",
    call: "s3:ListBuckets",
    by: asSession("ops", INSTANCE, ["ASIAFAKEINSTANCE", "01:30:00"]),
  }),
  // One id for a session of an agent, in two accounts.
  invoked(5, asUser("ada", "AKIAADAEXAMPLE"), {}),
  invoked(
    6,
    {
      type: "IAMUser",
      principalId: "AIDAELSEWHEREEXAMPLE",
      arn: `arn:aws:iam::${OTHER}:user/eve`,
      accountId: OTHER,
      userName: "eve",
      accessKeyId: "AKIAELSEWHERE",
    },
    { recipientAccountId: OTHER },
  ),
  // An agent of another account that names this one's role.
  called({
    id: 7,
    time: "05:00:00",
    call: "bedrock:CreateAgent",
    by: mallory,
    request: { agentName: "helper", agentResourceRoleArn: "arn:aws:iam::111122223333:role/web" },
    more: { recipientAccountId: OTHER },
  }),
  // A user agent that names an agent, a source identity and tags that name somebody else.
  called({
    id: 8,
    time: "06:00:00",
    call: "sts:AssumeRole",
    by: mallory,
    request: {
      ...issuing("ops", "ada", "ASIAMASKED").request,
      sourceIdentity: "ada",
      tags: [{ key: "aws:PrincipalArn", value: "arn:aws:iam::111122223333:user/ada" }],
    },
    response: issuing("ops", "ada", "ASIAMASKED").response,
  }),
  called({
    id: 9,
    time: "06:01:00",
    call: "s3:ListBuckets",
    by: asSession("ops", "ada", ["ASIAMASKED", "06:00:00"]),
    more: { userAgent: "aws-cli/2 AKIAADAEXAMPLE some-mcp-server/1.0 md/arn:aws:iam::111122223333:user/ada" },
  }),
  // A provider of one's own gives its token the id of a token of STS.
  called({
    id: 10,
    time: "07:00:00",
    call: "sts:GetWebIdentityToken",
    by: asUser("ada", "AKIAADAEXAMPLE"),
    response: { webIdentityTokenId: "token-1" },
  }),
  called({
    id: 11,
    time: "07:01:00",
    call: "sts:AssumeRoleWithWebIdentity",
    by: { type: "WebIdentityUser", userName: "x", identityProvider: "evil.example" },
    request: { ...issuing("ops", "web", "ASIAWEB").request, webIdentityTokenId: "token-1" },
    response: {
      ...issuing("ops", "web", "ASIAWEB").response,
      provider: "arn:aws:iam::111122223333:oidc-provider/evil.example",
    },
  }),
  called({ id: 12, time: "07:02:00", call: "s3:ListBuckets", by: asSession("ops", "web", ["ASIAWEB", "07:01:00"]) }),
  // Two sessions of one role and one name, both with a sign-in token, of which one is of the console session's age.
  ...["08:00:00", "08:30:00"].flatMap((time, n) => {
    const key = n === 0 ? "ASIAASKEDFIRST" : "ASIAASKEDNEXT";
    return [
      called({ id: 13 + 2 * n, time, call: "sts:AssumeRole", by: mallory, ...issuing("ops", "same", key) }),
      called({
        id: 14 + 2 * n,
        time: time.replace(":00", ":01").slice(0, 8),
        call: "signin:GetSigninToken",
        by: asSession("ops", "same", [key, time]),
        response: { credentials: { accessKeyId: key }, GetSigninToken: "Success" },
      }),
    ];
  }),
  called({
    id: 17,
    time: "09:00:00",
    call: "s3:ListBuckets",
    by: asSession("ops", "same", ["ASIACONSOLESAME", "08:30:00"]),
    more: { sessionCredentialFromConsole: "true" },
  }),
];

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
  await loadRecords(store, RECORDS);
}, 120_000);
afterAll(() => store.close(), 60_000);

describe("what callers choose", () => {
  it("never makes a session one of an instance's, whose name it took", async () => {
    const task = await getTask(store.ctx, { task: `workload:${INSTANCE}`, gap: "none" });
    expect(task.lanes.map(({ key }) => key)).toEqual(["ASIAINSTANCEONE", "ASIAINSTANCETWO"]);
    expect((await getTask(store.ctx, { task: "ASIAFAKEINSTANCE", gap: "none" })).workload).toBeNull();
  });

  it("never joins sessions of agents of two accounts that have one id", async () => {
    const run = await getTask(store.ctx, { task: "run:agent-session:111122223333/AGENT/session-1", gap: null });
    expect(run.lanes.map(({ key }) => key)).toEqual(["AKIAADAEXAMPLE"]);
    expect(run.events).toBe(1);
  });

  it("never makes a role an agent's by a call in another account", async () => {
    expect((await getIdentity(store.ctx, { identity: "AROAWEBEXAMPLE000000" })).kind).not.toBe("agent");
  });

  it("never leads to whom a session name, a source identity, a tag or a user agent names", async () => {
    const { links } = await getChain(store.ctx, { credential: "ASIAMASKED" });
    expect(links.map(({ from, grade }) => [from, grade])).toEqual([["AKIAMALLORYEXAMPLE", "B"]]);
    const { rows } = await listIdentities(store.ctx, {
      filter: { query: "ada", kinds: [], human: [], accounts: [] },
      sort: "name",
      cursor: null,
      limit: 10,
    });
    expect(rows.map(({ name, events }) => [name, events])).toEqual([["ada", 2]]);
    const { actors } = await getCredential(store.ctx, { credential: "ASIAMASKED" });
    expect(actors.map(({ because }) => because)).toEqual([
      "the user agent, which callers choose, names some-mcp-server; for whom it acted is not known",
    ]);
  });

  it("never leads over the id of a token that a provider of one's own gave", async () => {
    const { links } = await getChain(store.ctx, { credential: "ASIAWEB" });
    expect(links.map(({ from, fromIsKey, issuingEventId }) => [from, fromIsKey, issuingEventId])).toEqual([
      ["x (evil.example)", false, idOf(11)],
    ]);
  });

  it("leads from the console to the session of its own age, of two that have one name", async () => {
    const { links } = await getChain(store.ctx, { credential: "ASIACONSOLESAME" });
    expect(links.map(({ from }) => from)).toEqual(["AKIAMALLORYEXAMPLE", "ASIAASKEDNEXT"]);
  });
});
