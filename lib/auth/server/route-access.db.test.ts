import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "@/lib/db/store";
import { type ApiRoute, listAccess, listRoutes } from "@/lib/testing/list-routes";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { type Access, Scope, scopeOf } from "../access";
import { hasRole, Role } from "../roles";
import { encodeSession, SESSION_COOKIE } from "./session-token";
import { generateToken, hashToken, hintOf } from "./token-secret";

const ORIGIN = "http://wakeline.test";
const OPEN = /^app\/api\/(auth|health|ready)\//;
const DAY_MS = 86_400_000;
const HOUR_S = 3600;

/** What a route answers: "in" stands for everything that its verb may say. */
type Outcome = "in" | 401 | 403;
type Credential = {
  readonly headers: () => Promise<Record<string, string>>;
  readonly expected: (access: Access, name: string) => Outcome;
};

const routes = await listRoutes(process.cwd(), (file) => OPEN.test(file));
const accesses = await listAccess(process.cwd());
let database: TestDatabase;

const nobody = (): Outcome => 401;
const session =
  (role: Role) =>
  (access: Access): Outcome =>
    hasRole(role, access.role) ? "in" : 403;
const token =
  (role: Role, scopes: readonly Scope[]) =>
  (access: Access): Outcome => {
    const scope = scopeOf(access);
    return scope !== null && scopes.includes(scope) && hasRole(role, access.role) ? "in" : 403;
  };

/** Everything with which somebody may come. */
const CREDENTIALS: Record<string, Credential> = {
  "no credential": { headers: async () => ({}), expected: nobody },
  "a forged session": { headers: async () => ({ cookie: `${SESSION_COOKIE}=forged` }), expected: nobody },
  "an expired session": { headers: () => cookieOf("admin", { ageSeconds: 1000 * HOUR_S }), expected: nobody },
  "an ended session": { headers: () => cookieOf("admin", { version: -1 }), expected: nobody },
  "the session of somebody who was disabled": { headers: () => cookieOf("disabled"), expected: nobody },
  "the session of somebody whose groups are gone": { headers: () => cookieOf("group-lost"), expected: nobody },
  "the session of somebody who does not exist": {
    headers: async () => bySession({ sub: "00000000-0000-4000-8000-000000000000", version: 1 }),
    expected: nobody,
  },
  "a viewer": { headers: () => cookieOf("viewer"), expected: session("viewer") },
  "an investigator": { headers: () => cookieOf("investigator"), expected: session("investigator") },
  "an admin": { headers: () => cookieOf("admin"), expected: session("admin") },
  "an admin whose password somebody else made": {
    headers: () => cookieOf("must-change"),
    expected: (_, name) => (name === "POST /api/v1/account/password" ? "in" : 403),
  },
  "an admin's browser that another site made ask": {
    headers: async () => ({ ...(await cookieOf("admin")), "sec-fetch-site": "cross-site" }),
    expected: ({ method }) => (method === "GET" ? "in" : 403),
  },
  ...Object.fromEntries(
    Scope.options.map((scope) => [
      `an admin's token for "${scope}"`,
      { headers: () => tokenOf("admin", { scopes: [scope] }), expected: token("admin", [scope]) },
    ]),
  ),
  "an admin's token as a viewer for everything": {
    headers: () => tokenOf("admin", { role: "viewer" }),
    expected: token("viewer", Scope.options),
  },
  "an admin's token of somebody who is an investigator now": {
    headers: () => tokenOf("investigator", { role: "admin" }),
    expected: token("investigator", Scope.options),
  },
  "an admin's token for everything, sent by another site": {
    headers: async () => ({ ...(await tokenOf("admin", {})), "sec-fetch-site": "cross-site" }),
    expected: token("admin", Scope.options),
  },
  "an expired token": { headers: () => tokenOf("admin", { expired: true }), expected: nobody },
  "a revoked token": { headers: () => tokenOf("admin", { revoked: true }), expected: nobody },
  "a revoked token beside an admin's session": {
    headers: async () => ({ ...(await cookieOf("admin")), ...(await tokenOf("admin", { revoked: true })) }),
    expected: nobody,
  },
  "the token of somebody who was disabled": { headers: () => tokenOf("disabled", {}), expected: nobody },
  "the token of somebody whose groups are gone": { headers: () => tokenOf("group-lost", {}), expected: nobody },
  "a token that nobody made": { headers: async () => bearer(generateToken()), expected: nobody },
  "something like a token": { headers: async () => bearer("wkl_' or true --"), expected: nobody },
};

