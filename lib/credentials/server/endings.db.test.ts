import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getRemains } from "@/lib/tasks/server/get-remains";
import { asSession, asUser, at, called, idOf, issuing, loadRecords } from "@/lib/testing/factories/identity-records";
import type { LogRecord } from "@/lib/testing/factories/log-records";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { getCredential } from "./get-credential";

const admin = asUser("admin", "AKIAADMINEXAMPLE");
const bob = asUser("bob", "AKIABOBEXAMPLE");
const iam = (id: number, time: string, name: string, request: object, more: LogRecord = {}) =>
  called({ id, time, call: `iam:${name}`, by: admin, request, more });
const look = (id: number, time: string, by: object) => called({ id, time, call: "s3:ListBuckets", by: { ...by } });
const ops = asSession("ops", "run", ["ASIAOPSEXAMPLE", "02:00:00"]);
const DENY = JSON.stringify({
  Statement: {
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: { DateLessThan: { "aws:TokenIssueTime": at("03:00:00") } },
  },
});

const RECORDS = [
  called({
    id: 1,
    time: "01:00:00",
    call: "iam:CreateAccessKey",
    by: admin,
    request: { userName: "bob" },
    response: { accessKey: { accessKeyId: "AKIABOBEXAMPLE", userName: "bob" } },
  }),
  look(2, "01:10:00", bob),
  called({ id: 3, time: "02:00:00", call: "sts:AssumeRole", by: bob, ...issuing("ops", "run", "ASIAOPSEXAMPLE") }),
  look(4, "02:10:00", ops),
  // Refused: it ends nothing.
  iam(5, "02:20:00", "DeleteAccessKey", { accessKeyId: "AKIABOBEXAMPLE" }, { errorCode: "AccessDenied" }),
  iam(6, "02:30:00", "UpdateAccessKey", { accessKeyId: "AKIABOBEXAMPLE", status: "Inactive", userName: "bob" }),
  look(7, "02:45:00", bob),
  iam(8, "02:50:00", "UpdateAccessKey", { accessKeyId: "AKIABOBEXAMPLE", status: "Active", userName: "bob" }),
  look(9, "02:55:00", bob),
  iam(10, "03:00:00", "PutRolePolicy", { roleName: "ops", policyName: "AWSRevokeOlderSessions", policyDocument: DENY }),
  iam(11, "03:30:00", "DeleteAccessKey", { accessKeyId: "AKIABOBEXAMPLE", userName: "bob" }),
  iam(12, "03:40:00", "CreateLoginProfile", { userName: "eve" }),
  iam(13, "03:41:00", "CreateUser", { userName: "eve" }),
  iam(14, "03:50:00", "AttachRolePolicy", { roleName: "ops", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
  iam(15, "03:55:00", "DetachRolePolicy", { roleName: "ops", policyArn: "arn:aws:iam::aws:policy/Other" }),
  iam(16, "04:00:00", "DeleteUser", { userName: "eve" }),
];

const POLICY = "arn:aws:iam::111122223333:policy/Revoke";
const web = asSession("web", "run", ["ASIAWEBEXAMPLE", "02:00:00"]);
const lab = asSession("lab", "run", ["ASIALABEXAMPLE", "02:00:00"]);
const attach = (id: number, time: string, roleName: string, policyArn: string) =>
  iam(id, time, "AttachRolePolicy", { roleName, policyArn });

/** Denies in policies that stand by themselves. */
const MANAGED = [
  called({ id: 30, time: "02:00:00", call: "sts:AssumeRole", by: bob, ...issuing("web", "run", "ASIAWEBEXAMPLE") }),
  called({ id: 31, time: "02:00:00", call: "sts:AssumeRole", by: bob, ...issuing("lab", "run", "ASIALABEXAMPLE") }),
  look(32, "02:10:00", web),
  look(33, "02:10:00", lab),
  called({
    id: 34,
    time: "02:20:00",
    call: "iam:CreatePolicy",
    by: admin,
    request: { policyName: "Revoke", policyDocument: JSON.stringify({ Statement: [] }) },
    response: { policy: { arn: POLICY, defaultVersionId: "v1" } },
  }),
  attach(35, "02:21:00", "web", POLICY),
  called({
    id: 36,
    time: "03:00:00",
    call: "iam:CreatePolicyVersion",
    by: admin,
    request: { policyArn: POLICY, policyDocument: DENY, setAsDefault: true },
    response: { policyVersion: { versionId: "v2", isDefaultVersion: true } },
  }),
  attach(37, "03:10:00", "lab", `${POLICY}-of-before`),
  iam(38, "04:00:00", "SetDefaultPolicyVersion", { policyArn: POLICY, versionId: "v1" }),
];

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
  await loadRecords(store, [...RECORDS, ...MANAGED]);
}, 120_000);
afterAll(() => store.close(), 60_000);

