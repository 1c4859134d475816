import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { rows, sql } from "@/lib/db/sql";
import { type Migration, readMigrations } from "./read-migrations";

/** The key under which `prisma migrate` locks too, so that both exclude each other. */
const LOCK_KEY = 72707369;

/** The table as `prisma migrate` keeps it. */
const LEDGER = `
  create table if not exists _prisma_migrations (
    id                  varchar(36) primary key not null,
    checksum            varchar(64) not null,
    finished_at         timestamptz,
    migration_name      varchar(255) not null,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

const Applied = z.object({ migration_name: z.string(), checksum: z.string(), finished_at: z.date().nullable() });
type Applied = z.infer<typeof Applied>;

/**
 * Brings the database to the newest migration, each in a transaction of its own, and gives the names of those that it
 * applied. Refuses a database that does not fit the code.
 */
export async function migrate(
  pool: Pool,
  folder = join(/* turbopackIgnore: true */ process.cwd(), "prisma", "migrations"),
): Promise<string[]> {
  const known = await readMigrations(folder);
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK_KEY]);
    return await applyMissing(client, known);
  } finally {
    // Ending the session gives the lock back, whatever state the connection is in.
    client.release(true);
  }
}

/** Keeps others from migrating until the caller's transaction ends. */
export async function lockMigrations(client: PoolClient): Promise<void> {
  await client.query("select pg_advisory_xact_lock($1)", [LOCK_KEY]);
}

/** Makes the table that says which migrations were applied, where there is none. */
export async function makeLedger(client: PoolClient): Promise<void> {
  await client.query(LEDGER);
}

async function applyMissing(client: PoolClient, known: readonly Migration[]): Promise<string[]> {
  const applied = await readLedger(client);
  refuseStrangers(known, applied);
  const missing = known.filter((migration) => !applied.some((row) => row.migration_name === migration.name));
  for (const migration of missing) await apply(client, migration);
  return missing.map((migration) => migration.name);
}

async function readLedger(client: PoolClient): Promise<Applied[]> {
  await client.query("set client_min_messages = warning");
  await makeLedger(client);
  return rows(
    client,
    Applied,
    sql`select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null order by started_at`,
  );
}

function refuseStrangers(known: readonly Migration[], applied: readonly Applied[]): void {
  for (const row of applied) {
    const migration = known.find((candidate) => candidate.name === row.migration_name);
    if (!migration) throw new AppError("conflict", newerDatabase(row.migration_name));
    if (row.finished_at === null) throw new AppError("conflict", unfinishedMigration(row.migration_name));
    if (!migration.checksums.has(row.checksum)) throw new AppError("conflict", changedMigration(row.migration_name));
  }
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  const [checksum] = migration.checksums;
  const id = randomUUID();
  await client.query("begin");
  try {
    await client.query("insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)", [
      id,
      checksum,
      migration.name,
    ]);
    await client.query(migration.script);
    await client.query(
      "update _prisma_migrations set finished_at = clock_timestamp(), applied_steps_count = 1 where id = $1",
      [id],
    );
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback").catch(() => undefined);
    throw new AppError("conflict", failedMigration(migration.name, cause), { cause });
  }
}

const newerDatabase = (name: string): string =>
  `The database is newer than this version of Wakeline: it has the migration ${name}, which is not in prisma/migrations. Update Wakeline, or use another database.`;

const unfinishedMigration = (name: string): string =>
  `The migration ${name} was begun by another tool and did not finish. Look at the table _prisma_migrations, mend the database or restore its backup, and start again.`;

const changedMigration = (name: string): string =>
  `The file prisma/migrations/${name}/migration.sql was changed after it had been applied to this database. Bring the file back as it was (git checkout), and put the change into a migration of its own.`;

const failedMigration = (name: string, cause: unknown): string =>
  `The migration ${name} could not be applied, and nothing of it was kept: ${cause instanceof Error ? cause.message : String(cause)}`;
