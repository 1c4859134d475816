import { join } from "node:path";
import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { lockMigrations, makeLedger, migrate } from "@/prisma/migrate";
import { readMigrations } from "@/prisma/read-migrations";
import { firstRow, rows, sql } from "../sql";
import { type Manifest, quoted, type Table } from "./archive-format";
import { ArchiveReader } from "./archive-reader";
import { dropEverything } from "./drop-everything";
import { TableCopy } from "./table-copy";

export type RestoreRequest = {
  readonly path: string;
  /** Gives up what the store holds now. */
  readonly replace: boolean;
  readonly onProgress?: (progress: { readonly table: string; readonly bytes: number }) => void;
  readonly signal: AbortSignal;
  readonly migrations?: string;
};

export type RestoreResult = {
  readonly createdAt: string;
  readonly tables: number;
  readonly rows: number;
  /** Migrations that were applied on top, of a backup made by an older version. */
  readonly migrated: number;
};

/**
 * Makes the store what it was when the backup was written, in one transaction: it is all there, or nothing has changed. Refuses a
 * store that holds something unless told to replace it, and one that the app is using.
 */
export async function restoreBackup(pool: Pool, request: RestoreRequest): Promise<RestoreResult> {
  const folder = request.migrations ?? join(process.cwd(), "prisma", "migrations");
  const archive = new ArchiveReader(request.path);
  const client = await pool.connect();
  let isWhole = false;
  try {
    const manifest = await archive.manifest();
    const scripts = await scriptsOf(manifest, folder);
    await client.query("begin");
    const restored = await restoreAll(client, archive, { manifest, request, scripts });
    await client.query("commit");
    isWhole = true;
    const migrated = await migrate(pool, folder);
    await client.query("analyze");
    const { createdAt, tables } = manifest;
    return { createdAt, tables: tables.length, rows: restored, migrated: migrated.length };
  } finally {
    await archive.close();
    // A connection in the middle of a COPY takes no rollback: its end is one.
    client.release(!isWhole);
  }
}

type Restoring = Copying & { readonly scripts: readonly string[] };

async function restoreAll(client: PoolClient, archive: ArchiveReader, work: Restoring): Promise<number> {
  const { manifest, request, scripts } = work;
  await lockMigrations(client);
  await refuseUsed(client, request);
  await dropEverything(client);
  await makeLedger(client);
  for (const script of scripts) await client.query(script);
  await client.query("set local client_min_messages = warning");
  await makeRoom(client, manifest.tables);
  const copied = await copyAll(client, archive, { manifest, request });
  await endRuns(client);
  for (const { name, last } of manifest.sequences) {
    await client.query("select setval($1::regclass, $2::bigint)", [`public.${quoted(name)}`, last]);
  }
  return copied;
}

async function scriptsOf({ migrations, version }: Manifest, folder: string): Promise<string[]> {
  const known = new Map((await readMigrations(folder)).map((migration) => [migration.name, migration]));
  return migrations.map(({ name, checksum }) => {
    const migration = known.get(name);
    if (migration?.checksums.has(checksum)) return migration.script;
    throw new AppError(
      "conflict",
      `The backup was made by another version of Wakeline (${version}), whose migration ${name} this one does not have. Update Wakeline, then restore again.`,
    );
  });
}

const Used = z.object({ files: z.number(), users: z.number() });

async function refuseUsed(client: PoolClient, { replace }: RestoreRequest): Promise<void> {
  const others = await rows(
    client,
    z.object({ name: z.string() }),
    sql`
      select distinct application_name as name from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
        and application_name in ('wakeline web', 'wakeline worker', 'wakeline loader', 'wakeline ingest', 'wakeline rebuild')`,
  );
  if (others.length > 0)
    throw new AppError(
      "conflict",
      `The store is in use (${others.map(({ name }) => name).join(", ")}). Stop the app and what runs beside it, then restore again.`,
    );
  if (replace) return;
  const used = Used.parse(
    await firstRow(
      client,
      Used,
      sql`select (select count(*)::float8 from log_file) as files, (select count(*)::float8 from app_user) as users`,
    ),
  );
  if (used.files > 0 || used.users > 0)
    throw new AppError(
      "conflict",
      `The store is not empty: it has ${used.files} log files and ${used.users} users. --replace gives them up for those of the backup.`,
    );
}

/** Partitions, which migrations do not make; and out with what migrations put in. */
async function makeRoom(client: PoolClient, tables: readonly Table[]): Promise<void> {
  for (const { name, parent, bound } of tables) {
    if (parent === null || bound === null) continue;
    await client.query(`create table if not exists ${quoted(name)} (like ${quoted(parent)} including defaults)`);
    const { rowCount } = await client.query("select from pg_inherits where inhrelid = to_regclass($1)", [quoted(name)]);
    if (rowCount === 0) await client.query(`alter table ${quoted(parent)} attach partition ${quoted(name)} ${bound}`);
  }
  for (const { name } of tables) {
    const { rowCount } = await client.query(`select from ${quoted(name)} limit 1`);
    if ((rowCount ?? 0) > 0) await client.query(`truncate ${quoted(name)} cascade`);
  }
}

type Copying = { readonly manifest: Manifest; readonly request: RestoreRequest };

async function copyAll(client: PoolClient, archive: ArchiveReader, { manifest, request }: Copying): Promise<number> {
  const tables = new Map(manifest.tables.map((table) => [table.name, table]));
  const counts = new Map<string, number>();
  const copy = new TableCopy(client);
  let bytes = 0;
  for await (const part of archive.parts()) {
    if (request.signal.aborted) throw new AppError("conflict", "Stopped. Nothing was changed.");
    if (copy.table !== part.table) {
      await copy.end(counts);
      const table = tables.get(part.table);
      if (!table || counts.has(part.table)) throw archive.damaged(`its table ${part.table} is out of place`);
      copy.begin(table);
    }
    await copy.write(part.bytes);
    bytes += part.bytes.length;
    request.onProgress?.({ table: part.table, bytes });
  }
  await copy.end(counts);
  for (const { name } of manifest.tables)
    if ((counts.get(name) ?? 0) !== (archive.seal?.rows[name] ?? 0))
      throw archive.damaged(`its table ${name} does not have all its rows`);
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** Nobody is at work on what was under way when the backup was written. */
async function endRuns(client: PoolClient): Promise<void> {
  await client.query(
    `update ingest_run set state = 'failed', finished_at = heartbeat_at, error = 'It was under way when the backup was written that this store comes from.'
     where state in ('receiving', 'queued', 'running')`,
  );
}