describe("the end of credentials, as far as the log shows", () => {
  it("tells what stopped a key, what let it go on, and the last call that succeeded meanwhile", async () => {
    const key = await getCredential(store.ctx, { credential: "AKIABOBEXAMPLE" });
    expect(key.endings.map(({ eventId, effect }) => [eventId, effect])).toEqual([
      [idOf(6), "ends"],
      [idOf(8), "again"],
      [idOf(11), "ends"],
    ]);
    expect(key).toMatchObject({ stopped: { eventId: idOf(11) }, usedWhileStoppedMs: Date.parse(at("02:45:00")) });
  });

  it("tells that a session was denied, and that the end of the key it was taken with did not end it", async () => {
    const session = await getCredential(store.ctx, { credential: "ASIAOPSEXAMPLE" });
    expect(session.endings.map(({ eventId, effect }) => [eventId, effect])).toEqual([
      [idOf(6), "leaves"],
      [idOf(10), "ends"],
      [idOf(11), "leaves"],
    ]);
    expect(session).toMatchObject({ stopped: { action: "PutRolePolicy" }, usedWhileStoppedMs: null });
  });

  it("marks what may still act and what was made as done at the moment at which the log shows it, and not before", async () => {
    const of = { kind: "task", task: "AKIAADMINEXAMPLE" } as const;
    const doneAt = async (time: string) => {
      const { live, made } = await getRemains(store.ctx, { of, at: at(time) });
      return {
        live: live.flatMap(({ key, done }) => (done === null ? [] : [key])).toSorted(),
        made: made.flatMap(({ eventId, done }) => (done === null || eventId >= idOf(30) ? [] : [eventId])).toSorted(),
      };
    };
    expect(await doneAt("02:25:00")).toEqual({ live: [], made: [] });
    expect(await doneAt("02:35:00")).toEqual({ live: ["AKIABOBEXAMPLE"], made: [idOf(1)] });
    expect(await doneAt("02:52:00")).toEqual({ live: [], made: [] });
    expect(await doneAt("05:00:00")).toEqual({
      live: ["AKIABOBEXAMPLE", "ASIAOPSEXAMPLE"],
      // The password went with its user; another policy than the one that was attached was detached.
      made: [idOf(1), idOf(12), idOf(13)],
    });
  });

  it("tells what a managed policy denied while it was attached and its text counted, and what cannot be told without the text", async () => {
    const ended = async (credential: string) =>
      (await getCredential(store.ctx, { credential })).endings
        .filter(({ effect }) => effect !== "leaves")
        .map(({ eventId, effect }) => [eventId, effect]);
    expect(await ended("ASIAWEBEXAMPLE")).toEqual([
      [idOf(36), "ends"],
      [idOf(38), "again"],
    ]);
    expect(await ended("ASIALABEXAMPLE")).toEqual([[idOf(37), "untold"]]);
    const stateAt = async (time: string) => {
      const { live } = await getRemains(store.ctx, { of: { kind: "task", task: "AKIAADMINEXAMPLE" }, at: at(time) });
      return live
        .filter(({ key }) => key === "ASIAWEBEXAMPLE" || key === "ASIALABEXAMPLE")
        .map(({ key, done, untold }) => [key, done?.eventId ?? null, untold.map(({ eventId }) => eventId)]);
    };
    expect(await stateAt("02:30:00")).toEqual([
      ["ASIALABEXAMPLE", null, []],
      ["ASIAWEBEXAMPLE", null, []],
    ]);
    expect(await stateAt("03:30:00")).toEqual([
      ["ASIALABEXAMPLE", null, [idOf(37)]],
      ["ASIAWEBEXAMPLE", idOf(36), []],
    ]);
    expect(await stateAt("04:30:00")).toEqual([
      ["ASIALABEXAMPLE", null, [idOf(37)]],
      ["ASIAWEBEXAMPLE", null, []],
    ]);
  });

  it("lists a version of a managed policy as made, and as done where another counts in its place", async () => {
    const { made } = await getRemains(store.ctx, { of: { kind: "task", task: "AKIAADMINEXAMPLE" }, at: null });
    const versions = made.filter(({ action }) => action.endsWith("PolicyVersion"));
    expect(versions.map(({ eventId, done }) => [eventId, done?.eventId ?? null])).toEqual([
      [idOf(36), idOf(38)],
      [idOf(38), null],
    ]);
  });

  it("tells for each thing that was made a command that names whose it is", async () => {
    const { made } = await getRemains(store.ctx, { of: { kind: "task", task: "AKIAADMINEXAMPLE" }, at: null });
    const commands = new Map(made.map(({ eventId, command }) => [eventId, command]));
    expect(commands.get(idOf(1))).toBe(
      "aws iam update-access-key --status Inactive --access-key-id AKIABOBEXAMPLE --user-name bob",
    );
    expect(commands.get(idOf(14))).toBe(
      "aws iam detach-role-policy --role-name ops --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess",
    );
  });

  it("lists no deny on sessions among what was made to come back", async () => {
    const { made } = await getRemains(store.ctx, { of: { kind: "task", task: "AKIAADMINEXAMPLE" }, at: null });
    const inline = made.filter(({ eventId }) => eventId < idOf(30));
    expect(inline.map(({ eventId }) => eventId)).toEqual([idOf(1), idOf(12), idOf(13), idOf(14)]);
  });
});
