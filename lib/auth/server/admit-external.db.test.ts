import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { parseGroupRoles } from "../group-roles";
import { admitExternal } from "./admit-external";
import { createToken } from "./create-token";
import { disableUser } from "./disable-user";
import { enableUser } from "./enable-user";
import type { ExternalPerson } from "./external-person";
import { findSessionUser } from "./find-session-user";
import { findTokenUser } from "./find-token-user";
import { linkUser } from "./link-user";
import { resetPassword } from "./reset-password";
import { encodeSession, SESSION_COOKIE } from "./session-token";
import { updateUserRole } from "./update-user-role";

let database: TestDatabase;
const now = () => new Date(Date.UTC(2026, 10, 2, 12));
const roles = parseGroupRoles("sec-admins=admin,ir=investigator") ?? new Map();
const ISSUER = "https://id.example";

beforeAll(async () => {
  database = await testDatabase();
  await database.db.appUser.create({ data: { username: "local", name: "L", role: "admin", passwordHash: "none" } });
});
afterAll(() => database.close());

function person(subject: string, groups: readonly string[], more: Partial<ExternalPerson> = {}): ExternalPerson {
  return {
    issuer: ISSUER,
    subject,
    username: subject,
    name: subject,
    email: `${subject}@example.org`,
    groups,
    ...more,
  };
}

const visit = (who: ExternalPerson) => admitExternal(database.db, who, { now, address: "192.0.2.7", roles });

async function admitted(who: ExternalPerson) {
  const outcome = await visit(who);
  if (!("user" in outcome)) throw new Error(outcome.problem);
  return outcome.user;
}

async function actionsOn(target: string): Promise<string[]> {
  const entries = await database.db.auditLog.findMany({ where: { target }, orderBy: { id: "asc" } });
  return entries.map(({ action }) => action);
}

describe("single sign-on", () => {
  it("makes a user once, however often they come first at the same moment, without any password", async () => {
    const users = await Promise.all(Array.from({ length: 6 }, () => admitted(person("many", ["ir"]))));
    expect(new Set(users.map(({ id }) => id)).size).toBe(1);
    expect(users[0]).toMatchObject({ role: "investigator", passwordHash: null, issuer: ISSUER, subject: "many" });
    expect((await actionsOn(users[0]?.id ?? "")).filter((action) => action === "user.create")).toHaveLength(1);
  });

  it("knows people by their subject, whatever they are called now", async () => {
    const before = await admitted(person("married", ["ir"]));
    const after = await admitted(person("married", ["ir"], { username: "new-name", email: "new@example.org" }));
    expect(after).toMatchObject({ id: before.id, username: "married", email: "new@example.org" });
  });

  it("gives the role of today's groups, and writes a change down", async () => {
    const { id } = await admitted(person("riser", ["ir"]));
    expect((await admitted(person("riser", ["ir", "sec-admins"]))).role).toBe("admin");
    expect((await admitted(person("riser", ["ir"]))).role).toBe("investigator");
    expect(await actionsOn(id)).toEqual(["user.create", "sign-in", "user.role", "sign-in", "user.role", "sign-in"]);
  });

  it("ends sessions and tokens of whoever comes without a group, until they come with one", async () => {
    const user = await admitted(person("leaver", ["ir"]));
    const input = { name: "x", role: "viewer", scopes: ["read" as const], days: 1, userId: user.id } as const;
    const { secret } = await createToken({ ...database.ctx, now }, { ...input, scopes: ["read"] });
    const at = now().getTime() / 1000;
    const token = await encodeSession({ sub: user.id, version: user.sessionVersion, at });
    const session = { db: database.db, cookieHeader: `${SESSION_COOKIE}=${token}`, now: now() };
    const use = () => findTokenUser({ db: database.db, secret, address: null, now: now() });
    expect([await findSessionUser(session), await use()]).not.toContain(null);

    expect(await visit(person("leaver", ["others"]))).toEqual({ problem: "no-group" });
    expect([await findSessionUser(session), await use()]).toEqual([null, null]);

    await admitted(person("leaver", ["ir"]));
    expect(await use()).not.toBeNull();
    expect(await findSessionUser(session), "a session that was ended stays so").toBeNull();
  });

  it("keeps out whom an admin disabled, and does not enable them", async () => {
    const { id: userId } = await admitted(person("out", ["sec-admins"]));
    await disableUser({ ...database.ctx, now }, { userId });
    expect(await visit(person("out", ["sec-admins"]))).toEqual({ problem: "disabled" });
    await enableUser({ ...database.ctx, now }, { userId });
    expect((await admitted(person("out", ["sec-admins"]))).id).toBe(userId);
  });

  it.each([
    ["the user name of a local user", { username: "local" }],
    ["an e-mail address that is a user name here", { email: "local", username: "other" }],
    ["the e-mail address of another subject", { username: "again", email: "many@example.org" }],
  ])("takes nobody over who has %s", async (_case, more) => {
    const before = await database.db.appUser.count();
    expect(await visit(person("thief", ["sec-admins"], more))).toEqual({ problem: "name-taken" });
    expect(await database.db.appUser.count()).toBe(before);
    const last = await database.db.auditLog.findFirst({ orderBy: { id: "desc" } });
    expect(last).toMatchObject({ action: "sign-in.refused", detail: { reason: "name-taken", subject: "thief" } });
  });

  it("lets in as a local user only after somebody at the command line has linked both", async () => {
    const local = await database.db.appUser.create({
      data: { username: "linked", name: "L", role: "viewer", passwordHash: "none" },
    });
    expect(await visit(person("subject-7", ["ir"], { username: "linked" }))).toEqual({ problem: "name-taken" });
    const link = { userId: local.id, issuer: ISSUER, subject: "subject-7" };
    await linkUser({ ...database.ctx, now }, link);
    expect(await admitted(person("subject-7", ["ir"]))).toMatchObject({
      id: local.id,
      role: "investigator",
      passwordHash: null,
    });
    const { id: userId } = await admitted(person("someone-else", ["ir"]));
    await expect(linkUser({ ...database.ctx, now }, { ...link, userId })).rejects.toMatchObject({ code: "conflict" });
  });

  it("leaves role and password of its people to the provider", async () => {
    const { id: userId } = await admitted(person("theirs", ["ir"]));
    await expect(updateUserRole({ ...database.ctx, now }, { userId, role: "admin" })).rejects.toThrow("groups");
    await expect(resetPassword({ ...database.ctx, now }, { userId })).rejects.toThrow("identity provider");
  });
});
