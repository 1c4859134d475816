import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { migrate } from "./migrate";

let database: TestDatabase;
let folder: string;

function write(name: string, script: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), script);
}

beforeEach(async () => {
  database = await testDatabase();
  await database.pool.query("drop table _prisma_migrations");
  folder = mkdtempSync(join(tmpdir(), "wakeline-migrations-"));
  write("1_first", "create table one (n int);\ncreate index on one (n);\n");
  write("2_second", "create table two (n int);\n");
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const ledger = async (): Promise<unknown[]> =>
  (
    await database.pool.query(
      "select migration_name, checksum, applied_steps_count, finished_at is not null as finished from _prisma_migrations order by 1",
    )
  ).rows;

describe("migrate", () => {
  it("applies what is missing, in order, once, and keeps the ledger that prisma migrate reads", async () => {
    expect(await migrate(database.pool, folder)).toEqual(["1_first", "2_second"]);
    expect(await migrate(database.pool, folder)).toEqual([]);
    write("3_third", "alter table one add column m int;");
    expect(await migrate(database.pool, folder)).toEqual(["3_third"]);
    // printf 'create table two (n int);\n' | sha256sum
    const checksum = "5d64f016f21d43472bb9ad816a81636f1a30ddcd234070862cc6dacf48864214";
    expect(await ledger()).toContainEqual({
      migration_name: "2_second",
      checksum,
      applied_steps_count: 1,
      finished: true,
    });
  });

  it("lets only one of several starting at once do it", async () => {
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(database.pool, folder)));
    expect(runs.flat().toSorted()).toEqual(["1_first", "2_second"]);
  });

  it("refuses a migration that was changed after it had been applied", async () => {
    await migrate(database.pool, folder);
    write("1_first", "create table one (n bigint);\n");
    await expect(migrate(database.pool, folder)).rejects.toThrow(/1_first\/migration\.sql was changed/);
  });

  it("takes the line endings of another system for the same migration", async () => {
    await migrate(database.pool, folder);
    write("1_first", "create table one (n int);\r\ncreate index on one (n);\r\n");
    expect(await migrate(database.pool, folder)).toEqual([]);
  });

  it("refuses a database that is newer than the code", async () => {
    await migrate(database.pool, folder);
    rmSync(join(folder, "2_second"), { recursive: true });
    await expect(migrate(database.pool, folder)).rejects.toThrow(
      /newer than this version of Wakeline: it has the migration 2_second/,
    );
  });

  it("keeps nothing of a migration that fails, and applies it when it is mended", async () => {
    write("3_third", "create table three (n int); select no_such_function();");
    await expect(migrate(database.pool, folder)).rejects.toThrow(
      /3_third could not be applied, and nothing of it was kept: .*no_such_function/,
    );
    expect((await database.pool.query("select to_regclass('three') as three")).rows).toEqual([{ three: null }]);
    write("3_third", "create table three (n int);");
    expect(await migrate(database.pool, folder)).toEqual(["3_third"]);
  });

  it("stops at a migration that prisma migrate left unfinished", async () => {
    await migrate(database.pool, folder);
    await database.pool.query("update _prisma_migrations set finished_at = null where migration_name = '2_second'");
    await expect(migrate(database.pool, folder)).rejects.toThrow(
      /2_second was begun by another tool and did not finish/,
    );
  });
});
