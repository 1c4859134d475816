import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import type { Role } from "../roles";
import { changePassword } from "./change-password";
import { createUser } from "./create-user";
import { disableUser } from "./disable-user";
import { enableUser } from "./enable-user";
import { endSessions } from "./end-sessions";
import { ensureFirstAdmin } from "./ensure-first-admin";
import { findSessionUser } from "./find-session-user";
import { listUsers } from "./list-users";
import { resetPassword } from "./reset-password";
import { encodeSession, SESSION_COOKIE, sessionSeconds } from "./session-token";
import { updateUserRole } from "./update-user-role";
import { verifySignIn } from "./verify-sign-in";

let database: TestDatabase;
let admin: { id: string; password: string };
const now = () => new Date(Date.UTC(2026, 10, 2, 12));

beforeAll(async () => {
  database = await testDatabase();
  const made = await Promise.all([ensureFirstAdmin(database), ensureFirstAdmin(database), ensureFirstAdmin(database)]);
  const [first, ...others] = made.filter((one) => one !== null);
  expect(others).toEqual([]);
  const { id } = await database.db.appUser.findUniqueOrThrow({ where: { username: "admin" } });
  admin = { id, password: first?.password ?? "" };
});
afterAll(() => database.close());

function as(userId: string, role: Role = "admin"): Context {
  return { ...database.ctx, now, actor: { kind: "user", userId, name: "somebody", role, address: null } };
}

async function sessionOf(userId: string, at = now()): Promise<string> {
  const { sessionVersion } = await database.db.appUser.findUniqueOrThrow({ where: { id: userId } });
  const token = await encodeSession({ sub: userId, version: sessionVersion, at: at.getTime() / 1000 });
  return `theme=dark; ${SESSION_COOKIE}=${token}`;
}

function seenBy(cookieHeader: string | null, at = now()) {
  return findSessionUser({ db: database.db, cookieHeader, now: at });
}

describe("the first administrator", () => {
  it("is made once, however many processes start, with a generated password that works", async () => {
    expect(await ensureFirstAdmin(database)).toBeNull();
    expect(admin.password).toHaveLength(23);
    const { db } = database;
    expect(
      await verifySignIn({ db, now }, { username: "admin", password: admin.password, address: null }),
    ).not.toBeNull();
  });

  it("cannot be disabled or made less while being the only one", async () => {
    await expect(disableUser(as(admin.id), { userId: admin.id })).rejects.toMatchObject({ code: "conflict" });
    await expect(updateUserRole(as(admin.id), { userId: admin.id, role: "viewer" })).rejects.toThrow(
      "last active admin",
    );
    const { users } = await listUsers(database.ctx);
    expect(users.find(({ id }) => id === admin.id)).toMatchObject({ role: "admin", disabledAt: null });
  });

  it("is kept when two administrators remove each other at the same moment", async () => {
    const { user } = await createUser(as(admin.id), { username: "second", name: "Second", role: "admin" });
    const outcomes = await Promise.allSettled([
      disableUser(as(admin.id), { userId: user.id }),
      disableUser(as(user.id), { userId: admin.id }),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await enableUser(as(admin.id), { userId: admin.id });
    await disableUser(as(admin.id), { userId: user.id });
  });
});

describe("a session", () => {
  it("shows who it is, with the role of this moment", async () => {
    const { user } = await createUser(as(admin.id), { username: "moment", name: "M", role: "viewer" });
    const cookie = await sessionOf(user.id);
    expect((await seenBy(cookie))?.role).toBe("viewer");
    await updateUserRole(as(admin.id), { userId: user.id, role: "investigator" });
    expect((await seenBy(cookie))?.role).toBe("investigator");
  });

  it.each([
    ["disabling the user", (userId: string) => disableUser(as(admin.id), { userId })],
    ["resetting the password", (userId: string) => resetPassword(as(admin.id), { userId })],
    ["ending all sessions", (userId: string) => endSessions(as(userId))],
  ])("is over at once after %s", async (name, act) => {
    const username = name.replaceAll(" ", "-");
    const { user } = await createUser(as(admin.id), { username, name, role: "viewer" });
    const cookie = await sessionOf(user.id);
    expect(await seenBy(cookie)).not.toBeNull();
    await act(user.id);
    expect(await seenBy(cookie)).toBeNull();
  });

  it("stays over when the user is enabled again", async () => {
    const { user } = await createUser(as(admin.id), { username: "again", name: "A", role: "viewer" });
    const cookie = await sessionOf(user.id);
    await disableUser(as(admin.id), { userId: user.id });
    await enableUser(as(admin.id), { userId: user.id });
    expect(await seenBy(cookie)).toBeNull();
  });

  it("ends after its hours, counted from signing in", async () => {
    const cookie = await sessionOf(admin.id);
    const almost = new Date(now().getTime() + (sessionSeconds - 1) * 1000);
    expect(await seenBy(cookie, almost)).not.toBeNull();
    expect(await seenBy(cookie, new Date(almost.getTime() + 1000))).toBeNull();
  });

  it.each([[null], [""], [`${SESSION_COOKIE}=`], [`${SESSION_COOKIE}=a.b.c.d.e`]])(
    "is nobody's with the cookie %s",
    async (cookie) => {
      expect(await seenBy(cookie)).toBeNull();
    },
  );

  it("is nobody's when a character of it was changed", async () => {
    const cookie = await sessionOf(admin.id);
    const at = cookie.length - 30;
    const changed = cookie.slice(0, at) + (cookie[at] === "A" ? "B" : "A") + cookie.slice(at + 1);
    expect(await seenBy(changed)).toBeNull();
  });
});

describe("changing one's own password", () => {
  it("needs the current one, ends the sessions, and is written down without any password", async () => {
    const { user, password } = await createUser(as(admin.id), { username: "changer", name: "C", role: "viewer" });
    const ctx = as(user.id, "viewer");
    await expect(changePassword(ctx, { current: "guess", next: "a long new password" })).rejects.toThrow(
      "does not fit",
    );
    await expect(changePassword(ctx, { current: password, next: "changer-changer" })).rejects.toThrow("user name");
    const cookie = await sessionOf(user.id);
    await changePassword(ctx, { current: password, next: "a long new password" });
    expect(await seenBy(cookie)).toBeNull();
    const stored = await database.db.appUser.findUniqueOrThrow({ where: { id: user.id } });
    expect(stored.mustChange).toBe(false);
    const audit = await database.db.auditLog.findMany({ where: { target: user.id } });
    expect(audit.map(({ action }) => action)).toContain("account.password");
    expect(JSON.stringify(audit.map(({ detail }) => detail))).not.toMatch(/a long new password|scrypt/);
  });
});

it("refuses a second user of the same name", async () => {
  await createUser(as(admin.id), { username: "twice", name: "T", role: "viewer" });
  await expect(createUser(as(admin.id), { username: "twice", name: "T", role: "admin" })).rejects.toMatchObject({
    code: "conflict",
  });
});
