import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ingestPaths } from "@/lib/ingest/server/ingest-paths";
import { logRecord } from "@/lib/testing/factories/log-records";
import { storeFingerprint } from "@/lib/testing/store-fingerprint";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { migrate } from "@/prisma/migrate";
import { restoreBackup, type RestoreResult } from "./restore-backup";
import { writeBackup } from "./write-backup";

const MIGRATIONS = join(process.cwd(), "prisma", "migrations");
let folder = "";
let source: TestDatabase;
let backup = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "wakeline backup "));
  source = await testDatabase();
  const logs = join(folder, "logs");
  await mkdir(logs);
  for (let n = 0; n < 3; n++) {
    const Records = Array.from({ length: 400 }, (_, index) => logRecord(n * 300 + index));
    await writeFile(join(logs, `${n}.json.gz`), gzipSync(JSON.stringify({ Records })));
  }
  await ingestPaths(source, { kind: "cli", source: "test", actorName: "test", paths: [logs], signal: NEVER });
  await source.db.appUser.create({ data: { username: "ada", name: "Ada", role: "admin", passwordHash: "x" } });
  await source.db.setting.create({ data: { key: "odd", value: { "a\tb": ["\\N", null, "ü"] } } });
  backup = join(folder, "whole.backup");
  await writeBackup(source.pool, { path: backup, now: new Date(), signal: NEVER });
});
afterAll(async () => {
  await source.close();
  await rm(folder, { recursive: true, force: true });
});

const NEVER = new AbortController().signal;

function restore(into: TestDatabase, path = backup, replace = false): Promise<RestoreResult> {
  return restoreBackup(into.pool, { path, replace, signal: NEVER });
}

/** Every table by its name, as one text of all its rows. */
async function contents(pool: Pool): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
  );
  const texts: Record<string, string> = {};
  for (const { name } of rows) {
    const found = await pool.query<{ rows: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as rows from "${name}" t`,
    );
    texts[name] = found.rows[0]?.rows ?? "";
  }
  return texts;
}

describe("a backup", () => {
  it("restored into an empty store gives every row of every table, and ids go on where they were", async () => {
    const target = await testDatabase();
    const before = await contents(source.pool);
    const result = await restore(target);
    expect(await contents(target.pool)).toEqual(before);
    expect(await storeFingerprint(target.pool)).toEqual(await storeFingerprint(source.pool));
    expect(result).toMatchObject({ migrated: 0, tables: expect.any(Number) });
    await ingestPaths(target, {
      kind: "cli",
      source: "more",
      actorName: "test",
      paths: [join(folder, "logs")],
      signal: NEVER,
    });
    expect((await storeFingerprint(target.pool)).totals).toEqual((await storeFingerprint(source.pool)).totals);
    await target.close();
  });

  it("takes tables that did not exist when this was written", async () => {
    await source.pool.query(
      "create table later_addition (id int generated always as identity primary key, bytes bytea)",
    );
    await source.pool.query("insert into later_addition (bytes) values ('\\x00ff'), (null)");
    const path = join(folder, "later.backup");
    await writeBackup(source.pool, { path, now: new Date(), signal: NEVER });
    await source.pool.query("drop table later_addition");
    const names = (await promisify(execFile)("tar", ["-tf", path])).stdout;
    expect(names).toContain("tables/later_addition/000000.copy");
  });

  it("is not written over a file, nor left half where it is stopped", async () => {
    await expect(writeBackup(source.pool, { path: backup, now: new Date(), signal: NEVER })).rejects.toMatchObject({
      code: "conflict",
    });
    const controller = new AbortController();
    const path = join(folder, "stopped.backup");
    const stopped = writeBackup(source.pool, {
      path,
      now: new Date(),
      onProgress: () => controller.abort(),
      signal: controller.signal,
    });
    await expect(stopped).rejects.toMatchObject({ message: expect.stringContaining("Nothing of the backup was kept") });
    expect((await readdir(folder)).filter((name) => name.startsWith("stopped"))).toEqual([]);
  });

  it("of an older version is brought up to this one", async () => {
    const older = join(folder, "older");
    const [first = "", second = ""] = (await readdir(MIGRATIONS)).toSorted();
    for (const name of [first, second]) await cp(join(MIGRATIONS, name), join(older, name), { recursive: true });
    const empty = await testDatabase();
    await empty.pool.query("drop schema public cascade; create schema public");
    await migrate(empty.pool, older);
    await empty.pool.query(
      "insert into app_user (username, name, role, password_hash) values ('eve', 'Eve', 'viewer', 'x')",
    );
    const path = join(folder, "older.backup");
    await writeBackup(empty.pool, { path, now: new Date(), signal: NEVER });
    const target = await testDatabase();
    const { migrated } = await restore(target, path);
    expect(migrated).toBe((await readdir(MIGRATIONS)).length - 2);
    expect(await target.db.appUser.findMany({ select: { username: true } })).toEqual([{ username: "eve" }]);
    await Promise.all([empty.close(), target.close()]);
  });
});

describe("a restore", () => {
  it("refuses a store that holds something, unless it is told to replace it", async () => {
    const target = await testDatabase();
    await target.db.appUser.create({ data: { username: "bob", name: "Bob", role: "viewer", passwordHash: "x" } });
    await expect(restore(target)).rejects.toMatchObject({ message: expect.stringContaining("--replace") });
    await restore(target, backup, true);
    expect(await target.db.appUser.findMany({ select: { username: true } })).toEqual([{ username: "ada" }]);
    await target.close();
  });

  it("refuses a store that the app is using", async () => {
    const target = await testDatabase();
    const app = new Pool({ connectionString: target.url, application_name: "wakeline web", max: 1 });
    await app.query("select 1");
    await expect(restore(target)).rejects.toMatchObject({ message: expect.stringContaining("Stop the app") });
    await app.end();
    await target.close();
  });

  it.each([
    ["was cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length - 4_000), /cannot be restored/],
    ["was changed", (bytes: Buffer) => flip(bytes, Math.floor(bytes.length / 2)), /cannot be restored|22P0|invalid/],
    ["is something else", () => Buffer.from("hello"), /cannot be restored/],
  ])("changes nothing where the file %s", async (_case, damage, message) => {
    const path = join(folder, "damaged.backup");
    await writeFile(path, damage(await readFile(backup)));
    const target = await testDatabase();
    const before = await contents(target.pool);
    await expect(restore(target, path)).rejects.toThrow(message);
    expect(await contents(target.pool)).toEqual(before);
    await target.close();
  });

  it("changes nothing where its connection is lost in the middle", async () => {
    const target = await testDatabase();
    const other = new Pool({ connectionString: target.url, max: 1 });
    const before = await contents(other);
    const lost = restoreBackup(target.pool, {
      path: backup,
      replace: false,
      onProgress: () =>
        void other.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'wakeline test' and datname = current_database()",
        ),
      signal: NEVER,
    });
    await expect(lost).rejects.toThrow(/connection|terminat/i);
    expect(await contents(other)).toEqual(before);
    await other.end();
    await target.close();
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}