beforeAll(async () => {
  database = await testDatabase();
  globalThis.wakelineStore = Promise.resolve<Store>({ ...database, close: async () => undefined });
  for (const role of Role.options) await addUser(role, { role });
  await addUser("disabled", { role: "admin", disabledAt: new Date() });
  await addUser("group-lost", { role: "admin", accessLostAt: new Date() });
  await addUser("must-change", { role: "admin", mustChange: true });
});
afterAll(async () => {
  globalThis.wakelineStore = undefined;
  await database.close();
});

describe("every route says who may call it, and lets in nobody else", () => {
  it.each(routes)("$name", async (route) => {
    const access = accesses.get(route.name);
    if (access === undefined)
      throw new Error("no contract of a room describes it: use defineEndpoint, or defineStream where it streams");
    const expected: Record<string, Outcome> = {};
    const found: Record<string, Outcome> = {};
    for (const [name, credential] of Object.entries(CREDENTIALS)) {
      expected[name] = credential.expected(access, route.name);
      found[name] = await outcomeOf(route, await credential.headers());
    }
    expect(found).toEqual(expected);
  });

  it("is asked of all of them", () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(
      new Set(routes.map(({ name }) => scopeOf(accesses.get(name) ?? { method: "POST", role: "viewer" }))),
    ).toEqual(new Set([null, "read", "evidence", "upload", "export", "admin", "metrics"]));
  });
});

async function outcomeOf(route: ApiRoute, headers: Record<string, string>): Promise<Outcome> {
  const hasBody = route.method !== "GET";
  const request = new Request(ORIGIN + route.path, {
    method: route.method,
    headers: { host: "wakeline.test", origin: ORIGIN, "content-type": "application/json", ...headers },
    ...(hasBody ? { body: '{"nothing":"that fits"}' } : {}),
  });
  const response = await route.handler(request, { params: Promise.resolve(paramsOf(route.path)) });
  await response.body?.cancel();
  return response.status === 401 || response.status === 403 ? response.status : "in";
}

async function cookieOf(
  username: string,
  { ageSeconds = 0, version = 0 }: { ageSeconds?: number; version?: number } = {},
): Promise<Record<string, string>> {
  const user = await database.db.appUser.findUniqueOrThrow({ where: { username } });
  return bySession({ sub: user.id, version: user.sessionVersion + version, ageSeconds });
}

async function bySession(of: { sub: string; version: number; ageSeconds?: number }): Promise<Record<string, string>> {
  const at = Math.floor(Date.now() / 1000) - (of.ageSeconds ?? 0);
  return { cookie: `${SESSION_COOKIE}=${await encodeSession({ sub: of.sub, version: of.version, at })}` };
}

type Made = {
  readonly scopes?: readonly Scope[];
  readonly role?: Role;
  readonly expired?: boolean;
  readonly revoked?: boolean;
};

async function tokenOf(username: string, made: Made): Promise<Record<string, string>> {
  const { id: userId } = await database.db.appUser.findUniqueOrThrow({ where: { username } });
  const secret = generateToken();
  const createdAt = new Date(Date.now() - 10 * DAY_MS);
  await database.db.apiToken.create({
    data: {
      userId,
      name: "made for a test",
      hash: hashToken(secret),
      hint: hintOf(secret),
      role: made.role ?? "admin",
      scopes: [...(made.scopes ?? Scope.options)],
      createdAt,
      expiresAt: new Date(createdAt.getTime() + (made.expired ? 9 : 90) * DAY_MS),
      revokedAt: made.revoked ? new Date() : null,
    },
  });
  return bearer(secret);
}

function bearer(secret: string): Record<string, string> {
  return { authorization: `Bearer ${secret}` };
}

async function addUser(
  username: string,
  more: { role: Role; disabledAt?: Date; accessLostAt?: Date; mustChange?: boolean },
): Promise<void> {
  await database.db.appUser.create({ data: { username, name: username, passwordHash: "none", ...more } });
}

/** Any value will do: who may not ask must not learn whether it exists. */
function paramsOf(path: string): Record<string, string> {
  const names = [...path.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].flatMap(([, name]) => (name ? [name] : []));
  return Object.fromEntries(names.map((name) => [name, "00000000-0000-4000-8000-000000000000"]));
}
