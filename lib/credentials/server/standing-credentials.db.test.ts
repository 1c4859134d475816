import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isJsonObject } from "@/lib/cloudtrail/json-object";
import { getTask } from "@/lib/tasks/server/get-task";
import { asSession, asUser, called, idOf, issuing, loadRecords } from "@/lib/testing/factories/identity-records";
import type { LogRecord } from "@/lib/testing/factories/log-records";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { getChain } from "./get-chain";

const CONSOLE = { sessionCredentialFromConsole: "true" };
const BEARER = { additionalEventData: { callWithBearerToken: true } };
const SIGNED_IN = { ConsoleLogin: "Success" };
const admin = asUser("admin", "AKIAADMINEXAMPLE");
const login = (id: number, time: string, user: string) =>
  called({ id, time, call: "signin:ConsoleLogin", by: asUser(user, null), response: SIGNED_IN });
const look = (id: number, time: string, by: object) =>
  called({ id, time, call: "iam:ListUsers", by: { ...by }, more: CONSOLE });
const overSignIn = (by: LogRecord, session: string): LogRecord => ({
  ...by,
  sessionContext: {
    ...(isJsonObject(by.sessionContext) ? by.sessionContext : {}),
    signInSessionArn: `arn:aws:signin:us-east-1:111122223333:session/${session}`,
  },
});
const serviceKey = (id: string, user: string) => ({
  serviceSpecificCredential: { serviceSpecificCredentialId: id, userName: user, serviceName: "bedrock.amazonaws.com" },
});

