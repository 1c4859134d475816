import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Store } from "@/lib/db/store";
import { listFiles } from "@/lib/testing/find-unguarded";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { hasRole, Role } from "../roles";
import { encodeSession, SESSION_COOKIE } from "./session-token";

const root = process.cwd();
const ORIGIN = "http://wakeline.test";
const OPEN = /^app\/api\/(auth|health)\//;

/** Routes that stream and so have no contract, with the least role that they admit. */
const STREAMING: Readonly<Record<string, Role>> = {
  "GET /api/v1/events/export": "viewer",
  "GET /api/v1/sources/files/[sha256]/evidence": "investigator",
  "PUT /api/v1/uploads/[runId]/files/[fileId]": "investigator",
};

const EndpointLike = z.object({ method: z.string(), path: z.string(), role: Role });
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Endpoint = { readonly name: string; readonly method: string; readonly path: string; readonly handler: Handler };

const endpoints = await listEndpoints();
const roles = await listRoles();
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  globalThis.wakelineStore = Promise.resolve<Store>({ ...database, close: async () => undefined });
  for (const role of Role.options) await addUser(role, { role });
  await addUser("disabled", { role: "admin", disabledAt: new Date() });
  await addUser("must-change", { role: "admin", mustChange: true });
});
afterAll(async () => {
  globalThis.wakelineStore = undefined;
  await database.close();
});

describe.each(endpoints)("$name", (endpoint) => {
  const needed = roles.get(endpoint.name);

  it("declares the least role that it admits", () => {
    expect(needed, "give it a contract, or add it to STREAMING").toBeDefined();
  });

  it("answers 401 to strangers, to forged sessions and to disabled users", async () => {
    expect(await statusOf(endpoint, {})).toBe(401);
    expect(await statusOf(endpoint, { cookie: `${SESSION_COOKIE}=forged` })).toBe(401);
    expect(await statusOf(endpoint, { cookie: await cookieOf("disabled") })).toBe(401);
  });

  it.each(Role.options)("as %s, answers 403 exactly if that is too little", async (role) => {
    const status = await statusOf(endpoint, { cookie: await cookieOf(role) });
    if (needed && hasRole(role, needed)) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(403);
  });

  it("answers 403 to an admin whose password somebody else made, except for changing it", async () => {
    const status = await statusOf(endpoint, { cookie: await cookieOf("must-change") });
    if (endpoint.name === "POST /api/v1/account/password") expect(status).not.toBe(403);
    else expect(status).toBe(403);
  });

  it.skipIf(endpoint.method === "GET")(
    "answers 403 to a request that another site made an admin's browser send",
    async () => {
      const cookie = await cookieOf("admin");
      expect(await statusOf(endpoint, { cookie, "sec-fetch-site": "cross-site" })).toBe(403);
    },
  );
});

it("covers the routes", () => {
  expect(endpoints.length).toBeGreaterThan(8);
});

async function statusOf(endpoint: Endpoint, headers: Record<string, string>): Promise<number> {
  const hasBody = endpoint.method !== "GET" && endpoint.method !== "HEAD";
  const request = new Request(ORIGIN + endpoint.path, {
    method: endpoint.method,
    headers: { host: "wakeline.test", origin: ORIGIN, "content-type": "application/json", ...headers },
    ...(hasBody ? { body: '{"nothing":"that fits"}' } : {}),
  });
  const response = await endpoint.handler(request, { params: Promise.resolve(paramsOf(endpoint.path)) });
  await response.body?.cancel();
  return response.status;
}

async function cookieOf(username: string): Promise<string> {
  const user = await database.db.appUser.findUniqueOrThrow({ where: { username } });
  const at = Math.floor(Date.now() / 1000);
  return `${SESSION_COOKIE}=${await encodeSession({ sub: user.id, version: user.sessionVersion, at })}`;
}

async function addUser(username: string, more: { role: Role; disabledAt?: Date; mustChange?: boolean }): Promise<void> {
  await database.db.appUser.create({ data: { username, name: username, passwordHash: "none", ...more } });
}

async function listEndpoints(): Promise<Endpoint[]> {
  const files = (await listFiles(root, "app")).filter((path) => /\/route\.tsx?$/.test(path) && !OPEN.test(path));
  const found: Endpoint[] = [];
  for (const file of files) {
    const path = `/${file
      .replace(/^app\//, "")
      .replace(/\/route\.tsx?$/, "")
      .replaceAll(/\([^)]*\)\//g, "")}`;
    const module: Record<string, Handler> = await import(join(root, file));
    for (const [method, handler] of Object.entries(module)) {
      if (/^[A-Z]+$/.test(method)) found.push({ name: `${method} ${path}`, method, path, handler });
    }
  }
  return found;
}

async function listRoles(): Promise<Map<string, Role>> {
  const files = (await listFiles(root, "lib")).filter((path) => path.endsWith("contract.ts"));
  const found = new Map(Object.entries(STREAMING));
  for (const file of files) {
    const module: Record<string, unknown> = await import(join(root, file));
    for (const value of Object.values(module)) {
      const endpoint = EndpointLike.safeParse(value);
      if (endpoint.success) found.set(`${endpoint.data.method} ${endpoint.data.path}`, endpoint.data.role);
    }
  }
  return found;
}

/** Any value will do: who may not ask must not learn whether it exists. */
function paramsOf(path: string): Record<string, string> {
  const names = [...path.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].flatMap(([, name]) => (name ? [name] : []));
  return Object.fromEntries(names.map((name) => [name, "00000000-0000-4000-8000-000000000000"]));
}
