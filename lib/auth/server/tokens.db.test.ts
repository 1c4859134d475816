import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import type { Scope } from "../access";
import { hasRole, Role } from "../roles";
import { createOwnToken } from "./create-own-token";
import { createToken } from "./create-token";
import { disableUser } from "./disable-user";
import { findTokenUser } from "./find-token-user";
import { listAllTokens } from "./list-all-tokens";
import { listOwnTokens } from "./list-own-tokens";
import { revokeToken } from "./revoke-token";
import { updateUserRole } from "./update-user-role";

let database: TestDatabase;
let clock = Date.UTC(2026, 10, 2, 12);
const now = () => new Date(clock);
const ids = new Map<string, string>();
const ANY = { name: "loader", role: "viewer", scopes: ["read"], days: 30 } as const;

beforeAll(async () => {
  database = await testDatabase();
  for (const [username, role] of [
    ["boss", "admin"],
    ["other-boss", "admin"],
    ["ivy", "investigator"],
    ["vera", "viewer"],
  ] as const) {
    const { id } = await database.db.appUser.create({ data: { username, name: username, role, passwordHash: "none" } });
    ids.set(username, id);
  }
});
afterAll(() => database.close());

function as(username: string, role: Role): Context {
  const userId = ids.get(username) ?? "";
  return { ...database.ctx, now, actor: { kind: "user", userId, name: username, role, address: null } };
}
const use = (secret: string) => findTokenUser({ db: database.db, secret, address: "192.0.2.9", now: now() });
const make = (by: Context, more: Partial<Parameters<typeof createOwnToken>[1]> = {}) =>
  createOwnToken(by, { ...ANY, scopes: ["read"], ...more });

describe("a token", () => {
  it("is kept as a hash only, and written down without itself", async () => {
    const { token, secret } = await make(as("vera", "viewer"));
    expect(secret).toMatch(/^wkl_[\w-]{43}$/);
    const stored = await database.pool.query("select t::text as text from api_token t where id = $1", [token.id]);
    const audit = await database.pool.query("select a::text as text from audit_log a where target = $1", [token.id]);
    expect(audit.rows).toHaveLength(1);
    expect(JSON.stringify([stored.rows, audit.rows])).not.toContain(secret.slice(10));
  });

  it.each(Role.options)("of a viewer cannot be made as %s unless that is not more than they are", async (role) => {
    const made = make(as("vera", "viewer"), { role });
    if (hasRole("viewer", role)) expect((await made).token.role).toBe(role);
    else await expect(made).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is not made with a scope that its role could never use", async () => {
    await expect(make(as("boss", "admin"), { scopes: ["upload"], role: "viewer" })).rejects.toThrow(
      "investigator role",
    );
  });

  it("lasts a year at most, even for somebody who writes into the store", async () => {
    const { token } = await make(as("vera", "viewer"), { days: 365 });
    expect(token.expiresAt).toBe("2027-11-02T12:00:00.000Z");
    const longer = database.pool.query(
      "update api_token set expires_at = created_at + interval '2 years' where id = $1",
      [token.id],
    );
    await expect(longer).rejects.toThrow("check constraint");
  });

  it("works until its last second", async () => {
    const { secret } = await make(as("vera", "viewer"), { days: 1 });
    const before = clock;
    clock += 86_400_000 - 1;
    expect(await use(secret)).not.toBeNull();
    clock += 1;
    expect(await use(secret)).toBeNull();
    clock = before;
  });

  it("loses what its owner loses at once, and has no more than it was made with when they gain", async () => {
    const { secret } = await make(as("ivy", "investigator"), { role: "investigator", scopes: ["read", "upload"] });
    expect(await use(secret)).toMatchObject({ username: "ivy", role: "investigator" });
    await updateUserRole(as("boss", "admin"), { userId: ids.get("ivy") ?? "", role: "viewer" });
    expect((await use(secret))?.role).toBe("viewer");
    await updateUserRole(as("boss", "admin"), { userId: ids.get("ivy") ?? "", role: "admin" });
    expect((await use(secret))?.role).toBe("investigator");
    await disableUser(as("boss", "admin"), { userId: ids.get("ivy") ?? "" });
    expect(await use(secret)).toBeNull();
    const { tokens } = await listAllTokens({ ...database.ctx, now });
    expect(tokens.find(({ owner }) => owner === "ivy")?.state).toBe("owner-shut-out");
  });

  it("says when and from where it was last used", async () => {
    const { token, secret } = await make(as("vera", "viewer"), { name: "seen" });
    expect(token.lastUsedAt).toBeNull();
    await use(secret);
    const { tokens } = await listOwnTokens(as("vera", "viewer"));
    expect(tokens.find(({ id }) => id === token.id)).toMatchObject({
      lastUsedAt: now().toISOString(),
      lastUsedAddress: "192.0.2.9",
    });
  });
});

describe("revoking", () => {
  it("ends a token for ever, whoever of its owner and the admins does it, and is written down once", async () => {
    for (const [who, role] of [
      ["vera", "viewer"],
      ["boss", "admin"],
    ] as const) {
      const { token, secret } = await make(as("vera", "viewer"));
      expect((await revokeToken(as(who, role), { tokenId: token.id })).state).toBe("revoked");
      await revokeToken(as(who, role), { tokenId: token.id });
      expect(await use(secret)).toBeNull();
      const audit = await database.db.auditLog.findMany({ where: { target: token.id, action: "token.revoke" } });
      expect(audit.map(({ actorName }) => actorName)).toEqual([who]);
    }
  });

  it("is not for other users, to whom the token does not exist", async () => {
    const { token, secret } = await make(as("boss", "admin"));
    await expect(revokeToken(as("vera", "viewer"), { tokenId: token.id })).rejects.toMatchObject({ code: "not-found" });
    expect(await use(secret)).not.toBeNull();
    expect((await listOwnTokens(as("vera", "viewer"))).tokens.map(({ owner }) => owner)).not.toContain("boss");
  });
});

it("nobody has more than fifty working tokens", async () => {
  const userId = ids.get("other-boss") ?? "";
  const input = { ...ANY, userId, scopes: ["read"] satisfies Scope[] };
  for (let n = 0; n < 50; n++) await createToken({ ...database.ctx, now }, input);
  await expect(createToken({ ...database.ctx, now }, input)).rejects.toMatchObject({ code: "conflict" });
});

it("the audit log takes entries and gives none back", async () => {
  for (const statement of ["delete from audit_log", "update audit_log set actor_name = 'x'", "truncate audit_log"])
    await expect(database.pool.query(statement)).rejects.toThrow("append-only");
});
