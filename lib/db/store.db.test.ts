import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { prismaColumns } from "@/lib/testing/prisma-columns";

/** The firehose: written and read with SQL by hand. */
const NOT_MODELLED =
  /^(event(_.*)?|evidence_chunk|s3_object|(activity|dropped)_(hour|day)|seen_day|credential_hour|_prisma_migrations|issuance|role_fact|run_mark|life_turn)$/;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe("a test database", () => {
  it("is migrated, in UTC, with the roles of a real store", async () => {
    const { rows } = await database.pool.query(
      "select current_setting('timezone') as zone, count(*)::int as n from _prisma_migrations",
    );
    expect(rows[0]).toMatchObject({ zone: "UTC" });
    expect(rows[0].n).toBeGreaterThan(1);
  });

  it("shares nothing with another one", async () => {
    const other = await testDatabase();
    await database.db.setting.create({ data: { key: "only-here", value: 1 } });
    expect(await other.db.setting.count({ where: { key: "only-here" } })).toBe(0);
    await other.close();
  });
});

describe("the Prisma schema", () => {
  it("names every table and column of the migrated database, as they are", async () => {
    const { rows } = await database.pool.query<{ table: string; column: string }>(
      `select table_name as "table", column_name || case when is_nullable = 'YES' then '?' else '' end as "column"
       from information_schema.columns where table_schema = 'public'`,
    );
    const stored = rows
      .filter(({ table }) => !NOT_MODELLED.test(table))
      .map(({ table, column }) => `${table}.${column}`);
    expect(prismaColumns("prisma/schema")).toEqual(stored.toSorted());
  });

  it("reads every modelled table", async () => {
    const { db } = database;
    expect(await db.logFile.findMany({ include: { source: true, quarantine: true, locations: true } })).toEqual([]);
    expect(await db.principal.findMany({ include: { identity: true } })).toEqual([]);
    expect(await db.ingestRun.findMany({ include: { uploadFiles: true } })).toEqual([]);
  });
});
