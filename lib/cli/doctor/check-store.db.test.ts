import { describe, expect, it } from "vitest";
import { insertEvents } from "@/lib/testing/factories/insert-events";
import { testDatabase } from "@/lib/testing/test-database";
import type { Check } from "./check";
import { checkPool, checkStore } from "./check-store";

const of = (checks: readonly Check[], name: string): Check | undefined => checks.find((check) => check.name === name);

describe("the doctor", () => {
  it("finds a sound store sound, and says what is wrong with one that is not, with a way out", async () => {
    const store = await testDatabase();
    const sound = await checkPool(store.pool, "test");
    expect(of(sound, "Schema")).toMatchObject({ state: "ok" });
    expect(of(sound, "Loads")).toMatchObject({ state: "ok" });
    await store.pool.query(
      `insert into ingest_run (id, kind, state, source, actor_name, heartbeat_at) values (gen_random_uuid(), 'cli', 'running', 'x', 'x', now() - interval '1 day')`,
    );
    const sick = await checkPool(store.pool, "test");
    expect(of(sick, "Loads")).toMatchObject({ state: "warning", found: "1 interrupted", fix: expect.any(String) });
    await store.close();
  });

  it("counts the log files that an older version read", async () => {
    const store = await testDatabase();
    expect(of(await checkPool(store.pool, "test"), "Reading")).toMatchObject({ state: "ok" });
    await insertEvents(store.pool, [{ eventId: "0f0e0d0c-0000-4000-8000-000000000001", timeMs: Date.UTC(2026, 0, 2) }]);
    expect(of(await checkPool(store.pool, "test"), "Reading")).toMatchObject({
      state: "warning",
      found: "1 log file was read by an older version, which read less out of them",
      fix: expect.stringContaining("wakeline rebuild"),
    });
    await store.close();
  });

  it("does not migrate a database that it looks at", async () => {
    const store = await testDatabase();
    await store.pool.query("drop schema public cascade; create schema public");
    expect(of(await checkPool(store.pool, "test"), "Schema")).toMatchObject({ state: "warning" });
    const { rows } = await store.pool.query(
      "select count(*)::int as tables from pg_tables where schemaname = 'public'",
    );
    expect(rows).toEqual([{ tables: 0 }]);
    await store.close();
  });

  it("calls a schema from the future a problem", async () => {
    const store = await testDatabase();
    await store.pool.query(
      "insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'x', '29990101000000_later', now())",
    );
    expect(of(await checkPool(store.pool, "test"), "Schema")).toMatchObject({
      state: "problem",
      fix: "Update Wakeline.",
    });
    await store.close();
  });

  it("says in one line that a database cannot be reached", async () => {
    const [check, ...rest] = await checkStore("postgresql://nobody:secret@127.0.0.1:9/nothing", "/nowhere");
    expect(rest).toEqual([]);
    expect(check).toMatchObject({ name: "Database", state: "problem" });
    expect(check?.found).not.toMatch(/secret|\n/);
  });
});
