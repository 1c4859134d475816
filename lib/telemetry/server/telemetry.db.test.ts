import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { Store } from "@/lib/db/store";
import { defineEndpoint } from "@/lib/http/endpoint";
import { serve } from "@/lib/http/serve";
import { beat } from "@/lib/jobs/beat";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { answerMetrics } from "./answer-metrics";
import { getReadiness } from "./get-readiness";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  globalThis.wakelineStore = Promise.resolve<Store>({ ...database, close: async () => undefined });
});
afterAll(async () => {
  globalThis.wakelineStore = undefined;
  await database.close();
});

describe("readiness", () => {
  it("waits for a worker that says that it lives, and for the schema of this version", async () => {
    expect(await getReadiness()).toEqual({ ready: false, database: true, migrations: true, worker: false });
    await beat(database.pool);
    expect(await getReadiness()).toEqual({ ready: true, database: true, migrations: true, worker: true });
    await database.pool.query("update setting set value = to_jsonb(now() - interval '1 minute')");
    expect(await getReadiness()).toMatchObject({ ready: false, worker: false });
    await database.pool.query(
      "insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'x', 'of a newer version', now())",
    );
    expect(await getReadiness()).toMatchObject({ ready: false, migrations: false });
  });
});

describe("an answer of the API", () => {
  const endpoint = defineEndpoint({
    method: "GET",
    path: "/api/v1/broken",
    role: "viewer",
    input: z.object({}),
    output: z.object({}),
  });
  const secret = "session-token-of-somebody";
  const broken = serve(
    endpoint,
    () => Promise.reject(new Error(`no "${secret}"`)),
    async () => database.ctx,
  );

  it("says of what nobody expected only where the log says more, and the log nothing that came from outside", async () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const response = await broken(new Request(`http://wakeline.test/api/v1/broken?q={}&token=${secret}`));
    const lines = written.mock.calls.map(([line]) => String(line)).join("");
    written.mockRestore();
    expect(response.status).toBe(500);
    const id = response.headers.get("x-request-id") ?? "";
    const body = await response.text();
    expect(body).toContain(id);
    expect(body).not.toContain(secret);
    expect(lines).toContain(id);
    expect(lines).not.toContain(secret);
  });

  it("carries the request id that a proxy gave, unless that could be anything else", async () => {
    const silenced = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const idOf = async (given: string) =>
      (await broken(new Request("http://wakeline.test/", { headers: { "x-request-id": given } }))).headers.get(
        "x-request-id",
      );
    expect(await idOf("0af7651916cd43dd")).toBe("0af7651916cd43dd");
    expect(await idOf('"><script>')).not.toContain("script");
    silenced.mockRestore();
  });

  it("is counted by route and status, beside the figures of the store", async () => {
    const response = await answerMetrics(async () => database.ctx)(new Request("http://wakeline.test/api/metrics"));
    const text = await response.text();
    expect(text).toMatch(/^wakeline_requests_total\{method="GET",route="\/api\/v1\/broken",status="500"\} [1-9]/m);
    expect(text).toMatch(
      /^wakeline_request_seconds_bucket\{method="GET",route="\/api\/v1\/broken",le="\+Inf"\} [1-9]/m,
    );
    expect(text).toMatch(/^wakeline_records\{outcome="stored"\} 0$/m);
    expect(text).toMatch(/^wakeline_store_bytes [1-9]/m);
    expect(text).not.toContain("NaN");
  });
});