/** Passwords, keys for Bedrock and sign-in tokens, each with what could be taken for its origin and is not. */
const RECORDS = [
  called({ id: 1, time: "01:00:00", call: "iam:CreateLoginProfile", by: admin, request: { userName: "eve" } }),
  called({
    id: 2,
    time: "02:00:00",
    call: "iam:UpdateLoginProfile",
    by: asUser("mallory", "AKIAMALLORYEXAMPLE"),
    request: { userName: "eve" },
  }),
  // Refused, so it set nothing.
  called({
    id: 3,
    time: "02:30:00",
    call: "iam:UpdateLoginProfile",
    by: admin,
    more: { errorCode: "AccessDenied" },
  }),
  login(4, "03:00:00", "eve"),
  look(5, "03:05:00", asUser("eve", "ASIAEVECONSOLE", "03:00:00")),
  // After the sign-in: not what let this session in.
  called({ id: 6, time: "04:00:00", call: "iam:UpdateLoginProfile", by: admin, request: { userName: "eve" } }),
  // Deleted and made again: what was set before is no password of this user.
  called({ id: 7, time: "01:00:00", call: "iam:CreateLoginProfile", by: admin, request: { userName: "bob" } }),
  called({ id: 8, time: "01:30:00", call: "iam:DeleteUser", by: admin, request: { userName: "bob" } }),
  login(9, "02:00:00", "bob"),
  look(10, "02:05:00", asUser("bob", "ASIABOBCONSOLE", "02:00:00")),
  // A key for Bedrock, and one for another service of the same user.
  called({
    id: 11,
    time: "05:00:00",
    call: "iam:CreateServiceSpecificCredential",
    by: admin,
    request: { userName: "BedrockAPIKey-a" },
    response: serviceKey("ACCAEXAMPLEONE", "BedrockAPIKey-a"),
  }),
  called({
    id: 12,
    time: "05:01:00",
    call: "iam:CreateServiceSpecificCredential",
    by: asUser("mallory", "AKIAMALLORYEXAMPLE"),
    request: { userName: "BedrockAPIKey-a", serviceName: "codecommit.amazonaws.com" },
    response: { serviceSpecificCredential: { serviceSpecificCredentialId: "ACCAEXAMPLEGIT" } },
  }),
  called({ id: 13, time: "05:10:00", call: "bedrock:Converse", by: asUser("BedrockAPIKey-a", null), more: BEARER }),
  // Two keys at once, one of them reset by somebody else.
  ...["ACCAEXAMPLETWO", "ACCAEXAMPLESIX"].map((key, n) =>
    called({
      id: 14 + n,
      time: "05:00:00",
      call: "iam:CreateServiceSpecificCredential",
      by: admin,
      request: { userName: "BedrockAPIKey-b" },
      response: serviceKey(key, "BedrockAPIKey-b"),
    }),
  ),
  called({
    id: 16,
    time: "05:05:00",
    call: "iam:ResetServiceSpecificCredential",
    by: asUser("mallory", "AKIAMALLORYEXAMPLE"),
    request: { userName: "BedrockAPIKey-b", serviceSpecificCredentialId: "ACCAEXAMPLETWO" },
    response: serviceKey("ACCAEXAMPLETWO", "BedrockAPIKey-b"),
  }),
  called({ id: 17, time: "05:10:00", call: "bedrock:Converse", by: asUser("BedrockAPIKey-b", null), more: BEARER }),
  called({
    id: 18,
    time: "05:11:00",
    call: "bedrock:Converse",
    by: asUser("BedrockAPIKey-b", "ACCAEXAMPLETWO"),
    more: BEARER,
  }),
  // A role session that made itself a sign-in token, and what the console then did.
  called({ id: 19, time: "06:00:00", call: "sts:AssumeRole", by: admin, ...issuing("ops", "jump", "ASIAJUMP") }),
  called({
    id: 20,
    time: "06:01:00",
    call: "signin:GetSigninToken",
    by: asSession("ops", "jump", ["ASIAJUMP", "06:00:00"]),
    response: { credentials: { accessKeyId: "ASIAJUMP" }, GetSigninToken: "Success" },
  }),
  look(21, "06:05:00", asSession("ops", "jump", ["ASIAJUMPCONSOLE", "06:00:00"])),
  look(22, "06:06:00", asSession("ops", "another", ["ASIAOTHERCONSOLE", "06:00:00"])),
  // The caller changed the own password first, with a session of its own.
  called({ id: 23, time: "01:00:00", call: "iam:CreateLoginProfile", by: admin, request: { userName: "carol" } }),
  login(24, "02:00:00", "carol"),
  called({
    id: 25,
    time: "02:10:00",
    call: "iam:ChangePassword",
    by: asUser("carol", "ASIACAROLFIRST", "02:00:00"),
    more: CONSOLE,
  }),
  login(26, "03:00:00", "carol"),
  look(27, "03:05:00", asUser("carol", "ASIACAROLNEXT", "03:00:00")),
  // A tool that signs in over the browser, and gets a key and another one after it; and a tool of somebody else.
  called({
    id: 28,
    time: "03:10:00",
    call: "signin:CreateOAuth2Token",
    by: overSignIn(asUser("carol", "ASIACAROLNEXT", "03:00:00"), "1"),
  }),
  called({
    id: 29,
    time: "03:10:05",
    call: "s3:ListBuckets",
    by: overSignIn(asUser("carol", "ASIATOOL", "03:10:00"), "1"),
  }),
  called({
    id: 30,
    time: "03:30:00",
    call: "s3:ListBuckets",
    by: overSignIn(asUser("carol", "ASIATOOLNEXT", "03:25:00"), "1"),
  }),
  called({
    id: 31,
    time: "03:10:05",
    call: "s3:ListBuckets",
    by: overSignIn(asUser("carol", "ASIAELSEWHERE", "03:10:00"), "2"),
  }),
];

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
  await loadRecords(store, RECORDS);
}, 120_000);
afterAll(() => store.close(), 60_000);

async function chainOf(credential: string) {
  const { links, candidates, ends, grade } = await getChain(store.ctx, { credential });
  return {
    links: links.map(({ from, to, mechanism, grade: of, issuingEventId, usedEventId }) => ({
      from,
      to,
      mechanism,
      grade: of,
      proof: [issuingEventId, usedEventId],
    })),
    candidates: candidates.map(({ from, issuingEventId }) => [from, issuingEventId]),
    ends,
    grade,
  };
}

