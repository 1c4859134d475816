import { join } from "node:path";
import type { Pool } from "pg";
import { z } from "zod";
import { NORMALISER_VERSION } from "@/lib/cloudtrail/normalise-record";
import { describeDatabase } from "@/lib/db/database-url";
import { leaseEmbedded } from "@/lib/db/embedded/lease";
import { makePool } from "@/lib/db/make-pool";
import { firstRow, rows, sql } from "@/lib/db/sql";
import { SILENT_AFTER_MS } from "@/lib/sources/run-condition";
import { readMigrations } from "@/prisma/read-migrations";
import { type Check, ok, problem, warning } from "./check";

const VERSION_MIN = 150_000;
const SKEW_MAX_MS = 30_000;
const SAFE = ["fsync", "full_page_writes", "synchronous_commit"] as const;

/** What the database says of itself and of the work in it. Changes nothing: it does not migrate. */
export async function checkStore(url: string | undefined, home: string): Promise<Check[]> {
  const lease = url === undefined ? await leaseEmbedded(home, () => undefined).catch(asError) : null;
  if (lease instanceof Error) return [unreachable("the embedded database", lease, `See postgres.log in ${home}.`)];
  const address = url ?? lease?.url ?? "";
  const pool = makePool(address, { max: 2, applicationName: "wakeline doctor" });
  try {
    return await checkPool(pool, url === undefined ? "embedded" : describeDatabase(address));
  } catch (error) {
    return [
      unreachable(describeDatabase(address), asError(error), "Check that it runs, and that DATABASE_URL is right."),
    ];
  } finally {
    await pool.end();
    lease?.close();
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function unreachable(what: string, error: Error, fix: string): Check {
  return problem("Database", `${what} does not answer: ${error.message.split("\n")[0]}`, fix);
}

/** The same over connections that are open already. */
export async function checkPool(pool: Pool, name: string): Promise<Check[]> {
  const migrations = await checkMigrations(pool);
  const server = [await checkVersion(pool, name), await checkSettings(pool), await checkClock(pool), migrations];
  return migrations.state === "problem" || !(await hasTables(pool))
    ? server
    : [...server, await checkRuns(pool), await checkFiles(pool), await checkReading(pool), await checkJobs(pool)];
}

async function checkVersion(pool: Pool, name: string): Promise<Check> {
  const Row = z.object({ number: z.number(), text: z.string() });
  const { number, text } = Row.parse(
    await firstRow(
      pool,
      Row,
      sql`select current_setting('server_version_num')::int as number, current_setting('server_version') as text`,
    ),
  );
  const found = `PostgreSQL ${text} (${name})`;
  return number >= VERSION_MIN
    ? ok("Database", found)
    : problem("Database", found, "Wakeline needs PostgreSQL 15 or newer: upgrade it, or leave DATABASE_URL out.");
}

async function checkSettings(pool: Pool): Promise<Check> {
  const found = await rows(
    pool,
    z.object({ name: z.string(), setting: z.string() }),
    sql`select name, setting from pg_settings where name = any(${[...SAFE]}::text[]) order by name`,
  );
  const off = found.filter(({ setting }) => setting === "off").map(({ name }) => name);
  return off.length === 0
    ? ok("Durability", `${SAFE.join(", ")} are on`)
    : problem(
        "Durability",
        `${off.join(", ")} off: a power cut can lose what was stored`,
        "Turn it on in postgresql.conf.",
      );
}

async function checkClock(pool: Pool): Promise<Check> {
  const Row = z.object({ nowMs: z.number() });
  const before = Date.now();
  const { nowMs } = Row.parse(
    await firstRow(pool, Row, sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as "nowMs"`),
  );
  const skewMs = Math.round(nowMs - (before + Date.now()) / 2);
  const found = `${(Math.abs(skewMs) / 1000).toFixed(1)} s between this machine and the database`;
  return Math.abs(skewMs) <= SKEW_MAX_MS
    ? ok("Clock", found)
    : warning("Clock", found, "Set both by NTP: sign-ins, schedules and the age of records depend on them.");
}

async function hasTables(pool: Pool): Promise<boolean> {
  const { rows: found } = await pool.query<{ there: boolean }>("select to_regclass('log_file') is not null as there");
  return found[0]?.there === true;
}

async function checkMigrations(pool: Pool): Promise<Check> {
  const known = (await readMigrations(join(process.cwd(), "prisma", "migrations"))).map(({ name }) => name);
  const { rows: ledger } = await pool.query("select to_regclass('_prisma_migrations') as there");
  const applied =
    ledger[0]?.there === null
      ? []
      : (
          await rows(
            pool,
            z.object({ name: z.string() }),
            sql`select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`,
          )
        ).map(({ name }) => name);
  const strange = applied.filter((name) => !known.includes(name));
  if (strange.length > 0)
    return problem("Schema", `newer than this version of Wakeline: ${strange.join(", ")}`, "Update Wakeline.");
  const pending = known.length - applied.length;
  return pending === 0
    ? ok("Schema", `${applied.length} migrations, none pending`)
    : warning("Schema", `${pending} of ${known.length} migrations are pending`, "The next start applies them.");
}

const Count = z.object({ count: z.number() });

async function checkRuns(pool: Pool): Promise<Check> {
  const { count } = Count.parse(
    await firstRow(
      pool,
      Count,
      sql`
        select count(*)::int as count from ingest_run
        where state = 'running' and heartbeat_at < now() - make_interval(secs => ${SILENT_AFTER_MS / 1000})`,
    ),
  );
  return count === 0
    ? ok("Loads", "none was interrupted")
    : warning("Loads", `${count} interrupted`, "Sources says for each what to do; what was loaded stays.");
}

async function checkFiles(pool: Pool): Promise<Check> {
  const { count } = Count.parse(
    await firstRow(pool, Count, sql`select count(*)::int as count from log_file where not complete`),
  );
  return count === 0
    ? ok("Log files", "every one is complete")
    : warning(
        "Log files",
        `${count} incomplete`,
        "Load them again: what is missing is added, nothing is stored twice.",
      );
}

/** What was read by an older version lacks what this one reads out of the same records. */
async function checkReading(pool: Pool): Promise<Check> {
  const { count } = Count.parse(
    await firstRow(
      pool,
      Count,
      sql`
        select count(*)::int as count from log_file
        where normaliser_version < ${NORMALISER_VERSION} and dropped_at is null and records > 0`,
    ),
  );
  return count === 0
    ? ok("Reading", "every log file was read by this version")
    : warning(
        "Reading",
        `${count} log ${count === 1 ? "file was" : "files were"} read by an older version, which read less out of them`,
        "wakeline rebuild derives their events again from the kept bytes, with the app running.",
      );
}

async function checkJobs(pool: Pool): Promise<Check> {
  const { rows: queue } = await pool.query("select to_regclass('graphile_worker.jobs') as there");
  if (queue[0]?.there === null) return ok("Jobs", "none yet");
  const Row = z.object({ stuck: z.number(), given: z.number() });
  const { stuck, given } = Row.parse(
    await firstRow(
      pool,
      Row,
      sql`
        select count(*) filter (where locked_at is null and run_at < now() - interval '5 minutes' and attempts < max_attempts)::int as stuck,
          count(*) filter (where locked_at is null and attempts >= max_attempts)::int as given
        from graphile_worker.jobs`,
    ),
  );
  if (stuck > 0)
    return problem(
      "Jobs",
      `${stuck} wait for more than 5 minutes`,
      "No worker takes them: start Wakeline with npm start.",
    );
  if (given > 0)
    return warning("Jobs", `${given} failed for good`, "Sources shows the loads that failed, with a way to try again.");
  return ok("Jobs", "none waits");
}
