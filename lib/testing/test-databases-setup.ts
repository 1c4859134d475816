import { Pool } from "pg";
import type { TestProject } from "vitest/node";
import { leaseEmbedded } from "@/lib/db/embedded/lease";
import { removeEmbedded } from "@/lib/db/embedded/remove-embedded";
import { withDatabase } from "@/lib/db/with-database";
import { env, wakelineHome } from "@/lib/env";
import { migrate } from "@/prisma/migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** A server, the migrated database in it that every test copies, and how: by its files is quickest where nothing is flushed to disk. */
    testDatabases: {
      readonly serverUrl: string;
      readonly template: string;
      readonly strategy: "file_copy" | "wal_log";
    };
  }
}

/** Starts one server for the whole run, or takes that of TEST_DATABASE_URL; the result undoes it. */
export default async function setUpTestDatabases(project: TestProject): Promise<() => Promise<void>> {
  const lease = env.TEST_DATABASE_URL
    ? { url: env.TEST_DATABASE_URL, close: () => undefined }
    : await leaseEmbedded(wakelineHome, (text) => process.stderr.write(`${text}\n`));
  const template = `wakeline_test_${process.pid}`;
  const server = new Pool({ connectionString: lease.url, max: 1 });
  if (!env.TEST_DATABASE_URL) await forgetDurability(server);
  await makeTemplate(server, lease.url, template);
  const strategy = env.TEST_DATABASE_URL ? "wal_log" : "file_copy";
  project.provide("testDatabases", { serverUrl: lease.url, template, strategy });
  return async () => {
    await dropDatabases(server, template);
    await server.end();
    lease.close();
    if (!env.TEST_DATABASE_URL) await removeEmbedded(wakelineHome);
  };
}

/** A server that is thrown away need not survive a power cut; tests that kill it are no power cut. */
async function forgetDurability(server: Pool): Promise<void> {
  for (const setting of ["fsync", "full_page_writes", "synchronous_commit"]) {
    await server.query(`alter system set ${setting} = off`);
  }
  await server.query("select pg_reload_conf()");
}

async function makeTemplate(server: Pool, serverUrl: string, template: string): Promise<void> {
  await dropDatabases(server, template);
  await server.query(`create database ${template}`);
  const pool = new Pool({ connectionString: withDatabase(serverUrl, template), max: 1 });
  await migrate(pool);
  await pool.end();
}

/** The template and every copy of it, which all begin with its name. */
async function dropDatabases(server: Pool, template: string): Promise<void> {
  const found = await server.query<{ datname: string }>(
    "select datname from pg_database where starts_with(datname, $1)",
    [template],
  );
  for (const { datname } of found.rows) await server.query(`drop database if exists ${datname} with (force)`);
}