describe("credentials that stand until somebody ends them", () => {
  it("lead from a console session to whoever set the password last before the sign-in", async () => {
    expect(await chainOf("ASIAEVECONSOLE")).toMatchObject({
      grade: "C",
      links: [{ from: "AKIAMALLORYEXAMPLE", mechanism: "update-login-profile", grade: "C", proof: [idOf(2), idOf(4)] }],
    });
  });

  it("lead over a password that its holder changed to whoever set the one before", async () => {
    const { links } = await chainOf("ASIACAROLNEXT");
    expect(links.map(({ from, mechanism }) => [from, mechanism])).toEqual([
      ["AKIAADMINEXAMPLE", "create-login-profile"],
      ["ASIACAROLFIRST", "change-password"],
    ]);
  });

  it("never lead to what was set for a user who was deleted since", async () => {
    const { links, ends } = await chainOf("ASIABOBCONSOLE");
    expect(links.map(({ mechanism }) => mechanism)).toEqual(["console-sign-in"]);
    expect(ends).toBe("A sign-in with the user's password; the call that set it is not in the store.");
  });

  it("lead from calls with a key for one service, which the records do not name, to the call that made it", async () => {
    expect(await chainOf("AIDABEDROCKAPIKEYAEXAMPLE#bearer")).toMatchObject({
      grade: "C",
      links: [
        { from: "AKIAADMINEXAMPLE", mechanism: "create-service-specific-credential", proof: [idOf(11), idOf(13)] },
      ],
    });
  });

  it("stay 1 of n where a user had several such keys, and are known by their id where a record names it", async () => {
    const { links, candidates } = await chainOf("AIDABEDROCKAPIKEYBEXAMPLE#bearer");
    expect(links).toEqual([]);
    expect(candidates.toSorted()).toEqual([
      ["AKIAADMINEXAMPLE", idOf(15)],
      ["AKIAMALLORYEXAMPLE", idOf(16)],
    ]);
    expect(await chainOf("ACCAEXAMPLETWO")).toMatchObject({
      grade: "B",
      links: [
        { from: "AKIAMALLORYEXAMPLE", mechanism: "reset-service-specific-credential", proof: [idOf(16), idOf(18)] },
      ],
    });
  });

  it("lead from the console of a role to the session that asked for the sign-in token, and no other session", async () => {
    const { links } = await chainOf("ASIAJUMPCONSOLE");
    expect(links).toMatchObject([
      { from: "AKIAADMINEXAMPLE", to: "ASIAJUMP", grade: "B" },
      { from: "ASIAJUMP", to: "ASIAJUMPCONSOLE", mechanism: "sign-in-token", grade: "C", proof: [idOf(20), idOf(21)] },
    ]);
    expect((await chainOf("ASIAOTHERCONSOLE")).links).toEqual([]);
  });

  it("lead from a tool's keys over its sign-in session to the key that asked for the token, and are lanes of its task", async () => {
    for (const key of ["ASIATOOL", "ASIATOOLNEXT"])
      expect((await chainOf(key)).links.at(-1)).toMatchObject({
        from: "ASIACAROLNEXT",
        to: key,
        mechanism: "oauth-token",
        grade: "C",
        proof: [idOf(28), expect.any(String)],
      });
    expect((await chainOf("ASIAELSEWHERE")).links).toEqual([]);
    const { lanes } = await getTask(store.ctx, { task: "ASIACAROLNEXT", gap: null });
    expect(lanes.map(({ key }) => key)).toEqual(expect.arrayContaining(["ASIATOOL", "ASIATOOLNEXT"]));
    expect(lanes.map(({ key }) => key)).not.toContain("ASIAELSEWHERE");
  });

  it("are lanes of the task of whoever made them", async () => {
    const mallory = await getTask(store.ctx, { task: "AKIAMALLORYEXAMPLE", gap: "none" });
    expect(mallory.lanes.map(({ key }) => key)).toEqual(expect.arrayContaining(["ASIAEVECONSOLE", "ACCAEXAMPLETWO"]));
    const own = await getTask(store.ctx, { task: "AKIAADMINEXAMPLE", gap: "none" });
    expect(own.lanes.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["ASIAJUMPCONSOLE", "ASIACAROLNEXT", "AIDABEDROCKAPIKEYAEXAMPLE#bearer"]),
    );
    expect(own.lanes.map(({ key }) => key)).not.toContain("ASIAEVECONSOLE");
  });

  it("are shown beside a task, and never joined, where others may have made them as well", async () => {
    const b = "AIDABEDROCKAPIKEYBEXAMPLE#bearer";
    for (const task of ["AKIAMALLORYEXAMPLE", "AKIAADMINEXAMPLE"]) {
      const { possible, lanes } = await getTask(store.ctx, { task, gap: "none" });
      expect(possible.map(({ key, own, of }) => [key, own, of])).toEqual([[b, 1, 2]]);
      expect(lanes.map(({ key }) => key)).not.toContain(b);
    }
    expect(await getTask(store.ctx, { task: b, gap: "none" })).toMatchObject({ candidates: 2, startedBy: null });
  });
});
