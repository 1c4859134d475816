import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { createUser } from "./create-user";
import { disableUser } from "./disable-user";
import { verifySignIn } from "./verify-sign-in";

let database: TestDatabase;
let clock = Date.UTC(2026, 10, 2, 12);
const now = () => new Date(clock);

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function newUser(username: string) {
  return createUser({ ...database.ctx, now }, { username, name: "Somebody", role: "viewer" });
}

function signIn(username: string, password: string, address: string | null = null) {
  return verifySignIn({ db: database.db, now }, { username, password, address });
}

async function lastAudit() {
  return database.db.auditLog.findFirst({ orderBy: { id: "desc" } });
}

describe("signing in", () => {
  it("admits the right password whatever the case of the name, and writes it down with the address", async () => {
    const { user, password } = await newUser("right");
    expect((await signIn(" Right ", password, "192.0.2.7"))?.id).toBe(user.id);
    expect(await lastAudit()).toMatchObject({ action: "sign-in", actorId: user.id, address: "192.0.2.7" });
    const stored = await database.db.appUser.findUniqueOrThrow({ where: { id: user.id } });
    expect(stored.lastSignInAt).toEqual(now());
  });

  it("answers the same to a wrong password and to nobody's name, and writes both down without what was typed", async () => {
    const { user } = await newUser("wrong");
    expect(await signIn("wrong", "not-the-password")).toBeNull();
    expect(await lastAudit()).toMatchObject({ action: "sign-in.failed", target: user.id, actorKind: "anonymous" });
    expect(await signIn("my-secret-typed-as-name", "x")).toBeNull();
    expect(
      JSON.stringify(await lastAudit(), (_, value: unknown) => (typeof value === "bigint" ? 0 : value)),
    ).not.toContain("my-secret");
  });

  it("keeps a disabled user out with the right password", async () => {
    const { user, password } = await newUser("disabled");
    await disableUser({ ...database.ctx, now }, { userId: user.id });
    expect(await signIn("disabled", password)).toBeNull();
  });

  it.each([["known"], ["unknown"]])(
    "slows down guesses at a name that is %s, and the right password too meanwhile",
    async (name) => {
      const issued = name === "known" ? await newUser("known") : null;
      for (let attempt = 0; attempt < 5; attempt++) await signIn(name, "guess");
      await expect(signIn(name, issued?.password ?? "guess")).rejects.toMatchObject({
        code: "too-many-requests",
        message: "wait:1",
      });
      clock += 1000;
      const after = await signIn(name, issued?.password ?? "guess");
      expect(after?.username ?? null).toBe(issued?.user.username ?? null);
    },
  );

  it("slows down one address that tries many names", async () => {
    const attempts = Array.from({ length: 25 }, (_, index) => signIn(`name-${index}`, "guess", "198.51.100.9"));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === "rejected").length).toBeGreaterThanOrEqual(4);
  });

  it("hears one of many guesses that are made at the same moment", async () => {
    await newUser("parallel");
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => signIn("parallel", "guess")));
    const { failedAttempts } = await database.db.appUser.findUniqueOrThrow({ where: { username: "parallel" } });
    const heard = outcomes.filter(({ status }) => status === "fulfilled").length;
    expect(heard).toBe(failedAttempts);
    expect(heard).toBeLessThanOrEqual(5);
  });
});
