var __defProp = Object.defineProperty;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __esm = (fn, res, err) =>
  function __init() {
    if (err) throw err[0];
    try {
      return (fn && (res = (0, fn[__getOwnPropNames(fn)[0]])((fn = 0))), res);
    } catch (e) {
      throw ((err = [e]), e);
    }
  };
var __export = (target, all) => {
  for (var name in all) __defProp(target, name, { get: all[name], enumerable: true });
};

// lib/env.ts
import { join, resolve } from "node:path";
import { z } from "zod";
var Env, parsed, env, wakelineHome;
var init_env = __esm({
  "lib/env.ts"() {
    "use strict";
    Env = z.object({
      DATABASE_URL: z.string().min(1).optional(),
      WAKELINE_HOME: z.string().min(1).optional(),
      PORT: z.coerce.number().int().min(1).max(65535).default(3e3),
      HOST: z.string().min(1).default("127.0.0.1"),
      WAKELINE_ADMIN_PASSWORD: z.string().min(12, "must have at least 12 characters").optional(),
      WAKELINE_SESSION_HOURS: z.coerce.number().positive().default(12),
      WAKELINE_MAX_FILE_BYTES: z.coerce
        .number()
        .int()
        .positive()
        .default(2 * 1024 ** 3),
      WAKELINE_LOADERS: z.coerce.number().int().min(1).max(64).optional(),
      WAKELINE_FIRST_MONTH: z
        .string()
        .regex(/^\d{4}-\d{2}$/)
        .default("2020-01"),
      AWS_REGION: z.string().min(1).optional(),
      AWS_DEFAULT_REGION: z.string().min(1).optional(),
      WAKELINE_S3_ENDPOINT: z.url().optional(),
      NEXTAUTH_URL: z.url().optional(),
      NEXTAUTH_SECRET: z.string().min(32).optional(),
      INIT_CWD: z.string().optional(),
      /** The server in which tests make their databases, in place of an embedded one. */
      TEST_DATABASE_URL: z.string().min(1).optional(),
      WAKELINE_DEBUG: z.string().optional(),
      NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    });
    parsed = Env.safeParse(process.env);
    if (!parsed.success) {
      const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
      throw new Error(`The environment does not fit:
${lines.join("\n")}`);
    }
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
    env = parsed.data;
    wakelineHome = resolve(
      /* turbopackIgnore: true */
      env.WAKELINE_HOME ?? join(process.cwd(), ".wakeline"),
    );
  },
});

// lib/ingest/server/ensure-partitions.ts
var ensure_partitions_exports = {};
__export(ensure_partitions_exports, {
  ensurePartitions: () => ensurePartitions,
});
async function ensurePartitions(pool, { timesMs, length }) {
  const known = knownByPool.get(pool) ?? { firstMonth: await firstMonthOf(pool), months: /* @__PURE__ */ new Set() };
  knownByPool.set(pool, known);
  const missing = missingMonths(known, { timesMs, length });
  if (missing.length === 0) return;
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK2]);
    for (const month of missing) {
      await makePartition(client, month, known.firstMonth);
      known.months.add(month);
    }
  } finally {
    await client.query("select pg_advisory_unlock($1)", [LOCK2]).catch(() => void 0);
    client.release();
  }
}
async function firstMonthOf(pool) {
  await pool.query(
    "insert into setting (key, value) values ('first-month', to_jsonb($1::text)) on conflict do nothing",
    [env.WAKELINE_FIRST_MONTH],
  );
  const { rows: rows2 } = await pool.query("select value #>> '{}' as month from setting where key = 'first-month'");
  return rows2[0]?.month ?? env.WAKELINE_FIRST_MONTH;
}
function missingMonths(known, { timesMs, length }) {
  const missing = /* @__PURE__ */ new Set();
  let lastDay = Number.NaN;
  for (let index = 0; index < length; index++) {
    const timeMs = timesMs[index] ?? 0;
    const day = Math.floor(timeMs / 864e5);
    if (day === lastDay) continue;
    lastDay = day;
    const month = new Date(timeMs).toISOString().slice(0, 7);
    const partition = month < known.firstMonth ? BEFORE : month;
    if (!known.months.has(partition)) missing.add(partition);
  }
  return [...missing].sort();
}
async function makePartition(client, month, firstMonth) {
  const name = `event_${month.replace("-", "_")}`;
  const { rows: rows2 } = await client.query("select 1 from pg_inherits where inhrelid = to_regclass($1)", [name]);
  if (rows2.length > 0) return;
  const [year = 0, number = 1] = month.split("-").map(Number);
  const range =
    month === BEFORE
      ? `(minvalue) to ('${firstMonth}-01T00:00:00Z')`
      : `('${month}-01T00:00:00Z') to ('${new Date(Date.UTC(year, number, 1)).toISOString()}')`;
  await client.query(`create table if not exists ${name} (like event including defaults)`);
  await client.query(`alter table event attach partition ${name} for values from ${range}`);
}
var LOCK2, BEFORE, knownByPool;
var init_ensure_partitions = __esm({
  "lib/ingest/server/ensure-partitions.ts"() {
    "use strict";
    init_env();
    LOCK2 = "2002873089";
    BEFORE = "before";
    knownByPool = /* @__PURE__ */ new WeakMap();
  },
});

// lib/bench/zz-ingest.ts
import { readFileSync as readFileSync2, readdirSync as readdirSync3 } from "node:fs";

// lib/db/store.ts
import "server-only";
import { setTimeout as sleep2 } from "node:timers/promises";

// lib/base/app-error.ts
var APP_ERROR_STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  "too-large": 413,
  "invalid-input": 422,
  "too-many-requests": 429,
  unavailable: 503,
};
var AppError = class extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
    this.name = "AppError";
  }
  code;
};

// lib/db/store.ts
init_env();

// prisma/migrate.ts
import { randomUUID } from "node:crypto";
import { join as join3 } from "node:path";
import { z as z3 } from "zod";

// lib/db/sql.ts
import { z as z2 } from "zod";
var Sql = class _Sql {
  constructor(strings, values) {
    this.strings = strings;
    this.values = values;
  }
  strings;
  values;
  /** The text with `$1…` and the flat parameter list. */
  compile() {
    const values = [];
    return { text: this.append(values), values };
  }
  append(values) {
    return this.strings.reduce((text2, part, index) => text2 + this.hole(index - 1, values) + part);
  }
  hole(index, values) {
    const value = this.values[index];
    return value instanceof _Sql ? value.append(values) : `$${values.push(value)}`;
  }
};
function sql(strings, ...values) {
  return new Sql(strings, values);
}
async function rows(on, row, query) {
  const { text: text2, values } = query.compile();
  const result2 = await on.query(text2, values);
  return z2.array(row).parse(result2.rows);
}

// prisma/read-migrations.ts
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join as join2 } from "node:path";
async function readMigrations(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.toSorted().map((name) => readMigration(folder, name)));
}
async function readMigration(folder, name) {
  const script = await readFile(join2(folder, name, "migration.sql"), "utf8");
  return { name, script, checksums: checksumsOf(script) };
}
function checksumsOf(script) {
  const unix = script.replaceAll("\r\n", "\n");
  return new Set([script, unix, unix.replaceAll("\n", "\r\n")].map(sha256));
}
var sha256 = (text2) => createHash("sha256").update(text2).digest("hex");

// prisma/migrate.ts
var LOCK_KEY = 72707369;
var LEDGER = `
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
var Applied = z3.object({ migration_name: z3.string(), checksum: z3.string(), finished_at: z3.date().nullable() });
async function migrate(
  pool,
  folder = join3(
    /* turbopackIgnore: true */
    process.cwd(),
    "prisma",
    "migrations",
  ),
) {
  const known = await readMigrations(folder);
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK_KEY]);
    return await applyMissing(client, known);
  } finally {
    client.release(true);
  }
}
async function applyMissing(client, known) {
  const applied = await readLedger(client);
  refuseStrangers(known, applied);
  const missing = known.filter((migration) => !applied.some((row) => row.migration_name === migration.name));
  for (const migration of missing) await apply(client, migration);
  return missing.map((migration) => migration.name);
}
async function readLedger(client) {
  await client.query("set client_min_messages = warning");
  await client.query(LEDGER);
  return rows(
    client,
    Applied,
    sql`select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null order by started_at`,
  );
}
function refuseStrangers(known, applied) {
  for (const row of applied) {
    const migration = known.find((candidate) => candidate.name === row.migration_name);
    if (!migration) throw new AppError("conflict", newerDatabase(row.migration_name));
    if (row.finished_at === null) throw new AppError("conflict", unfinishedMigration(row.migration_name));
    if (!migration.checksums.has(row.checksum)) throw new AppError("conflict", changedMigration(row.migration_name));
  }
}
async function apply(client, migration) {
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
    await client.query("rollback").catch(() => void 0);
    throw new AppError("conflict", failedMigration(migration.name, cause), { cause });
  }
}
var newerDatabase = (name) =>
  `The database is newer than this version of Wakeline: it has the migration ${name}, which is not in prisma/migrations. Update Wakeline, or use another database.`;
var unfinishedMigration = (name) =>
  `The migration ${name} was begun by another tool and did not finish. Look at the table _prisma_migrations, mend the database or restore its backup, and start again.`;
var changedMigration = (name) =>
  `The file prisma/migrations/${name}/migration.sql was changed after it had been applied to this database. Bring the file back as it was (git checkout), and put the change into a migration of its own.`;
var failedMigration = (name, cause) =>
  `The migration ${name} could not be applied, and nothing of it was kept: ${cause instanceof Error ? cause.message : String(cause)}`;

// lib/db/database-url.ts
var DEFAULT_POOL_MAX = 10;
function poolConfigOf(databaseUrl) {
  const url = parse(databaseUrl);
  const max = poolMaxOf(url);
  const options = [url.searchParams.get("options"), "-c timezone=UTC"].filter(Boolean).join(" ");
  for (const name of ["pool_max", "connection_limit", "options"]) url.searchParams.delete(name);
  return { connectionString: url.toString(), max, options };
}
function describeDatabase(databaseUrl) {
  const url = parse(databaseUrl);
  return `${url.hostname || "localhost"}:${url.port || "5432"}${url.pathname}`;
}
function parse(databaseUrl) {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  if (url && (url.protocol === "postgres:" || url.protocol === "postgresql:")) return url;
  throw new AppError(
    "invalid-input",
    "DATABASE_URL is not of the form postgresql://user:password@host:5432/database?sslmode=require.",
  );
}
function poolMaxOf(url) {
  const text2 = url.searchParams.get("pool_max") ?? url.searchParams.get("connection_limit");
  if (text2 === null) return DEFAULT_POOL_MAX;
  const max = Number(text2);
  if (Number.isInteger(max) && max >= 1 && max <= 1e3) return max;
  throw new AppError(
    "invalid-input",
    `DATABASE_URL has a pool size of "${text2}": give pool_max a number from 1 to 1000.`,
  );
}

// lib/db/embedded/lease.ts
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { join as join5 } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { z as z6 } from "zod";

// lib/db/embedded/embedded-paths.ts
import { join as join4 } from "node:path";
function embeddedPaths(home) {
  return {
    home,
    state: join4(home, "postgres.json"),
    lock: join4(home, "keeper.lock"),
    log: join4(home, "postgres.log"),
    password: join4(home, "postgres.password"),
    data: join4(home, "postgres"),
    location: join4(home, "postgres.location"),
  };
}

// lib/db/embedded/keeper-report.ts
import { z as z4 } from "zod";
var KeeperReport = z4.discriminatedUnion("kind", [
  z4.object({ kind: z4.literal("notice"), text: z4.string() }),
  z4.object({ kind: z4.literal("ready") }),
  /** Another keeper serves this home. */
  z4.object({ kind: z4.literal("busy") }),
  z4.object({ kind: z4.literal("failed"), message: z4.string() }),
]);

// lib/db/embedded/keeper-state.ts
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z as z5 } from "zod";
var KeeperState = z5.object({
  pid: z5.int(),
  keeperPort: z5.int(),
  postgresPort: z5.int(),
  secret: z5.string().min(32),
});
function readKeeperState(path2) {
  try {
    return KeeperState.parse(JSON.parse(readFileSync(path2, "utf8")));
  } catch {
    return null;
  }
}

// lib/db/embedded/lease.ts
var ANSWER_MS = 1e4;
var RENEW_MS = 250;
var ATTEMPTS = 20;
var Answer = z6.object({ url: z6.string() });
async function leaseEmbedded(home, notice) {
  const paths = embeddedPaths(home);
  let held = await obtain(paths, notice);
  let closed = false;
  const renewWhenLost = () => {
    held.socket.once("close", () => {
      if (closed) return;
      setTimeout(() => void renew(), RENEW_MS).unref();
    });
  };
  const renew = async () => {
    try {
      const next = await obtain(paths, notice);
      held = next;
      if (closed) next.socket.destroy();
      else renewWhenLost();
    } catch (error) {
      notice(error instanceof Error ? error.message : String(error));
      setTimeout(() => void renew(), 20 * RENEW_MS).unref();
    }
  };
  renewWhenLost();
  const close = () => {
    closed = true;
    held.socket.destroy();
  };
  return { url: held.url, close };
}
async function obtain(paths, notice) {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const state = readKeeperState(paths.state);
    const held = state ? await greet(state) : null;
    if (held) return held;
    await startKeeper(paths, notice);
    if (attempt > 2) await sleep(100);
  }
  throw new AppError(
    "unavailable",
    `The embedded database in ${paths.home} could not be reached. See ${paths.log}; if another process holds ${paths.lock}, end it and start again.`,
  );
}
function greet(state) {
  return new Promise((resolve2, reject) => {
    const socket = connect({ host: "127.0.0.1", port: state.keeperPort });
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new AppError("unavailable", unresponsive(state.pid)));
    }, ANSWER_MS);
    let text2 = "";
    socket.setEncoding("utf8");
    socket.on("error", () => void 0);
    socket.once("close", () => {
      clearTimeout(timer);
      resolve2(null);
    });
    socket.once("connect", () =>
      socket.write(`${JSON.stringify({ secret: state.secret })}
`),
    );
    socket.on("data", (chunk) => {
      text2 += String(chunk);
      if (!text2.includes("\n")) return;
      clearTimeout(timer);
      socket.unref();
      const { url } = Answer.parse(JSON.parse(text2));
      resolve2({ url, socket });
    });
  });
}
var unresponsive = (pid) =>
  `Process ${pid}, which keeps the embedded database, does not answer. End it (kill ${pid}) and start again; nothing that was stored is lost.`;
function startKeeper(paths, notice) {
  const root2 = process.cwd();
  const script = join5(
    /* turbopackIgnore: true */
    root2,
    "lib",
    "db",
    "embedded",
    "keeper.ts",
  );
  const keeper = spawn(process.execPath, ["--import", "tsx", script, paths.home], {
    cwd: root2,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  return new Promise((resolve2, reject) => {
    let complaint = "";
    const settle = (done) => {
      lines.close();
      keeper.stdout.destroy();
      keeper.stderr.destroy();
      keeper.unref();
      done();
    };
    const lines = createInterface({ input: keeper.stdout });
    lines.on("line", (line) => {
      const report = KeeperReport.parse(JSON.parse(line));
      if (report.kind === "notice") notice(report.text);
      else if (report.kind === "failed") settle(() => reject(new AppError("unavailable", report.message)));
      else settle(resolve2);
    });
    keeper.stderr.on("data", (chunk) => (complaint += String(chunk)));
    keeper.once("error", (error) => settle(() => reject(error)));
    keeper.once("close", () =>
      settle(() =>
        reject(
          new AppError(
            "unavailable",
            `The process that keeps the database ended while it started. ${complaint.trim()}`,
          ),
        ),
      ),
    );
  });
}

// lib/db/make-pool.ts
import { Pool } from "pg";
var CONNECT_MS = 15e3;
function makePool(url, { max, applicationName }) {
  const config2 = poolConfigOf(url);
  const pool = new Pool({
    ...config2,
    max: max ?? config2.max,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  });
  pool.on("error", () => void 0);
  pool.on("connect", (client) => void client.on("error", () => void 0));
  return pool;
}

// lib/db/prisma-client.ts
import { PrismaPg } from "@prisma/adapter-pg";

// lib/db/generated/client.ts
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import "@prisma/client/runtime/client";

// lib/db/generated/internal/class.ts
import * as runtime from "@prisma/client/runtime/client";
var config = {
  previewFeatures: [],
  clientVersion: "7.10.0",
  engineVersion: "0edf323efd1d98336f3f0a68684b56f689b900d3",
  activeProvider: "postgresql",
  inlineSchema:
    'model AppUser {\n  id             String     @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid\n  username       String     @unique\n  name           String\n  role           String\n  passwordHash   String?    @map("password_hash")\n  mustChange     Boolean    @default(false) @map("must_change")\n  sessionVersion Int        @default(1) @map("session_version")\n  disabledAt     DateTime?  @map("disabled_at") @db.Timestamptz()\n  failedAttempts Int        @default(0) @map("failed_attempts")\n  lockedUntil    DateTime?  @map("locked_until") @db.Timestamptz()\n  lastSignInAt   DateTime?  @map("last_sign_in_at") @db.Timestamptz()\n  createdAt      DateTime   @default(now()) @map("created_at") @db.Timestamptz()\n  issuer         String?\n  subject        String?\n  email          String?\n  accessLostAt   DateTime?  @map("access_lost_at") @db.Timestamptz()\n  tokens         ApiToken[]\n\n  @@unique([issuer, subject], map: "app_user_subject")\n  @@map("app_user")\n}\n\nmodel ApiToken {\n  id              String    @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid\n  userId          String    @map("user_id") @db.Uuid\n  user            AppUser   @relation(fields: [userId], references: [id], onDelete: Cascade)\n  name            String\n  hash            Bytes     @unique\n  hint            String\n  role            String\n  scopes          String[]\n  createdAt       DateTime  @default(now()) @map("created_at") @db.Timestamptz()\n  expiresAt       DateTime  @map("expires_at") @db.Timestamptz()\n  lastUsedAt      DateTime? @map("last_used_at") @db.Timestamptz()\n  lastUsedAddress String?   @map("last_used_address")\n  revokedAt       DateTime? @map("revoked_at") @db.Timestamptz()\n  revokedBy       String?   @map("revoked_by")\n\n  @@index([userId, createdAt], map: "api_token_user")\n  @@map("api_token")\n}\n\nmodel AuditLog {\n  id        BigInt   @id @default(autoincrement())\n  at        DateTime @default(now()) @db.Timestamptz()\n  actorKind String   @map("actor_kind")\n  actorId   String?  @map("actor_id") @db.Uuid\n  actorName String   @map("actor_name")\n  action    String\n  target    String?\n  detail    Json     @default("{}")\n  address   String?\n  tokenId   String?  @map("token_id") @db.Uuid\n\n  @@index([at, id], map: "audit_log_at")\n  @@index([action, at, id], map: "audit_log_action")\n  @@index([actorName, at, id], map: "audit_log_actor")\n  @@map("audit_log")\n}\n\nmodel Setting {\n  key   String @id\n  value Json\n\n  @@map("setting")\n}\n\nmodel IngestRun {\n  id          String       @id @db.Uuid\n  kind        String\n  state       String\n  source      String\n  actorName   String       @map("actor_name")\n  startedAt   DateTime     @default(now()) @map("started_at") @db.Timestamptz()\n  finishedAt  DateTime?    @map("finished_at") @db.Timestamptz()\n  filesTotal  Int?         @map("files_total")\n  bytesTotal  BigInt?      @map("bytes_total")\n  files       Int          @default(0)\n  filesNew    Int          @default(0) @map("files_new")\n  skipped     Int          @default(0)\n  records     BigInt       @default(0)\n  stored      BigInt       @default(0)\n  duplicates  BigInt       @default(0)\n  quarantined BigInt       @default(0)\n  bytes       BigInt       @default(0)\n  error       String?\n  heartbeatAt DateTime     @default(now()) @map("heartbeat_at") @db.Timestamptz()\n  uploadFiles UploadFile[]\n  s3Pull      S3Pull?\n\n  @@index([startedAt], map: "ingest_run_started")\n  @@map("ingest_run")\n}\n\nmodel UploadFile {\n  id             String    @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid\n  runId          String    @map("run_id") @db.Uuid\n  run            IngestRun @relation(fields: [runId], references: [id], onDelete: Cascade)\n  name           String\n  announcedBytes BigInt    @map("announced_bytes")\n  receivedBytes  BigInt    @default(0) @map("received_bytes")\n  sha256         String?\n  state          String\n  reason         String?\n  records        Int       @default(0)\n  stored         Int       @default(0)\n  duplicates     Int       @default(0)\n  quarantined    Int       @default(0)\n\n  @@index([runId], map: "upload_file_run")\n  @@map("upload_file")\n}\n\nmodel IdentityOverride {\n  id           BigInt   @id @default(autoincrement())\n  principalUid String   @map("principal_uid") @db.Uuid\n  human        String?\n  why          String\n  actorId      String?  @map("actor_id") @db.Uuid\n  actorName    String   @map("actor_name")\n  at           DateTime @default(now()) @db.Timestamptz()\n\n  @@index([principalUid, id], map: "identity_override_principal")\n  @@map("identity_override")\n}\n\nmodel Account {\n  id      Int     @id @default(autoincrement())\n  account String  @unique\n  name    String?\n\n  @@map("account")\n}\n\nmodel Region {\n  id     Int    @id @default(autoincrement()) @db.SmallInt\n  region String @unique\n\n  @@map("region")\n}\n\nmodel ErrorCode {\n  id   Int    @id @default(autoincrement())\n  code String @unique\n\n  @@map("error_code")\n}\n\nmodel Address {\n  id      Int    @id @default(autoincrement())\n  address String @unique\n\n  @@map("address")\n}\n\nmodel Service {\n  id      Int    @id @default(autoincrement())\n  service String @unique\n\n  @@map("service")\n}\n\nmodel Action {\n  id       Int    @id @default(autoincrement())\n  source   String\n  name     String\n  category Int    @db.SmallInt\n\n  @@unique([name, source, category])\n  @@map("action")\n}\n\nmodel UserAgent {\n  id        Int    @id @default(autoincrement())\n  uid       String @unique @db.Uuid\n  userAgent String @map("user_agent")\n\n  @@map("user_agent")\n}\n\nmodel Principal {\n  id       Int                @id @default(autoincrement())\n  uid      String             @unique @db.Uuid\n  kind     String\n  key      String\n  account  String?\n  arn      String?\n  uniqueId String?            @map("unique_id")\n  name     String?\n  identity PrincipalIdentity?\n\n  @@index([name, account], map: "principal_name")\n  @@map("principal")\n}\n\nmodel Identity {\n  id       String  @id @db.Uuid\n  key      String  @unique\n  kind     String\n  name     String\n  account  String?\n  arn      String?\n  uniqueId String? @map("unique_id")\n  human    String\n  reason   String\n\n  @@map("identity")\n}\n\nmodel PrincipalIdentity {\n  principalId Int       @id @map("principal_id")\n  principal   Principal @relation(fields: [principalId], references: [id])\n  identityId  String    @map("identity_id") @db.Uuid\n\n  @@index([identityId, principalId], map: "principal_identity_identity")\n  @@map("principal_identity")\n}\n\nmodel Credential {\n  id             Int       @id @default(autoincrement())\n  uid            String    @unique @db.Uuid\n  kind           String\n  key            String\n  principalId    Int       @map("principal_id")\n  createdAt      DateTime? @map("created_at") @db.Timestamptz()\n  sessionName    String?   @map("session_name")\n  sourceIdentity String?   @map("source_identity")\n  scope          String?\n  signInSession  String?   @map("sign_in_session")\n  delivery       String?\n  provider       String?\n  behalfOf       String?   @map("behalf_of")\n  fromConsole    Boolean   @default(false) @map("from_console")\n  forwarded      Boolean   @default(false)\n  agent          String?\n\n  @@index([key], map: "credential_key")\n  @@index([principalId, createdAt], map: "credential_principal")\n  @@map("credential")\n}\n\nmodel Resource {\n  id       Int     @id @default(autoincrement())\n  uid      String  @unique @db.Uuid\n  type     String\n  key      String\n  account  String?\n  parentId Int?    @map("parent_id")\n\n  @@map("resource")\n}\n\nmodel Source {\n  id        Int               @id @default(autoincrement())\n  name      String            @unique\n  trust     Int               @db.SmallInt\n  createdAt DateTime          @default(now()) @map("created_at") @db.Timestamptz()\n  logFiles  LogFile[]\n  locations LogFileLocation[]\n  digests   DigestFile[]\n\n  @@map("source")\n}\n\nmodel LogFile {\n  id                Int               @id @default(autoincrement())\n  sha256            Bytes             @unique\n  sourceId          Int               @map("source_id")\n  source            Source            @relation(fields: [sourceId], references: [id])\n  trust             Int               @db.SmallInt\n  format            String\n  compressed        Boolean\n  deliveredBytes    BigInt            @map("delivered_bytes")\n  textBytes         BigInt            @map("text_bytes")\n  publishTime       DateTime?         @map("publish_time") @db.Timestamptz()\n  receivedAt        DateTime          @default(now()) @map("received_at") @db.Timestamptz()\n  normaliserVersion Int               @map("normaliser_version")\n  complete          Boolean           @default(false)\n  damage            String?\n  records           Int               @default(0)\n  stored            Int               @default(0)\n  duplicates        Int               @default(0)\n  quarantined       Int               @default(0)\n  locations         LogFileLocation[]\n  quarantine        Quarantine[]\n  segments          EvidenceSegment[]\n\n  @@index([receivedAt, id], map: "log_file_received")\n  @@map("log_file")\n}\n\nmodel LogFileLocation {\n  logFileId Int      @map("log_file_id")\n  logFile   LogFile  @relation(fields: [logFileId], references: [id], onDelete: Cascade)\n  sourceId  Int      @map("source_id")\n  source    Source   @relation(fields: [sourceId], references: [id])\n  path      String\n  seenAt    DateTime @default(now()) @map("seen_at") @db.Timestamptz()\n\n  @@id([logFileId, sourceId, path])\n  @@map("log_file_location")\n}\n\nmodel EvidenceSegment {\n  logFileId   Int     @map("log_file_id")\n  logFile     LogFile @relation(fields: [logFileId], references: [id], onDelete: Cascade)\n  n           Int\n  firstRecord Int     @map("first_record")\n  records     Int\n  textBytes   BigInt  @map("text_bytes")\n\n  @@id([logFileId, n])\n  @@map("evidence_segment")\n}\n\nmodel DigestFile {\n  id         Int      @id @default(autoincrement())\n  sha256     Bytes\n  sourceId   Int      @map("source_id")\n  source     Source   @relation(fields: [sourceId], references: [id])\n  path       String\n  bytes      Bytes\n  receivedAt DateTime @default(now()) @map("received_at") @db.Timestamptz()\n\n  @@unique([sha256, sourceId, path])\n  @@map("digest_file")\n}\n\nmodel Quarantine {\n  logFileId   Int     @map("log_file_id")\n  logFile     LogFile @relation(fields: [logFileId], references: [id], onDelete: Cascade)\n  recordIndex Int     @map("record_index")\n  reason      String\n  detail      String\n\n  @@id([logFileId, recordIndex])\n  @@map("quarantine")\n}\n\nmodel SkippedInput {\n  id        BigInt   @id @default(autoincrement())\n  runId     String   @map("run_id") @db.Uuid\n  path      String\n  reason    String\n  skippedAt DateTime @default(now()) @map("skipped_at") @db.Timestamptz()\n\n  @@index([runId, id], map: "skipped_input_run")\n  @@map("skipped_input")\n}\n\nmodel S3Pull {\n  runId      String    @id @map("run_id") @db.Uuid\n  run        IngestRun @relation(fields: [runId], references: [id], onDelete: Cascade)\n  bucket     String\n  prefix     String\n  accounts   String[]\n  regions    String[]\n  fromAt     DateTime? @map("from_at") @db.Timestamptz()\n  toAt       DateTime? @map("to_at") @db.Timestamptz()\n  profile    String?\n  roleArn    String?   @map("role_arn")\n  externalId String?   @map("external_id")\n  endpoint   String?\n  foundFiles Int?      @map("found_files")\n  foundBytes BigInt?   @map("found_bytes")\n  hereFiles  Int?      @map("here_files")\n  firstDay   String?   @map("first_day")\n  lastDay    String?   @map("last_day")\n\n  @@map("s3_pull")\n}\n\n// The tables that the application reads and writes row by row. The migrations are the truth; a test compares both.\n// The firehose (event, event_*, evidence_chunk, activity_*) belongs to hand-written SQL and is not modelled.\n\ngenerator client {\n  provider            = "prisma-client"\n  output              = "../../lib/db/generated"\n  runtime             = "nodejs"\n  moduleFormat        = "esm"\n  importFileExtension = ""\n}\n\ndatasource db {\n  provider = "postgresql"\n}\n',
  runtimeDataModel: {
    models: {},
    enums: {},
    types: {},
  },
  parameterizationSchema: {
    strings: [],
    graph: "",
  },
};
config.runtimeDataModel = JSON.parse(
  '{"models":{"AppUser":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"username","kind":"scalar","type":"String"},{"name":"name","kind":"scalar","type":"String"},{"name":"role","kind":"scalar","type":"String"},{"name":"passwordHash","kind":"scalar","type":"String","dbName":"password_hash"},{"name":"mustChange","kind":"scalar","type":"Boolean","dbName":"must_change"},{"name":"sessionVersion","kind":"scalar","type":"Int","dbName":"session_version"},{"name":"disabledAt","kind":"scalar","type":"DateTime","dbName":"disabled_at"},{"name":"failedAttempts","kind":"scalar","type":"Int","dbName":"failed_attempts"},{"name":"lockedUntil","kind":"scalar","type":"DateTime","dbName":"locked_until"},{"name":"lastSignInAt","kind":"scalar","type":"DateTime","dbName":"last_sign_in_at"},{"name":"createdAt","kind":"scalar","type":"DateTime","dbName":"created_at"},{"name":"issuer","kind":"scalar","type":"String"},{"name":"subject","kind":"scalar","type":"String"},{"name":"email","kind":"scalar","type":"String"},{"name":"accessLostAt","kind":"scalar","type":"DateTime","dbName":"access_lost_at"},{"name":"tokens","kind":"object","type":"ApiToken","relationName":"ApiTokenToAppUser"}],"dbName":"app_user","schema":null},"ApiToken":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"userId","kind":"scalar","type":"String","dbName":"user_id"},{"name":"user","kind":"object","type":"AppUser","relationName":"ApiTokenToAppUser"},{"name":"name","kind":"scalar","type":"String"},{"name":"hash","kind":"scalar","type":"Bytes"},{"name":"hint","kind":"scalar","type":"String"},{"name":"role","kind":"scalar","type":"String"},{"name":"scopes","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime","dbName":"created_at"},{"name":"expiresAt","kind":"scalar","type":"DateTime","dbName":"expires_at"},{"name":"lastUsedAt","kind":"scalar","type":"DateTime","dbName":"last_used_at"},{"name":"lastUsedAddress","kind":"scalar","type":"String","dbName":"last_used_address"},{"name":"revokedAt","kind":"scalar","type":"DateTime","dbName":"revoked_at"},{"name":"revokedBy","kind":"scalar","type":"String","dbName":"revoked_by"}],"dbName":"api_token","schema":null},"AuditLog":{"fields":[{"name":"id","kind":"scalar","type":"BigInt"},{"name":"at","kind":"scalar","type":"DateTime"},{"name":"actorKind","kind":"scalar","type":"String","dbName":"actor_kind"},{"name":"actorId","kind":"scalar","type":"String","dbName":"actor_id"},{"name":"actorName","kind":"scalar","type":"String","dbName":"actor_name"},{"name":"action","kind":"scalar","type":"String"},{"name":"target","kind":"scalar","type":"String"},{"name":"detail","kind":"scalar","type":"Json"},{"name":"address","kind":"scalar","type":"String"},{"name":"tokenId","kind":"scalar","type":"String","dbName":"token_id"}],"dbName":"audit_log","schema":null},"Setting":{"fields":[{"name":"key","kind":"scalar","type":"String"},{"name":"value","kind":"scalar","type":"Json"}],"dbName":"setting","schema":null},"IngestRun":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"kind","kind":"scalar","type":"String"},{"name":"state","kind":"scalar","type":"String"},{"name":"source","kind":"scalar","type":"String"},{"name":"actorName","kind":"scalar","type":"String","dbName":"actor_name"},{"name":"startedAt","kind":"scalar","type":"DateTime","dbName":"started_at"},{"name":"finishedAt","kind":"scalar","type":"DateTime","dbName":"finished_at"},{"name":"filesTotal","kind":"scalar","type":"Int","dbName":"files_total"},{"name":"bytesTotal","kind":"scalar","type":"BigInt","dbName":"bytes_total"},{"name":"files","kind":"scalar","type":"Int"},{"name":"filesNew","kind":"scalar","type":"Int","dbName":"files_new"},{"name":"skipped","kind":"scalar","type":"Int"},{"name":"records","kind":"scalar","type":"BigInt"},{"name":"stored","kind":"scalar","type":"BigInt"},{"name":"duplicates","kind":"scalar","type":"BigInt"},{"name":"quarantined","kind":"scalar","type":"BigInt"},{"name":"bytes","kind":"scalar","type":"BigInt"},{"name":"error","kind":"scalar","type":"String"},{"name":"heartbeatAt","kind":"scalar","type":"DateTime","dbName":"heartbeat_at"},{"name":"uploadFiles","kind":"object","type":"UploadFile","relationName":"IngestRunToUploadFile"},{"name":"s3Pull","kind":"object","type":"S3Pull","relationName":"IngestRunToS3Pull"}],"dbName":"ingest_run","schema":null},"UploadFile":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"runId","kind":"scalar","type":"String","dbName":"run_id"},{"name":"run","kind":"object","type":"IngestRun","relationName":"IngestRunToUploadFile"},{"name":"name","kind":"scalar","type":"String"},{"name":"announcedBytes","kind":"scalar","type":"BigInt","dbName":"announced_bytes"},{"name":"receivedBytes","kind":"scalar","type":"BigInt","dbName":"received_bytes"},{"name":"sha256","kind":"scalar","type":"String"},{"name":"state","kind":"scalar","type":"String"},{"name":"reason","kind":"scalar","type":"String"},{"name":"records","kind":"scalar","type":"Int"},{"name":"stored","kind":"scalar","type":"Int"},{"name":"duplicates","kind":"scalar","type":"Int"},{"name":"quarantined","kind":"scalar","type":"Int"}],"dbName":"upload_file","schema":null},"IdentityOverride":{"fields":[{"name":"id","kind":"scalar","type":"BigInt"},{"name":"principalUid","kind":"scalar","type":"String","dbName":"principal_uid"},{"name":"human","kind":"scalar","type":"String"},{"name":"why","kind":"scalar","type":"String"},{"name":"actorId","kind":"scalar","type":"String","dbName":"actor_id"},{"name":"actorName","kind":"scalar","type":"String","dbName":"actor_name"},{"name":"at","kind":"scalar","type":"DateTime"}],"dbName":"identity_override","schema":null},"Account":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"account","kind":"scalar","type":"String"},{"name":"name","kind":"scalar","type":"String"}],"dbName":"account","schema":null},"Region":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"region","kind":"scalar","type":"String"}],"dbName":"region","schema":null},"ErrorCode":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"code","kind":"scalar","type":"String"}],"dbName":"error_code","schema":null},"Address":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"address","kind":"scalar","type":"String"}],"dbName":"address","schema":null},"Service":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"service","kind":"scalar","type":"String"}],"dbName":"service","schema":null},"Action":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"source","kind":"scalar","type":"String"},{"name":"name","kind":"scalar","type":"String"},{"name":"category","kind":"scalar","type":"Int"}],"dbName":"action","schema":null},"UserAgent":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"uid","kind":"scalar","type":"String"},{"name":"userAgent","kind":"scalar","type":"String","dbName":"user_agent"}],"dbName":"user_agent","schema":null},"Principal":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"uid","kind":"scalar","type":"String"},{"name":"kind","kind":"scalar","type":"String"},{"name":"key","kind":"scalar","type":"String"},{"name":"account","kind":"scalar","type":"String"},{"name":"arn","kind":"scalar","type":"String"},{"name":"uniqueId","kind":"scalar","type":"String","dbName":"unique_id"},{"name":"name","kind":"scalar","type":"String"},{"name":"identity","kind":"object","type":"PrincipalIdentity","relationName":"PrincipalToPrincipalIdentity"}],"dbName":"principal","schema":null},"Identity":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"key","kind":"scalar","type":"String"},{"name":"kind","kind":"scalar","type":"String"},{"name":"name","kind":"scalar","type":"String"},{"name":"account","kind":"scalar","type":"String"},{"name":"arn","kind":"scalar","type":"String"},{"name":"uniqueId","kind":"scalar","type":"String","dbName":"unique_id"},{"name":"human","kind":"scalar","type":"String"},{"name":"reason","kind":"scalar","type":"String"}],"dbName":"identity","schema":null},"PrincipalIdentity":{"fields":[{"name":"principalId","kind":"scalar","type":"Int","dbName":"principal_id"},{"name":"principal","kind":"object","type":"Principal","relationName":"PrincipalToPrincipalIdentity"},{"name":"identityId","kind":"scalar","type":"String","dbName":"identity_id"}],"dbName":"principal_identity","schema":null},"Credential":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"uid","kind":"scalar","type":"String"},{"name":"kind","kind":"scalar","type":"String"},{"name":"key","kind":"scalar","type":"String"},{"name":"principalId","kind":"scalar","type":"Int","dbName":"principal_id"},{"name":"createdAt","kind":"scalar","type":"DateTime","dbName":"created_at"},{"name":"sessionName","kind":"scalar","type":"String","dbName":"session_name"},{"name":"sourceIdentity","kind":"scalar","type":"String","dbName":"source_identity"},{"name":"scope","kind":"scalar","type":"String"},{"name":"signInSession","kind":"scalar","type":"String","dbName":"sign_in_session"},{"name":"delivery","kind":"scalar","type":"String"},{"name":"provider","kind":"scalar","type":"String"},{"name":"behalfOf","kind":"scalar","type":"String","dbName":"behalf_of"},{"name":"fromConsole","kind":"scalar","type":"Boolean","dbName":"from_console"},{"name":"forwarded","kind":"scalar","type":"Boolean"},{"name":"agent","kind":"scalar","type":"String"}],"dbName":"credential","schema":null},"Resource":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"uid","kind":"scalar","type":"String"},{"name":"type","kind":"scalar","type":"String"},{"name":"key","kind":"scalar","type":"String"},{"name":"account","kind":"scalar","type":"String"},{"name":"parentId","kind":"scalar","type":"Int","dbName":"parent_id"}],"dbName":"resource","schema":null},"Source":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"name","kind":"scalar","type":"String"},{"name":"trust","kind":"scalar","type":"Int"},{"name":"createdAt","kind":"scalar","type":"DateTime","dbName":"created_at"},{"name":"logFiles","kind":"object","type":"LogFile","relationName":"LogFileToSource"},{"name":"locations","kind":"object","type":"LogFileLocation","relationName":"LogFileLocationToSource"},{"name":"digests","kind":"object","type":"DigestFile","relationName":"DigestFileToSource"}],"dbName":"source","schema":null},"LogFile":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"sha256","kind":"scalar","type":"Bytes"},{"name":"sourceId","kind":"scalar","type":"Int","dbName":"source_id"},{"name":"source","kind":"object","type":"Source","relationName":"LogFileToSource"},{"name":"trust","kind":"scalar","type":"Int"},{"name":"format","kind":"scalar","type":"String"},{"name":"compressed","kind":"scalar","type":"Boolean"},{"name":"deliveredBytes","kind":"scalar","type":"BigInt","dbName":"delivered_bytes"},{"name":"textBytes","kind":"scalar","type":"BigInt","dbName":"text_bytes"},{"name":"publishTime","kind":"scalar","type":"DateTime","dbName":"publish_time"},{"name":"receivedAt","kind":"scalar","type":"DateTime","dbName":"received_at"},{"name":"normaliserVersion","kind":"scalar","type":"Int","dbName":"normaliser_version"},{"name":"complete","kind":"scalar","type":"Boolean"},{"name":"damage","kind":"scalar","type":"String"},{"name":"records","kind":"scalar","type":"Int"},{"name":"stored","kind":"scalar","type":"Int"},{"name":"duplicates","kind":"scalar","type":"Int"},{"name":"quarantined","kind":"scalar","type":"Int"},{"name":"locations","kind":"object","type":"LogFileLocation","relationName":"LogFileToLogFileLocation"},{"name":"quarantine","kind":"object","type":"Quarantine","relationName":"LogFileToQuarantine"},{"name":"segments","kind":"object","type":"EvidenceSegment","relationName":"EvidenceSegmentToLogFile"}],"dbName":"log_file","schema":null},"LogFileLocation":{"fields":[{"name":"logFileId","kind":"scalar","type":"Int","dbName":"log_file_id"},{"name":"logFile","kind":"object","type":"LogFile","relationName":"LogFileToLogFileLocation"},{"name":"sourceId","kind":"scalar","type":"Int","dbName":"source_id"},{"name":"source","kind":"object","type":"Source","relationName":"LogFileLocationToSource"},{"name":"path","kind":"scalar","type":"String"},{"name":"seenAt","kind":"scalar","type":"DateTime","dbName":"seen_at"}],"dbName":"log_file_location","schema":null},"EvidenceSegment":{"fields":[{"name":"logFileId","kind":"scalar","type":"Int","dbName":"log_file_id"},{"name":"logFile","kind":"object","type":"LogFile","relationName":"EvidenceSegmentToLogFile"},{"name":"n","kind":"scalar","type":"Int"},{"name":"firstRecord","kind":"scalar","type":"Int","dbName":"first_record"},{"name":"records","kind":"scalar","type":"Int"},{"name":"textBytes","kind":"scalar","type":"BigInt","dbName":"text_bytes"}],"dbName":"evidence_segment","schema":null},"DigestFile":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"sha256","kind":"scalar","type":"Bytes"},{"name":"sourceId","kind":"scalar","type":"Int","dbName":"source_id"},{"name":"source","kind":"object","type":"Source","relationName":"DigestFileToSource"},{"name":"path","kind":"scalar","type":"String"},{"name":"bytes","kind":"scalar","type":"Bytes"},{"name":"receivedAt","kind":"scalar","type":"DateTime","dbName":"received_at"}],"dbName":"digest_file","schema":null},"Quarantine":{"fields":[{"name":"logFileId","kind":"scalar","type":"Int","dbName":"log_file_id"},{"name":"logFile","kind":"object","type":"LogFile","relationName":"LogFileToQuarantine"},{"name":"recordIndex","kind":"scalar","type":"Int","dbName":"record_index"},{"name":"reason","kind":"scalar","type":"String"},{"name":"detail","kind":"scalar","type":"String"}],"dbName":"quarantine","schema":null},"SkippedInput":{"fields":[{"name":"id","kind":"scalar","type":"BigInt"},{"name":"runId","kind":"scalar","type":"String","dbName":"run_id"},{"name":"path","kind":"scalar","type":"String"},{"name":"reason","kind":"scalar","type":"String"},{"name":"skippedAt","kind":"scalar","type":"DateTime","dbName":"skipped_at"}],"dbName":"skipped_input","schema":null},"S3Pull":{"fields":[{"name":"runId","kind":"scalar","type":"String","dbName":"run_id"},{"name":"run","kind":"object","type":"IngestRun","relationName":"IngestRunToS3Pull"},{"name":"bucket","kind":"scalar","type":"String"},{"name":"prefix","kind":"scalar","type":"String"},{"name":"accounts","kind":"scalar","type":"String"},{"name":"regions","kind":"scalar","type":"String"},{"name":"fromAt","kind":"scalar","type":"DateTime","dbName":"from_at"},{"name":"toAt","kind":"scalar","type":"DateTime","dbName":"to_at"},{"name":"profile","kind":"scalar","type":"String"},{"name":"roleArn","kind":"scalar","type":"String","dbName":"role_arn"},{"name":"externalId","kind":"scalar","type":"String","dbName":"external_id"},{"name":"endpoint","kind":"scalar","type":"String"},{"name":"foundFiles","kind":"scalar","type":"Int","dbName":"found_files"},{"name":"foundBytes","kind":"scalar","type":"BigInt","dbName":"found_bytes"},{"name":"hereFiles","kind":"scalar","type":"Int","dbName":"here_files"},{"name":"firstDay","kind":"scalar","type":"String","dbName":"first_day"},{"name":"lastDay","kind":"scalar","type":"String","dbName":"last_day"}],"dbName":"s3_pull","schema":null}},"enums":{},"types":{}}',
);
config.parameterizationSchema = {
  strings: JSON.parse(
    '["where","orderBy","cursor","user","tokens","_count","AppUser.findUnique","AppUser.findUniqueOrThrow","AppUser.findFirst","AppUser.findFirstOrThrow","AppUser.findMany","data","AppUser.createOne","AppUser.createMany","AppUser.createManyAndReturn","AppUser.updateOne","AppUser.updateMany","AppUser.updateManyAndReturn","create","update","AppUser.upsertOne","AppUser.deleteOne","AppUser.deleteMany","having","_avg","_sum","_min","_max","AppUser.groupBy","AppUser.aggregate","ApiToken.findUnique","ApiToken.findUniqueOrThrow","ApiToken.findFirst","ApiToken.findFirstOrThrow","ApiToken.findMany","ApiToken.createOne","ApiToken.createMany","ApiToken.createManyAndReturn","ApiToken.updateOne","ApiToken.updateMany","ApiToken.updateManyAndReturn","ApiToken.upsertOne","ApiToken.deleteOne","ApiToken.deleteMany","ApiToken.groupBy","ApiToken.aggregate","AuditLog.findUnique","AuditLog.findUniqueOrThrow","AuditLog.findFirst","AuditLog.findFirstOrThrow","AuditLog.findMany","AuditLog.createOne","AuditLog.createMany","AuditLog.createManyAndReturn","AuditLog.updateOne","AuditLog.updateMany","AuditLog.updateManyAndReturn","AuditLog.upsertOne","AuditLog.deleteOne","AuditLog.deleteMany","AuditLog.groupBy","AuditLog.aggregate","Setting.findUnique","Setting.findUniqueOrThrow","Setting.findFirst","Setting.findFirstOrThrow","Setting.findMany","Setting.createOne","Setting.createMany","Setting.createManyAndReturn","Setting.updateOne","Setting.updateMany","Setting.updateManyAndReturn","Setting.upsertOne","Setting.deleteOne","Setting.deleteMany","Setting.groupBy","Setting.aggregate","run","uploadFiles","s3Pull","IngestRun.findUnique","IngestRun.findUniqueOrThrow","IngestRun.findFirst","IngestRun.findFirstOrThrow","IngestRun.findMany","IngestRun.createOne","IngestRun.createMany","IngestRun.createManyAndReturn","IngestRun.updateOne","IngestRun.updateMany","IngestRun.updateManyAndReturn","IngestRun.upsertOne","IngestRun.deleteOne","IngestRun.deleteMany","IngestRun.groupBy","IngestRun.aggregate","UploadFile.findUnique","UploadFile.findUniqueOrThrow","UploadFile.findFirst","UploadFile.findFirstOrThrow","UploadFile.findMany","UploadFile.createOne","UploadFile.createMany","UploadFile.createManyAndReturn","UploadFile.updateOne","UploadFile.updateMany","UploadFile.updateManyAndReturn","UploadFile.upsertOne","UploadFile.deleteOne","UploadFile.deleteMany","UploadFile.groupBy","UploadFile.aggregate","IdentityOverride.findUnique","IdentityOverride.findUniqueOrThrow","IdentityOverride.findFirst","IdentityOverride.findFirstOrThrow","IdentityOverride.findMany","IdentityOverride.createOne","IdentityOverride.createMany","IdentityOverride.createManyAndReturn","IdentityOverride.updateOne","IdentityOverride.updateMany","IdentityOverride.updateManyAndReturn","IdentityOverride.upsertOne","IdentityOverride.deleteOne","IdentityOverride.deleteMany","IdentityOverride.groupBy","IdentityOverride.aggregate","Account.findUnique","Account.findUniqueOrThrow","Account.findFirst","Account.findFirstOrThrow","Account.findMany","Account.createOne","Account.createMany","Account.createManyAndReturn","Account.updateOne","Account.updateMany","Account.updateManyAndReturn","Account.upsertOne","Account.deleteOne","Account.deleteMany","Account.groupBy","Account.aggregate","Region.findUnique","Region.findUniqueOrThrow","Region.findFirst","Region.findFirstOrThrow","Region.findMany","Region.createOne","Region.createMany","Region.createManyAndReturn","Region.updateOne","Region.updateMany","Region.updateManyAndReturn","Region.upsertOne","Region.deleteOne","Region.deleteMany","Region.groupBy","Region.aggregate","ErrorCode.findUnique","ErrorCode.findUniqueOrThrow","ErrorCode.findFirst","ErrorCode.findFirstOrThrow","ErrorCode.findMany","ErrorCode.createOne","ErrorCode.createMany","ErrorCode.createManyAndReturn","ErrorCode.updateOne","ErrorCode.updateMany","ErrorCode.updateManyAndReturn","ErrorCode.upsertOne","ErrorCode.deleteOne","ErrorCode.deleteMany","ErrorCode.groupBy","ErrorCode.aggregate","Address.findUnique","Address.findUniqueOrThrow","Address.findFirst","Address.findFirstOrThrow","Address.findMany","Address.createOne","Address.createMany","Address.createManyAndReturn","Address.updateOne","Address.updateMany","Address.updateManyAndReturn","Address.upsertOne","Address.deleteOne","Address.deleteMany","Address.groupBy","Address.aggregate","Service.findUnique","Service.findUniqueOrThrow","Service.findFirst","Service.findFirstOrThrow","Service.findMany","Service.createOne","Service.createMany","Service.createManyAndReturn","Service.updateOne","Service.updateMany","Service.updateManyAndReturn","Service.upsertOne","Service.deleteOne","Service.deleteMany","Service.groupBy","Service.aggregate","Action.findUnique","Action.findUniqueOrThrow","Action.findFirst","Action.findFirstOrThrow","Action.findMany","Action.createOne","Action.createMany","Action.createManyAndReturn","Action.updateOne","Action.updateMany","Action.updateManyAndReturn","Action.upsertOne","Action.deleteOne","Action.deleteMany","Action.groupBy","Action.aggregate","UserAgent.findUnique","UserAgent.findUniqueOrThrow","UserAgent.findFirst","UserAgent.findFirstOrThrow","UserAgent.findMany","UserAgent.createOne","UserAgent.createMany","UserAgent.createManyAndReturn","UserAgent.updateOne","UserAgent.updateMany","UserAgent.updateManyAndReturn","UserAgent.upsertOne","UserAgent.deleteOne","UserAgent.deleteMany","UserAgent.groupBy","UserAgent.aggregate","principal","identity","Principal.findUnique","Principal.findUniqueOrThrow","Principal.findFirst","Principal.findFirstOrThrow","Principal.findMany","Principal.createOne","Principal.createMany","Principal.createManyAndReturn","Principal.updateOne","Principal.updateMany","Principal.updateManyAndReturn","Principal.upsertOne","Principal.deleteOne","Principal.deleteMany","Principal.groupBy","Principal.aggregate","Identity.findUnique","Identity.findUniqueOrThrow","Identity.findFirst","Identity.findFirstOrThrow","Identity.findMany","Identity.createOne","Identity.createMany","Identity.createManyAndReturn","Identity.updateOne","Identity.updateMany","Identity.updateManyAndReturn","Identity.upsertOne","Identity.deleteOne","Identity.deleteMany","Identity.groupBy","Identity.aggregate","PrincipalIdentity.findUnique","PrincipalIdentity.findUniqueOrThrow","PrincipalIdentity.findFirst","PrincipalIdentity.findFirstOrThrow","PrincipalIdentity.findMany","PrincipalIdentity.createOne","PrincipalIdentity.createMany","PrincipalIdentity.createManyAndReturn","PrincipalIdentity.updateOne","PrincipalIdentity.updateMany","PrincipalIdentity.updateManyAndReturn","PrincipalIdentity.upsertOne","PrincipalIdentity.deleteOne","PrincipalIdentity.deleteMany","PrincipalIdentity.groupBy","PrincipalIdentity.aggregate","Credential.findUnique","Credential.findUniqueOrThrow","Credential.findFirst","Credential.findFirstOrThrow","Credential.findMany","Credential.createOne","Credential.createMany","Credential.createManyAndReturn","Credential.updateOne","Credential.updateMany","Credential.updateManyAndReturn","Credential.upsertOne","Credential.deleteOne","Credential.deleteMany","Credential.groupBy","Credential.aggregate","Resource.findUnique","Resource.findUniqueOrThrow","Resource.findFirst","Resource.findFirstOrThrow","Resource.findMany","Resource.createOne","Resource.createMany","Resource.createManyAndReturn","Resource.updateOne","Resource.updateMany","Resource.updateManyAndReturn","Resource.upsertOne","Resource.deleteOne","Resource.deleteMany","Resource.groupBy","Resource.aggregate","source","logFile","locations","quarantine","segments","logFiles","digests","Source.findUnique","Source.findUniqueOrThrow","Source.findFirst","Source.findFirstOrThrow","Source.findMany","Source.createOne","Source.createMany","Source.createManyAndReturn","Source.updateOne","Source.updateMany","Source.updateManyAndReturn","Source.upsertOne","Source.deleteOne","Source.deleteMany","Source.groupBy","Source.aggregate","LogFile.findUnique","LogFile.findUniqueOrThrow","LogFile.findFirst","LogFile.findFirstOrThrow","LogFile.findMany","LogFile.createOne","LogFile.createMany","LogFile.createManyAndReturn","LogFile.updateOne","LogFile.updateMany","LogFile.updateManyAndReturn","LogFile.upsertOne","LogFile.deleteOne","LogFile.deleteMany","LogFile.groupBy","LogFile.aggregate","LogFileLocation.findUnique","LogFileLocation.findUniqueOrThrow","LogFileLocation.findFirst","LogFileLocation.findFirstOrThrow","LogFileLocation.findMany","LogFileLocation.createOne","LogFileLocation.createMany","LogFileLocation.createManyAndReturn","LogFileLocation.updateOne","LogFileLocation.updateMany","LogFileLocation.updateManyAndReturn","LogFileLocation.upsertOne","LogFileLocation.deleteOne","LogFileLocation.deleteMany","LogFileLocation.groupBy","LogFileLocation.aggregate","EvidenceSegment.findUnique","EvidenceSegment.findUniqueOrThrow","EvidenceSegment.findFirst","EvidenceSegment.findFirstOrThrow","EvidenceSegment.findMany","EvidenceSegment.createOne","EvidenceSegment.createMany","EvidenceSegment.createManyAndReturn","EvidenceSegment.updateOne","EvidenceSegment.updateMany","EvidenceSegment.updateManyAndReturn","EvidenceSegment.upsertOne","EvidenceSegment.deleteOne","EvidenceSegment.deleteMany","EvidenceSegment.groupBy","EvidenceSegment.aggregate","DigestFile.findUnique","DigestFile.findUniqueOrThrow","DigestFile.findFirst","DigestFile.findFirstOrThrow","DigestFile.findMany","DigestFile.createOne","DigestFile.createMany","DigestFile.createManyAndReturn","DigestFile.updateOne","DigestFile.updateMany","DigestFile.updateManyAndReturn","DigestFile.upsertOne","DigestFile.deleteOne","DigestFile.deleteMany","DigestFile.groupBy","DigestFile.aggregate","Quarantine.findUnique","Quarantine.findUniqueOrThrow","Quarantine.findFirst","Quarantine.findFirstOrThrow","Quarantine.findMany","Quarantine.createOne","Quarantine.createMany","Quarantine.createManyAndReturn","Quarantine.updateOne","Quarantine.updateMany","Quarantine.updateManyAndReturn","Quarantine.upsertOne","Quarantine.deleteOne","Quarantine.deleteMany","Quarantine.groupBy","Quarantine.aggregate","SkippedInput.findUnique","SkippedInput.findUniqueOrThrow","SkippedInput.findFirst","SkippedInput.findFirstOrThrow","SkippedInput.findMany","SkippedInput.createOne","SkippedInput.createMany","SkippedInput.createManyAndReturn","SkippedInput.updateOne","SkippedInput.updateMany","SkippedInput.updateManyAndReturn","SkippedInput.upsertOne","SkippedInput.deleteOne","SkippedInput.deleteMany","SkippedInput.groupBy","SkippedInput.aggregate","S3Pull.findUnique","S3Pull.findUniqueOrThrow","S3Pull.findFirst","S3Pull.findFirstOrThrow","S3Pull.findMany","S3Pull.createOne","S3Pull.createMany","S3Pull.createManyAndReturn","S3Pull.updateOne","S3Pull.updateMany","S3Pull.updateManyAndReturn","S3Pull.upsertOne","S3Pull.deleteOne","S3Pull.deleteMany","S3Pull.groupBy","S3Pull.aggregate","AND","OR","NOT","runId","bucket","prefix","accounts","regions","fromAt","toAt","profile","roleArn","externalId","endpoint","foundFiles","foundBytes","hereFiles","firstDay","lastDay","equals","in","notIn","lt","lte","gt","gte","not","contains","startsWith","endsWith","has","hasEvery","hasSome","id","path","reason","skippedAt","logFileId","recordIndex","detail","sha256","sourceId","bytes","receivedAt","n","firstRecord","records","textBytes","seenAt","trust","format","compressed","deliveredBytes","publishTime","normaliserVersion","complete","damage","stored","duplicates","quarantined","name","createdAt","every","some","none","sha256_sourceId_path","logFileId_n","logFileId_recordIndex","logFileId_sourceId_path","uid","type","key","account","parentId","kind","principalId","sessionName","sourceIdentity","scope","signInSession","delivery","provider","behalfOf","fromConsole","forwarded","agent","identityId","arn","uniqueId","human","userAgent","category","name_source_category","service","address","code","region","principalUid","why","actorId","actorName","at","announcedBytes","receivedBytes","state","startedAt","finishedAt","filesTotal","bytesTotal","files","filesNew","skipped","error","heartbeatAt","value","string_contains","string_starts_with","string_ends_with","array_starts_with","array_ends_with","array_contains","actorKind","action","target","tokenId","userId","hash","hint","role","scopes","expiresAt","lastUsedAt","lastUsedAddress","revokedAt","revokedBy","username","passwordHash","mustChange","sessionVersion","disabledAt","failedAttempts","lockedUntil","lastSignInAt","issuer","subject","email","accessLostAt","issuer_subject","is","isNot","connectOrCreate","upsert","createMany","set","disconnect","delete","connect","updateMany","deleteMany","push","increment","decrement","multiply","divide"]',
  ),
  graph:
    "ngmNArADFQQAALIGACDKAwAAsQYAMMsDAAAJABDMAwAAsQYAMOsDAQAAAAGGBAEAzAUAIYcEQADdBQAhygQBAMwFACHRBAEAAAAB0gQBAM4FACHTBCAA_gUAIdQEAgDuBQAh1QRAAM0FACHWBAIA7gUAIdcEQADNBQAh2ARAAM0FACHZBAEAzgUAIdoEAQDOBQAh2wQBAM4FACHcBEAAzQUAId0EAAC1BgAgAQAAAAEAIBEDAAC0BgAgygMAALMGADDLAwAAAwAQzAMAALMGADDrAwEA3AUAIYYEAQDMBQAhhwRAAN0FACHHBAEA3AUAIcgEAAH0BQAhyQQBAMwFACHKBAEAzAUAIcsEAAC5BQAgzARAAN0FACHNBEAAzQUAIc4EAQDOBQAhzwRAAM0FACHQBAEAzgUAIQUDAADkCAAgzQQAALYGACDOBAAAtgYAIM8EAAC2BgAg0AQAALYGACARAwAAtAYAIMoDAACzBgAwywMAAAMAEMwDAACzBgAw6wMBAAAAAYYEAQDMBQAhhwRAAN0FACHHBAEA3AUAIcgEAAEAAAHJBAEAzAUAIcoEAQDMBQAhywQAALkFACDMBEAA3QUAIc0EQADNBQAhzgQBAM4FACHPBEAAzQUAIdAEAQDOBQAhAwAAAAMAIAEAAAQAMAIAAAUAIAEAAAADACABAAAAAQAgFAQAALIGACDKAwAAsQYAMMsDAAAJABDMAwAAsQYAMOsDAQDcBQAhhgQBAMwFACGHBEAA3QUAIcoEAQDMBQAh0QQBAMwFACHSBAEAzgUAIdMEIAD-BQAh1AQCAO4FACHVBEAAzQUAIdYEAgDuBQAh1wRAAM0FACHYBEAAzQUAIdkEAQDOBQAh2gQBAM4FACHbBAEAzgUAIdwEQADNBQAhCQQAAOMIACDSBAAAtgYAINUEAAC2BgAg1wQAALYGACDYBAAAtgYAINkEAAC2BgAg2gQAALYGACDbBAAAtgYAINwEAAC2BgAgAwAAAAkAIAEAAAoAMAIAAAEAIAMAAAAJACABAAAKADACAAABACADAAAACQAgAQAACgAwAgAAAQAgEQQAAOIIACDrAwEAAAABhgQBAAAAAYcEQAAAAAHKBAEAAAAB0QQBAAAAAdIEAQAAAAHTBCAAAAAB1AQCAAAAAdUEQAAAAAHWBAIAAAAB1wRAAAAAAdgEQAAAAAHZBAEAAAAB2gQBAAAAAdsEAQAAAAHcBEAAAAABAQsAAA4AIBDrAwEAAAABhgQBAAAAAYcEQAAAAAHKBAEAAAAB0QQBAAAAAdIEAQAAAAHTBCAAAAAB1AQCAAAAAdUEQAAAAAHWBAIAAAAB1wRAAAAAAdgEQAAAAAHZBAEAAAAB2gQBAAAAAdsEAQAAAAHcBEAAAAABAQsAABAAMAELAAAQADARBAAA1QgAIOsDAQC8BgAhhgQBALwGACGHBEAAzgYAIcoEAQC8BgAh0QQBALwGACHSBAEAwAYAIdMEIAD0BgAh1AQCANQGACHVBEAAvwYAIdYEAgDUBgAh1wRAAL8GACHYBEAAvwYAIdkEAQDABgAh2gQBAMAGACHbBAEAwAYAIdwEQAC_BgAhAgAAAAEAIAsAABMAIBDrAwEAvAYAIYYEAQC8BgAhhwRAAM4GACHKBAEAvAYAIdEEAQC8BgAh0gQBAMAGACHTBCAA9AYAIdQEAgDUBgAh1QRAAL8GACHWBAIA1AYAIdcEQAC_BgAh2ARAAL8GACHZBAEAwAYAIdoEAQDABgAh2wQBAMAGACHcBEAAvwYAIQIAAAAJACALAAAVACACAAAACQAgCwAAFQAgAwAAAAEAIBIAAA4AIBMAABMAIAEAAAABACABAAAACQAgDQUAANAIACAYAADRCAAgGQAA1AgAIBoAANMIACAbAADSCAAg0gQAALYGACDVBAAAtgYAINcEAAC2BgAg2AQAALYGACDZBAAAtgYAINoEAAC2BgAg2wQAALYGACDcBAAAtgYAIBPKAwAAsAYAMMsDAAAcABDMAwAAsAYAMOsDAQC3BQAhhgQBALgFACGHBEAA1AUAIcoEAQC4BQAh0QQBALgFACHSBAEAuwUAIdMEIADpBQAh1AQCAOAFACHVBEAAugUAIdYEAgDgBQAh1wRAALoFACHYBEAAugUAIdkEAQC7BQAh2gQBALsFACHbBAEAuwUAIdwEQAC6BQAhAwAAAAkAIAEAABsAMBcAABwAIAMAAAAJACABAAAKADACAAABACABAAAABQAgAQAAAAUAIAMAAAADACABAAAEADACAAAFACADAAAAAwAgAQAABAAwAgAABQAgAwAAAAMAIAEAAAQAMAIAAAUAIA4DAADPCAAg6wMBAAAAAYYEAQAAAAGHBEAAAAABxwQBAAAAAcgEAAEAAAHJBAEAAAABygQBAAAAAcsEAADOCAAgzARAAAAAAc0EQAAAAAHOBAEAAAABzwRAAAAAAdAEAQAAAAEBCwAAJAAgDesDAQAAAAGGBAEAAAABhwRAAAAAAccEAQAAAAHIBAABAAAByQQBAAAAAcoEAQAAAAHLBAAAzggAIMwEQAAAAAHNBEAAAAABzgQBAAAAAc8EQAAAAAHQBAEAAAABAQsAACYAMAELAAAmADAOAwAAzQgAIOsDAQC8BgAhhgQBALwGACGHBEAAzgYAIccEAQC8BgAhyAQAAdwGACHJBAEAvAYAIcoEAQC8BgAhywQAAMwIACDMBEAAzgYAIc0EQAC_BgAhzgQBAMAGACHPBEAAvwYAIdAEAQDABgAhAgAAAAUAIAsAACkAIA3rAwEAvAYAIYYEAQC8BgAhhwRAAM4GACHHBAEAvAYAIcgEAAHcBgAhyQQBALwGACHKBAEAvAYAIcsEAADMCAAgzARAAM4GACHNBEAAvwYAIc4EAQDABgAhzwRAAL8GACHQBAEAwAYAIQIAAAADACALAAArACACAAAAAwAgCwAAKwAgAwAAAAUAIBIAACQAIBMAACkAIAEAAAAFACABAAAAAwAgBwUAAMkIACAaAADLCAAgGwAAyggAIM0EAAC2BgAgzgQAALYGACDPBAAAtgYAINAEAAC2BgAgEMoDAACvBgAwywMAADIAEMwDAACvBgAw6wMBALcFACGGBAEAuAUAIYcEQADUBQAhxwQBALcFACHIBAAB4wUAIckEAQC4BQAhygQBALgFACHLBAAAuQUAIMwEQADUBQAhzQRAALoFACHOBAEAuwUAIc8EQAC6BQAh0AQBALsFACEDAAAAAwAgAQAAMQAwFwAAMgAgAwAAAAMAIAEAAAQAMAIAAAUAIA3KAwAArgYAMMsDAAA4ABDMAwAArgYAMOsDBAAAAAHxAwAArAYAIKgEAQDOBQAhrQQBAKAGACGuBAEAzAUAIa8EQADdBQAhwwQBAMwFACHEBAEAzAUAIcUEAQDOBQAhxgQBAKAGACEBAAAANQAgAQAAADUAIA3KAwAArgYAMMsDAAA4ABDMAwAArgYAMOsDBADbBQAh8QMAAKwGACCoBAEAzgUAIa0EAQCgBgAhrgQBAMwFACGvBEAA3QUAIcMEAQDMBQAhxAQBAMwFACHFBAEAzgUAIcYEAQCgBgAhBKgEAAC2BgAgrQQAALYGACDFBAAAtgYAIMYEAAC2BgAgAwAAADgAIAEAADkAMAIAADUAIAMAAAA4ACABAAA5ADACAAA1ACADAAAAOAAgAQAAOQAwAgAANQAgCusDBAAAAAHxA4AAAAABqAQBAAAAAa0EAQAAAAGuBAEAAAABrwRAAAAAAcMEAQAAAAHEBAEAAAABxQQBAAAAAcYEAQAAAAEBCwAAPQAgCusDBAAAAAHxA4AAAAABqAQBAAAAAa0EAQAAAAGuBAEAAAABrwRAAAAAAcMEAQAAAAHEBAEAAAABxQQBAAAAAcYEAQAAAAEBCwAAPwAwAQsAAD8AMArrAwQAzQYAIfEDgAAAAAGoBAEAwAYAIa0EAQDABgAhrgQBALwGACGvBEAAzgYAIcMEAQC8BgAhxAQBALwGACHFBAEAwAYAIcYEAQDABgAhAgAAADUAIAsAAEIAIArrAwQAzQYAIfEDgAAAAAGoBAEAwAYAIa0EAQDABgAhrgQBALwGACGvBEAAzgYAIcMEAQC8BgAhxAQBALwGACHFBAEAwAYAIcYEAQDABgAhAgAAADgAIAsAAEQAIAIAAAA4ACALAABEACADAAAANQAgEgAAPQAgEwAAQgAgAQAAADUAIAEAAAA4ACAJBQAAxAgAIBgAAMUIACAZAADICAAgGgAAxwgAIBsAAMYIACCoBAAAtgYAIK0EAAC2BgAgxQQAALYGACDGBAAAtgYAIA3KAwAArQYAMMsDAABLABDMAwAArQYAMOsDBADTBQAh8QMAAKkGACCoBAEAuwUAIa0EAQCdBgAhrgQBALgFACGvBEAA1AUAIcMEAQC4BQAhxAQBALgFACHFBAEAuwUAIcYEAQCdBgAhAwAAADgAIAEAAEoAMBcAAEsAIAMAAAA4ACABAAA5ADACAAA1ACAFygMAAKsGADDLAwAAUQAQzAMAAKsGADCRBAEAAAABvAQAAKwGACABAAAATgAgAQAAAE4AIAXKAwAAqwYAMMsDAABRABDMAwAAqwYAMJEEAQDMBQAhvAQAAKwGACAAAwAAAFEAIAEAAFIAMAIAAE4AIAMAAABRACABAABSADACAABOACADAAAAUQAgAQAAUgAwAgAATgAgApEEAQAAAAG8BIAAAAABAQsAAFYAIAKRBAEAAAABvASAAAAAAQELAABYADABCwAAWAAwApEEAQC8BgAhvASAAAAAAQIAAABOACALAABbACACkQQBALwGACG8BIAAAAABAgAAAFEAIAsAAF0AIAIAAABRACALAABdACADAAAATgAgEgAAVgAgEwAAWwAgAQAAAE4AIAEAAABRACADBQAAwQgAIBoAAMMIACAbAADCCAAgBcoDAACoBgAwywMAAGQAEMwDAACoBgAwkQQBALgFACG8BAAAqQYAIAMAAABRACABAABjADAXAABkACADAAAAUQAgAQAAUgAwAgAATgAgGE8AAKUGACBQAACmBgAgwwIBAMwFACHKAwAApAYAMMsDAABxABDMAwAApAYAMOsDAQAAAAH0AwQA2wUAIfgDBADbBQAhgwQEANsFACGEBAQA2wUAIYUEBADbBQAhlAQBAMwFACGuBAEAzAUAIbIEAQDMBQAhswRAAN0FACG0BEAAzQUAIbUEAgDPBQAhtgQEANAFACG3BAIA7gUAIbgEAgDuBQAhuQQCAO4FACG6BAEAzgUAIbsEQADdBQAhAQAAAGcAIBBOAADRBQAgygMAAKcGADDLAwAAaQAQzAMAAKcGADDNAwEA3AUAIesDAQDcBQAh7QMBAM4FACHyAwEAzgUAIfgDAgDuBQAhgwQCAO4FACGEBAIA7gUAIYUEAgDuBQAhhgQBAMwFACGwBAQA2wUAIbEEBADbBQAhsgQBAMwFACEDTgAAxwYAIO0DAAC2BgAg8gMAALYGACAQTgAA0QUAIMoDAACnBgAwywMAAGkAEMwDAACnBgAwzQMBANwFACHrAwEAAAAB7QMBAM4FACHyAwEAzgUAIfgDAgDuBQAhgwQCAO4FACGEBAIA7gUAIYUEAgDuBQAhhgQBAMwFACGwBAQA2wUAIbEEBADbBQAhsgQBAMwFACEDAAAAaQAgAQAAagAwAgAAawAgFE4AANEFACDKAwAAywUAMMsDAABtABDMAwAAywUAMM0DAQDcBQAhzgMBAMwFACHPAwEAzAUAIdADAAC5BQAg0QMAALkFACDSA0AAzQUAIdMDQADNBQAh1AMBAM4FACHVAwEAzgUAIdYDAQDOBQAh1wMBAM4FACHYAwIAzwUAIdkDBADQBQAh2gMCAM8FACHbAwEAzgUAIdwDAQDOBQAhAQAAAG0AIAEAAABpACABAAAAZwAgGE8AAKUGACBQAACmBgAgwwIBAMwFACHKAwAApAYAMMsDAABxABDMAwAApAYAMOsDAQDcBQAh9AMEANsFACH4AwQA2wUAIYMEBADbBQAhhAQEANsFACGFBAQA2wUAIZQEAQDMBQAhrgQBAMwFACGyBAEAzAUAIbMEQADdBQAhtARAAM0FACG1BAIAzwUAIbYEBADQBQAhtwQCAO4FACG4BAIA7gUAIbkEAgDuBQAhugQBAM4FACG7BEAA3QUAIQZPAAC_CAAgUAAAwAgAILQEAAC2BgAgtQQAALYGACC2BAAAtgYAILoEAAC2BgAgAwAAAHEAIAEAAHIAMAIAAGcAIAMAAABxACABAAByADACAABnACADAAAAcQAgAQAAcgAwAgAAZwAgFU8AAL0IACBQAAC-CAAgwwIBAAAAAesDAQAAAAH0AwQAAAAB-AMEAAAAAYMEBAAAAAGEBAQAAAABhQQEAAAAAZQEAQAAAAGuBAEAAAABsgQBAAAAAbMEQAAAAAG0BEAAAAABtQQCAAAAAbYEBAAAAAG3BAIAAAABuAQCAAAAAbkEAgAAAAG6BAEAAAABuwRAAAAAAQELAAB2ACATwwIBAAAAAesDAQAAAAH0AwQAAAAB-AMEAAAAAYMEBAAAAAGEBAQAAAABhQQEAAAAAZQEAQAAAAGuBAEAAAABsgQBAAAAAbMEQAAAAAG0BEAAAAABtQQCAAAAAbYEBAAAAAG3BAIAAAABuAQCAAAAAbkEAgAAAAG6BAEAAAABuwRAAAAAAQELAAB4ADABCwAAeAAwFU8AAKoIACBQAACrCAAgwwIBALwGACHrAwEAvAYAIfQDBADNBgAh-AMEAM0GACGDBAQAzQYAIYQEBADNBgAhhQQEAM0GACGUBAEAvAYAIa4EAQC8BgAhsgQBALwGACGzBEAAzgYAIbQEQAC_BgAhtQQCAMEGACG2BAQAwgYAIbcEAgDUBgAhuAQCANQGACG5BAIA1AYAIboEAQDABgAhuwRAAM4GACECAAAAZwAgCwAAewAgE8MCAQC8BgAh6wMBALwGACH0AwQAzQYAIfgDBADNBgAhgwQEAM0GACGEBAQAzQYAIYUEBADNBgAhlAQBALwGACGuBAEAvAYAIbIEAQC8BgAhswRAAM4GACG0BEAAvwYAIbUEAgDBBgAhtgQEAMIGACG3BAIA1AYAIbgEAgDUBgAhuQQCANQGACG6BAEAwAYAIbsEQADOBgAhAgAAAHEAIAsAAH0AIAIAAABxACALAAB9ACADAAAAZwAgEgAAdgAgEwAAewAgAQAAAGcAIAEAAABxACAJBQAApQgAIBgAAKYIACAZAACpCAAgGgAAqAgAIBsAAKcIACC0BAAAtgYAILUEAAC2BgAgtgQAALYGACC6BAAAtgYAIBbDAgEAuAUAIcoDAACjBgAwywMAAIQBABDMAwAAowYAMOsDAQC3BQAh9AMEANMFACH4AwQA0wUAIYMEBADTBQAhhAQEANMFACGFBAQA0wUAIZQEAQC4BQAhrgQBALgFACGyBAEAuAUAIbMEQADUBQAhtARAALoFACG1BAIAvAUAIbYEBAC9BQAhtwQCAOAFACG4BAIA4AUAIbkEAgDgBQAhugQBALsFACG7BEAA1AUAIQMAAABxACABAACDAQAwFwAAhAEAIAMAAABxACABAAByADACAABnACABAAAAawAgAQAAAGsAIAMAAABpACABAABqADACAABrACADAAAAaQAgAQAAagAwAgAAawAgAwAAAGkAIAEAAGoAMAIAAGsAIA1OAACkCAAgzQMBAAAAAesDAQAAAAHtAwEAAAAB8gMBAAAAAfgDAgAAAAGDBAIAAAABhAQCAAAAAYUEAgAAAAGGBAEAAAABsAQEAAAAAbEEBAAAAAGyBAEAAAABAQsAAIwBACAMzQMBAAAAAesDAQAAAAHtAwEAAAAB8gMBAAAAAfgDAgAAAAGDBAIAAAABhAQCAAAAAYUEAgAAAAGGBAEAAAABsAQEAAAAAbEEBAAAAAGyBAEAAAABAQsAAI4BADABCwAAjgEAMA1OAACjCAAgzQMBALwGACHrAwEAvAYAIe0DAQDABgAh8gMBAMAGACH4AwIA1AYAIYMEAgDUBgAhhAQCANQGACGFBAIA1AYAIYYEAQC8BgAhsAQEAM0GACGxBAQAzQYAIbIEAQC8BgAhAgAAAGsAIAsAAJEBACAMzQMBALwGACHrAwEAvAYAIe0DAQDABgAh8gMBAMAGACH4AwIA1AYAIYMEAgDUBgAhhAQCANQGACGFBAIA1AYAIYYEAQC8BgAhsAQEAM0GACGxBAQAzQYAIbIEAQC8BgAhAgAAAGkAIAsAAJMBACACAAAAaQAgCwAAkwEAIAMAAABrACASAACMAQAgEwAAkQEAIAEAAABrACABAAAAaQAgBwUAAJ4IACAYAACfCAAgGQAAoggAIBoAAKEIACAbAACgCAAg7QMAALYGACDyAwAAtgYAIA_KAwAAogYAMMsDAACaAQAQzAMAAKIGADDNAwEAtwUAIesDAQC3BQAh7QMBALsFACHyAwEAuwUAIfgDAgDgBQAhgwQCAOAFACGEBAIA4AUAIYUEAgDgBQAhhgQBALgFACGwBAQA0wUAIbEEBADTBQAhsgQBALgFACEDAAAAaQAgAQAAmQEAMBcAAJoBACADAAAAaQAgAQAAagAwAgAAawAgCsoDAACfBgAwywMAAKABABDMAwAAnwYAMOsDBAAAAAGjBAEAzgUAIasEAQDcBQAhrAQBAMwFACGtBAEAoAYAIa4EAQDMBQAhrwRAAN0FACEBAAAAnQEAIAEAAACdAQAgCsoDAACfBgAwywMAAKABABDMAwAAnwYAMOsDBADbBQAhowQBAM4FACGrBAEA3AUAIawEAQDMBQAhrQQBAKAGACGuBAEAzAUAIa8EQADdBQAhAqMEAAC2BgAgrQQAALYGACADAAAAoAEAIAEAAKEBADACAACdAQAgAwAAAKABACABAAChAQAwAgAAnQEAIAMAAACgAQAgAQAAoQEAMAIAAJ0BACAH6wMEAAAAAaMEAQAAAAGrBAEAAAABrAQBAAAAAa0EAQAAAAGuBAEAAAABrwRAAAAAAQELAAClAQAgB-sDBAAAAAGjBAEAAAABqwQBAAAAAawEAQAAAAGtBAEAAAABrgQBAAAAAa8EQAAAAAEBCwAApwEAMAELAACnAQAwB-sDBADNBgAhowQBAMAGACGrBAEAvAYAIawEAQC8BgAhrQQBAMAGACGuBAEAvAYAIa8EQADOBgAhAgAAAJ0BACALAACqAQAgB-sDBADNBgAhowQBAMAGACGrBAEAvAYAIawEAQC8BgAhrQQBAMAGACGuBAEAvAYAIa8EQADOBgAhAgAAAKABACALAACsAQAgAgAAAKABACALAACsAQAgAwAAAJ0BACASAAClAQAgEwAAqgEAIAEAAACdAQAgAQAAAKABACAHBQAAmQgAIBgAAJoIACAZAACdCAAgGgAAnAgAIBsAAJsIACCjBAAAtgYAIK0EAAC2BgAgCsoDAACcBgAwywMAALMBABDMAwAAnAYAMOsDBADTBQAhowQBALsFACGrBAEAtwUAIawEAQC4BQAhrQQBAJ0GACGuBAEAuAUAIa8EQADUBQAhAwAAAKABACABAACyAQAwFwAAswEAIAMAAACgAQAgAQAAoQEAMAIAAJ0BACAGygMAAJsGADDLAwAAuQEAEMwDAACbBgAw6wMCAAAAAYYEAQDOBQAhkgQBAAAAAQEAAAC2AQAgAQAAALYBACAGygMAAJsGADDLAwAAuQEAEMwDAACbBgAw6wMCAO4FACGGBAEAzgUAIZIEAQDMBQAhAYYEAAC2BgAgAwAAALkBACABAAC6AQAwAgAAtgEAIAMAAAC5AQAgAQAAugEAMAIAALYBACADAAAAuQEAIAEAALoBADACAAC2AQAgA-sDAgAAAAGGBAEAAAABkgQBAAAAAQELAAC-AQAgA-sDAgAAAAGGBAEAAAABkgQBAAAAAQELAADAAQAwAQsAAMABADAD6wMCANQGACGGBAEAwAYAIZIEAQC8BgAhAgAAALYBACALAADDAQAgA-sDAgDUBgAhhgQBAMAGACGSBAEAvAYAIQIAAAC5AQAgCwAAxQEAIAIAAAC5AQAgCwAAxQEAIAMAAAC2AQAgEgAAvgEAIBMAAMMBACABAAAAtgEAIAEAAAC5AQAgBgUAAJQIACAYAACVCAAgGQAAmAgAIBoAAJcIACAbAACWCAAghgQAALYGACAGygMAAJoGADDLAwAAzAEAEMwDAACaBgAw6wMCAOAFACGGBAEAuwUAIZIEAQC4BQAhAwAAALkBACABAADLAQAwFwAAzAEAIAMAAAC5AQAgAQAAugEAMAIAALYBACAFygMAAJkGADDLAwAA0gEAEMwDAACZBgAw6wMCAAAAAaoEAQAAAAEBAAAAzwEAIAEAAADPAQAgBcoDAACZBgAwywMAANIBABDMAwAAmQYAMOsDAgDuBQAhqgQBAMwFACEAAwAAANIBACABAADTAQAwAgAAzwEAIAMAAADSAQAgAQAA0wEAMAIAAM8BACADAAAA0gEAIAEAANMBADACAADPAQAgAusDAgAAAAGqBAEAAAABAQsAANcBACAC6wMCAAAAAaoEAQAAAAEBCwAA2QEAMAELAADZAQAwAusDAgDUBgAhqgQBALwGACECAAAAzwEAIAsAANwBACAC6wMCANQGACGqBAEAvAYAIQIAAADSAQAgCwAA3gEAIAIAAADSAQAgCwAA3gEAIAMAAADPAQAgEgAA1wEAIBMAANwBACABAAAAzwEAIAEAAADSAQAgBQUAAI8IACAYAACQCAAgGQAAkwgAIBoAAJIIACAbAACRCAAgBcoDAACYBgAwywMAAOUBABDMAwAAmAYAMOsDAgDgBQAhqgQBALgFACEDAAAA0gEAIAEAAOQBADAXAADlAQAgAwAAANIBACABAADTAQAwAgAAzwEAIAXKAwAAlwYAMMsDAADrAQAQzAMAAJcGADDrAwIAAAABqQQBAAAAAQEAAADoAQAgAQAAAOgBACAFygMAAJcGADDLAwAA6wEAEMwDAACXBgAw6wMCAO4FACGpBAEAzAUAIQADAAAA6wEAIAEAAOwBADACAADoAQAgAwAAAOsBACABAADsAQAwAgAA6AEAIAMAAADrAQAgAQAA7AEAMAIAAOgBACAC6wMCAAAAAakEAQAAAAEBCwAA8AEAIALrAwIAAAABqQQBAAAAAQELAADyAQAwAQsAAPIBADAC6wMCANQGACGpBAEAvAYAIQIAAADoAQAgCwAA9QEAIALrAwIA1AYAIakEAQC8BgAhAgAAAOsBACALAAD3AQAgAgAAAOsBACALAAD3AQAgAwAAAOgBACASAADwAQAgEwAA9QEAIAEAAADoAQAgAQAAAOsBACAFBQAAiggAIBgAAIsIACAZAACOCAAgGgAAjQgAIBsAAIwIACAFygMAAJYGADDLAwAA_gEAEMwDAACWBgAw6wMCAOAFACGpBAEAuAUAIQMAAADrAQAgAQAA_QEAMBcAAP4BACADAAAA6wEAIAEAAOwBADACAADoAQAgBcoDAACVBgAwywMAAIQCABDMAwAAlQYAMOsDAgAAAAGoBAEAAAABAQAAAIECACABAAAAgQIAIAXKAwAAlQYAMMsDAACEAgAQzAMAAJUGADDrAwIA7gUAIagEAQDMBQAhAAMAAACEAgAgAQAAhQIAMAIAAIECACADAAAAhAIAIAEAAIUCADACAACBAgAgAwAAAIQCACABAACFAgAwAgAAgQIAIALrAwIAAAABqAQBAAAAAQELAACJAgAgAusDAgAAAAGoBAEAAAABAQsAAIsCADABCwAAiwIAMALrAwIA1AYAIagEAQC8BgAhAgAAAIECACALAACOAgAgAusDAgDUBgAhqAQBALwGACECAAAAhAIAIAsAAJACACACAAAAhAIAIAsAAJACACADAAAAgQIAIBIAAIkCACATAACOAgAgAQAAAIECACABAAAAhAIAIAUFAACFCAAgGAAAhggAIBkAAIkIACAaAACICAAgGwAAhwgAIAXKAwAAlAYAMMsDAACXAgAQzAMAAJQGADDrAwIA4AUAIagEAQC4BQAhAwAAAIQCACABAACWAgAwFwAAlwIAIAMAAACEAgAgAQAAhQIAMAIAAIECACAFygMAAJMGADDLAwAAnQIAEMwDAACTBgAw6wMCAAAAAacEAQAAAAEBAAAAmgIAIAEAAACaAgAgBcoDAACTBgAwywMAAJ0CABDMAwAAkwYAMOsDAgDuBQAhpwQBAMwFACEAAwAAAJ0CACABAACeAgAwAgAAmgIAIAMAAACdAgAgAQAAngIAMAIAAJoCACADAAAAnQIAIAEAAJ4CADACAACaAgAgAusDAgAAAAGnBAEAAAABAQsAAKICACAC6wMCAAAAAacEAQAAAAEBCwAApAIAMAELAACkAgAwAusDAgDUBgAhpwQBALwGACECAAAAmgIAIAsAAKcCACAC6wMCANQGACGnBAEAvAYAIQIAAACdAgAgCwAAqQIAIAIAAACdAgAgCwAAqQIAIAMAAACaAgAgEgAAogIAIBMAAKcCACABAAAAmgIAIAEAAACdAgAgBQUAAIAIACAYAACBCAAgGQAAhAgAIBoAAIMIACAbAACCCAAgBcoDAACSBgAwywMAALACABDMAwAAkgYAMOsDAgDgBQAhpwQBALgFACEDAAAAnQIAIAEAAK8CADAXAACwAgAgAwAAAJ0CACABAACeAgAwAgAAmgIAIAjDAgEAzAUAIcoDAACQBgAwywMAALYCABDMAwAAkAYAMOsDAgAAAAGGBAEAzAUAIaUEAgDuBQAhpgQAAJEGACABAAAAswIAIAEAAACzAgAgB8MCAQDMBQAhygMAAJAGADDLAwAAtgIAEMwDAACQBgAw6wMCAO4FACGGBAEAzAUAIaUEAgDuBQAhAAMAAAC2AgAgAQAAtwIAMAIAALMCACADAAAAtgIAIAEAALcCADACAACzAgAgAwAAALYCACABAAC3AgAwAgAAswIAIATDAgEAAAAB6wMCAAAAAYYEAQAAAAGlBAIAAAABAQsAALsCACAEwwIBAAAAAesDAgAAAAGGBAEAAAABpQQCAAAAAQELAAC9AgAwAQsAAL0CADAEwwIBALwGACHrAwIA1AYAIYYEAQC8BgAhpQQCANQGACECAAAAswIAIAsAAMACACAEwwIBALwGACHrAwIA1AYAIYYEAQC8BgAhpQQCANQGACECAAAAtgIAIAsAAMICACACAAAAtgIAIAsAAMICACADAAAAswIAIBIAALsCACATAADAAgAgAQAAALMCACABAAAAtgIAIAUFAAD7BwAgGAAA_AcAIBkAAP8HACAaAAD-BwAgGwAA_QcAIAfDAgEAuAUAIcoDAACPBgAwywMAAMkCABDMAwAAjwYAMOsDAgDgBQAhhgQBALgFACGlBAIA4AUAIQMAAAC2AgAgAQAAyAIAMBcAAMkCACADAAAAtgIAIAEAALcCADACAACzAgAgBsoDAACOBgAwywMAAM8CABDMAwAAjgYAMOsDAgAAAAGPBAEAAAABpAQBAMwFACEBAAAAzAIAIAEAAADMAgAgBsoDAACOBgAwywMAAM8CABDMAwAAjgYAMOsDAgDuBQAhjwQBANwFACGkBAEAzAUAIQADAAAAzwIAIAEAANACADACAADMAgAgAwAAAM8CACABAADQAgAwAgAAzAIAIAMAAADPAgAgAQAA0AIAMAIAAMwCACAD6wMCAAAAAY8EAQAAAAGkBAEAAAABAQsAANQCACAD6wMCAAAAAY8EAQAAAAGkBAEAAAABAQsAANYCADABCwAA1gIAMAPrAwIA1AYAIY8EAQC8BgAhpAQBALwGACECAAAAzAIAIAsAANkCACAD6wMCANQGACGPBAEAvAYAIaQEAQC8BgAhAgAAAM8CACALAADbAgAgAgAAAM8CACALAADbAgAgAwAAAMwCACASAADUAgAgEwAA2QIAIAEAAADMAgAgAQAAAM8CACAFBQAA9gcAIBgAAPcHACAZAAD6BwAgGgAA-QcAIBsAAPgHACAGygMAAI0GADDLAwAA4gIAEMwDAACNBgAw6wMCAOAFACGPBAEAtwUAIaQEAQC4BQAhAwAAAM8CACABAADhAgAwFwAA4gIAIAMAAADPAgAgAQAA0AIAMAIAAMwCACAM8gEAAIwGACDKAwAAiwYAMMsDAADqAgAQzAMAAIsGADDrAwIAAAABhgQBAM4FACGPBAEAAAABkQQBAMwFACGSBAEAzgUAIZQEAQDMBQAhoQQBAM4FACGiBAEAzgUAIQEAAADlAgAgBvEBAACHBgAgygMAAIYGADDLAwAA5wIAEMwDAACGBgAwlQQCAO4FACGgBAEA3AUAIQEAAADnAgAgAQAAAOUCACAM8gEAAIwGACDKAwAAiwYAMMsDAADqAgAQzAMAAIsGADDrAwIA7gUAIYYEAQDOBQAhjwQBANwFACGRBAEAzAUAIZIEAQDOBQAhlAQBAMwFACGhBAEAzgUAIaIEAQDOBQAhBfIBAAD1BwAghgQAALYGACCSBAAAtgYAIKEEAAC2BgAgogQAALYGACADAAAA6gIAIAEAAOsCADACAADlAgAgAwAAAOoCACABAADrAgAwAgAA5QIAIAMAAADqAgAgAQAA6wIAMAIAAOUCACAJ8gEAAPQHACDrAwIAAAABhgQBAAAAAY8EAQAAAAGRBAEAAAABkgQBAAAAAZQEAQAAAAGhBAEAAAABogQBAAAAAQELAADvAgAgCOsDAgAAAAGGBAEAAAABjwQBAAAAAZEEAQAAAAGSBAEAAAABlAQBAAAAAaEEAQAAAAGiBAEAAAABAQsAAPECADABCwAA8QIAMAnyAQAA7gcAIOsDAgDUBgAhhgQBAMAGACGPBAEAvAYAIZEEAQC8BgAhkgQBAMAGACGUBAEAvAYAIaEEAQDABgAhogQBAMAGACECAAAA5QIAIAsAAPQCACAI6wMCANQGACGGBAEAwAYAIY8EAQC8BgAhkQQBALwGACGSBAEAwAYAIZQEAQC8BgAhoQQBAMAGACGiBAEAwAYAIQIAAADqAgAgCwAA9gIAIAIAAADqAgAgCwAA9gIAIAMAAADlAgAgEgAA7wIAIBMAAPQCACABAAAA5QIAIAEAAADqAgAgCQUAAOkHACAYAADqBwAgGQAA7QcAIBoAAOwHACAbAADrBwAghgQAALYGACCSBAAAtgYAIKEEAAC2BgAgogQAALYGACALygMAAIoGADDLAwAA_QIAEMwDAACKBgAw6wMCAOAFACGGBAEAuwUAIY8EAQC3BQAhkQQBALgFACGSBAEAuwUAIZQEAQC4BQAhoQQBALsFACGiBAEAuwUAIQMAAADqAgAgAQAA_AIAMBcAAP0CACADAAAA6gIAIAEAAOsCADACAADlAgAgDMoDAACJBgAwywMAAIMDABDMAwAAiQYAMOsDAQAAAAHtAwEAzAUAIYYEAQDMBQAhkQQBAAAAAZIEAQDOBQAhlAQBAMwFACGhBAEAzgUAIaIEAQDOBQAhowQBAMwFACEBAAAAgAMAIAEAAACAAwAgDMoDAACJBgAwywMAAIMDABDMAwAAiQYAMOsDAQDcBQAh7QMBAMwFACGGBAEAzAUAIZEEAQDMBQAhkgQBAM4FACGUBAEAzAUAIaEEAQDOBQAhogQBAM4FACGjBAEAzAUAIQOSBAAAtgYAIKEEAAC2BgAgogQAALYGACADAAAAgwMAIAEAAIQDADACAACAAwAgAwAAAIMDACABAACEAwAwAgAAgAMAIAMAAACDAwAgAQAAhAMAMAIAAIADACAJ6wMBAAAAAe0DAQAAAAGGBAEAAAABkQQBAAAAAZIEAQAAAAGUBAEAAAABoQQBAAAAAaIEAQAAAAGjBAEAAAABAQsAAIgDACAJ6wMBAAAAAe0DAQAAAAGGBAEAAAABkQQBAAAAAZIEAQAAAAGUBAEAAAABoQQBAAAAAaIEAQAAAAGjBAEAAAABAQsAAIoDADABCwAAigMAMAnrAwEAvAYAIe0DAQC8BgAhhgQBALwGACGRBAEAvAYAIZIEAQDABgAhlAQBALwGACGhBAEAwAYAIaIEAQDABgAhowQBALwGACECAAAAgAMAIAsAAI0DACAJ6wMBALwGACHtAwEAvAYAIYYEAQC8BgAhkQQBALwGACGSBAEAwAYAIZQEAQC8BgAhoQQBAMAGACGiBAEAwAYAIaMEAQC8BgAhAgAAAIMDACALAACPAwAgAgAAAIMDACALAACPAwAgAwAAAIADACASAACIAwAgEwAAjQMAIAEAAACAAwAgAQAAAIMDACAGBQAA5gcAIBoAAOgHACAbAADnBwAgkgQAALYGACChBAAAtgYAIKIEAAC2BgAgDMoDAACIBgAwywMAAJYDABDMAwAAiAYAMOsDAQC3BQAh7QMBALgFACGGBAEAuAUAIZEEAQC4BQAhkgQBALsFACGUBAEAuAUAIaEEAQC7BQAhogQBALsFACGjBAEAuAUAIQMAAACDAwAgAQAAlQMAMBcAAJYDACADAAAAgwMAIAEAAIQDADACAACAAwAgBvEBAACHBgAgygMAAIYGADDLAwAA5wIAEMwDAACGBgAwlQQCAAAAAaAEAQDcBQAhAQAAAJkDACABAAAAmQMAIAHxAQAA5QcAIAMAAADnAgAgAQAAnAMAMAIAAJkDACADAAAA5wIAIAEAAJwDADACAACZAwAgAwAAAOcCACABAACcAwAwAgAAmQMAIAPxAQAA5AcAIJUEAgAAAAGgBAEAAAABAQsAAKADACAClQQCAAAAAaAEAQAAAAEBCwAAogMAMAELAACiAwAwA_EBAADjBwAglQQCANQGACGgBAEAvAYAIQIAAACZAwAgCwAApQMAIAKVBAIA1AYAIaAEAQC8BgAhAgAAAOcCACALAACnAwAgAgAAAOcCACALAACnAwAgAwAAAJkDACASAACgAwAgEwAApQMAIAEAAACZAwAgAQAAAOcCACAFBQAA3gcAIBgAAN8HACAZAADiBwAgGgAA4QcAIBsAAOAHACAFygMAAIUGADDLAwAArgMAEMwDAACFBgAwlQQCAOAFACGgBAEAtwUAIQMAAADnAgAgAQAArQMAMBcAAK4DACADAAAA5wIAIAEAAJwDADACAACZAwAgE8oDAACEBgAwywMAALQDABDMAwAAhAYAMOsDAgAAAAGHBEAAzQUAIY8EAQAAAAGRBAEAzAUAIZQEAQDMBQAhlQQCAO4FACGWBAEAzgUAIZcEAQDOBQAhmAQBAM4FACGZBAEAzgUAIZoEAQDOBQAhmwQBAM4FACGcBAEAzgUAIZ0EIAD-BQAhngQgAP4FACGfBAEAzgUAIQEAAACxAwAgAQAAALEDACATygMAAIQGADDLAwAAtAMAEMwDAACEBgAw6wMCAO4FACGHBEAAzQUAIY8EAQDcBQAhkQQBAMwFACGUBAEAzAUAIZUEAgDuBQAhlgQBAM4FACGXBAEAzgUAIZgEAQDOBQAhmQQBAM4FACGaBAEAzgUAIZsEAQDOBQAhnAQBAM4FACGdBCAA_gUAIZ4EIAD-BQAhnwQBAM4FACEJhwQAALYGACCWBAAAtgYAIJcEAAC2BgAgmAQAALYGACCZBAAAtgYAIJoEAAC2BgAgmwQAALYGACCcBAAAtgYAIJ8EAAC2BgAgAwAAALQDACABAAC1AwAwAgAAsQMAIAMAAAC0AwAgAQAAtQMAMAIAALEDACADAAAAtAMAIAEAALUDADACAACxAwAgEOsDAgAAAAGHBEAAAAABjwQBAAAAAZEEAQAAAAGUBAEAAAABlQQCAAAAAZYEAQAAAAGXBAEAAAABmAQBAAAAAZkEAQAAAAGaBAEAAAABmwQBAAAAAZwEAQAAAAGdBCAAAAABngQgAAAAAZ8EAQAAAAEBCwAAuQMAIBDrAwIAAAABhwRAAAAAAY8EAQAAAAGRBAEAAAABlAQBAAAAAZUEAgAAAAGWBAEAAAABlwQBAAAAAZgEAQAAAAGZBAEAAAABmgQBAAAAAZsEAQAAAAGcBAEAAAABnQQgAAAAAZ4EIAAAAAGfBAEAAAABAQsAALsDADABCwAAuwMAMBDrAwIA1AYAIYcEQAC_BgAhjwQBALwGACGRBAEAvAYAIZQEAQC8BgAhlQQCANQGACGWBAEAwAYAIZcEAQDABgAhmAQBAMAGACGZBAEAwAYAIZoEAQDABgAhmwQBAMAGACGcBAEAwAYAIZ0EIAD0BgAhngQgAPQGACGfBAEAwAYAIQIAAACxAwAgCwAAvgMAIBDrAwIA1AYAIYcEQAC_BgAhjwQBALwGACGRBAEAvAYAIZQEAQC8BgAhlQQCANQGACGWBAEAwAYAIZcEAQDABgAhmAQBAMAGACGZBAEAwAYAIZoEAQDABgAhmwQBAMAGACGcBAEAwAYAIZ0EIAD0BgAhngQgAPQGACGfBAEAwAYAIQIAAAC0AwAgCwAAwAMAIAIAAAC0AwAgCwAAwAMAIAMAAACxAwAgEgAAuQMAIBMAAL4DACABAAAAsQMAIAEAAAC0AwAgDgUAANkHACAYAADaBwAgGQAA3QcAIBoAANwHACAbAADbBwAghwQAALYGACCWBAAAtgYAIJcEAAC2BgAgmAQAALYGACCZBAAAtgYAIJoEAAC2BgAgmwQAALYGACCcBAAAtgYAIJ8EAAC2BgAgE8oDAACDBgAwywMAAMcDABDMAwAAgwYAMOsDAgDgBQAhhwRAALoFACGPBAEAtwUAIZEEAQC4BQAhlAQBALgFACGVBAIA4AUAIZYEAQC7BQAhlwQBALsFACGYBAEAuwUAIZkEAQC7BQAhmgQBALsFACGbBAEAuwUAIZwEAQC7BQAhnQQgAOkFACGeBCAA6QUAIZ8EAQC7BQAhAwAAALQDACABAADGAwAwFwAAxwMAIAMAAAC0AwAgAQAAtQMAMAIAALEDACAJygMAAIIGADDLAwAAzQMAEMwDAACCBgAw6wMCAAAAAY8EAQAAAAGQBAEAzAUAIZEEAQDMBQAhkgQBAM4FACGTBAIAzwUAIQEAAADKAwAgAQAAAMoDACAJygMAAIIGADDLAwAAzQMAEMwDAACCBgAw6wMCAO4FACGPBAEA3AUAIZAEAQDMBQAhkQQBAMwFACGSBAEAzgUAIZMEAgDPBQAhApIEAAC2BgAgkwQAALYGACADAAAAzQMAIAEAAM4DADACAADKAwAgAwAAAM0DACABAADOAwAwAgAAygMAIAMAAADNAwAgAQAAzgMAMAIAAMoDACAG6wMCAAAAAY8EAQAAAAGQBAEAAAABkQQBAAAAAZIEAQAAAAGTBAIAAAABAQsAANIDACAG6wMCAAAAAY8EAQAAAAGQBAEAAAABkQQBAAAAAZIEAQAAAAGTBAIAAAABAQsAANQDADABCwAA1AMAMAbrAwIA1AYAIY8EAQC8BgAhkAQBALwGACGRBAEAvAYAIZIEAQDABgAhkwQCAMEGACECAAAAygMAIAsAANcDACAG6wMCANQGACGPBAEAvAYAIZAEAQC8BgAhkQQBALwGACGSBAEAwAYAIZMEAgDBBgAhAgAAAM0DACALAADZAwAgAgAAAM0DACALAADZAwAgAwAAAMoDACASAADSAwAgEwAA1wMAIAEAAADKAwAgAQAAAM0DACAHBQAA1AcAIBgAANUHACAZAADYBwAgGgAA1wcAIBsAANYHACCSBAAAtgYAIJMEAAC2BgAgCcoDAACBBgAwywMAAOADABDMAwAAgQYAMOsDAgDgBQAhjwQBALcFACGQBAEAuAUAIZEEAQC4BQAhkgQBALsFACGTBAIAvAUAIQMAAADNAwAgAQAA3wMAMBcAAOADACADAAAAzQMAIAEAAM4DADACAADKAwAgCsUCAADwBQAgyAIAAO8FACDJAgAA8QUAIMoDAADtBQAwywMAAIEEABDMAwAA7QUAMOsDAgAAAAH7AwIA7gUAIYYEAQAAAAGHBEAA3QUAIQEAAADjAwAgGMMCAAD1BQAgxQIAAPAFACDGAgAA_wUAIMcCAACABgAgygMAAP0FADDLAwAA5QMAEMwDAAD9BQAw6wMCAO4FACHyAwAB9AUAIfMDAgDuBQAh9QNAAN0FACH4AwIA7gUAIfkDBADbBQAh-wMCAO4FACH8AwEAzAUAIf0DIAD-BQAh_gMEANsFACH_A0AAzQUAIYAEAgDuBQAhgQQgAP4FACGCBAEAzgUAIYMEAgDuBQAhhAQCAO4FACGFBAIA7gUAIQbDAgAA0AcAIMUCAADOBwAgxgIAANIHACDHAgAA0wcAIP8DAAC2BgAgggQAALYGACAYwwIAAPUFACDFAgAA8AUAIMYCAAD_BQAgxwIAAIAGACDKAwAA_QUAMMsDAADlAwAQzAMAAP0FADDrAwIAAAAB8gMAAQAAAfMDAgDuBQAh9QNAAN0FACH4AwIA7gUAIfkDBADbBQAh-wMCAO4FACH8AwEAzAUAIf0DIAD-BQAh_gMEANsFACH_A0AAzQUAIYAEAgDuBQAhgQQgAP4FACGCBAEAzgUAIYMEAgDuBQAhhAQCAO4FACGFBAIA7gUAIQMAAADlAwAgAQAA5gMAMAIAAOcDACAJwwIAAPUFACDEAgAA-AUAIMoDAAD8BQAwywMAAOkDABDMAwAA_AUAMOwDAQDMBQAh7wMCAO4FACHzAwIA7gUAIfoDQADdBQAhAsMCAADQBwAgxAIAANEHACAKwwIAAPUFACDEAgAA-AUAIMoDAAD8BQAwywMAAOkDABDMAwAA_AUAMOwDAQDMBQAh7wMCAO4FACHzAwIA7gUAIfoDQADdBQAhjgQAAPsFACADAAAA6QMAIAEAAOoDADACAADrAwAgCMQCAAD4BQAgygMAAPoFADDLAwAA7QMAEMwDAAD6BQAw7QMBAMwFACHvAwIA7gUAIfADAgDuBQAh8QMBAMwFACEBxAIAANEHACAJxAIAAPgFACDKAwAA-gUAMMsDAADtAwAQzAMAAPoFADDtAwEAzAUAIe8DAgDuBQAh8AMCAO4FACHxAwEAzAUAIY0EAAD5BQAgAwAAAO0DACABAADuAwAwAgAA7wMAIAnEAgAA-AUAIMoDAAD3BQAwywMAAPEDABDMAwAA9wUAMO8DAgDuBQAh9gMCAO4FACH3AwIA7gUAIfgDAgDuBQAh-QMEANsFACEBxAIAANEHACAKxAIAAPgFACDKAwAA9wUAMMsDAADxAwAQzAMAAPcFADDvAwIA7gUAIfYDAgDuBQAh9wMCAO4FACH4AwIA7gUAIfkDBADbBQAhjAQAAPYFACADAAAA8QMAIAEAAPIDADACAADzAwAgAQAAAOkDACABAAAA7QMAIAEAAADxAwAgAwAAAOkDACABAADqAwAwAgAA6wMAIArDAgAA9QUAIMoDAADzBQAwywMAAPkDABDMAwAA8wUAMOsDAgDuBQAh7AMBAMwFACHyAwAB9AUAIfMDAgDuBQAh9AMAAfQFACH1A0AA3QUAIQHDAgAA0AcAIAvDAgAA9QUAIMoDAADzBQAwywMAAPkDABDMAwAA8wUAMOsDAgAAAAHsAwEAzAUAIfIDAAH0BQAh8wMCAO4FACH0AwAB9AUAIfUDQADdBQAhiwQAAPIFACADAAAA-QMAIAEAAPoDADACAAD7AwAgAQAAAOUDACABAAAA6QMAIAEAAAD5AwAgAQAAAOMDACAKxQIAAPAFACDIAgAA7wUAIMkCAADxBQAgygMAAO0FADDLAwAAgQQAEMwDAADtBQAw6wMCAO4FACH7AwIA7gUAIYYEAQDMBQAhhwRAAN0FACEDxQIAAM4HACDIAgAAzQcAIMkCAADPBwAgAwAAAIEEACABAACCBAAwAgAA4wMAIAMAAACBBAAgAQAAggQAMAIAAOMDACADAAAAgQQAIAEAAIIEADACAADjAwAgB8UCAADLBwAgyAIAAMoHACDJAgAAzAcAIOsDAgAAAAH7AwIAAAABhgQBAAAAAYcEQAAAAAEBCwAAhgQAIATrAwIAAAAB-wMCAAAAAYYEAQAAAAGHBEAAAAABAQsAAIgEADABCwAAiAQAMAfFAgAApwcAIMgCAACmBwAgyQIAAKgHACDrAwIA1AYAIfsDAgDUBgAhhgQBALwGACGHBEAAzgYAIQIAAADjAwAgCwAAiwQAIATrAwIA1AYAIfsDAgDUBgAhhgQBALwGACGHBEAAzgYAIQIAAACBBAAgCwAAjQQAIAIAAACBBAAgCwAAjQQAIAMAAADjAwAgEgAAhgQAIBMAAIsEACABAAAA4wMAIAEAAACBBAAgBQUAAKEHACAYAACiBwAgGQAApQcAIBoAAKQHACAbAACjBwAgB8oDAADsBQAwywMAAJQEABDMAwAA7AUAMOsDAgDgBQAh-wMCAOAFACGGBAEAuAUAIYcEQADUBQAhAwAAAIEEACABAACTBAAwFwAAlAQAIAMAAACBBAAgAQAAggQAMAIAAOMDACABAAAA5wMAIAEAAADnAwAgAwAAAOUDACABAADmAwAwAgAA5wMAIAMAAADlAwAgAQAA5gMAMAIAAOcDACADAAAA5QMAIAEAAOYDADACAADnAwAgFcMCAACdBwAgxQIAAJ4HACDGAgAAnwcAIMcCAACgBwAg6wMCAAAAAfIDAAEAAAHzAwIAAAAB9QNAAAAAAfgDAgAAAAH5AwQAAAAB-wMCAAAAAfwDAQAAAAH9AyAAAAAB_gMEAAAAAf8DQAAAAAGABAIAAAABgQQgAAAAAYIEAQAAAAGDBAIAAAABhAQCAAAAAYUEAgAAAAEBCwAAnAQAIBHrAwIAAAAB8gMAAQAAAfMDAgAAAAH1A0AAAAAB-AMCAAAAAfkDBAAAAAH7AwIAAAAB_AMBAAAAAf0DIAAAAAH-AwQAAAAB_wNAAAAAAYAEAgAAAAGBBCAAAAABggQBAAAAAYMEAgAAAAGEBAIAAAABhQQCAAAAAQELAACeBAAwAQsAAJ4EADAVwwIAAPUGACDFAgAA9gYAIMYCAAD3BgAgxwIAAPgGACDrAwIA1AYAIfIDAAHcBgAh8wMCANQGACH1A0AAzgYAIfgDAgDUBgAh-QMEAM0GACH7AwIA1AYAIfwDAQC8BgAh_QMgAPQGACH-AwQAzQYAIf8DQAC_BgAhgAQCANQGACGBBCAA9AYAIYIEAQDABgAhgwQCANQGACGEBAIA1AYAIYUEAgDUBgAhAgAAAOcDACALAAChBAAgEesDAgDUBgAh8gMAAdwGACHzAwIA1AYAIfUDQADOBgAh-AMCANQGACH5AwQAzQYAIfsDAgDUBgAh_AMBALwGACH9AyAA9AYAIf4DBADNBgAh_wNAAL8GACGABAIA1AYAIYEEIAD0BgAhggQBAMAGACGDBAIA1AYAIYQEAgDUBgAhhQQCANQGACECAAAA5QMAIAsAAKMEACACAAAA5QMAIAsAAKMEACADAAAA5wMAIBIAAJwEACATAAChBAAgAQAAAOcDACABAAAA5QMAIAcFAADvBgAgGAAA8AYAIBkAAPMGACAaAADyBgAgGwAA8QYAIP8DAAC2BgAgggQAALYGACAUygMAAOgFADDLAwAAqgQAEMwDAADoBQAw6wMCAOAFACHyAwAB4wUAIfMDAgDgBQAh9QNAANQFACH4AwIA4AUAIfkDBADTBQAh-wMCAOAFACH8AwEAuAUAIf0DIADpBQAh_gMEANMFACH_A0AAugUAIYAEAgDgBQAhgQQgAOkFACGCBAEAuwUAIYMEAgDgBQAhhAQCAOAFACGFBAIA4AUAIQMAAADlAwAgAQAAqQQAMBcAAKoEACADAAAA5QMAIAEAAOYDADACAADnAwAgAQAAAOsDACABAAAA6wMAIAMAAADpAwAgAQAA6gMAMAIAAOsDACADAAAA6QMAIAEAAOoDADACAADrAwAgAwAAAOkDACABAADqAwAwAgAA6wMAIAbDAgAA7gYAIMQCAADtBgAg7AMBAAAAAe8DAgAAAAHzAwIAAAAB-gNAAAAAAQELAACyBAAgBOwDAQAAAAHvAwIAAAAB8wMCAAAAAfoDQAAAAAEBCwAAtAQAMAELAAC0BAAwBsMCAADsBgAgxAIAAOsGACDsAwEAvAYAIe8DAgDUBgAh8wMCANQGACH6A0AAzgYAIQIAAADrAwAgCwAAtwQAIATsAwEAvAYAIe8DAgDUBgAh8wMCANQGACH6A0AAzgYAIQIAAADpAwAgCwAAuQQAIAIAAADpAwAgCwAAuQQAIAMAAADrAwAgEgAAsgQAIBMAALcEACABAAAA6wMAIAEAAADpAwAgBQUAAOYGACAYAADnBgAgGQAA6gYAIBoAAOkGACAbAADoBgAgB8oDAADnBQAwywMAAMAEABDMAwAA5wUAMOwDAQC4BQAh7wMCAOAFACHzAwIA4AUAIfoDQADUBQAhAwAAAOkDACABAAC_BAAwFwAAwAQAIAMAAADpAwAgAQAA6gMAMAIAAOsDACABAAAA8wMAIAEAAADzAwAgAwAAAPEDACABAADyAwAwAgAA8wMAIAMAAADxAwAgAQAA8gMAMAIAAPMDACADAAAA8QMAIAEAAPIDADACAADzAwAgBsQCAADlBgAg7wMCAAAAAfYDAgAAAAH3AwIAAAAB-AMCAAAAAfkDBAAAAAEBCwAAyAQAIAXvAwIAAAAB9gMCAAAAAfcDAgAAAAH4AwIAAAAB-QMEAAAAAQELAADKBAAwAQsAAMoEADAGxAIAAOQGACDvAwIA1AYAIfYDAgDUBgAh9wMCANQGACH4AwIA1AYAIfkDBADNBgAhAgAAAPMDACALAADNBAAgBe8DAgDUBgAh9gMCANQGACH3AwIA1AYAIfgDAgDUBgAh-QMEAM0GACECAAAA8QMAIAsAAM8EACACAAAA8QMAIAsAAM8EACADAAAA8wMAIBIAAMgEACATAADNBAAgAQAAAPMDACABAAAA8QMAIAUFAADfBgAgGAAA4AYAIBkAAOMGACAaAADiBgAgGwAA4QYAIAjKAwAA5gUAMMsDAADWBAAQzAMAAOYFADDvAwIA4AUAIfYDAgDgBQAh9wMCAOAFACH4AwIA4AUAIfkDBADTBQAhAwAAAPEDACABAADVBAAwFwAA1gQAIAMAAADxAwAgAQAA8gMAMAIAAPMDACABAAAA-wMAIAEAAAD7AwAgAwAAAPkDACABAAD6AwAwAgAA-wMAIAMAAAD5AwAgAQAA-gMAMAIAAPsDACADAAAA-QMAIAEAAPoDADACAAD7AwAgB8MCAADeBgAg6wMCAAAAAewDAQAAAAHyAwABAAAB8wMCAAAAAfQDAAEAAAH1A0AAAAABAQsAAN4EACAG6wMCAAAAAewDAQAAAAHyAwABAAAB8wMCAAAAAfQDAAEAAAH1A0AAAAABAQsAAOAEADABCwAA4AQAMAfDAgAA3QYAIOsDAgDUBgAh7AMBALwGACHyAwAB3AYAIfMDAgDUBgAh9AMAAdwGACH1A0AAzgYAIQIAAAD7AwAgCwAA4wQAIAbrAwIA1AYAIewDAQC8BgAh8gMAAdwGACHzAwIA1AYAIfQDAAHcBgAh9QNAAM4GACECAAAA-QMAIAsAAOUEACACAAAA-QMAIAsAAOUEACADAAAA-wMAIBIAAN4EACATAADjBAAgAQAAAPsDACABAAAA-QMAIAUFAADXBgAgGAAA2AYAIBkAANsGACAaAADaBgAgGwAA2QYAIAnKAwAA4gUAMMsDAADsBAAQzAMAAOIFADDrAwIA4AUAIewDAQC4BQAh8gMAAeMFACHzAwIA4AUAIfQDAAHjBQAh9QNAANQFACEDAAAA-QMAIAEAAOsEADAXAADsBAAgAwAAAPkDACABAAD6AwAwAgAA-wMAIAEAAADvAwAgAQAAAO8DACADAAAA7QMAIAEAAO4DADACAADvAwAgAwAAAO0DACABAADuAwAwAgAA7wMAIAMAAADtAwAgAQAA7gMAMAIAAO8DACAFxAIAANYGACDtAwEAAAAB7wMCAAAAAfADAgAAAAHxAwEAAAABAQsAAPQEACAE7QMBAAAAAe8DAgAAAAHwAwIAAAAB8QMBAAAAAQELAAD2BAAwAQsAAPYEADAFxAIAANUGACDtAwEAvAYAIe8DAgDUBgAh8AMCANQGACHxAwEAvAYAIQIAAADvAwAgCwAA-QQAIATtAwEAvAYAIe8DAgDUBgAh8AMCANQGACHxAwEAvAYAIQIAAADtAwAgCwAA-wQAIAIAAADtAwAgCwAA-wQAIAMAAADvAwAgEgAA9AQAIBMAAPkEACABAAAA7wMAIAEAAADtAwAgBQUAAM8GACAYAADQBgAgGQAA0wYAIBoAANIGACAbAADRBgAgB8oDAADfBQAwywMAAIIFABDMAwAA3wUAMO0DAQC4BQAh7wMCAOAFACHwAwIA4AUAIfEDAQC4BQAhAwAAAO0DACABAACBBQAwFwAAggUAIAMAAADtAwAgAQAA7gMAMAIAAO8DACAIygMAANoFADDLAwAAiAUAEMwDAADaBQAwzQMBANwFACHrAwQAAAAB7AMBAMwFACHtAwEAzAUAIe4DQADdBQAhAQAAAIUFACABAAAAhQUAIAjKAwAA2gUAMMsDAACIBQAQzAMAANoFADDNAwEA3AUAIesDBADbBQAh7AMBAMwFACHtAwEAzAUAIe4DQADdBQAhAAMAAACIBQAgAQAAiQUAMAIAAIUFACADAAAAiAUAIAEAAIkFADACAACFBQAgAwAAAIgFACABAACJBQAwAgAAhQUAIAXNAwEAAAAB6wMEAAAAAewDAQAAAAHtAwEAAAAB7gNAAAAAAQELAACNBQAgBc0DAQAAAAHrAwQAAAAB7AMBAAAAAe0DAQAAAAHuA0AAAAABAQsAAI8FADABCwAAjwUAMAXNAwEAvAYAIesDBADNBgAh7AMBALwGACHtAwEAvAYAIe4DQADOBgAhAgAAAIUFACALAACSBQAgBc0DAQC8BgAh6wMEAM0GACHsAwEAvAYAIe0DAQC8BgAh7gNAAM4GACECAAAAiAUAIAsAAJQFACACAAAAiAUAIAsAAJQFACADAAAAhQUAIBIAAI0FACATAACSBQAgAQAAAIUFACABAAAAiAUAIAUFAADIBgAgGAAAyQYAIBkAAMwGACAaAADLBgAgGwAAygYAIAjKAwAA0gUAMMsDAACbBQAQzAMAANIFADDNAwEAtwUAIesDBADTBQAh7AMBALgFACHtAwEAuAUAIe4DQADUBQAhAwAAAIgFACABAACaBQAwFwAAmwUAIAMAAACIBQAgAQAAiQUAMAIAAIUFACAUTgAA0QUAIMoDAADLBQAwywMAAG0AEMwDAADLBQAwzQMBAAAAAc4DAQDMBQAhzwMBAMwFACHQAwAAuQUAINEDAAC5BQAg0gNAAM0FACHTA0AAzQUAIdQDAQDOBQAh1QMBAM4FACHWAwEAzgUAIdcDAQDOBQAh2AMCAM8FACHZAwQA0AUAIdoDAgDPBQAh2wMBAM4FACHcAwEAzgUAIQEAAACeBQAgAQAAAJ4FACAMTgAAxwYAINIDAAC2BgAg0wMAALYGACDUAwAAtgYAINUDAAC2BgAg1gMAALYGACDXAwAAtgYAINgDAAC2BgAg2QMAALYGACDaAwAAtgYAINsDAAC2BgAg3AMAALYGACADAAAAbQAgAQAAoQUAMAIAAJ4FACADAAAAbQAgAQAAoQUAMAIAAJ4FACADAAAAbQAgAQAAoQUAMAIAAJ4FACARTgAAxgYAIM0DAQAAAAHOAwEAAAABzwMBAAAAAdADAADEBgAg0QMAAMUGACDSA0AAAAAB0wNAAAAAAdQDAQAAAAHVAwEAAAAB1gMBAAAAAdcDAQAAAAHYAwIAAAAB2QMEAAAAAdoDAgAAAAHbAwEAAAAB3AMBAAAAAQELAAClBQAgEM0DAQAAAAHOAwEAAAABzwMBAAAAAdADAADEBgAg0QMAAMUGACDSA0AAAAAB0wNAAAAAAdQDAQAAAAHVAwEAAAAB1gMBAAAAAdcDAQAAAAHYAwIAAAAB2QMEAAAAAdoDAgAAAAHbAwEAAAAB3AMBAAAAAQELAACnBQAwAQsAAKcFADARTgAAwwYAIM0DAQC8BgAhzgMBALwGACHPAwEAvAYAIdADAAC9BgAg0QMAAL4GACDSA0AAvwYAIdMDQAC_BgAh1AMBAMAGACHVAwEAwAYAIdYDAQDABgAh1wMBAMAGACHYAwIAwQYAIdkDBADCBgAh2gMCAMEGACHbAwEAwAYAIdwDAQDABgAhAgAAAJ4FACALAACqBQAgEM0DAQC8BgAhzgMBALwGACHPAwEAvAYAIdADAAC9BgAg0QMAAL4GACDSA0AAvwYAIdMDQAC_BgAh1AMBAMAGACHVAwEAwAYAIdYDAQDABgAh1wMBAMAGACHYAwIAwQYAIdkDBADCBgAh2gMCAMEGACHbAwEAwAYAIdwDAQDABgAhAgAAAG0AIAsAAKwFACACAAAAbQAgCwAArAUAIAMAAACeBQAgEgAApQUAIBMAAKoFACABAAAAngUAIAEAAABtACAQBQAAtwYAIBgAALgGACAZAAC7BgAgGgAAugYAIBsAALkGACDSAwAAtgYAINMDAAC2BgAg1AMAALYGACDVAwAAtgYAINYDAAC2BgAg1wMAALYGACDYAwAAtgYAINkDAAC2BgAg2gMAALYGACDbAwAAtgYAINwDAAC2BgAgE8oDAAC2BQAwywMAALMFABDMAwAAtgUAMM0DAQC3BQAhzgMBALgFACHPAwEAuAUAIdADAAC5BQAg0QMAALkFACDSA0AAugUAIdMDQAC6BQAh1AMBALsFACHVAwEAuwUAIdYDAQC7BQAh1wMBALsFACHYAwIAvAUAIdkDBAC9BQAh2gMCALwFACHbAwEAuwUAIdwDAQC7BQAhAwAAAG0AIAEAALIFADAXAACzBQAgAwAAAG0AIAEAAKEFADACAACeBQAgE8oDAAC2BQAwywMAALMFABDMAwAAtgUAMM0DAQC3BQAhzgMBALgFACHPAwEAuAUAIdADAAC5BQAg0QMAALkFACDSA0AAugUAIdMDQAC6BQAh1AMBALsFACHVAwEAuwUAIdYDAQC7BQAh1wMBALsFACHYAwIAvAUAIdkDBAC9BQAh2gMCALwFACHbAwEAuwUAIdwDAQC7BQAhCwUAAMgFACAaAADJBQAgGwAAyQUAIN0DAQAAAAHeAwEAAAAE3wMBAAAABOADAQAAAAHhAwEAAAAB4gMBAAAAAeMDAQAAAAHkAwEAygUAIQ4FAADIBQAgGgAAyQUAIBsAAMkFACDdAwEAAAAB3gMBAAAABN8DAQAAAATgAwEAAAAB4QMBAAAAAeIDAQAAAAHjAwEAAAAB5AMBAMcFACHlAwEAAAAB5gMBAAAAAecDAQAAAAEE3QMBAAAABegDAQAAAAHpAwEAAAAE6gMBAAAABAsFAAC_BQAgGgAAxgUAIBsAAMYFACDdA0AAAAAB3gNAAAAABd8DQAAAAAXgA0AAAAAB4QNAAAAAAeIDQAAAAAHjA0AAAAAB5ANAAMUFACEOBQAAvwUAIBoAAMQFACAbAADEBQAg3QMBAAAAAd4DAQAAAAXfAwEAAAAF4AMBAAAAAeEDAQAAAAHiAwEAAAAB4wMBAAAAAeQDAQDDBQAh5QMBAAAAAeYDAQAAAAHnAwEAAAABDQUAAL8FACAYAADABQAgGQAAvwUAIBoAAL8FACAbAAC_BQAg3QMCAAAAAd4DAgAAAAXfAwIAAAAF4AMCAAAAAeEDAgAAAAHiAwIAAAAB4wMCAAAAAeQDAgDCBQAhDQUAAL8FACAYAADABQAgGQAAwQUAIBoAAMEFACAbAADBBQAg3QMEAAAAAd4DBAAAAAXfAwQAAAAF4AMEAAAAAeEDBAAAAAHiAwQAAAAB4wMEAAAAAeQDBAC-BQAhDQUAAL8FACAYAADABQAgGQAAwQUAIBoAAMEFACAbAADBBQAg3QMEAAAAAd4DBAAAAAXfAwQAAAAF4AMEAAAAAeEDBAAAAAHiAwQAAAAB4wMEAAAAAeQDBAC-BQAhCN0DAgAAAAHeAwIAAAAF3wMCAAAABeADAgAAAAHhAwIAAAAB4gMCAAAAAeMDAgAAAAHkAwIAvwUAIQjdAwgAAAAB3gMIAAAABd8DCAAAAAXgAwgAAAAB4QMIAAAAAeIDCAAAAAHjAwgAAAAB5AMIAMAFACEI3QMEAAAAAd4DBAAAAAXfAwQAAAAF4AMEAAAAAeEDBAAAAAHiAwQAAAAB4wMEAAAAAeQDBADBBQAhDQUAAL8FACAYAADABQAgGQAAvwUAIBoAAL8FACAbAAC_BQAg3QMCAAAAAd4DAgAAAAXfAwIAAAAF4AMCAAAAAeEDAgAAAAHiAwIAAAAB4wMCAAAAAeQDAgDCBQAhDgUAAL8FACAaAADEBQAgGwAAxAUAIN0DAQAAAAHeAwEAAAAF3wMBAAAABeADAQAAAAHhAwEAAAAB4gMBAAAAAeMDAQAAAAHkAwEAwwUAIeUDAQAAAAHmAwEAAAAB5wMBAAAAAQvdAwEAAAAB3gMBAAAABd8DAQAAAAXgAwEAAAAB4QMBAAAAAeIDAQAAAAHjAwEAAAAB5AMBAMQFACHlAwEAAAAB5gMBAAAAAecDAQAAAAELBQAAvwUAIBoAAMYFACAbAADGBQAg3QNAAAAAAd4DQAAAAAXfA0AAAAAF4ANAAAAAAeEDQAAAAAHiA0AAAAAB4wNAAAAAAeQDQADFBQAhCN0DQAAAAAHeA0AAAAAF3wNAAAAABeADQAAAAAHhA0AAAAAB4gNAAAAAAeMDQAAAAAHkA0AAxgUAIQ4FAADIBQAgGgAAyQUAIBsAAMkFACDdAwEAAAAB3gMBAAAABN8DAQAAAATgAwEAAAAB4QMBAAAAAeIDAQAAAAHjAwEAAAAB5AMBAMcFACHlAwEAAAAB5gMBAAAAAecDAQAAAAEI3QMCAAAAAd4DAgAAAATfAwIAAAAE4AMCAAAAAeEDAgAAAAHiAwIAAAAB4wMCAAAAAeQDAgDIBQAhC90DAQAAAAHeAwEAAAAE3wMBAAAABOADAQAAAAHhAwEAAAAB4gMBAAAAAeMDAQAAAAHkAwEAyQUAIeUDAQAAAAHmAwEAAAAB5wMBAAAAAQsFAADIBQAgGgAAyQUAIBsAAMkFACDdAwEAAAAB3gMBAAAABN8DAQAAAATgAwEAAAAB4QMBAAAAAeIDAQAAAAHjAwEAAAAB5AMBAMoFACEUTgAA0QUAIMoDAADLBQAwywMAAG0AEMwDAADLBQAwzQMBANwFACHOAwEAzAUAIc8DAQDMBQAh0AMAALkFACDRAwAAuQUAINIDQADNBQAh0wNAAM0FACHUAwEAzgUAIdUDAQDOBQAh1gMBAM4FACHXAwEAzgUAIdgDAgDPBQAh2QMEANAFACHaAwIAzwUAIdsDAQDOBQAh3AMBAM4FACEL3QMBAAAAAd4DAQAAAATfAwEAAAAE4AMBAAAAAeEDAQAAAAHiAwEAAAAB4wMBAAAAAeQDAQDJBQAh5QMBAAAAAeYDAQAAAAHnAwEAAAABCN0DQAAAAAHeA0AAAAAF3wNAAAAABeADQAAAAAHhA0AAAAAB4gNAAAAAAeMDQAAAAAHkA0AAxgUAIQvdAwEAAAAB3gMBAAAABd8DAQAAAAXgAwEAAAAB4QMBAAAAAeIDAQAAAAHjAwEAAAAB5AMBAMQFACHlAwEAAAAB5gMBAAAAAecDAQAAAAEI3QMCAAAAAd4DAgAAAAXfAwIAAAAF4AMCAAAAAeEDAgAAAAHiAwIAAAAB4wMCAAAAAeQDAgC_BQAhCN0DBAAAAAHeAwQAAAAF3wMEAAAABeADBAAAAAHhAwQAAAAB4gMEAAAAAeMDBAAAAAHkAwQAwQUAIRpPAAClBgAgUAAApgYAIMMCAQDMBQAhygMAAKQGADDLAwAAcQAQzAMAAKQGADDrAwEA3AUAIfQDBADbBQAh-AMEANsFACGDBAQA2wUAIYQEBADbBQAhhQQEANsFACGUBAEAzAUAIa4EAQDMBQAhsgQBAMwFACGzBEAA3QUAIbQEQADNBQAhtQQCAM8FACG2BAQA0AUAIbcEAgDuBQAhuAQCAO4FACG5BAIA7gUAIboEAQDOBQAhuwRAAN0FACHeBAAAcQAg3wQAAHEAIAjKAwAA0gUAMMsDAACbBQAQzAMAANIFADDNAwEAtwUAIesDBADTBQAh7AMBALgFACHtAwEAuAUAIe4DQADUBQAhDQUAAMgFACAYAADYBQAgGQAA2QUAIBoAANkFACAbAADZBQAg3QMEAAAAAd4DBAAAAATfAwQAAAAE4AMEAAAAAeEDBAAAAAHiAwQAAAAB4wMEAAAAAeQDBADXBQAhCwUAAMgFACAaAADWBQAgGwAA1gUAIN0DQAAAAAHeA0AAAAAE3wNAAAAABOADQAAAAAHhA0AAAAAB4gNAAAAAAeMDQAAAAAHkA0AA1QUAIQsFAADIBQAgGgAA1gUAIBsAANYFACDdA0AAAAAB3gNAAAAABN8DQAAAAATgA0AAAAAB4QNAAAAAAeIDQAAAAAHjA0AAAAAB5ANAANUFACEI3QNAAAAAAd4DQAAAAATfA0AAAAAE4ANAAAAAAeEDQAAAAAHiA0AAAAAB4wNAAAAAAeQDQADWBQAhDQUAAMgFACAYAADYBQAgGQAA2QUAIBoAANkFACAbAADZBQAg3QMEAAAAAd4DBAAAAATfAwQAAAAE4AMEAAAAAeEDBAAAAAHiAwQAAAAB4wMEAAAAAeQDBADXBQAhCN0DCAAAAAHeAwgAAAAE3wMIAAAABOADCAAAAAHhAwgAAAAB4gMIAAAAAeMDCAAAAAHkAwgA2AUAIQjdAwQAAAAB3gMEAAAABN8DBAAAAATgAwQAAAAB4QMEAAAAAeIDBAAAAAHjAwQAAAAB5AMEANkFACEIygMAANoFADDLAwAAiAUAEMwDAADaBQAwzQMBANwFACHrAwQA2wUAIewDAQDMBQAh7QMBAMwFACHuA0AA3QUAIQjdAwQAAAAB3gMEAAAABN8DBAAAAATgAwQAAAAB4QMEAAAAAeIDBAAAAAHjAwQAAAAB5AMEANkFACEI3QMBAAAAAd4DAQAAAATfAwEAAAAE4AMBAAAAAeEDAQAAAAHiAwEAAAAB4wMBAAAAAeQDAQDeBQAhCN0DQAAAAAHeA0AAAAAE3wNAAAAABOADQAAAAAHhA0AAAAAB4gNAAAAAAeMDQAAAAAHkA0AA1gUAIQjdAwEAAAAB3gMBAAAABN8DAQAAAATgAwEAAAAB4QMBAAAAAeIDAQAAAAHjAwEAAAAB5AMBAN4FACEHygMAAN8FADDLAwAAggUAEMwDAADfBQAw7QMBALgFACHvAwIA4AUAIfADAgDgBQAh8QMBALgFACENBQAAyAUAIBgAANgFACAZAADIBQAgGgAAyAUAIBsAAMgFACDdAwIAAAAB3gMCAAAABN8DAgAAAATgAwIAAAAB4QMCAAAAAeIDAgAAAAHjAwIAAAAB5AMCAOEFACENBQAAyAUAIBgAANgFACAZAADIBQAgGgAAyAUAIBsAAMgFACDdAwIAAAAB3gMCAAAABN8DAgAAAATgAwIAAAAB4QMCAAAAAeIDAgAAAAHjAwIAAAAB5AMCAOEFACEJygMAAOIFADDLAwAA7AQAEMwDAADiBQAw6wMCAOAFACHsAwEAuAUAIfIDAAHjBQAh8wMCAOAFACH0AwAB4wUAIfUDQADUBQAhBwUAAMgFACAaAADlBQAgGwAA5QUAIN0DAAEAAAHeAwABAAAE3wMAAQAABOQDAAHkBQAhBwUAAMgFACAaAADlBQAgGwAA5QUAIN0DAAEAAAHeAwABAAAE3wMAAQAABOQDAAHkBQAhBN0DAAEAAAHeAwABAAAE3wMAAQAABOQDAAHlBQAhCMoDAADmBQAwywMAANYEABDMAwAA5gUAMO8DAgDgBQAh9gMCAOAFACH3AwIA4AUAIfgDAgDgBQAh-QMEANMFACEHygMAAOcFADDLAwAAwAQAEMwDAADnBQAw7AMBALgFACHvAwIA4AUAIfMDAgDgBQAh-gNAANQFACEUygMAAOgFADDLAwAAqgQAEMwDAADoBQAw6wMCAOAFACHyAwAB4wUAIfMDAgDgBQAh9QNAANQFACH4AwIA4AUAIfkDBADTBQAh-wMCAOAFACH8AwEAuAUAIf0DIADpBQAh_gMEANMFACH_A0AAugUAIYAEAgDgBQAhgQQgAOkFACGCBAEAuwUAIYMEAgDgBQAhhAQCAOAFACGFBAIA4AUAIQUFAADIBQAgGgAA6wUAIBsAAOsFACDdAyAAAAAB5AMgAOoFACEFBQAAyAUAIBoAAOsFACAbAADrBQAg3QMgAAAAAeQDIADqBQAhAt0DIAAAAAHkAyAA6wUAIQfKAwAA7AUAMMsDAACUBAAQzAMAAOwFADDrAwIA4AUAIfsDAgDgBQAhhgQBALgFACGHBEAA1AUAIQrFAgAA8AUAIMgCAADvBQAgyQIAAPEFACDKAwAA7QUAMMsDAACBBAAQzAMAAO0FADDrAwIA7gUAIfsDAgDuBQAhhgQBAMwFACGHBEAA3QUAIQjdAwIAAAAB3gMCAAAABN8DAgAAAATgAwIAAAAB4QMCAAAAAeIDAgAAAAHjAwIAAAAB5AMCAMgFACEDiAQAAOUDACCJBAAA5QMAIIoEAADlAwAgA4gEAADpAwAgiQQAAOkDACCKBAAA6QMAIAOIBAAA-QMAIIkEAAD5AwAgigQAAPkDACAD7AMBAAAAAfIDAAEAAAHzAwIAAAABCsMCAAD1BQAgygMAAPMFADDLAwAA-QMAEMwDAADzBQAw6wMCAO4FACHsAwEAzAUAIfIDAAH0BQAh8wMCAO4FACH0AwAB9AUAIfUDQADdBQAhBN0DAAEAAAHeAwABAAAE3wMAAQAABOQDAAHlBQAhDMUCAADwBQAgyAIAAO8FACDJAgAA8QUAIMoDAADtBQAwywMAAIEEABDMAwAA7QUAMOsDAgDuBQAh-wMCAO4FACGGBAEAzAUAIYcEQADdBQAh3gQAAIEEACDfBAAAgQQAIALvAwIAAAAB9gMCAAAAAQnEAgAA-AUAIMoDAAD3BQAwywMAAPEDABDMAwAA9wUAMO8DAgDuBQAh9gMCAO4FACH3AwIA7gUAIfgDAgDuBQAh-QMEANsFACEawwIAAPUFACDFAgAA8AUAIMYCAAD_BQAgxwIAAIAGACDKAwAA_QUAMMsDAADlAwAQzAMAAP0FADDrAwIA7gUAIfIDAAH0BQAh8wMCAO4FACH1A0AA3QUAIfgDAgDuBQAh-QMEANsFACH7AwIA7gUAIfwDAQDMBQAh_QMgAP4FACH-AwQA2wUAIf8DQADNBQAhgAQCAO4FACGBBCAA_gUAIYIEAQDOBQAhgwQCAO4FACGEBAIA7gUAIYUEAgDuBQAh3gQAAOUDACDfBAAA5QMAIALvAwIAAAAB8AMCAAAAAQjEAgAA-AUAIMoDAAD6BQAwywMAAO0DABDMAwAA-gUAMO0DAQDMBQAh7wMCAO4FACHwAwIA7gUAIfEDAQDMBQAhA-wDAQAAAAHvAwIAAAAB8wMCAAAAAQnDAgAA9QUAIMQCAAD4BQAgygMAAPwFADDLAwAA6QMAEMwDAAD8BQAw7AMBAMwFACHvAwIA7gUAIfMDAgDuBQAh-gNAAN0FACEYwwIAAPUFACDFAgAA8AUAIMYCAAD_BQAgxwIAAIAGACDKAwAA_QUAMMsDAADlAwAQzAMAAP0FADDrAwIA7gUAIfIDAAH0BQAh8wMCAO4FACH1A0AA3QUAIfgDAgDuBQAh-QMEANsFACH7AwIA7gUAIfwDAQDMBQAh_QMgAP4FACH-AwQA2wUAIf8DQADNBQAhgAQCAO4FACGBBCAA_gUAIYIEAQDOBQAhgwQCAO4FACGEBAIA7gUAIYUEAgDuBQAhAt0DIAAAAAHkAyAA6wUAIQOIBAAA7QMAIIkEAADtAwAgigQAAO0DACADiAQAAPEDACCJBAAA8QMAIIoEAADxAwAgCcoDAACBBgAwywMAAOADABDMAwAAgQYAMOsDAgDgBQAhjwQBALcFACGQBAEAuAUAIZEEAQC4BQAhkgQBALsFACGTBAIAvAUAIQnKAwAAggYAMMsDAADNAwAQzAMAAIIGADDrAwIA7gUAIY8EAQDcBQAhkAQBAMwFACGRBAEAzAUAIZIEAQDOBQAhkwQCAM8FACETygMAAIMGADDLAwAAxwMAEMwDAACDBgAw6wMCAOAFACGHBEAAugUAIY8EAQC3BQAhkQQBALgFACGUBAEAuAUAIZUEAgDgBQAhlgQBALsFACGXBAEAuwUAIZgEAQC7BQAhmQQBALsFACGaBAEAuwUAIZsEAQC7BQAhnAQBALsFACGdBCAA6QUAIZ4EIADpBQAhnwQBALsFACETygMAAIQGADDLAwAAtAMAEMwDAACEBgAw6wMCAO4FACGHBEAAzQUAIY8EAQDcBQAhkQQBAMwFACGUBAEAzAUAIZUEAgDuBQAhlgQBAM4FACGXBAEAzgUAIZgEAQDOBQAhmQQBAM4FACGaBAEAzgUAIZsEAQDOBQAhnAQBAM4FACGdBCAA_gUAIZ4EIAD-BQAhnwQBAM4FACEFygMAAIUGADDLAwAArgMAEMwDAACFBgAwlQQCAOAFACGgBAEAtwUAIQbxAQAAhwYAIMoDAACGBgAwywMAAOcCABDMAwAAhgYAMJUEAgDuBQAhoAQBANwFACEO8gEAAIwGACDKAwAAiwYAMMsDAADqAgAQzAMAAIsGADDrAwIA7gUAIYYEAQDOBQAhjwQBANwFACGRBAEAzAUAIZIEAQDOBQAhlAQBAMwFACGhBAEAzgUAIaIEAQDOBQAh3gQAAOoCACDfBAAA6gIAIAzKAwAAiAYAMMsDAACWAwAQzAMAAIgGADDrAwEAtwUAIe0DAQC4BQAhhgQBALgFACGRBAEAuAUAIZIEAQC7BQAhlAQBALgFACGhBAEAuwUAIaIEAQC7BQAhowQBALgFACEMygMAAIkGADDLAwAAgwMAEMwDAACJBgAw6wMBANwFACHtAwEAzAUAIYYEAQDMBQAhkQQBAMwFACGSBAEAzgUAIZQEAQDMBQAhoQQBAM4FACGiBAEAzgUAIaMEAQDMBQAhC8oDAACKBgAwywMAAP0CABDMAwAAigYAMOsDAgDgBQAhhgQBALsFACGPBAEAtwUAIZEEAQC4BQAhkgQBALsFACGUBAEAuAUAIaEEAQC7BQAhogQBALsFACEM8gEAAIwGACDKAwAAiwYAMMsDAADqAgAQzAMAAIsGADDrAwIA7gUAIYYEAQDOBQAhjwQBANwFACGRBAEAzAUAIZIEAQDOBQAhlAQBAMwFACGhBAEAzgUAIaIEAQDOBQAhCPEBAACHBgAgygMAAIYGADDLAwAA5wIAEMwDAACGBgAwlQQCAO4FACGgBAEA3AUAId4EAADnAgAg3wQAAOcCACAGygMAAI0GADDLAwAA4gIAEMwDAACNBgAw6wMCAOAFACGPBAEAtwUAIaQEAQC4BQAhBsoDAACOBgAwywMAAM8CABDMAwAAjgYAMOsDAgDuBQAhjwQBANwFACGkBAEAzAUAIQfDAgEAuAUAIcoDAACPBgAwywMAAMkCABDMAwAAjwYAMOsDAgDgBQAhhgQBALgFACGlBAIA4AUAIQfDAgEAzAUAIcoDAACQBgAwywMAALYCABDMAwAAkAYAMOsDAgDuBQAhhgQBAMwFACGlBAIA7gUAIQPDAgEAAAABhgQBAAAAAaUEAgAAAAEFygMAAJIGADDLAwAAsAIAEMwDAACSBgAw6wMCAOAFACGnBAEAuAUAIQXKAwAAkwYAMMsDAACdAgAQzAMAAJMGADDrAwIA7gUAIacEAQDMBQAhBcoDAACUBgAwywMAAJcCABDMAwAAlAYAMOsDAgDgBQAhqAQBALgFACEFygMAAJUGADDLAwAAhAIAEMwDAACVBgAw6wMCAO4FACGoBAEAzAUAIQXKAwAAlgYAMMsDAAD-AQAQzAMAAJYGADDrAwIA4AUAIakEAQC4BQAhBcoDAACXBgAwywMAAOsBABDMAwAAlwYAMOsDAgDuBQAhqQQBAMwFACEFygMAAJgGADDLAwAA5QEAEMwDAACYBgAw6wMCAOAFACGqBAEAuAUAIQXKAwAAmQYAMMsDAADSAQAQzAMAAJkGADDrAwIA7gUAIaoEAQDMBQAhBsoDAACaBgAwywMAAMwBABDMAwAAmgYAMOsDAgDgBQAhhgQBALsFACGSBAEAuAUAIQbKAwAAmwYAMMsDAAC5AQAQzAMAAJsGADDrAwIA7gUAIYYEAQDOBQAhkgQBAMwFACEKygMAAJwGADDLAwAAswEAEMwDAACcBgAw6wMEANMFACGjBAEAuwUAIasEAQC3BQAhrAQBALgFACGtBAEAnQYAIa4EAQC4BQAhrwRAANQFACELBQAAvwUAIBoAAMQFACAbAADEBQAg3QMBAAAAAd4DAQAAAAXfAwEAAAAF4AMBAAAAAeEDAQAAAAHiAwEAAAAB4wMBAAAAAeQDAQCeBgAhCwUAAL8FACAaAADEBQAgGwAAxAUAIN0DAQAAAAHeAwEAAAAF3wMBAAAABeADAQAAAAHhAwEAAAAB4gMBAAAAAeMDAQAAAAHkAwEAngYAIQrKAwAAnwYAMMsDAACgAQAQzAMAAJ8GADDrAwQA2wUAIaMEAQDOBQAhqwQBANwFACGsBAEAzAUAIa0EAQCgBgAhrgQBAMwFACGvBEAA3QUAIQjdAwEAAAAB3gMBAAAABd8DAQAAAAXgAwEAAAAB4QMBAAAAAeIDAQAAAAHjAwEAAAAB5AMBAKEGACEI3QMBAAAAAd4DAQAAAAXfAwEAAAAF4AMBAAAAAeEDAQAAAAHiAwEAAAAB4wMBAAAAAeQDAQChBgAhD8oDAACiBgAwywMAAJoBABDMAwAAogYAMM0DAQC3BQAh6wMBALcFACHtAwEAuwUAIfIDAQC7BQAh-AMCAOAFACGDBAIA4AUAIYQEAgDgBQAhhQQCAOAFACGGBAEAuAUAIbAEBADTBQAhsQQEANMFACGyBAEAuAUAIRbDAgEAuAUAIcoDAACjBgAwywMAAIQBABDMAwAAowYAMOsDAQC3BQAh9AMEANMFACH4AwQA0wUAIYMEBADTBQAhhAQEANMFACGFBAQA0wUAIZQEAQC4BQAhrgQBALgFACGyBAEAuAUAIbMEQADUBQAhtARAALoFACG1BAIAvAUAIbYEBAC9BQAhtwQCAOAFACG4BAIA4AUAIbkEAgDgBQAhugQBALsFACG7BEAA1AUAIRhPAAClBgAgUAAApgYAIMMCAQDMBQAhygMAAKQGADDLAwAAcQAQzAMAAKQGADDrAwEA3AUAIfQDBADbBQAh-AMEANsFACGDBAQA2wUAIYQEBADbBQAhhQQEANsFACGUBAEAzAUAIa4EAQDMBQAhsgQBAMwFACGzBEAA3QUAIbQEQADNBQAhtQQCAM8FACG2BAQA0AUAIbcEAgDuBQAhuAQCAO4FACG5BAIA7gUAIboEAQDOBQAhuwRAAN0FACEDiAQAAGkAIIkEAABpACCKBAAAaQAgFk4AANEFACDKAwAAywUAMMsDAABtABDMAwAAywUAMM0DAQDcBQAhzgMBAMwFACHPAwEAzAUAIdADAAC5BQAg0QMAALkFACDSA0AAzQUAIdMDQADNBQAh1AMBAM4FACHVAwEAzgUAIdYDAQDOBQAh1wMBAM4FACHYAwIAzwUAIdkDBADQBQAh2gMCAM8FACHbAwEAzgUAIdwDAQDOBQAh3gQAAG0AIN8EAABtACAQTgAA0QUAIMoDAACnBgAwywMAAGkAEMwDAACnBgAwzQMBANwFACHrAwEA3AUAIe0DAQDOBQAh8gMBAM4FACH4AwIA7gUAIYMEAgDuBQAhhAQCAO4FACGFBAIA7gUAIYYEAQDMBQAhsAQEANsFACGxBAQA2wUAIbIEAQDMBQAhBcoDAACoBgAwywMAAGQAEMwDAACoBgAwkQQBALgFACG8BAAAqQYAIA8FAADIBQAgGgAAqgYAIBsAAKoGACDdA4AAAAAB4AOAAAAAAeEDgAAAAAHiA4AAAAAB4wOAAAAAAeQDgAAAAAG9BAEAAAABvgQBAAAAAb8EAQAAAAHABIAAAAABwQSAAAAAAcIEgAAAAAEM3QOAAAAAAeADgAAAAAHhA4AAAAAB4gOAAAAAAeMDgAAAAAHkA4AAAAABvQQBAAAAAb4EAQAAAAG_BAEAAAABwASAAAAAAcEEgAAAAAHCBIAAAAABBcoDAACrBgAwywMAAFEAEMwDAACrBgAwkQQBAMwFACG8BAAArAYAIAzdA4AAAAAB4AOAAAAAAeEDgAAAAAHiA4AAAAAB4wOAAAAAAeQDgAAAAAG9BAEAAAABvgQBAAAAAb8EAQAAAAHABIAAAAABwQSAAAAAAcIEgAAAAAENygMAAK0GADDLAwAASwAQzAMAAK0GADDrAwQA0wUAIfEDAACpBgAgqAQBALsFACGtBAEAnQYAIa4EAQC4BQAhrwRAANQFACHDBAEAuAUAIcQEAQC4BQAhxQQBALsFACHGBAEAnQYAIQ3KAwAArgYAMMsDAAA4ABDMAwAArgYAMOsDBADbBQAh8QMAAKwGACCoBAEAzgUAIa0EAQCgBgAhrgQBAMwFACGvBEAA3QUAIcMEAQDMBQAhxAQBAMwFACHFBAEAzgUAIcYEAQCgBgAhEMoDAACvBgAwywMAADIAEMwDAACvBgAw6wMBALcFACGGBAEAuAUAIYcEQADUBQAhxwQBALcFACHIBAAB4wUAIckEAQC4BQAhygQBALgFACHLBAAAuQUAIMwEQADUBQAhzQRAALoFACHOBAEAuwUAIc8EQAC6BQAh0AQBALsFACETygMAALAGADDLAwAAHAAQzAMAALAGADDrAwEAtwUAIYYEAQC4BQAhhwRAANQFACHKBAEAuAUAIdEEAQC4BQAh0gQBALsFACHTBCAA6QUAIdQEAgDgBQAh1QRAALoFACHWBAIA4AUAIdcEQAC6BQAh2ARAALoFACHZBAEAuwUAIdoEAQC7BQAh2wQBALsFACHcBEAAugUAIRQEAACyBgAgygMAALEGADDLAwAACQAQzAMAALEGADDrAwEA3AUAIYYEAQDMBQAhhwRAAN0FACHKBAEAzAUAIdEEAQDMBQAh0gQBAM4FACHTBCAA_gUAIdQEAgDuBQAh1QRAAM0FACHWBAIA7gUAIdcEQADNBQAh2ARAAM0FACHZBAEAzgUAIdoEAQDOBQAh2wQBAM4FACHcBEAAzQUAIQOIBAAAAwAgiQQAAAMAIIoEAAADACARAwAAtAYAIMoDAACzBgAwywMAAAMAEMwDAACzBgAw6wMBANwFACGGBAEAzAUAIYcEQADdBQAhxwQBANwFACHIBAAB9AUAIckEAQDMBQAhygQBAMwFACHLBAAAuQUAIMwEQADdBQAhzQRAAM0FACHOBAEAzgUAIc8EQADNBQAh0AQBAM4FACEWBAAAsgYAIMoDAACxBgAwywMAAAkAEMwDAACxBgAw6wMBANwFACGGBAEAzAUAIYcEQADdBQAhygQBAMwFACHRBAEAzAUAIdIEAQDOBQAh0wQgAP4FACHUBAIA7gUAIdUEQADNBQAh1gQCAO4FACHXBEAAzQUAIdgEQADNBQAh2QQBAM4FACHaBAEAzgUAIdsEAQDOBQAh3ARAAM0FACHeBAAACQAg3wQAAAkAIALZBAEAAAAB2gQBAAAAAQAAAAAAAAHjBAEAAAABAuMEAQAAAATpBAEAAAAFAuMEAQAAAATpBAEAAAAFAeMEQAAAAAEB4wQBAAAAAQXjBAIAAAAB6gQCAAAAAesEAgAAAAHsBAIAAAAB7QQCAAAAAQXjBAQAAAAB6gQEAAAAAesEBAAAAAHsBAQAAAAB7QQEAAAAAQUSAACaCQAgEwAAnQkAIOAEAACbCQAg4QQAAJwJACDmBAAAZwAgAeMEAQAAAAQB4wQBAAAABAMSAACaCQAg4AQAAJsJACDmBAAAZwAgBk8AAL8IACBQAADACAAgtAQAALYGACC1BAAAtgYAILYEAAC2BgAgugQAALYGACAAAAAAAAXjBAQAAAAB6gQEAAAAAesEBAAAAAHsBAQAAAAB7QQEAAAAAQHjBEAAAAABAAAAAAAF4wQCAAAAAeoEAgAAAAHrBAIAAAAB7AQCAAAAAe0EAgAAAAEFEgAAlQkAIBMAAJgJACDgBAAAlgkAIOEEAACXCQAg5gQAAOcDACADEgAAlQkAIOAEAACWCQAg5gQAAOcDACAAAAAAAAHjBAABAAABBRIAAJAJACATAACTCQAg4AQAAJEJACDhBAAAkgkAIOYEAADjAwAgAxIAAJAJACDgBAAAkQkAIOYEAADjAwAgAAAAAAAFEgAAiwkAIBMAAI4JACDgBAAAjAkAIOEEAACNCQAg5gQAAOcDACADEgAAiwkAIOAEAACMCQAg5gQAAOcDACAAAAAAAAUSAACDCQAgEwAAiQkAIOAEAACECQAg4QQAAIgJACDmBAAA5wMAIAUSAACBCQAgEwAAhgkAIOAEAACCCQAg4QQAAIUJACDmBAAA4wMAIAMSAACDCQAg4AQAAIQJACDmBAAA5wMAIAMSAACBCQAg4AQAAIIJACDmBAAA4wMAIAAAAAAAAeMEIAAAAAEFEgAA-QgAIBMAAP8IACDgBAAA-ggAIOEEAAD-CAAg5gQAAOMDACALEgAAkQcAMBMAAJYHADDgBAAAkgcAMOEEAACTBwAw4gQAAJQHACDjBAAAlQcAMOQEAACVBwAw5QQAAJUHADDmBAAAlQcAMOcEAACXBwAw6AQAAJgHADALEgAAhQcAMBMAAIoHADDgBAAAhgcAMOEEAACHBwAw4gQAAIgHACDjBAAAiQcAMOQEAACJBwAw5QQAAIkHADDmBAAAiQcAMOcEAACLBwAw6AQAAIwHADALEgAA-QYAMBMAAP4GADDgBAAA-gYAMOEEAAD7BgAw4gQAAPwGACDjBAAA_QYAMOQEAAD9BgAw5QQAAP0GADDmBAAA_QYAMOcEAAD_BgAw6AQAAIAHADAE9gMCAAAAAfcDAgAAAAH4AwIAAAAB-QMEAAAAAQIAAADzAwAgEgAAhAcAIAMAAADzAwAgEgAAhAcAIBMAAIMHACABCwAA_QgAMArEAgAA-AUAIMoDAAD3BQAwywMAAPEDABDMAwAA9wUAMO8DAgDuBQAh9gMCAO4FACH3AwIA7gUAIfgDAgDuBQAh-QMEANsFACGMBAAA9gUAIAIAAADzAwAgCwAAgwcAIAIAAACBBwAgCwAAggcAIAjKAwAAgAcAMMsDAACBBwAQzAMAAIAHADDvAwIA7gUAIfYDAgDuBQAh9wMCAO4FACH4AwIA7gUAIfkDBADbBQAhCMoDAACABwAwywMAAIEHABDMAwAAgAcAMO8DAgDuBQAh9gMCAO4FACH3AwIA7gUAIfgDAgDuBQAh-QMEANsFACEE9gMCANQGACH3AwIA1AYAIfgDAgDUBgAh-QMEAM0GACEE9gMCANQGACH3AwIA1AYAIfgDAgDUBgAh-QMEAM0GACEE9gMCAAAAAfcDAgAAAAH4AwIAAAAB-QMEAAAAAQPtAwEAAAAB8AMCAAAAAfEDAQAAAAECAAAA7wMAIBIAAJAHACADAAAA7wMAIBIAAJAHACATAACPBwAgAQsAAPwIADAJxAIAAPgFACDKAwAA-gUAMMsDAADtAwAQzAMAAPoFADDtAwEAzAUAIe8DAgDuBQAh8AMCAO4FACHxAwEAzAUAIY0EAAD5BQAgAgAAAO8DACALAACPBwAgAgAAAI0HACALAACOBwAgB8oDAACMBwAwywMAAI0HABDMAwAAjAcAMO0DAQDMBQAh7wMCAO4FACHwAwIA7gUAIfEDAQDMBQAhB8oDAACMBwAwywMAAI0HABDMAwAAjAcAMO0DAQDMBQAh7wMCAO4FACHwAwIA7gUAIfEDAQDMBQAhA-0DAQC8BgAh8AMCANQGACHxAwEAvAYAIQPtAwEAvAYAIfADAgDUBgAh8QMBALwGACED7QMBAAAAAfADAgAAAAHxAwEAAAABBMMCAADuBgAg7AMBAAAAAfMDAgAAAAH6A0AAAAABAgAAAOsDACASAACcBwAgAwAAAOsDACASAACcBwAgEwAAmwcAIAELAAD7CAAwCsMCAAD1BQAgxAIAAPgFACDKAwAA_AUAMMsDAADpAwAQzAMAAPwFADDsAwEAzAUAIe8DAgDuBQAh8wMCAO4FACH6A0AA3QUAIY4EAAD7BQAgAgAAAOsDACALAACbBwAgAgAAAJkHACALAACaBwAgB8oDAACYBwAwywMAAJkHABDMAwAAmAcAMOwDAQDMBQAh7wMCAO4FACHzAwIA7gUAIfoDQADdBQAhB8oDAACYBwAwywMAAJkHABDMAwAAmAcAMOwDAQDMBQAh7wMCAO4FACHzAwIA7gUAIfoDQADdBQAhA-wDAQC8BgAh8wMCANQGACH6A0AAzgYAIQTDAgAA7AYAIOwDAQC8BgAh8wMCANQGACH6A0AAzgYAIQTDAgAA7gYAIOwDAQAAAAHzAwIAAAAB-gNAAAAAAQMSAAD5CAAg4AQAAPoIACDmBAAA4wMAIAQSAACRBwAw4AQAAJIHADDiBAAAlAcAIOYEAACVBwAwBBIAAIUHADDgBAAAhgcAMOIEAACIBwAg5gQAAIkHADAEEgAA-QYAMOAEAAD6BgAw4gQAAPwGACDmBAAA_QYAMAAAAAAACxIAAL4HADATAADDBwAw4AQAAL8HADDhBAAAwAcAMOIEAADBBwAg4wQAAMIHADDkBAAAwgcAMOUEAADCBwAw5gQAAMIHADDnBAAAxAcAMOgEAADFBwAwCxIAALUHADATAAC5BwAw4AQAALYHADDhBAAAtwcAMOIEAAC4BwAg4wQAAJUHADDkBAAAlQcAMOUEAACVBwAw5gQAAJUHADDnBAAAugcAMOgEAACYBwAwCxIAAKkHADATAACuBwAw4AQAAKoHADDhBAAAqwcAMOIEAACsBwAg4wQAAK0HADDkBAAArQcAMOUEAACtBwAw5gQAAK0HADDnBAAArwcAMOgEAACwBwAwBesDAgAAAAHsAwEAAAAB8gMAAQAAAfQDAAEAAAH1A0AAAAABAgAAAPsDACASAAC0BwAgAwAAAPsDACASAAC0BwAgEwAAswcAIAELAAD4CAAwC8MCAAD1BQAgygMAAPMFADDLAwAA-QMAEMwDAADzBQAw6wMCAAAAAewDAQDMBQAh8gMAAfQFACHzAwIA7gUAIfQDAAH0BQAh9QNAAN0FACGLBAAA8gUAIAIAAAD7AwAgCwAAswcAIAIAAACxBwAgCwAAsgcAIAnKAwAAsAcAMMsDAACxBwAQzAMAALAHADDrAwIA7gUAIewDAQDMBQAh8gMAAfQFACHzAwIA7gUAIfQDAAH0BQAh9QNAAN0FACEJygMAALAHADDLAwAAsQcAEMwDAACwBwAw6wMCAO4FACHsAwEAzAUAIfIDAAH0BQAh8wMCAO4FACH0AwAB9AUAIfUDQADdBQAhBesDAgDUBgAh7AMBALwGACHyAwAB3AYAIfQDAAHcBgAh9QNAAM4GACEF6wMCANQGACHsAwEAvAYAIfIDAAHcBgAh9AMAAdwGACH1A0AAzgYAIQXrAwIAAAAB7AMBAAAAAfIDAAEAAAH0AwABAAAB9QNAAAAAAQTEAgAA7QYAIOwDAQAAAAHvAwIAAAAB-gNAAAAAAQIAAADrAwAgEgAAvQcAIAMAAADrAwAgEgAAvQcAIBMAALwHACABCwAA9wgAMAIAAADrAwAgCwAAvAcAIAIAAACZBwAgCwAAuwcAIAPsAwEAvAYAIe8DAgDUBgAh-gNAAM4GACEExAIAAOsGACDsAwEAvAYAIe8DAgDUBgAh-gNAAM4GACEExAIAAO0GACDsAwEAAAAB7wMCAAAAAfoDQAAAAAETxQIAAJ4HACDGAgAAnwcAIMcCAACgBwAg6wMCAAAAAfIDAAEAAAH1A0AAAAAB-AMCAAAAAfkDBAAAAAH7AwIAAAAB_AMBAAAAAf0DIAAAAAH-AwQAAAAB_wNAAAAAAYAEAgAAAAGBBCAAAAABggQBAAAAAYMEAgAAAAGEBAIAAAABhQQCAAAAAQIAAADnAwAgEgAAyQcAIAMAAADnAwAgEgAAyQcAIBMAAMgHACABCwAA9ggAMBjDAgAA9QUAIMUCAADwBQAgxgIAAP8FACDHAgAAgAYAIMoDAAD9BQAwywMAAOUDABDMAwAA_QUAMOsDAgAAAAHyAwABAAAB8wMCAO4FACH1A0AA3QUAIfgDAgDuBQAh-QMEANsFACH7AwIA7gUAIfwDAQDMBQAh_QMgAP4FACH-AwQA2wUAIf8DQADNBQAhgAQCAO4FACGBBCAA_gUAIYIEAQDOBQAhgwQCAO4FACGEBAIA7gUAIYUEAgDuBQAhAgAAAOcDACALAADIBwAgAgAAAMYHACALAADHBwAgFMoDAADFBwAwywMAAMYHABDMAwAAxQcAMOsDAgDuBQAh8gMAAfQFACHzAwIA7gUAIfUDQADdBQAh-AMCAO4FACH5AwQA2wUAIfsDAgDuBQAh_AMBAMwFACH9AyAA_gUAIf4DBADbBQAh_wNAAM0FACGABAIA7gUAIYEEIAD-BQAhggQBAM4FACGDBAIA7gUAIYQEAgDuBQAhhQQCAO4FACEUygMAAMUHADDLAwAAxgcAEMwDAADFBwAw6wMCAO4FACHyAwAB9AUAIfMDAgDuBQAh9QNAAN0FACH4AwIA7gUAIfkDBADbBQAh-wMCAO4FACH8AwEAzAUAIf0DIAD-BQAh_gMEANsFACH_A0AAzQUAIYAEAgDuBQAhgQQgAP4FACGCBAEAzgUAIYMEAgDuBQAhhAQCAO4FACGFBAIA7gUAIRDrAwIA1AYAIfIDAAHcBgAh9QNAAM4GACH4AwIA1AYAIfkDBADNBgAh-wMCANQGACH8AwEAvAYAIf0DIAD0BgAh_gMEAM0GACH_A0AAvwYAIYAEAgDUBgAhgQQgAPQGACGCBAEAwAYAIYMEAgDUBgAhhAQCANQGACGFBAIA1AYAIRPFAgAA9gYAIMYCAAD3BgAgxwIAAPgGACDrAwIA1AYAIfIDAAHcBgAh9QNAAM4GACH4AwIA1AYAIfkDBADNBgAh-wMCANQGACH8AwEAvAYAIf0DIAD0BgAh_gMEAM0GACH_A0AAvwYAIYAEAgDUBgAhgQQgAPQGACGCBAEAwAYAIYMEAgDUBgAhhAQCANQGACGFBAIA1AYAIRPFAgAAngcAIMYCAACfBwAgxwIAAKAHACDrAwIAAAAB8gMAAQAAAfUDQAAAAAH4AwIAAAAB-QMEAAAAAfsDAgAAAAH8AwEAAAAB_QMgAAAAAf4DBAAAAAH_A0AAAAABgAQCAAAAAYEEIAAAAAGCBAEAAAABgwQCAAAAAYQEAgAAAAGFBAIAAAABBBIAAL4HADDgBAAAvwcAMOIEAADBBwAg5gQAAMIHADAEEgAAtQcAMOAEAAC2BwAw4gQAALgHACDmBAAAlQcAMAQSAACpBwAw4AQAAKoHADDiBAAArAcAIOYEAACtBwAwAAAAA8UCAADOBwAgyAIAAM0HACDJAgAAzwcAIAbDAgAA0AcAIMUCAADOBwAgxgIAANIHACDHAgAA0wcAIP8DAAC2BgAgggQAALYGACAAAAAAAAAAAAAAAAAAAAAAAAUSAADxCAAgEwAA9AgAIOAEAADyCAAg4QQAAPMIACDmBAAA5QIAIAMSAADxCAAg4AQAAPIIACDmBAAA5QIAIAXyAQAA9QcAIIYEAAC2BgAgkgQAALYGACChBAAAtgYAIKIEAAC2BgAgAAAAAAAAAAAHEgAA7wcAIBMAAPIHACDgBAAA8AcAIOEEAADxBwAg5AQAAOcCACDlBAAA5wIAIOYEAACZAwAgAaAEAQAAAAECAAAAmQMAIBIAAO8HACADAAAA5wIAIBIAAO8HACATAADzBwAgAwAAAOcCACALAADzBwAgoAQBALwGACEBoAQBALwGACEDEgAA7wcAIOAEAADwBwAg5gQAAJkDACAB8QEAAOUHACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFEgAA7AgAIBMAAO8IACDgBAAA7QgAIOEEAADuCAAg5gQAAGcAIAMSAADsCAAg4AQAAO0IACDmBAAAZwAgAAAAAAALEgAAsQgAMBMAALYIADDgBAAAsggAMOEEAACzCAAw4gQAALQIACDjBAAAtQgAMOQEAAC1CAAw5QQAALUIADDmBAAAtQgAMOcEAAC3CAAw6AQAALgIADAHEgAArAgAIBMAAK8IACDgBAAArQgAIOEEAACuCAAg5AQAAG0AIOUEAABtACDmBAAAngUAIA_OAwEAAAABzwMBAAAAAdADAADEBgAg0QMAAMUGACDSA0AAAAAB0wNAAAAAAdQDAQAAAAHVAwEAAAAB1gMBAAAAAdcDAQAAAAHYAwIAAAAB2QMEAAAAAdoDAgAAAAHbAwEAAAAB3AMBAAAAAQIAAACeBQAgEgAArAgAIAMAAABtACASAACsCAAgEwAAsAgAIBEAAABtACALAACwCAAgzgMBALwGACHPAwEAvAYAIdADAAC9BgAg0QMAAL4GACDSA0AAvwYAIdMDQAC_BgAh1AMBAMAGACHVAwEAwAYAIdYDAQDABgAh1wMBAMAGACHYAwIAwQYAIdkDBADCBgAh2gMCAMEGACHbAwEAwAYAIdwDAQDABgAhD84DAQC8BgAhzwMBALwGACHQAwAAvQYAINEDAAC-BgAg0gNAAL8GACHTA0AAvwYAIdQDAQDABgAh1QMBAMAGACHWAwEAwAYAIdcDAQDABgAh2AMCAMEGACHZAwQAwgYAIdoDAgDBBgAh2wMBAMAGACHcAwEAwAYAIQvrAwEAAAAB7QMBAAAAAfIDAQAAAAH4AwIAAAABgwQCAAAAAYQEAgAAAAGFBAIAAAABhgQBAAAAAbAEBAAAAAGxBAQAAAABsgQBAAAAAQIAAABrACASAAC8CAAgAwAAAGsAIBIAALwIACATAAC7CAAgAQsAAOsIADAQTgAA0QUAIMoDAACnBgAwywMAAGkAEMwDAACnBgAwzQMBANwFACHrAwEAAAAB7QMBAM4FACHyAwEAzgUAIfgDAgDuBQAhgwQCAO4FACGEBAIA7gUAIYUEAgDuBQAhhgQBAMwFACGwBAQA2wUAIbEEBADbBQAhsgQBAMwFACECAAAAawAgCwAAuwgAIAIAAAC5CAAgCwAAuggAIA_KAwAAuAgAMMsDAAC5CAAQzAMAALgIADDNAwEA3AUAIesDAQDcBQAh7QMBAM4FACHyAwEAzgUAIfgDAgDuBQAhgwQCAO4FACGEBAIA7gUAIYUEAgDuBQAhhgQBAMwFACGwBAQA2wUAIbEEBADbBQAhsgQBAMwFACEPygMAALgIADDLAwAAuQgAEMwDAAC4CAAwzQMBANwFACHrAwEA3AUAIe0DAQDOBQAh8gMBAM4FACH4AwIA7gUAIYMEAgDuBQAhhAQCAO4FACGFBAIA7gUAIYYEAQDMBQAhsAQEANsFACGxBAQA2wUAIbIEAQDMBQAhC-sDAQC8BgAh7QMBAMAGACHyAwEAwAYAIfgDAgDUBgAhgwQCANQGACGEBAIA1AYAIYUEAgDUBgAhhgQBALwGACGwBAQAzQYAIbEEBADNBgAhsgQBALwGACEL6wMBALwGACHtAwEAwAYAIfIDAQDABgAh-AMCANQGACGDBAIA1AYAIYQEAgDUBgAhhQQCANQGACGGBAEAvAYAIbAEBADNBgAhsQQEAM0GACGyBAEAvAYAIQvrAwEAAAAB7QMBAAAAAfIDAQAAAAH4AwIAAAABgwQCAAAAAYQEAgAAAAGFBAIAAAABhgQBAAAAAbAEBAAAAAGxBAQAAAABsgQBAAAAAQQSAACxCAAw4AQAALIIADDiBAAAtAgAIOYEAAC1CAAwAxIAAKwIACDgBAAArQgAIOYEAACeBQAgAAxOAADHBgAg0gMAALYGACDTAwAAtgYAINQDAAC2BgAg1QMAALYGACDWAwAAtgYAINcDAAC2BgAg2AMAALYGACDZAwAAtgYAINoDAAC2BgAg2wMAALYGACDcAwAAtgYAIAAAAAAAAAAAAAAAAuMEAQAAAATpBAEAAAAFBRIAAOYIACATAADpCAAg4AQAAOcIACDhBAAA6AgAIOYEAAABACAB4wQBAAAABAMSAADmCAAg4AQAAOcIACDmBAAAAQAgAAAAAAALEgAA1ggAMBMAANsIADDgBAAA1wgAMOEEAADYCAAw4gQAANkIACDjBAAA2ggAMOQEAADaCAAw5QQAANoIADDmBAAA2ggAMOcEAADcCAAw6AQAAN0IADAM6wMBAAAAAYYEAQAAAAGHBEAAAAAByAQAAQAAAckEAQAAAAHKBAEAAAABywQAAM4IACDMBEAAAAABzQRAAAAAAc4EAQAAAAHPBEAAAAAB0AQBAAAAAQIAAAAFACASAADhCAAgAwAAAAUAIBIAAOEIACATAADgCAAgAQsAAOUIADARAwAAtAYAIMoDAACzBgAwywMAAAMAEMwDAACzBgAw6wMBAAAAAYYEAQDMBQAhhwRAAN0FACHHBAEA3AUAIcgEAAEAAAHJBAEAzAUAIcoEAQDMBQAhywQAALkFACDMBEAA3QUAIc0EQADNBQAhzgQBAM4FACHPBEAAzQUAIdAEAQDOBQAhAgAAAAUAIAsAAOAIACACAAAA3ggAIAsAAN8IACAQygMAAN0IADDLAwAA3ggAEMwDAADdCAAw6wMBANwFACGGBAEAzAUAIYcEQADdBQAhxwQBANwFACHIBAAB9AUAIckEAQDMBQAhygQBAMwFACHLBAAAuQUAIMwEQADdBQAhzQRAAM0FACHOBAEAzgUAIc8EQADNBQAh0AQBAM4FACEQygMAAN0IADDLAwAA3ggAEMwDAADdCAAw6wMBANwFACGGBAEAzAUAIYcEQADdBQAhxwQBANwFACHIBAAB9AUAIckEAQDMBQAhygQBAMwFACHLBAAAuQUAIMwEQADdBQAhzQRAAM0FACHOBAEAzgUAIc8EQADNBQAh0AQBAM4FACEM6wMBALwGACGGBAEAvAYAIYcEQADOBgAhyAQAAdwGACHJBAEAvAYAIcoEAQC8BgAhywQAAMwIACDMBEAAzgYAIc0EQAC_BgAhzgQBAMAGACHPBEAAvwYAIdAEAQDABgAhDOsDAQC8BgAhhgQBALwGACGHBEAAzgYAIcgEAAHcBgAhyQQBALwGACHKBAEAvAYAIcsEAADMCAAgzARAAM4GACHNBEAAvwYAIc4EAQDABgAhzwRAAL8GACHQBAEAwAYAIQzrAwEAAAABhgQBAAAAAYcEQAAAAAHIBAABAAAByQQBAAAAAcoEAQAAAAHLBAAAzggAIMwEQAAAAAHNBEAAAAABzgQBAAAAAc8EQAAAAAHQBAEAAAABBBIAANYIADDgBAAA1wgAMOIEAADZCAAg5gQAANoIADAACQQAAOMIACDSBAAAtgYAINUEAAC2BgAg1wQAALYGACDYBAAAtgYAINkEAAC2BgAg2gQAALYGACDbBAAAtgYAINwEAAC2BgAgDOsDAQAAAAGGBAEAAAABhwRAAAAAAcgEAAEAAAHJBAEAAAABygQBAAAAAcsEAADOCAAgzARAAAAAAc0EQAAAAAHOBAEAAAABzwRAAAAAAdAEAQAAAAEQ6wMBAAAAAYYEAQAAAAGHBEAAAAABygQBAAAAAdEEAQAAAAHSBAEAAAAB0wQgAAAAAdQEAgAAAAHVBEAAAAAB1gQCAAAAAdcEQAAAAAHYBEAAAAAB2QQBAAAAAdoEAQAAAAHbBAEAAAAB3ARAAAAAAQIAAAABACASAADmCAAgAwAAAAkAIBIAAOYIACATAADqCAAgEgAAAAkAIAsAAOoIACDrAwEAvAYAIYYEAQC8BgAhhwRAAM4GACHKBAEAvAYAIdEEAQC8BgAh0gQBAMAGACHTBCAA9AYAIdQEAgDUBgAh1QRAAL8GACHWBAIA1AYAIdcEQAC_BgAh2ARAAL8GACHZBAEAwAYAIdoEAQDABgAh2wQBAMAGACHcBEAAvwYAIRDrAwEAvAYAIYYEAQC8BgAhhwRAAM4GACHKBAEAvAYAIdEEAQC8BgAh0gQBAMAGACHTBCAA9AYAIdQEAgDUBgAh1QRAAL8GACHWBAIA1AYAIdcEQAC_BgAh2ARAAL8GACHZBAEAwAYAIdoEAQDABgAh2wQBAMAGACHcBEAAvwYAIQvrAwEAAAAB7QMBAAAAAfIDAQAAAAH4AwIAAAABgwQCAAAAAYQEAgAAAAGFBAIAAAABhgQBAAAAAbAEBAAAAAGxBAQAAAABsgQBAAAAARRQAAC-CAAgwwIBAAAAAesDAQAAAAH0AwQAAAAB-AMEAAAAAYMEBAAAAAGEBAQAAAABhQQEAAAAAZQEAQAAAAGuBAEAAAABsgQBAAAAAbMEQAAAAAG0BEAAAAABtQQCAAAAAbYEBAAAAAG3BAIAAAABuAQCAAAAAbkEAgAAAAG6BAEAAAABuwRAAAAAAQIAAABnACASAADsCAAgAwAAAHEAIBIAAOwIACATAADwCAAgFgAAAHEAIAsAAPAIACBQAACrCAAgwwIBALwGACHrAwEAvAYAIfQDBADNBgAh-AMEAM0GACGDBAQAzQYAIYQEBADNBgAhhQQEAM0GACGUBAEAvAYAIa4EAQC8BgAhsgQBALwGACGzBEAAzgYAIbQEQAC_BgAhtQQCAMEGACG2BAQAwgYAIbcEAgDUBgAhuAQCANQGACG5BAIA1AYAIboEAQDABgAhuwRAAM4GACEUUAAAqwgAIMMCAQC8BgAh6wMBALwGACH0AwQAzQYAIfgDBADNBgAhgwQEAM0GACGEBAQAzQYAIYUEBADNBgAhlAQBALwGACGuBAEAvAYAIbIEAQC8BgAhswRAAM4GACG0BEAAvwYAIbUEAgDBBgAhtgQEAMIGACG3BAIA1AYAIbgEAgDUBgAhuQQCANQGACG6BAEAwAYAIbsEQADOBgAhCOsDAgAAAAGGBAEAAAABjwQBAAAAAZEEAQAAAAGSBAEAAAABlAQBAAAAAaEEAQAAAAGiBAEAAAABAgAAAOUCACASAADxCAAgAwAAAOoCACASAADxCAAgEwAA9QgAIAoAAADqAgAgCwAA9QgAIOsDAgDUBgAhhgQBAMAGACGPBAEAvAYAIZEEAQC8BgAhkgQBAMAGACGUBAEAvAYAIaEEAQDABgAhogQBAMAGACEI6wMCANQGACGGBAEAwAYAIY8EAQC8BgAhkQQBALwGACGSBAEAwAYAIZQEAQC8BgAhoQQBAMAGACGiBAEAwAYAIRDrAwIAAAAB8gMAAQAAAfUDQAAAAAH4AwIAAAAB-QMEAAAAAfsDAgAAAAH8AwEAAAAB_QMgAAAAAf4DBAAAAAH_A0AAAAABgAQCAAAAAYEEIAAAAAGCBAEAAAABgwQCAAAAAYQEAgAAAAGFBAIAAAABA-wDAQAAAAHvAwIAAAAB-gNAAAAAAQXrAwIAAAAB7AMBAAAAAfIDAAEAAAH0AwABAAAB9QNAAAAAAQbFAgAAywcAIMkCAADMBwAg6wMCAAAAAfsDAgAAAAGGBAEAAAABhwRAAAAAAQIAAADjAwAgEgAA-QgAIAPsAwEAAAAB8wMCAAAAAfoDQAAAAAED7QMBAAAAAfADAgAAAAHxAwEAAAABBPYDAgAAAAH3AwIAAAAB-AMCAAAAAfkDBAAAAAEDAAAAgQQAIBIAAPkIACATAACACQAgCAAAAIEEACALAACACQAgxQIAAKcHACDJAgAAqAcAIOsDAgDUBgAh-wMCANQGACGGBAEAvAYAIYcEQADOBgAhBsUCAACnBwAgyQIAAKgHACDrAwIA1AYAIfsDAgDUBgAhhgQBALwGACGHBEAAzgYAIQbIAgAAygcAIMkCAADMBwAg6wMCAAAAAfsDAgAAAAGGBAEAAAABhwRAAAAAAQIAAADjAwAgEgAAgQkAIBTDAgAAnQcAIMYCAACfBwAgxwIAAKAHACDrAwIAAAAB8gMAAQAAAfMDAgAAAAH1A0AAAAAB-AMCAAAAAfkDBAAAAAH7AwIAAAAB_AMBAAAAAf0DIAAAAAH-AwQAAAAB_wNAAAAAAYAEAgAAAAGBBCAAAAABggQBAAAAAYMEAgAAAAGEBAIAAAABhQQCAAAAAQIAAADnAwAgEgAAgwkAIAMAAACBBAAgEgAAgQkAIBMAAIcJACAIAAAAgQQAIAsAAIcJACDIAgAApgcAIMkCAACoBwAg6wMCANQGACH7AwIA1AYAIYYEAQC8BgAhhwRAAM4GACEGyAIAAKYHACDJAgAAqAcAIOsDAgDUBgAh-wMCANQGACGGBAEAvAYAIYcEQADOBgAhAwAAAOUDACASAACDCQAgEwAAigkAIBYAAADlAwAgCwAAigkAIMMCAAD1BgAgxgIAAPcGACDHAgAA-AYAIOsDAgDUBgAh8gMAAdwGACHzAwIA1AYAIfUDQADOBgAh-AMCANQGACH5AwQAzQYAIfsDAgDUBgAh_AMBALwGACH9AyAA9AYAIf4DBADNBgAh_wNAAL8GACGABAIA1AYAIYEEIAD0BgAhggQBAMAGACGDBAIA1AYAIYQEAgDUBgAhhQQCANQGACEUwwIAAPUGACDGAgAA9wYAIMcCAAD4BgAg6wMCANQGACHyAwAB3AYAIfMDAgDUBgAh9QNAAM4GACH4AwIA1AYAIfkDBADNBgAh-wMCANQGACH8AwEAvAYAIf0DIAD0BgAh_gMEAM0GACH_A0AAvwYAIYAEAgDUBgAhgQQgAPQGACGCBAEAwAYAIYMEAgDUBgAhhAQCANQGACGFBAIA1AYAIRTDAgAAnQcAIMUCAACeBwAgxgIAAJ8HACDrAwIAAAAB8gMAAQAAAfMDAgAAAAH1A0AAAAAB-AMCAAAAAfkDBAAAAAH7AwIAAAAB_AMBAAAAAf0DIAAAAAH-AwQAAAAB_wNAAAAAAYAEAgAAAAGBBCAAAAABggQBAAAAAYMEAgAAAAGEBAIAAAABhQQCAAAAAQIAAADnAwAgEgAAiwkAIAMAAADlAwAgEgAAiwkAIBMAAI8JACAWAAAA5QMAIAsAAI8JACDDAgAA9QYAIMUCAAD2BgAgxgIAAPcGACDrAwIA1AYAIfIDAAHcBgAh8wMCANQGACH1A0AAzgYAIfgDAgDUBgAh-QMEAM0GACH7AwIA1AYAIfwDAQC8BgAh_QMgAPQGACH-AwQAzQYAIf8DQAC_BgAhgAQCANQGACGBBCAA9AYAIYIEAQDABgAhgwQCANQGACGEBAIA1AYAIYUEAgDUBgAhFMMCAAD1BgAgxQIAAPYGACDGAgAA9wYAIOsDAgDUBgAh8gMAAdwGACHzAwIA1AYAIfUDQADOBgAh-AMCANQGACH5AwQAzQYAIfsDAgDUBgAh_AMBALwGACH9AyAA9AYAIf4DBADNBgAh_wNAAL8GACGABAIA1AYAIYEEIAD0BgAhggQBAMAGACGDBAIA1AYAIYQEAgDUBgAhhQQCANQGACEGxQIAAMsHACDIAgAAygcAIOsDAgAAAAH7AwIAAAABhgQBAAAAAYcEQAAAAAECAAAA4wMAIBIAAJAJACADAAAAgQQAIBIAAJAJACATAACUCQAgCAAAAIEEACALAACUCQAgxQIAAKcHACDIAgAApgcAIOsDAgDUBgAh-wMCANQGACGGBAEAvAYAIYcEQADOBgAhBsUCAACnBwAgyAIAAKYHACDrAwIA1AYAIfsDAgDUBgAhhgQBALwGACGHBEAAzgYAIRTDAgAAnQcAIMUCAACeBwAgxwIAAKAHACDrAwIAAAAB8gMAAQAAAfMDAgAAAAH1A0AAAAAB-AMCAAAAAfkDBAAAAAH7AwIAAAAB_AMBAAAAAf0DIAAAAAH-AwQAAAAB_wNAAAAAAYAEAgAAAAGBBCAAAAABggQBAAAAAYMEAgAAAAGEBAIAAAABhQQCAAAAAQIAAADnAwAgEgAAlQkAIAMAAADlAwAgEgAAlQkAIBMAAJkJACAWAAAA5QMAIAsAAJkJACDDAgAA9QYAIMUCAAD2BgAgxwIAAPgGACDrAwIA1AYAIfIDAAHcBgAh8wMCANQGACH1A0AAzgYAIfgDAgDUBgAh-QMEAM0GACH7AwIA1AYAIfwDAQC8BgAh_QMgAPQGACH-AwQAzQYAIf8DQAC_BgAhgAQCANQGACGBBCAA9AYAIYIEAQDABgAhgwQCANQGACGEBAIA1AYAIYUEAgDUBgAhFMMCAAD1BgAgxQIAAPYGACDHAgAA-AYAIOsDAgDUBgAh8gMAAdwGACHzAwIA1AYAIfUDQADOBgAh-AMCANQGACH5AwQAzQYAIfsDAgDUBgAh_AMBALwGACH9AyAA9AYAIf4DBADNBgAh_wNAAL8GACGABAIA1AYAIYEEIAD0BgAhggQBAMAGACGDBAIA1AYAIYQEAgDUBgAhhQQCANQGACEUTwAAvQgAIMMCAQAAAAHrAwEAAAAB9AMEAAAAAfgDBAAAAAGDBAQAAAABhAQEAAAAAYUEBAAAAAGUBAEAAAABrgQBAAAAAbIEAQAAAAGzBEAAAAABtARAAAAAAbUEAgAAAAG2BAQAAAABtwQCAAAAAbgEAgAAAAG5BAIAAAABugQBAAAAAbsEQAAAAAECAAAAZwAgEgAAmgkAIAMAAABxACASAACaCQAgEwAAngkAIBYAAABxACALAACeCQAgTwAAqggAIMMCAQC8BgAh6wMBALwGACH0AwQAzQYAIfgDBADNBgAhgwQEAM0GACGEBAQAzQYAIYUEBADNBgAhlAQBALwGACGuBAEAvAYAIbIEAQC8BgAhswRAAM4GACG0BEAAvwYAIbUEAgDBBgAhtgQEAMIGACG3BAIA1AYAIbgEAgDUBgAhuQQCANQGACG6BAEAwAYAIbsEQADOBgAhFE8AAKoIACDDAgEAvAYAIesDAQC8BgAh9AMEAM0GACH4AwQAzQYAIYMEBADNBgAhhAQEAM0GACGFBAQAzQYAIZQEAQC8BgAhrgQBALwGACGyBAEAvAYAIbMEQADOBgAhtARAAL8GACG1BAIAwQYAIbYEBADCBgAhtwQCANQGACG4BAIA1AYAIbkEAgDUBgAhugQBAMAGACG7BEAAzgYAIQIEBgIFAAMBAwABAQQHAAAAAAUFAAgYAAkZAAoaAAsbAAwAAAAAAAUFAAgYAAkZAAoaAAsbAAwBAwABAQMAAQMFABEaABIbABMAAAADBQARGgASGwATAAAABQUAGRgAGhkAGxoAHBsAHQAAAAAABQUAGRgAGhkAGxoAHBsAHQAAAAMFACMaACQbACUAAAADBQAjGgAkGwAlAwUAKk9sKFBuKQFOACcBTgAnAU9vAAAABQUALhgALxkAMBoAMRsAMgAAAAAABQUALhgALxkAMBoAMRsAMgFOACcBTgAnBQUANxgAOBkAORoAOhsAOwAAAAAABQUANxgAOBkAORoAOhsAOwAAAAUFAEEYAEIZAEMaAEQbAEUAAAAAAAUFAEEYAEIZAEMaAEQbAEUAAAAFBQBLGABMGQBNGgBOGwBPAAAAAAAFBQBLGABMGQBNGgBOGwBPAAAABQUAVRgAVhkAVxoAWBsAWQAAAAAABQUAVRgAVhkAVxoAWBsAWQAAAAUFAF8YAGAZAGEaAGIbAGMAAAAAAAUFAF8YAGAZAGEaAGIbAGMAAAAFBQBpGABqGQBrGgBsGwBtAAAAAAAFBQBpGABqGQBrGgBsGwBtAAAABQUAcxgAdBkAdRoAdhsAdwAAAAAABQUAcxgAdBkAdRoAdhsAdwAAAAUFAH0YAH4ZAH8aAIABGwCBAQAAAAAABQUAfRgAfhkAfxoAgAEbAIEBAAAABQUAhwEYAIgBGQCJARoAigEbAIsBAAAAAAAFBQCHARgAiAEZAIkBGgCKARsAiwEB8gHoAo4BAfEBAI0BAAAFBQCSARgAkwEZAJQBGgCVARsAlgEAAAAAAAUFAJIBGACTARkAlAEaAJUBGwCWAQAAAAMFAJwBGgCdARsAngEAAAADBQCcARoAnQEbAJ4BAfEBAI0BAfEBAI0BBQUAowEYAKQBGQClARoApgEbAKcBAAAAAAAFBQCjARgApAEZAKUBGgCmARsApwEAAAAFBQCtARgArgEZAK8BGgCwARsAsQEAAAAAAAUFAK0BGACuARkArwEaALABGwCxAQAAAAUFALcBGAC4ARkAuQEaALoBGwC7AQAAAAAABQUAtwEYALgBGQC5ARoAugEbALsBBAUAxAHFAvgDvwHIAugDvgHJAvwDwwEFBQDCAcMCAL0BxQLsA78BxgLwA8ABxwL0A8EBAsMCAL0BxAIAvgEBxAIAvgEBxAIAvgEDxQL1AwDGAvYDAMcC9wMAAcMCAL0BA8UC_gMAyAL9AwDJAv8DAAAABQUAyAEYAMkBGQDKARoAywEbAMwBAAAAAAAFBQDIARgAyQEZAMoBGgDLARsAzAEBwwIAvQEBwwIAvQEFBQDRARgA0gEZANMBGgDUARsA1QEAAAAAAAUFANEBGADSARkA0wEaANQBGwDVAQLDAgC9AcQCAL4BAsMCAL0BxAIAvgEFBQDaARgA2wEZANwBGgDdARsA3gEAAAAAAAUFANoBGADbARkA3AEaAN0BGwDeAQHEAgC-AQHEAgC-AQUFAOMBGADkARkA5QEaAOYBGwDnAQAAAAAABQUA4wEYAOQBGQDlARoA5gEbAOcBAcMCAL0BAcMCAL0BBQUA7AEYAO0BGQDuARoA7wEbAPABAAAAAAAFBQDsARgA7QEZAO4BGgDvARsA8AEBxAIAvgEBxAIAvgEFBQD1ARgA9gEZAPcBGgD4ARsA-QEAAAAAAAUFAPUBGAD2ARkA9wEaAPgBGwD5AQAAAAUFAP8BGACAAhkAgQIaAIICGwCDAgAAAAAABQUA_wEYAIACGQCBAhoAggIbAIMCAU4AJwFOACcFBQCIAhgAiQIZAIoCGgCLAhsAjAIAAAAAAAUFAIgCGACJAhkAigIaAIsCGwCMAgYCAQcIAQgLAQkMAQoNAQwPAQ0RBA4SBQ8UARAWBBEXBhQYARUZARYaBBwdBx0eDR4fAh8gAiAhAiEiAiIjAiMlAiQnBCUoDiYqAicsBCgtDykuAiovAiswBCwzEC00FC42FS83FTA6FTE7FTI8FTM-FTRABDVBFjZDFTdFBDhGFzlHFTpIFTtJBDxMGD1NHj5PHz9QH0BTH0FUH0JVH0NXH0RZBEVaIEZcH0deBEhfIUlgH0phH0tiBExlIk1mJlFoJ1JwJ1NzJ1R0J1V1J1Z3J1d5BFh6K1l8J1p-BFt_LFyAASddgQEnXoIBBF-FAS1ghgEzYYcBKGKIAShjiQEoZIoBKGWLAShmjQEoZ48BBGiQATRpkgEoapQBBGuVATVslgEobZcBKG6YAQRvmwE2cJwBPHGeAT1ynwE9c6IBPXSjAT11pAE9dqYBPXeoAQR4qQE-easBPXqtAQR7rgE_fK8BPX2wAT1-sQEEf7QBQIABtQFGgQG3AUeCAbgBR4MBuwFHhAG8AUeFAb0BR4YBvwFHhwHBAQSIAcIBSIkBxAFHigHGAQSLAccBSYwByAFHjQHJAUeOAcoBBI8BzQFKkAHOAVCRAdABUZIB0QFRkwHUAVGUAdUBUZUB1gFRlgHYAVGXAdoBBJgB2wFSmQHdAVGaAd8BBJsB4AFTnAHhAVGdAeIBUZ4B4wEEnwHmAVSgAecBWqEB6QFbogHqAVujAe0BW6QB7gFbpQHvAVumAfEBW6cB8wEEqAH0AVypAfYBW6oB-AEEqwH5AV2sAfoBW60B-wFbrgH8AQSvAf8BXrABgAJksQGCAmWyAYMCZbMBhgJltAGHAmW1AYgCZbYBigJltwGMAgS4AY0CZrkBjwJlugGRAgS7AZICZ7wBkwJlvQGUAmW-AZUCBL8BmAJowAGZAm7BAZsCb8IBnAJvwwGfAm_EAaACb8UBoQJvxgGjAm_HAaUCBMgBpgJwyQGoAm_KAaoCBMsBqwJxzAGsAm_NAa0Cb84BrgIEzwGxAnLQAbICeNEBtAJ50gG1AnnTAbgCedQBuQJ51QG6AnnWAbwCedcBvgIE2AG_AnrZAcECedoBwwIE2wHEAnvcAcUCed0BxgJ53gHHAgTfAcoCfOABywKCAeEBzQKDAeIBzgKDAeMB0QKDAeQB0gKDAeUB0wKDAeYB1QKDAecB1wIE6AHYAoQB6QHaAoMB6gHcAgTrAd0ChQHsAd4CgwHtAd8CgwHuAeACBO8B4wKGAfAB5AKMAfMB5gKNAfQB6QKNAfUB7AKNAfYB7QKNAfcB7gKNAfgB8AKNAfkB8gIE-gHzAo8B-wH1Ao0B_AH3AgT9AfgCkAH-AfkCjQH_AfoCjQGAAvsCBIEC_gKRAYIC_wKXAYMCgQOYAYQCggOYAYUChQOYAYYChgOYAYcChwOYAYgCiQOYAYkCiwMEigKMA5kBiwKOA5gBjAKQAwSNApEDmgGOApIDmAGPApMDmAGQApQDBJEClwObAZICmAOfAZMCmgOOAZQCmwOOAZUCnQOOAZYCngOOAZcCnwOOAZgCoQOOAZkCowMEmgKkA6ABmwKmA44BnAKoAwSdAqkDoQGeAqoDjgGfAqsDjgGgAqwDBKECrwOiAaICsAOoAaMCsgOpAaQCswOpAaUCtgOpAaYCtwOpAacCuAOpAagCugOpAakCvAMEqgK9A6oBqwK_A6kBrALBAwStAsIDqwGuAsMDqQGvAsQDqQGwAsUDBLECyAOsAbICyQOyAbMCywOzAbQCzAOzAbUCzwOzAbYC0AOzAbcC0QOzAbgC0wOzAbkC1QMEugLWA7QBuwLYA7MBvALaAwS9AtsDtQG-AtwDswG_At0DswHAAt4DBMEC4QO2AcIC4gO8AcoC5AO9AcsCgAS9AcwCgwS9Ac0ChAS9Ac4ChQS9Ac8ChwS9AdACiQQE0QKKBMUB0gKMBL0B0wKOBATUAo8ExgHVApAEvQHWApEEvQHXApIEBNgClQTHAdkClgTNAdoClwS-AdsCmAS-AdwCmQS-Ad0CmgS-Ad4CmwS-Ad8CnQS-AeACnwQE4QKgBM4B4gKiBL4B4wKkBATkAqUEzwHlAqYEvgHmAqcEvgHnAqgEBOgCqwTQAekCrATWAeoCrQS_AesCrgS_AewCrwS_Ae0CsAS_Ae4CsQS_Ae8CswS_AfACtQQE8QK2BNcB8gK4BL8B8wK6BAT0ArsE2AH1ArwEvwH2Ar0EvwH3Ar4EBPgCwQTZAfkCwgTfAfoCwwTBAfsCxATBAfwCxQTBAf0CxgTBAf4CxwTBAf8CyQTBAYADywQEgQPMBOABggPOBMEBgwPQBASEA9EE4QGFA9IEwQGGA9MEwQGHA9QEBIgD1wTiAYkD2AToAYoD2QTDAYsD2gTDAYwD2wTDAY0D3ATDAY4D3QTDAY8D3wTDAZAD4QQEkQPiBOkBkgPkBMMBkwPmBASUA-cE6gGVA-gEwwGWA-kEwwGXA-oEBJgD7QTrAZkD7gTxAZoD7wTAAZsD8ATAAZwD8QTAAZ0D8gTAAZ4D8wTAAZ8D9QTAAaAD9wQEoQP4BPIBogP6BMABowP8BASkA_0E8wGlA_4EwAGmA_8EwAGnA4AFBKgDgwX0AakDhAX6AaoDhgX7AasDhwX7AawDigX7Aa0DiwX7Aa4DjAX7Aa8DjgX7AbADkAUEsQORBfwBsgOTBfsBswOVBQS0A5YF_QG1A5cF-wG2A5gF-wG3A5kFBLgDnAX-AbkDnQWEAroDnwUpuwOgBSm8A6IFKb0DowUpvgOkBSm_A6YFKcADqAUEwQOpBYUCwgOrBSnDA60FBMQDrgWGAsUDrwUpxgOwBSnHA7EFBMgDtAWHAskDtQWNAg",
};
async function decodeBase64AsWasm(wasmBase64) {
  const { Buffer: Buffer2 } = await import("node:buffer");
  const wasmArray = Buffer2.from(wasmBase64, "base64");
  return new WebAssembly.Module(wasmArray);
}
config.compilerWasm = {
  getRuntime: async () => await import("@prisma/client/runtime/query_compiler_fast_bg.postgresql.mjs"),
  getQueryCompilerWasmModule: async () => {
    const { wasm } = await import("@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs");
    return await decodeBase64AsWasm(wasm);
  },
  importName: "./query_compiler_fast_bg.js",
};
function getPrismaClientClass() {
  return runtime.getPrismaClient(config);
}

// lib/db/generated/internal/prismaNamespace.ts
import * as runtime2 from "@prisma/client/runtime/client";
var getExtensionContext = runtime2.Extensions.getExtensionContext;
var NullTypes2 = {
  DbNull: runtime2.NullTypes.DbNull,
  JsonNull: runtime2.NullTypes.JsonNull,
  AnyNull: runtime2.NullTypes.AnyNull,
};
var TransactionIsolationLevel = runtime2.makeStrictEnum({
  ReadUncommitted: "ReadUncommitted",
  ReadCommitted: "ReadCommitted",
  RepeatableRead: "RepeatableRead",
  Serializable: "Serializable",
});
var defineExtension = runtime2.Extensions.defineExtension;

// lib/db/generated/client.ts
globalThis["__dirname"] = path.dirname(fileURLToPath(import.meta.url));
var PrismaClient = getPrismaClientClass();

// lib/db/prisma-client.ts
function prismaClient(pool) {
  return new PrismaClient({ adapter: new PrismaPg(pool) });
}

// lib/db/store-failure.ts
var SOCKET_CODES = /* @__PURE__ */ new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
var GONE = /^(08|57P0)/;
var FULL = /^(53100|53200)$/;
var CROWDED = "53300";
var GONE_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end/;
function storeFailure(error) {
  const chain = causesOf(error);
  const codes = chain.flatMap((link) => ("code" in link && typeof link.code === "string" ? [link.code] : []));
  if (codes.some((code) => FULL.test(code)))
    return unavailable(
      "The disk or memory of the database is full. Free some space and try again; nothing was half stored.",
      error,
    );
  if (codes.includes(CROWDED))
    return unavailable(
      "The database has no connection left. Close other programs that use it, or lower pool_max.",
      error,
    );
  const gone =
    codes.some((code) => SOCKET_CODES.has(code) || GONE.test(code)) ||
    chain.some((link) => GONE_TEXT.test(link.message));
  return gone
    ? unavailable("The database does not answer. Try again in a moment; what was stored is safe.", error)
    : null;
}
var unavailable = (message, cause) => new AppError("unavailable", message, { cause });
function causesOf(error, depth = 0) {
  if (!(error instanceof Error) || depth > 5) return [];
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return [error, ...inner.flatMap((cause) => causesOf(cause, depth + 1))];
}

// lib/db/store.ts
var MIN_VERSION = 15e4;
var UP_ATTEMPTS = 50;
async function openStore(options = {}) {
  if (env.DATABASE_URL !== void 0) return openUrl(env.DATABASE_URL, null, options);
  const lease = await leaseEmbedded(wakelineHome, (text2) =>
    process.stderr.write(`${text2}
`),
  );
  return openUrl(lease.url, lease, options);
}
async function openUrl(url, lease, options) {
  const { max, applicationName = "wakeline" } = options;
  const pool = makePool(url, { applicationName, ...(max === void 0 ? {} : { max }) });
  const close = async () => {
    await pool.end();
    lease?.close();
  };
  try {
    await checkVersion(pool, url);
    await migrate(pool);
    return { url, pool, db: prismaClient(pool), close };
  } catch (error) {
    await close();
    throw error;
  }
}
async function checkVersion(pool, url) {
  const version = await serverVersion(pool, url);
  if (version >= MIN_VERSION) return;
  const major = Math.floor(version / 1e4);
  throw new AppError(
    "conflict",
    `The server of DATABASE_URL (${describeDatabase(url)}) is PostgreSQL ${major}; Wakeline needs 15 or newer. Upgrade it, or leave DATABASE_URL out to use the embedded one.`,
  );
}
async function serverVersion(pool, url) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result2 = await pool.query("select current_setting('server_version_num')::int as version");
      return result2.rows[0]?.version ?? 0;
    } catch (cause) {
      if (storeFailure(cause) !== null && attempt < UP_ATTEMPTS && env.DATABASE_URL === void 0) {
        await sleep2(100);
        continue;
      }
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new AppError(
        "unavailable",
        `No connection to the database ${describeDatabase(url)}: ${why}. Check that it runs and that DATABASE_URL is right.`,
        { cause },
      );
    }
  }
}

// lib/ingest/sources/find-files.ts
import { readdirSync, statSync } from "node:fs";
import { join as join7 } from "node:path";

// lib/ingest/input-error.ts
var InputError = class extends AppError {
  constructor(message, options) {
    super("invalid-input", message, options);
    this.name = "InputError";
  }
};
var LimitError = class extends AppError {
  constructor(message) {
    super("too-large", message);
    this.name = "LimitError";
  }
};
function isInputFailure(error) {
  return error instanceof InputError || error instanceof LimitError;
}
function whyNot(error) {
  const code = error instanceof Error && "code" in error ? error.code : void 0;
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  if (code === "ENOENT") return "no such file or folder";
  if (code === "ELOOP") return "a symbolic link that leads to itself";
  return error instanceof Error ? error.message : String(error);
}
function unreadable(error) {
  if (error instanceof AppError) return error;
  return new InputError(`cannot be read to its end: ${whyNot(error)}`, { cause: error });
}

// lib/ingest/sources/find-files.ts
function* findFiles(paths) {
  const folders = /* @__PURE__ */ new Set();
  for (const path2 of paths) yield* find(path2, folders);
}
function* find(path2, folders) {
  let stats;
  let names = [];
  try {
    stats = statSync(path2);
    const key = `${stats.dev}:${stats.ino}`;
    if (stats.isDirectory() && !folders.has(key)) names = readdirSync(path2).toSorted();
    if (stats.isDirectory()) folders.add(key);
  } catch (error) {
    yield { path: path2, reason: whyNot(error) };
    return;
  }
  if (!stats.isDirectory()) yield { path: path2, bytes: stats.size };
  for (const name of names) if (!name.startsWith(".")) yield* find(join7(path2, name), folders);
}

// lib/ingest/server/ingest-run.ts
function noTotals() {
  return { files: 0, filesNew: 0, skipped: 0, records: 0, stored: 0, duplicates: 0, quarantined: 0, bytes: 0 };
}
async function startRun(pool, run) {
  await pool.query("insert into ingest_run (id, kind, state, source, actor_name) values ($1, $2, $3, $4, $5)", [
    run.id,
    run.kind,
    run.state,
    run.source,
    run.actorName,
  ]);
}
async function reportRun(pool, id, { totals, expected }) {
  await pool.query(
    `update ingest_run set state = 'running', heartbeat_at = now(), files_total = $2, bytes_total = $3, files = $4, files_new = $5, skipped = $6,
       records = $7, stored = $8, duplicates = $9, quarantined = $10, bytes = $11
     where id = $1`,
    [
      id,
      expected?.files ?? null,
      expected?.bytes ?? null,
      totals.files,
      totals.filesNew,
      totals.skipped,
      totals.records,
      totals.stored,
      totals.duplicates,
      totals.quarantined,
      totals.bytes,
    ],
  );
}
async function finishRun(pool, id, error) {
  await pool.query(
    "update ingest_run set state = $2, error = $3, finished_at = now(), heartbeat_at = now() where id = $1",
    [id, error === null ? "done" : "failed", error],
  );
}
async function ensureSource(pool, name, trust) {
  await pool.query("insert into source (name, trust) values ($1, $2) on conflict (name) do nothing", [name, trust]);
  const { rows: rows2 } = await pool.query("select id, trust from source where name = $1", [name]);
  const [source] = rows2;
  if (!source) throw new Error(`source ${name} was not made`);
  if (source.trust !== trust)
    throw new AppError(
      "conflict",
      `The source "${name}" is one whose records are ${source.trust < trust ? "more" : "less"} trusted than these. Give these another name with --source.`,
    );
  return source;
}

// lib/ingest/server/load-feed.ts
import { randomUUID as randomUUID4 } from "node:crypto";

// lib/cloudtrail/storable-text.ts
var TEXT_LIMITS = { code: 128, name: 512, userAgent: 1024, arn: 1024, resourceKey: 2048 };
function storableText(text2, limitBytes) {
  const clean = text2.isWellFormed() && !text2.includes("\0") ? text2 : text2.toWellFormed().replaceAll("\0", "\uFFFD");
  if (clean.length * 3 <= limitBytes) return clean;
  return utf8Length(clean) <= limitBytes ? clean : cut(clean, limitBytes);
}
function cut(text2, limitBytes) {
  const marker = `\u2026[${text2.length} characters, ${hashOf(text2)}]`;
  const room = limitBytes - utf8Length(marker);
  let bytes = 0;
  let end = 0;
  for (const character of text2) {
    bytes += utf8Length(character);
    if (bytes > room) break;
    end += character.length;
  }
  return text2.slice(0, end) + marker;
}
function utf8Length(text2) {
  let bytes = text2.length;
  for (let i = 0; i < text2.length; i++) {
    const code = text2.charCodeAt(i);
    if (code > 127) bytes += code > 2047 && (code < 55296 || code > 57343) ? 2 : 1;
  }
  return bytes;
}
function hashOf(text2) {
  let low = 2166136261;
  let high = 3421674724;
  for (let i = 0; i < text2.length; i++) {
    const code = text2.charCodeAt(i);
    low = Math.imul(low ^ code, 16777619);
    high = Math.imul(high ^ (code + (low >>> 16)), 16777619);
  }
  return (high >>> 0).toString(16).padStart(8, "0") + (low >>> 0).toString(16).padStart(8, "0");
}
function isPlaceholder(text2) {
  for (let i = 0; i < text2.length; i++) {
    const code = text2.charCodeAt(i);
    if ((code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 127)
      return false;
  }
  return true;
}
var HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

// lib/ingest/storable-path.ts
var PATH_BYTES_MAX = 2e3;
function storablePath(path2) {
  return storableText(path2, PATH_BYTES_MAX);
}

// lib/ingest/server/run-ingest.ts
import { availableParallelism } from "node:os";
import { setTimeout as delay2 } from "node:timers/promises";
import { Worker } from "node:worker_threads";
init_env();

// lib/ingest/input-limits.ts
init_env();
import { join as join8 } from "node:path";
function inputLimits(overrides = {}) {
  return {
    maxFileBytes: env.WAKELINE_MAX_FILE_BYTES,
    maxRatio: 500,
    ratioFromBytes: 10 * 1024 ** 2,
    maxMembers: 2e5,
    maxNesting: 3,
    segmentBytes: 32 * 1024 ** 2,
    temporaryFolder: join8(wakelineHome, "temporary"),
    ...overrides,
  };
}
var inMiB = (bytes) => `${(bytes / 1024 ** 2).toFixed(bytes < 10 * 1024 ** 2 ? 1 : 0)} MiB`;
function checkGrowth(textBytes, deliveredBytes, limits) {
  if (textBytes > limits.maxFileBytes) {
    throw new LimitError(
      `larger than ${inMiB(limits.maxFileBytes)} decompressed: the limit of one file (WAKELINE_MAX_FILE_BYTES raises it)`,
    );
  }
  if (textBytes > limits.ratioFromBytes && textBytes > deliveredBytes * limits.maxRatio) {
    throw new LimitError(
      `decompresses to more than ${limits.maxRatio} times its size, the limit above ${inMiB(limits.ratioFromBytes)}: a compression bomb`,
    );
  }
}

// lib/ingest/sources/list-inputs.ts
import {
  closeSync,
  createReadStream,
  openSync,
  readdirSync as readdirSync2,
  readSync,
  statSync as statSync2,
} from "node:fs";
import { readFile as readFile2 } from "node:fs/promises";
import { join as join10 } from "node:path";

// lib/ingest/sources/archive-kind.ts
import { constants, gunzipSync } from "node:zlib";

// lib/ingest/sniff-bytes.ts
var SNIFF_BYTES = 512;
function sniffBytes(head) {
  if (head.length === 0) return "empty";
  if (head[0] === 31 && head[1] === 139 && (head[2] ?? 8) === 8) return "gzip";
  if (isZip(head)) return "zip";
  if (head.subarray(0, 4).equals(PARQUET)) return "parquet";
  if (isTar(head)) return "tar";
  if (hasUtf16Mark(head)) return "text";
  return isBinary(head.subarray(0, SNIFF_BYTES)) ? "binary" : "text";
}
var PARQUET = Buffer.from("PAR1");
function hasUtf16Mark(head) {
  return (head[0] === 255 && head[1] === 254) || (head[0] === 254 && head[1] === 255);
}
function isZip(head) {
  return head[0] === 80 && head[1] === 75 && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}
function isTar(head) {
  if (head.length < 512) return false;
  const written = Number.parseInt(head.toString("latin1", 148, 156).replace(/\0.*$/s, "").trim(), 8);
  if (!Number.isFinite(written) || written === 0) return false;
  let sum = 0;
  for (let index = 0; index < 512; index++) sum += index >= 148 && index < 156 ? 32 : (head[index] ?? 0);
  return sum === written;
}
function isBinary(head) {
  let odd = 0;
  for (const byte of head) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27 && byte !== 30)) odd++;
  }
  return odd > head.length / 20;
}

// lib/ingest/sources/archive-kind.ts
var LOOK_BYTES = 1024;
function archiveKind(head) {
  const kind = sniffBytes(head);
  return kind === "gzip" && sniffBytes(inflatedHead(head)) === "tar" ? "tar-gzip" : kind;
}
function inflatedHead(head) {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

// lib/ingest/sources/byte-stream.ts
import { Readable } from "node:stream";
var ByteStream = class {
  source;
  held = [];
  heldBytes = 0;
  isDone = false;
  isClosed = false;
  constructor(source) {
    this.source = source[Symbol.asyncIterator]();
  }
  /** The first bytes: as many as asked for, or all there are. */
  async peek(bytes) {
    while (this.heldBytes < bytes && (await this.pull()));
    return Buffer.concat(this.held).subarray(0, bytes);
  }
  /** All bytes at once where they are no more than `limit`, else null. */
  async whole(limit) {
    await this.peek(limit + 1);
    return this.heldBytes > limit ? null : Buffer.concat(this.held);
  }
  /** Everything, from the first byte. */
  readable() {
    return Readable.from(this.chunks(), { objectMode: false, highWaterMark: 256 * 1024 });
  }
  async *chunks() {
    for (;;) {
      if (this.isClosed) throw new InputError("read too late: the archive has moved on to its next member");
      const chunk = this.held.shift();
      if (chunk) yield chunk;
      else if (!(await this.pull())) return;
    }
  }
  /** Lets go of what was not read, so that what follows in the archive can be. */
  async drain() {
    this.isClosed = true;
    do this.held = [];
    while (await this.pull());
  }
  async pull() {
    if (this.isDone) return false;
    const next = await this.source.next().catch((error) => {
      this.isDone = true;
      throw unreadable(error);
    });
    if (next.done) {
      this.isDone = true;
      return false;
    }
    if (!(next.value instanceof Uint8Array)) throw new TypeError("a stream of bytes gave something else");
    const chunk = Buffer.isBuffer(next.value) ? next.value : Buffer.from(next.value);
    this.held.push(chunk);
    this.heldBytes += chunk.length;
    return true;
  }
};

// lib/ingest/sources/input.ts
var HELD_BYTES = 8 * 1024 ** 2;
function memberPath(archive, name, seen) {
  const label = name.replaceAll("\0", "\uFFFD");
  const count2 = (seen.get(label) ?? 0) + 1;
  seen.set(label, count2);
  return count2 === 1 ? `${archive}!${label}` : `${archive}!${label}#${count2}`;
}
function isHiddenName(name) {
  return name.split("/").some((step) => (step.startsWith(".") && step !== "." && step !== "..") || step === "__MACOSX");
}

// lib/ingest/sources/list-archive.ts
import { Readable as Readable2 } from "node:stream";
import { extract } from "tar-stream";

// lib/ingest/inflate-stream.ts
import { once } from "node:events";
import { createGunzip } from "node:zlib";
var SLICE_BYTES = 16 * 1024;
async function* inflateStream(source, outcome) {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  const ready = [];
  gunzip.on("data", (chunk) => ready.push(chunk));
  gunzip.on("error", (error) => {
    outcome.damage ??= `the gzip data ends early or is damaged (${error.message})`;
  });
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length && outcome.damage === null; at += SLICE_BYTES) {
        await write(gunzip, chunk.subarray(at, at + SLICE_BYTES));
        yield* ready.splice(0);
      }
    }
    if (outcome.damage === null) await finish(gunzip);
    yield* ready.splice(0);
  } finally {
    gunzip.destroy();
  }
}
var write = (gunzip, bytes) =>
  new Promise((resolve2) => {
    const done = () => {
      gunzip.off("close", done);
      resolve2();
    };
    gunzip.once("close", done);
    gunzip.write(bytes, done);
  });
async function finish(gunzip) {
  const ended = once(gunzip, "end").catch(() => void 0);
  gunzip.end();
  await ended;
}

// lib/ingest/sources/list-zip.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join as join9 } from "node:path";
import { pipeline } from "node:stream/promises";
import { fromBufferPromise, openPromise } from "yauzl";

// lib/ingest/sources/walk.ts
var ArchivePlace = class _ArchivePlace {
  constructor(path2, limits) {
    this.path = path2;
    this.limits = limits;
  }
  path;
  limits;
  depth = 1;
  tally = { members: 0 };
  inside(path2) {
    if (this.depth >= this.limits.maxNesting) {
      throw new LimitError(`an archive inside ${this.limits.maxNesting} others: the limit of nesting`);
    }
    const place = new _ArchivePlace(path2, this.limits);
    place.depth = this.depth + 1;
    place.tally = this.tally;
    return place;
  }
  countMember() {
    if (++this.tally.members > this.limits.maxMembers) {
      throw new LimitError(
        `more than ${this.limits.maxMembers} members, the limit of one archive: the rest is not read`,
      );
    }
  }
};

// lib/ingest/sources/list-zip.ts
async function* listZip(archive, place, list) {
  let zip;
  try {
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
    zip = await (typeof archive === "string" ? openPromise(archive, options) : fromBufferPromise(archive, options));
  } catch (error) {
    yield { path: place.path, reason: `a broken zip archive: ${whyNot(error)}` };
    return;
  }
  const seen = /* @__PURE__ */ new Map();
  try {
    for await (const entry of zip.eachEntry()) {
      place.countMember();
      const name = entry.fileNameRaw.toString("utf8");
      if (name.endsWith("/") || isHiddenName(name)) continue;
      yield* listEntry({ zip, entry, path: memberPath(place.path, name, seen) }, place, list);
    }
  } catch (error) {
    const reason = isInputFailure(error)
      ? error.message
      : `a broken zip archive: ${whyNot(error)}; what follows in it is lost`;
    yield { path: place.path, reason };
  } finally {
    zip.close();
  }
}
async function* listEntry({ zip, entry, path: path2 }, place, list) {
  if (entry.isEncrypted()) {
    yield { path: path2, reason: "encrypted: unpack the zip archive with its password and ingest the files" };
    return;
  }
  if (!entry.canDecodeFileData()) {
    yield {
      path: path2,
      reason: `compressed in a way that cannot be read here (zip method ${entry.compressionMethod}): unpack the archive and ingest the files`,
    };
    return;
  }
  let content = null;
  try {
    checkGrowth(entry.uncompressedSize, entry.compressedSize, place.limits);
    content = await zip.openReadStreamPromise(entry);
    yield* list({ path: path2, bytes: entry.uncompressedSize, stream: new ByteStream(content) }, (inner) =>
      place.inside(inner),
    );
  } catch (error) {
    yield {
      path: path2,
      reason: isInputFailure(error) ? error.message : `a broken member of a zip archive: ${whyNot(error)}`,
    };
  } finally {
    content?.destroy();
  }
}
async function* withZipOnDisk(stream, place, read) {
  const { temporaryFolder, maxFileBytes } = place.limits;
  const path2 = join9(temporaryFolder, `${randomUUID2()}.zip`);
  try {
    await mkdir(temporaryFolder, { recursive: true, mode: 448 });
    await pipeline(bounded(stream, maxFileBytes), createWriteStream(path2, { mode: 384 }));
    yield* read(path2);
  } finally {
    await rm(path2, { force: true });
  }
}
async function* bounded(stream, maxBytes) {
  let bytes = 0;
  for await (const chunk of stream.chunks()) {
    bytes += chunk.length;
    if (bytes > maxBytes)
      throw new LimitError(
        `a zip archive of more than ${maxBytes} bytes from a stream: the limit of one file (WAKELINE_MAX_FILE_BYTES raises it)`,
      );
    yield chunk;
  }
}

// lib/ingest/sources/list-archive.ts
async function* listMember(member, enter) {
  const { path: path2, bytes, stream } = member;
  const kind = archiveKind(await stream.peek(LOOK_BYTES));
  if (kind === "parquet")
    yield { path: path2, reason: "Parquet (Security Lake or Athena): not the CloudTrail records themselves" };
  else if (kind === "binary") yield { path: path2, reason: "binary data, not a log" };
  else if (kind === "tar") yield* listTar(stream.chunks(), enter(path2));
  else if (kind === "tar-gzip") yield* listTarGzip(stream, enter(path2));
  else if (kind === "zip") yield* listZipMember(stream, enter(path2));
  else {
    const held = await stream.whole(HELD_BYTES);
    yield { path: path2, bytes: held ? held.length : bytes, onDisk: null, open: async () => held ?? stream.readable() };
  }
}
async function* listZipMember(stream, place) {
  const held = await stream.whole(HELD_BYTES);
  if (held) yield* listZip(held, place, listMember);
  else yield* withZipOnDisk(stream, place, (path2) => listZip(path2, place, listMember));
}
async function* listTarGzip(stream, place) {
  const inflation = { damage: null };
  yield* listTar(bounded2(stream, inflation, place), place);
  if (inflation.damage !== null) yield { path: place.path, reason: `${inflation.damage}: what follows in it is lost` };
}
async function* bounded2(stream, inflation, place) {
  let read = 0;
  let inflated = 0;
  const counted = async function* () {
    for await (const chunk of stream.chunks()) {
      read += chunk.length;
      yield chunk;
    }
  };
  const limits = { ...place.limits, maxFileBytes: Number.POSITIVE_INFINITY };
  for await (const chunk of inflateStream(counted(), inflation)) {
    inflated += chunk.length;
    checkGrowth(inflated, read, limits);
    yield chunk;
  }
}
async function* listTar(bytes, place) {
  const entries = extract();
  const source = Readable2.from(bytes, { objectMode: false });
  source.on("error", (error) => entries.destroy(error));
  source.pipe(entries);
  const seen = /* @__PURE__ */ new Map();
  try {
    for await (const entry of entries) yield* listEntry2(entry, memberPath(place.path, entry.header.name, seen), place);
  } catch (error) {
    const reason = isInputFailure(error)
      ? error.message
      : `a broken tar archive: ${whyNot(error)}; what follows in it is lost`;
    yield { path: place.path, reason };
  } finally {
    source.destroy();
  }
}
async function* listEntry2(entry, path2, place) {
  const { name, type, size: size2 } = entry.header;
  place.countMember();
  const stream = new ByteStream(entry);
  try {
    const isFile = type === "file" || type === "contiguous-file";
    if (isFile && !isHiddenName(name)) yield* listBounded({ path: path2, bytes: size2, stream }, place);
  } finally {
    await stream.drain();
  }
}
async function* listBounded(member, place) {
  try {
    if (member.bytes !== null) checkGrowth(member.bytes, member.bytes, place.limits);
    yield* listMember(member, (path2) => place.inside(path2));
  } catch (error) {
    if (!isInputFailure(error)) throw error;
    yield { path: member.path, reason: error.message };
  }
}

// lib/ingest/sources/list-inputs.ts
function listInputs(paths, limits, standardInput = process.stdin) {
  return new Lister(limits, standardInput).listAll(paths);
}
var Lister = class {
  constructor(limits, standardInput) {
    this.limits = limits;
    this.standardInput = standardInput;
  }
  limits;
  standardInput;
  /** Folders seen, by device and inode: a link back up ends there. */
  folders = /* @__PURE__ */ new Set();
  async *listAll(paths) {
    for (const path2 of paths) yield* path2 === "-" ? this.listStream("-", this.standardInput) : this.list(path2, true);
  }
  async *list(path2, isNamed2) {
    let stats;
    try {
      stats = statSync2(path2);
    } catch (error) {
      yield { path: path2, reason: whyNot(error) };
      return;
    }
    if (stats.isDirectory()) yield* this.listFolder(path2, stats);
    else if (stats.isFile()) yield* this.listFile(path2, stats.size);
    else if (isNamed2 && (stats.isFIFO() || stats.isCharacterDevice()))
      yield* this.listStream(path2, createReadStream(path2));
    else yield { path: path2, reason: "neither a file nor a folder" };
  }
  async *listFolder(path2, stats) {
    const key = `${stats.dev}:${stats.ino}`;
    if (this.folders.has(key)) return;
    this.folders.add(key);
    let names;
    try {
      names = readdirSync2(path2);
    } catch (error) {
      yield { path: path2, reason: whyNot(error) };
      return;
    }
    for (const name of names.toSorted()) if (!name.startsWith(".")) yield* this.list(join10(path2, name), false);
  }
  async *listFile(path2, bytes) {
    let kind;
    try {
      kind = archiveKind(headOf(path2));
    } catch (error) {
      yield { path: path2, reason: whyNot(error) };
      return;
    }
    if (kind === "zip") yield* listZip(path2, new ArchivePlace(path2, this.limits), listMember);
    else if (kind === "gzip" || kind === "text" || kind === "empty")
      yield { path: path2, bytes, onDisk: path2, open: () => openFile(path2, bytes) };
    else yield* this.listStream(path2, createReadStream(path2, { highWaterMark: 256 * 1024 }));
  }
  async *listStream(path2, source) {
    const stream = new ByteStream(source);
    try {
      yield* listMember({ path: path2, bytes: null, stream }, (inner) => new ArchivePlace(inner, this.limits));
    } catch (error) {
      yield { path: path2, reason: isInputFailure(error) ? error.message : whyNot(error) };
    }
  }
};
async function openFile(path2, bytes) {
  return bytes <= HELD_BYTES ? readFile2(path2) : createReadStream(path2, { highWaterMark: 1024 * 1024 });
}
function headOf(path2) {
  const file = openSync(path2, "r");
  try {
    const head = Buffer.alloc(LOOK_BYTES);
    return head.subarray(0, readSync(file, head, 0, LOOK_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

// lib/base/content-uid.ts
import { hash } from "node:crypto";
function contentUid(...parts) {
  const digest = hash("sha256", JSON.stringify(parts), "hex");
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 3) | 8).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join("-");
}

// lib/cloudtrail/normalised-event.ts
var RECORD_KINDS = [
  "api-call",
  "service-event",
  "console-action",
  "sign-in",
  "network-activity",
  "insight",
  "aggregated",
];
var CATEGORIES = ["unknown", "management", "data", "network-activity", "insight", "aggregated"];
var PRINCIPAL_KINDS = [
  "role",
  "service-role",
  "service-linked-role",
  "instance-role",
  "sso-role",
  "agent",
  "user",
  "root",
  "aws-service",
  "federated-user",
  "saml-user",
  "web-identity",
  "identity-center-user",
  "directory",
  "workload-identity",
  "foreign-account",
  "anonymous",
  "unattributed",
];
var NO_MARKS = {
  sourceIdentity: null,
  scope: null,
  signInSession: null,
  delivery: null,
  provider: null,
  behalfOf: null,
  fromConsole: false,
  forwarded: false,
  agent: null,
};
var RESOURCE_ROLES = ["target", "related", "key", "role", "source", "destination"];

// lib/identities/server/regroup-identities.ts
import { z as z8 } from "zod";

// lib/cloudtrail/arn.ts
function parseArn(text2) {
  if (!text2.startsWith("arn:")) return null;
  const service = text2.indexOf(":", 4);
  const region = service < 0 ? -1 : text2.indexOf(":", service + 1);
  const account = region < 0 ? -1 : text2.indexOf(":", region + 1);
  const resource = account < 0 ? -1 : text2.indexOf(":", account + 1);
  if (resource < 0 || resource === text2.length - 1) return null;
  return {
    partition: text2.slice(4, service),
    service: text2.slice(service + 1, region),
    region: text2.slice(region + 1, account),
    account: text2.slice(account + 1, resource),
    resource: text2.slice(resource + 1),
  };
}
var PARTITIONS = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["us-iso-", "aws-iso"],
  ["eu-isoe-", "aws-iso-e"],
  ["eusc-", "aws-eusc"],
];
function partitionOfRegion(region) {
  for (const [prefix, partition] of PARTITIONS) if (region.startsWith(prefix)) return partition;
  return "aws";
}
function withoutPath(arn) {
  const slash = arn.indexOf("/");
  return slash < 0 ? arn : arn.slice(0, slash) + arn.slice(arn.lastIndexOf("/"));
}
function isAccountId(text2) {
  if (text2.length !== 12) return false;
  for (let i = 0; i < 12; i++) {
    const code = text2.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

// lib/cloudtrail/human-or-not.ts
var NO_EVIDENCE = { signedInToConsole: false, assumedBy: [], agents: [], override: null };
var AGENT_SERVICE = "bedrock-agentcore.amazonaws.com";
var BEDROCK = "bedrock.amazonaws.com";
var AGENT_ROLE_PREFIX = "AmazonBedrockExecutionRoleForAgents_";
function agentReason(name, { agents: agents2, assumedBy }) {
  if (agents2.length > 0) return `role given to ${[...agents2].sort().slice(0, 5).join(", ")}`;
  if (assumedBy.includes(AGENT_SERVICE)) return `role assumed by ${AGENT_SERVICE}, which runs agents`;
  const isNamedSo = name.startsWith(AGENT_ROLE_PREFIX) && assumedBy.includes(BEDROCK);
  return isNamedSo ? `role assumed by ${BEDROCK} and named as Bedrock names the roles of its agents` : null;
}
var BY_KIND = {
  role: { human: "undetermined", reason: "IAM role; nothing yet says whether people or workloads use it" },
  "service-role": { human: "non-human", reason: "IAM role made for a service: its path begins with /service-role/" },
  "service-linked-role": { human: "non-human", reason: "service-linked role: only its AWS service can use it" },
  "instance-role": { human: "non-human", reason: "IAM role that EC2 delivered to an instance" },
  agent: { human: "non-human", reason: "role that an agent acts as" },
  "sso-role": { human: "human", reason: "role of an Identity Center permission set, which people sign in to" },
  user: { human: "undetermined", reason: "IAM user; a person or a program may hold its keys" },
  root: { human: "undetermined", reason: "root user of the account; whoever holds its password or keys" },
  "aws-service": { human: "non-human", reason: "an AWS service that acted on its own" },
  "federated-user": { human: "undetermined", reason: "federated session of an IAM user; the broker knows for whom" },
  "saml-user": { human: "human", reason: "signed in through a SAML provider" },
  "web-identity": { human: "undetermined", reason: "named by an OpenID Connect provider, which knows who it is" },
  "identity-center-user": { human: "human", reason: "user of Identity Center" },
  directory: { human: "human", reason: "user of a directory" },
  "workload-identity": { human: "non-human", reason: "workload identity: the token names a client, no user" },
  "foreign-account": {
    human: "undetermined",
    reason: "caller from another account; only that account's trail names it fully",
  },
  anonymous: { human: "undetermined", reason: "unsigned calls: nobody is named" },
  unattributed: { human: "undetermined", reason: "the records do not say who called" },
};
var MACHINE_SUBJECTS = [
  ["system:serviceaccount:", "Kubernetes service account"],
  ["repo:", "GitHub Actions workflow"],
  ["project_path:", "GitLab CI job"],
  ["organization:", "Terraform Cloud run"],
  ["spiffe://", "SPIFFE workload"],
];
function humanOrNot(kind, name, evidence) {
  const { override } = evidence;
  if (override !== null && override.human !== null) return { human: override.human, reason: override.reason };
  if (kind === "agent") return { human: "non-human", reason: agentReason(name, evidence) ?? BY_KIND.agent.reason };
  if (kind === "web-identity") {
    const machine = MACHINE_SUBJECTS.find(([prefix]) => name.startsWith(prefix));
    if (machine !== void 0) return { human: "non-human", reason: machine[1] };
  }
  if (kind === "role" && evidence.assumedBy.length > 0) {
    return { human: "non-human", reason: `IAM role assumed by ${[...evidence.assumedBy].sort().join(", ")}` };
  }
  if (kind === "user" && evidence.signedInToConsole)
    return { human: "human", reason: "IAM user who signs in to the console" };
  return BY_KIND[kind];
}

// lib/cloudtrail/group-principals.ts
function groupPrincipals(principals2, evidenceOf = () => NO_EVIDENCE) {
  const members = principals2.map((principal2, index) => ({
    principal: principal2,
    index,
    evidence: evidenceOf(index),
  }));
  const named2 = [
    ...gathered(
      members.filter((member) => !isNameless(member)),
      ({ principal: principal2 }) =>
        JSON.stringify([familyOf(principal2.kind), principal2.account, distinctName(principal2)]),
    ).values(),
  ]
    .flatMap(byPartition)
    .flatMap(byUniqueId);
  return withNameless(named2, members.filter(isNameless))
    .map(({ members: of, uniqueId, mark }) => groupOf(of, uniqueId, mark))
    .sort((a, b) => (a.identity.key < b.identity.key ? -1 : 1));
}
function isNameless({ principal: principal2 }) {
  return principal2.uniqueId !== null && principal2.name === principal2.uniqueId;
}
function withNameless(named2, nameless) {
  const owners = /* @__PURE__ */ new Map();
  for (const group of named2) {
    if (group.uniqueId === null) continue;
    const id = JSON.stringify([group.members[0]?.principal.account, group.uniqueId]);
    owners.set(id, [...(owners.get(id) ?? []), group]);
  }
  const more = /* @__PURE__ */ new Map();
  const alone = [];
  for (const [id, ofId] of gathered(nameless, ({ principal: principal2 }) =>
    JSON.stringify([principal2.account, principal2.uniqueId]),
  )) {
    const [owner, other] = owners.get(id) ?? [];
    if (owner !== void 0 && other === void 0) more.set(owner, ofId);
    else alone.push({ members: ofId, uniqueId: ofId[0]?.principal.uniqueId ?? null, mark: "" });
  }
  return [...named2.map((group) => ({ ...group, members: [...group.members, ...(more.get(group) ?? [])] })), ...alone];
}
function distinctName({ arn, name }) {
  const service = arn === null ? null : (parseArn(arn)?.service ?? null);
  return arn === null || service === "iam" || service === "sts" ? name : arn;
}
function byPartition(members) {
  const partitions = gathered(members, ({ principal: principal2 }) => partitionOf(principal2));
  if (partitions.size <= 2 && partitions.has("")) return [members];
  return [...partitions.values()];
}
function byUniqueId(members) {
  const ids = gathered(members, ({ principal: principal2 }) => principal2.uniqueId ?? "");
  const known = [...ids.keys()].filter((id) => id !== "");
  if (known.length <= 1) return [{ members, uniqueId: known[0] ?? null, mark: "" }];
  return [...ids].map(([id, group]) =>
    id === "" ? { members: group, uniqueId: null, mark: SEVERAL_IDS } : { members: group, uniqueId: id, mark: "" },
  );
}
var SEVERAL_IDS = "#?";
function groupOf(members, uniqueId, mark) {
  const principals2 = members.map(({ principal: principal2 }) => principal2);
  const evidence = combined(members);
  const kind = kindOf(principals2, evidence);
  const arn = principals2.flatMap((principal2) => principal2.arn ?? []).sort(byPath)[0] ?? null;
  const name = principals2[0]?.name ?? "";
  const account = principals2[0]?.account ?? null;
  const base = baseKey({ kind, account, name, arn });
  const suffix = uniqueId === null ? mark : `#${uniqueId}`;
  const { human, reason } = humanOrNot(kind, name, evidence);
  return {
    identity: {
      key: escapedHash(base) + suffix,
      kind,
      name,
      account,
      arn,
      uniqueId,
      human,
      reason:
        mark === SEVERAL_IDS ? `${reason}; this name had several unique ids, and these records give none` : reason,
    },
    members: members.map(({ index }) => index).sort((a, b) => a - b),
  };
}
function baseKey({ kind, account, name, arn }) {
  const parsed2 = arn === null ? null : parseArn(arn);
  if (arn !== null && parsed2 !== null && parsed2.account !== "" && parsed2.account === account && isNamed(arn, name)) {
    return parsed2.service === "iam" ? withoutPath(arn) : arn;
  }
  return [familyOf(kind), parsed2?.partition ?? "", account ?? ""].map(escaped).concat(name).join(":");
}
function isNamed(arn, name) {
  const before2 = arn.charAt(arn.length - name.length - 1);
  return arn.endsWith(name) && (before2 === "/" || before2 === ":");
}
function kindOf(principals2, evidence) {
  const kinds = principals2.map(({ kind: kind2 }) => kind2);
  const known = kinds.filter((kind2) => kind2 !== "foreign-account");
  const kind = (known.length > 0 ? known : kinds).sort(bySpecificity)[0] ?? "unattributed";
  const mayBeAgent = kind === "role" || kind === "service-role" || kind === "instance-role";
  return mayBeAgent && agentReason(principals2[0]?.name ?? "", evidence) !== null ? "agent" : kind;
}
function combined(members) {
  return {
    signedInToConsole: members.some(({ evidence }) => evidence.signedInToConsole),
    assumedBy: [...new Set(members.flatMap(({ evidence }) => evidence.assumedBy))].sort(),
    agents: [...new Set(members.flatMap(({ evidence }) => evidence.agents))].sort(),
    override: members
      .flatMap(({ evidence }) => evidence.override ?? [])
      .reduce((newest, one) => (newest !== null && newest.rank > one.rank ? newest : one), null),
  };
}
var ROLE_KINDS = ["agent", "service-linked-role", "sso-role", "service-role", "instance-role", "role"];
function familyOf(kind) {
  return ROLE_KINDS.includes(kind) ? "role" : kind;
}
function bySpecificity(a, b) {
  return ROLE_KINDS.indexOf(a) - ROLE_KINDS.indexOf(b) || PRINCIPAL_KINDS.indexOf(a) - PRINCIPAL_KINDS.indexOf(b);
}
function byPath(a, b) {
  return b.length - a.length || (a < b ? -1 : a > b ? 1 : 0);
}
function partitionOf(principal2) {
  return principal2.arn === null ? "" : (parseArn(principal2.arn)?.partition ?? "");
}
function escapedHash(text2) {
  return text2.includes("#") || text2.includes("%") ? text2.replaceAll("%", "%25").replaceAll("#", "%23") : text2;
}
function escaped(text2) {
  return text2.replaceAll("%", "%25").replaceAll(":", "%3A");
}
function gathered(members, keyOf) {
  const groups = /* @__PURE__ */ new Map();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [member]);
    else group.push(member);
  }
  return groups;
}

// lib/identities/server/read-evidence.ts
import { z as z7 } from "zod";
var Found = z7.object({ account: z7.string(), name: z7.string(), value: z7.string() });
var Said = z7.object({
  uid: z7.string(),
  rank: z7.number(),
  human: z7.enum(["human", "non-human", "undetermined"]).nullable(),
  why: z7.string(),
  actorName: z7.string(),
  at: z7.date(),
});
async function readEvidence(client, subjects) {
  const known = subjects.filter(({ account }) => account !== null);
  const accounts = known.map(({ account }) => account);
  const names = known.map(({ name }) => name);
  const asked = sql`(select distinct * from unnest(${accounts}::text[], ${names}::text[])) n (account, name)`;
  const services = await rows(
    client,
    Found,
    sql`
      select distinct n.account, n.name, s.name as value from ${asked}
      join principal s on s.kind = 'aws-service' and s.account = n.account
      where exists (
        select from issuance i where i.issued_account = n.account and i.issued_name = n.name and i.mechanism = 'service-assume-role' and i.principal_id = s.id)`,
  );
  const agents2 = await rows(
    client,
    Found,
    sql`select distinct n.account, n.name, f.agent as value from ${asked} join role_fact f on f.account = n.account and f.name = n.name`,
  );
  const signedIn = await rows(
    client,
    Found,
    sql`
      select n.account, n.name, 'console' as value from ${asked} where exists (
        select from issuance i where i.issued_account = n.account and i.issued_name = n.name and i.mechanism = 'console-sign-in')`,
  );
  const overrides = await readOverrides(client, subjects);
  return (index) => {
    const subject = subjects[index];
    if (subject === void 0) return NO_EVIDENCE;
    return {
      assumedBy: valuesOf(services, subject),
      agents: valuesOf(agents2, subject),
      signedInToConsole: valuesOf(signedIn, subject).length > 0,
      override: overrides.get(subject.uid) ?? null,
    };
  };
}
async function readOverrides(client, subjects) {
  const said2 = await rows(
    client,
    Said,
    sql`
      select distinct on (principal_uid) principal_uid as uid, id::float8 as rank, human, why, actor_name as "actorName", at
      from identity_override where principal_uid = any(${subjects.map(({ uid }) => uid)}::uuid[])
      order by principal_uid, id desc`,
  );
  return new Map(
    said2.map(({ uid, rank, human, why, actorName, at }) => [
      uid,
      { rank, human, reason: `${why} (set by ${actorName} on ${at.toISOString().slice(0, 10)})` },
    ]),
  );
}
function valuesOf(found, { account, name }) {
  return found.filter((one) => one.account === account && one.name === name).map(({ value }) => value);
}

// lib/identities/server/regroup-identities.ts
var LOCK = "2002873090";
var PrincipalRow = z8.object({
  id: z8.number(),
  uid: z8.string(),
  kind: z8.enum(PRINCIPAL_KINDS),
  key: z8.string(),
  account: z8.string().nullable(),
  arn: z8.string().nullable(),
  uniqueId: z8.string().nullable(),
  name: z8.string(),
});
async function regroupIdentities(client, newPrincipalIds) {
  if (newPrincipalIds.length === 0) return;
  await regroup(client, sql`select account, name from principal where id = any(${[...newPrincipalIds]}::int[])`);
}
async function regroupNames(client, names) {
  if (names.length === 0) return;
  const accounts = names.map(({ account }) => account);
  await regroup(client, sql`select * from unnest(${accounts}::text[], ${names.map(({ name }) => name)}::text[])`);
}
async function regroup(client, seeds) {
  await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
  const principals2 = await reachable(client, seeds);
  if (principals2.length === 0) return;
  const evidence = await readEvidence(client, principals2);
  const groups = groupPrincipals(principals2, evidence);
  await storeGroups(client, principals2, groups);
}
function reachable(client, seeds) {
  return rows(
    client,
    PrincipalRow,
    sql`
      with recursive reach (account, name) as (
        select * from (${seeds}) s (account, name)
        union
        select q.account, q.name from reach r
        join principal p on p.name = r.name and p.account is not distinct from r.account
        join principal q on q.unique_id = p.unique_id and q.account is not distinct from p.account
      )
      select p.id, p.uid, p.kind, p.key, p.account, p.arn, p.unique_id as "uniqueId", p.name
      from reach r join principal p on p.name = r.name and p.account is not distinct from r.account
      order by p.uid`,
  );
}
async function storeGroups(client, principals2, groups) {
  await client.query(UPSERT_IDENTITIES, [
    JSON.stringify(
      groups.map(({ identity }) => ({
        ...identity,
        id: contentUid("identity", identity.key),
        unique_id: identity.uniqueId,
      })),
    ),
  ]);
  const members = groups.flatMap(({ identity, members: indexes }) =>
    indexes.flatMap((index) => {
      const principal2 = principals2[index];
      return principal2 ? [{ principal_id: principal2.id, identity_id: contentUid("identity", identity.key) }] : [];
    }),
  );
  const left = await client.query(UPSERT_MEMBERS, [JSON.stringify(members)]);
  await client.query(
    `delete from identity i
     where i.id = any($1::uuid[]) and not exists (select from principal_identity m where m.identity_id = i.id)`,
    [left.rows.map((row) => row.identity_id)],
  );
}
var UPSERT_IDENTITIES = `
  insert into identity (id, key, kind, name, account, arn, unique_id, human, reason)
  select id, key, kind, name, account, arn, unique_id, human, reason
  from jsonb_to_recordset($1) as g (id uuid, key text, kind text, name text, account text, arn text, unique_id text, human text, reason text)
  order by id
  on conflict (id) do update set
    kind = excluded.kind, name = excluded.name, account = excluded.account, arn = excluded.arn,
    unique_id = excluded.unique_id, human = excluded.human, reason = excluded.reason`;
var UPSERT_MEMBERS = `
  with given as (
    select principal_id, identity_id from jsonb_to_recordset($1) as m (principal_id int, identity_id uuid)
  ), before as (
    select m.identity_id from principal_identity m join given g using (principal_id) where m.identity_id <> g.identity_id
  ), moved as (
    insert into principal_identity (principal_id, identity_id) select principal_id, identity_id from given order by principal_id
    on conflict (principal_id) do update set identity_id = excluded.identity_id
    where principal_identity.identity_id <> excluded.identity_id
  )
  select distinct identity_id from before`;

// lib/db/in-transaction.ts
async function inTransaction(pool, work) {
  const client = await pool.connect();
  let broken;
  try {
    await client.query("begin");
    const result2 = await work(client);
    await client.query("commit");
    return result2;
  } catch (error) {
    await client.query("rollback").catch((cause) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

// lib/db/retry-contended.ts
import { setTimeout as delay } from "node:timers/promises";
import { DatabaseError } from "pg";
var ATTEMPTS2 = 8;
var DEADLOCK = "40P01";
var SERIALISATION = "40001";
async function retryContended(transaction) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === ATTEMPTS2 || !isContention(error)) throw error;
      await delay(10 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}
function isContention(error) {
  return error instanceof DatabaseError && (error.code === DEADLOCK || error.code === SERIALISATION);
}

// lib/base/recent-texts.ts
var RecentTexts = class {
  /** `slots` is a power of two; a text longer than `longest` is not kept. */
  constructor(slots, longest) {
    this.longest = longest;
    this.#texts = Array.from({ length: slots });
    this.#values = Array.from({ length: slots });
    this.#mask = slots - 1;
  }
  longest;
  #texts;
  #values;
  #mask;
  get(text2) {
    const slot = this.#slotOf(text2);
    return this.#texts[slot] === text2 ? this.#values[slot] : void 0;
  }
  set(text2, value) {
    if (text2.length > this.longest) return;
    const slot = this.#slotOf(text2);
    this.#texts[slot] = text2;
    this.#values[slot] = value;
  }
  /** Of the length and a few characters, most of them at the end, where ids and addresses differ. */
  #slotOf(text2) {
    const { length } = text2;
    let hash4 = length;
    for (let back = 1; back <= 5 && back <= length; back++)
      hash4 = (Math.imul(hash4, 31) + text2.charCodeAt(length - back)) | 0;
    if (length > 8) hash4 = (Math.imul(hash4, 31) + text2.charCodeAt(length >> 1)) | 0;
    return (hash4 ^ (hash4 >>> 10)) & this.#mask;
  }
};

// lib/ingest/server/dictionary.ts
var CACHE_MAX = 4e5;
var TURNS = 3;
var newRecent = () => new RecentTexts(1024, 2048);
var Dictionary = class {
  constructor(shape) {
    this.shape = shape;
    this.statement = findOrInsertSql(shape);
  }
  shape;
  entries = /* @__PURE__ */ new Map();
  pending = /* @__PURE__ */ new Map();
  recent = newRecent();
  statement;
  serials = 0;
  entry(key) {
    const cacheKey = this.shape.cacheKey(key);
    const recent = this.recent.get(cacheKey);
    if (recent) return recent;
    const known = this.entries.get(cacheKey);
    if (known) {
      this.recent.set(cacheKey, known);
      return known;
    }
    if (this.entries.size > CACHE_MAX) this.forget();
    const entry = { id: 0, serial: ++this.serials, key };
    this.entries.set(cacheKey, entry);
    this.pending.set(cacheKey, entry);
    return entry;
  }
  forget() {
    this.entries = new Map(this.pending);
    this.recent = newRecent();
  }
  hasUnresolved() {
    for (const entry of this.pending.values()) if (entry.id === 0) return true;
    return false;
  }
  /**
   * Gives every unresolved entry that `wants` accepts its id, in sorted order, so that loaders do not deadlock.
   * Returns the ids of the rows that are new. `settle` must follow.
   */
  async resolve(client, wants = () => true) {
    const wanted = [...this.pending]
      .filter(([, entry]) => entry.id === 0 && wants(entry.key))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    let entries = wanted.map(([, entry]) => entry);
    const created = [];
    for (let turn = 0; entries.length > 0 && turn < TURNS; turn++) {
      created.push(...(await this.findOrInsert(client, entries)));
      entries = entries.filter(({ id }) => id === 0);
    }
    if (entries.length > 0) throw new Error(`${this.shape.table}: ${entries.length} rows were neither found nor made`);
    return created;
  }
  /** Says how the transaction of `resolve` ended: ids that were rolled back are taken from their entries again. */
  settle(outcome) {
    if (outcome === "committed") this.pending = new Map([...this.pending].filter(([, { id }]) => id === 0));
    else for (const entry of this.pending.values()) entry.id = 0;
  }
  async findOrInsert(client, entries) {
    const columns = [...this.shape.identifying, ...this.shape.describing];
    const result2 = await client.query(this.statement, this.columns(entries, columns.length));
    const created = [];
    for (const { id, at, is_new } of result2.rows) {
      const entry = entries[at - 1];
      if (entry) entry.id = id;
      if (is_new) created.push(id);
    }
    return created;
  }
  columns(entries, count2) {
    const columns = Array.from({ length: count2 }, () => []);
    for (const { key } of entries) {
      const values = this.shape.values(key);
      for (let index = 0; index < count2; index++) columns[index]?.push(values[index] ?? null);
    }
    return columns;
  }
};
function findOrInsertSql({ table, identifying, describing }) {
  const columns = [...identifying, ...describing];
  const names = columns.map(({ name }) => name).join(", ");
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(", ");
  const same = (a, b) => identifying.map(({ name }) => `${a}.${name} = ${b}.${name}`).join(" and ");
  const key = identifying.map(({ name }) => name).join(", ");
  return `
    with wanted as materialized (
      select * from rows from (unnest(${arrays})) with ordinality as w (${names}, at)
    ), found as materialized (
      select w.at, t.id from wanted w join ${table} t on ${same("t", "w")}
    ), made as (
      insert into ${table} (${names})
      select ${names} from wanted w where not exists (select from found f where f.at = w.at) order by at
      on conflict do nothing returning id, ${key}
    )
    select at::int, id, false as is_new from found
    union all select w.at::int, m.id, true from made m join wanted w on ${same("m", "w")}`;
}

// lib/ingest/server/dictionaries.ts
var NONE = [];
var column = (name, type = "text") => ({ name, type });
function textDictionary(table, name) {
  return new Dictionary({
    table,
    identifying: [column(name)],
    describing: [],
    cacheKey: (key) => key,
    values: (key) => [key],
  });
}
var Dictionaries = class {
  account = textDictionary("account", "account");
  region = textDictionary("region", "region");
  error = textDictionary("error_code", "code");
  address = textDictionary("address", "address");
  service = textDictionary("service", "service");
  action = new Dictionary(ACTION);
  userAgent = new Dictionary(USER_AGENT);
  principal = new Dictionary(PRINCIPAL);
  credential = new Dictionary(CREDENTIAL);
  resource = new Dictionary(RESOURCE);
  /** The normaliser hands out the same object for what repeats: finding it by identity spares building its key. */
  principals = /* @__PURE__ */ new WeakMap();
  resources = /* @__PURE__ */ new WeakMap();
  credentials = /* @__PURE__ */ new WeakMap();
  actions = /* @__PURE__ */ new Map();
  entriesOf(event) {
    const principal2 = this.principalEntry(event.principal);
    const { credential: credential2, errorCode, address, userAgent, invokedBy, resources } = event;
    return {
      principal: principal2,
      credential: credential2 && this.credentialEntry(credential2, principal2),
      action: this.actionEntry(event),
      account: this.account.entry(event.account),
      region: this.region.entry(event.region),
      error: errorCode === null ? null : this.error.entry(errorCode),
      address: address === null ? null : this.address.entry(address),
      userAgent: userAgent === null ? null : this.userAgent.entry(userAgent),
      service: invokedBy === null ? null : this.service.entry(invokedBy),
      resources: resources.length === 0 ? NONE : resources.map(({ resource }) => this.resourceEntry(resource)),
    };
  }
  /**
   * Commits what is new, apart from the events and in one order, so that loaders neither deadlock nor wait for each other's
   * events. Principals go first and alone: grouping them into identities is done by one loader at a time.
   */
  async resolve(pool) {
    await this.resolveSome(pool, [this.principal], async (client) => {
      await regroupIdentities(client, await this.principal.resolve(client));
    });
    await this.resolveSome(pool, this.all(), async (client) => {
      for (const dictionary of [this.account, this.region, this.error, this.address, this.service])
        await dictionary.resolve(client);
      await this.action.resolve(client);
      await this.userAgent.resolve(client);
      await this.credential.resolve(client, ({ principal: principal2 }) => principal2.id !== 0);
      while (this.resource.hasUnresolved()) await this.resource.resolve(client, hasParentId);
    });
  }
  async resolveSome(pool, some, work) {
    if (!some.some((dictionary) => dictionary.hasUnresolved())) return;
    const settle = (outcome) => some.forEach((dictionary) => dictionary.settle(outcome));
    try {
      await retryContended(() => {
        settle("rolled-back");
        return inTransaction(pool, work);
      });
      settle("committed");
    } catch (error) {
      settle("rolled-back");
      throw error;
    }
  }
  all() {
    const { account, region, error, address, service, action, userAgent, credential: credential2, resource } = this;
    return [account, region, error, address, service, action, userAgent, credential2, resource];
  }
  principalEntry(principal2) {
    const known = this.principals.get(principal2);
    if (known) return known;
    const entry = this.principal.entry(principal2);
    this.principals.set(principal2, entry);
    return entry;
  }
  credentialEntry(credential2, principal2) {
    const known = this.credentials.get(credential2);
    if (known && known.key.principal === principal2) return known;
    const entry = this.credential.entry({ credential: credential2, principal: principal2 });
    this.credentials.set(credential2, entry);
    return entry;
  }
  actionEntry(event) {
    const { source, name, category } = event;
    const ofName = this.actions.get(name);
    const known = ofName?.find(({ key }) => key.source === source && key.category === category);
    if (known) return known;
    const entry = this.action.entry({ source, name, category });
    this.actions.set(name, [...(ofName ?? []), entry]);
    return entry;
  }
  resourceEntry(resource) {
    const known = this.resources.get(resource);
    if (known) return known;
    const entry = this.resource.entry({ resource, parent: resource.parent && this.resourceEntry(resource.parent) });
    this.resources.set(resource, entry);
    return entry;
  }
};
var ACTION = {
  table: "action",
  identifying: [column("name"), column("source"), column("category", "smallint")],
  describing: [],
  cacheKey: ({ source, name, category }) => `${name}\0${source}\0${category}`,
  values: ({ source, name, category }) => [name, source, CATEGORIES.indexOf(category)],
};
var USER_AGENT = {
  table: "user_agent",
  identifying: [column("uid", "uuid")],
  describing: [column("user_agent")],
  cacheKey: (key) => key,
  values: (key) => [contentUid("user-agent", key), key],
};
var PRINCIPAL = {
  table: "principal",
  identifying: [column("uid", "uuid")],
  describing: ["kind", "key", "account", "arn", "unique_id", "name"].map((name) => column(name)),
  cacheKey: principalKey,
  values: (p) => [
    contentUid("principal", p.kind, p.key, p.account, p.arn, p.uniqueId, p.name),
    p.kind,
    p.key,
    p.account,
    p.arn,
    p.uniqueId,
    p.name,
  ],
};
var CREDENTIAL = {
  table: "credential",
  identifying: [column("uid", "uuid")],
  describing: [
    column("kind"),
    column("key"),
    column("principal_id", "int"),
    column("created_at", "timestamptz"),
    column("session_name"),
    column("source_identity"),
    column("scope"),
    column("sign_in_session"),
    column("delivery"),
    column("provider"),
    column("behalf_of"),
    column("from_console", "boolean"),
    column("forwarded", "boolean"),
    column("agent"),
  ],
  cacheKey: ({ credential: c2, principal: principal2 }) =>
    `${c2.key}\0${c2.createdAtMs}\0${principal2.serial}\0${c2.sessionName}\0${marksKey(c2.marks)}`,
  values: ({ credential: c2, principal: principal2 }) => [
    contentUid(
      "credential",
      c2.kind,
      c2.key,
      c2.createdAtMs,
      c2.sessionName,
      principalKey(principal2.key),
      ...(marksKey(c2.marks) === "" ? [] : [marksKey(c2.marks)]),
    ),
    c2.kind,
    c2.key,
    principal2.id,
    c2.createdAtMs === null ? null : new Date(c2.createdAtMs).toISOString(),
    c2.sessionName,
    c2.marks.sourceIdentity,
    c2.marks.scope,
    c2.marks.signInSession,
    c2.marks.delivery,
    c2.marks.provider,
    c2.marks.behalfOf,
    c2.marks.fromConsole,
    c2.marks.forwarded,
    c2.marks.agent,
  ],
};
var RESOURCE = {
  table: "resource",
  identifying: [column("uid", "uuid")],
  describing: [column("type"), column("key"), column("account"), column("parent_id", "int")],
  cacheKey: ({ resource, parent }) => `${resourceKey(resource)}\0${parent?.serial}`,
  values: ({ resource: r, parent }) => [
    contentUid("resource", r.type, r.key, r.account, parent && resourceKey(parent.key.resource)),
    r.type,
    r.key,
    r.account,
    parent && parent.id,
  ],
};
var hasParentId = ({ parent }) => parent === null || parent.id !== 0;
function principalKey(p) {
  return `${p.key}\0${p.kind}\0${p.account}\0${p.arn}\0${p.uniqueId}\0${p.name}`;
}
function resourceKey(r) {
  return `${r.key}\0${r.type}\0${r.account}`;
}
function marksKey(m) {
  if (m === NO_MARKS) return "";
  const said2 = [m.sourceIdentity, m.scope, m.signInSession, m.delivery, m.provider, m.behalfOf, m.agent];
  const isSaid2 = m.fromConsole || m.forwarded || said2.some((one) => one !== null);
  return isSaid2 ? JSON.stringify([...said2, m.fromConsole, m.forwarded]) : "";
}

// lib/ingest/server/load-input.ts
import { createHash as createHash4 } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

// lib/ingest/is-record-like.ts
var RECORD_KEYS = /* @__PURE__ */ new Set([
  "eventname",
  "eventtime",
  "eventsource",
  "eventid",
  "eventversion",
  "eventtype",
  "eventcategory",
  "useridentity",
  "recipientaccountid",
  "sourceipaddress",
  "requestparameters",
  "responseelements",
  "insightdetails",
  "timewindow",
]);
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isPlainRecord(value) {
  const { eventName, eventSource } = value;
  return typeof eventName === "string" && typeof eventSource === "string" && !eventSource.startsWith("aws:");
}
function isRecordLike(value) {
  if (!isObject(value)) return false;
  if (isPlainRecord(value)) return true;
  const { eventSource } = value;
  if (typeof eventSource === "string" && eventSource.startsWith("aws:")) return false;
  if ("schemaType" in value || "CloudTrailEvent" in value || "class_uid" in value) return false;
  let found = 0;
  for (const key of Object.keys(value)) {
    if (RECORD_KEYS.has(key.replace(/[_\s-]/g, "").toLowerCase()) && ++found === 2) return true;
  }
  return false;
}

// lib/ingest/is-too-deep.ts
var MAX_DEPTH = 500;
function isTooDeep(value, left = MAX_DEPTH) {
  if (isList(value)) {
    for (let index = 0; index < value.length; index++) if (isChildTooDeep(value[index], left)) return true;
    return false;
  }
  for (const key in value) if (isChildTooDeep(value[key], left)) return true;
  return false;
}
var isList = (value) => Array.isArray(value);
var isContainer = (value) => typeof value === "object" && value !== null;
function isChildTooDeep(child2, left) {
  return isContainer(child2) && (left <= 1 || isTooDeep(child2, left - 1));
}

// lib/ingest/csv-cells.ts
import { parse as parse2 } from "csv-parse/sync";
var RAW_COLUMNS = ["_raw", "@message", "message", "cloudtrailevent", "raw", "event.original"];
function shapeOf(text2) {
  const end = text2.search(/[\r\n]/);
  const header = (end < 0 ? text2 : text2.slice(0, end)).replace(/^\uFEFF/, "");
  if (header.startsWith("{") || header.startsWith("[") || header.length > 1e6) return null;
  const delimiter = [",", "	", ";"].find((candidate) => header.includes(candidate)) ?? ",";
  const names = header.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, "").toLowerCase());
  const column2 = names.findIndex((name) => RAW_COLUMNS.includes(name));
  return column2 < 0 ? null : { delimiter, column: column2 };
}
function csvCells(text2) {
  const shape = shapeOf(text2);
  if (!shape) return null;
  const cells = [];
  try {
    parse2(text2, {
      bom: true,
      delimiter: shape.delimiter,
      from: 2,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (row) => {
        cells.push(row[shape.column] ?? "");
        return null;
      },
    });
    return { cells, broken: null };
  } catch (error) {
    return { cells, broken: error instanceof Error ? error.message : String(error) };
  }
}

// lib/ingest/json-scan.ts
var QUOTE = 34;
var BACKSLASH = 92;
function skipSpace(text2, at) {
  let index = at;
  for (;;) {
    const code = text2.charCodeAt(index);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return index;
    index++;
  }
}
function endOfString(text2, at) {
  let index = at;
  for (;;) {
    index = text2.indexOf('"', index + 1);
    if (index < 0) return -1;
    let before2 = index - 1;
    while (before2 > at && text2.charCodeAt(before2) === BACKSLASH) before2--;
    if (((index - before2) & 1) === 1) return index + 1;
  }
}
function endOfScalar(text2, at, limit) {
  let index = at;
  while (index < limit) {
    const code = text2.charCodeAt(index);
    if (code <= 32 || code === 44 || code === 93 || code === 125 || code === 91 || code === 123 || code === QUOTE)
      break;
    index++;
  }
  return index;
}
function endOfValue(text2, at, limit = text2.length) {
  const first = text2.charCodeAt(at);
  if (first === QUOTE) {
    const end = endOfString(text2, at);
    return end > limit ? -1 : end;
  }
  if (first !== 123 && first !== 91) return endOfScalar(text2, at, limit);
  let braces = 0;
  let brackets = 0;
  for (let index = at; index < limit; index++) {
    const code = text2.charCodeAt(index);
    if (code === QUOTE) {
      index = endOfString(text2, index) - 1;
      if (index < 0) return -1;
    } else if (code === 123) braces++;
    else if (code === 91) brackets++;
    else if (code === 125) {
      if (--braces < 0) return -1;
      if (braces === 0 && brackets === 0) return index + 1;
    } else if (code === 93) {
      if (--brackets < 0) return -1;
      if (brackets === 0 && braces === 0) return index + 1;
    }
  }
  return -1;
}
function keyText(slice) {
  if (!slice.includes("\\")) return slice.slice(1, -1);
  try {
    const key = JSON.parse(slice);
    return typeof key === "string" ? key : slice;
  } catch {
    return slice;
  }
}
function* membersOf(text2, at) {
  let index = skipSpace(text2, at + 1);
  while (text2.charCodeAt(index) === QUOTE) {
    const keyEnd = endOfString(text2, index);
    if (keyEnd < 0) return;
    const colon = skipSpace(text2, keyEnd);
    if (text2.charCodeAt(colon) !== 58) return;
    const start = skipSpace(text2, colon + 1);
    if (start >= text2.length) return;
    const end = endOfValue(text2, start);
    yield { key: keyText(text2.slice(index, keyEnd)), start, end };
    if (end < 0) return;
    const next = skipSpace(text2, end);
    if (text2.charCodeAt(next) !== 44) return;
    index = skipSpace(text2, next + 1);
  }
}

// lib/ingest/text-pieces.ts
var LIST_KEYS = /* @__PURE__ */ new Set(["Records", "Events", "events", "logEvents", "results"]);
var MAX_LONG_LOOKS = 8;
var MAX_BROKEN_PIECES = 1e4;
function listAt(text2, at, keys = LIST_KEYS) {
  const first = text2.charCodeAt(at);
  if (first === 91) return at;
  if (first !== 123) return -1;
  let found = -1;
  for (const member of membersOf(text2, at)) {
    if (keys.has(member.key) && text2.charCodeAt(member.start) === 91) found = member.start;
  }
  return found;
}
var RECORD_START =
  /[,\n]\s*(?=\{\s*"(?:event(?:Version|Time|ID|Name|Source|Type|Category)|userIdentity|awsRegion)"\s*:)/g;
function nextRecordStart(text2, from) {
  RECORD_START.lastIndex = from;
  return RECORD_START.test(text2) ? RECORD_START.lastIndex : -1;
}
function isJson(text2) {
  try {
    JSON.parse(text2);
    return true;
  } catch {
    return false;
  }
}
function elementsOf(text2, at) {
  const pieces2 = [];
  let index = skipSpace(text2, at + 1);
  let looks = 0;
  while (index < text2.length) {
    const code = text2.charCodeAt(index);
    if (code === 93) return { pieces: pieces2, end: index + 1 };
    if (code === 44) {
      index = skipSpace(text2, index + 1);
      continue;
    }
    const end = endOfValue(text2, index);
    const after2 = end < 0 ? -1 : skipSpace(text2, end);
    const follower = after2 < 0 ? Number.NaN : text2.charCodeAt(after2);
    const isWhole = end > index && (follower === 44 || follower === 93 || after2 >= text2.length);
    if (isWhole) {
      pieces2.push({ start: index, end, state: "value", inList: true });
      index = after2;
      continue;
    }
    const again = looks++ < MAX_LONG_LOOKS ? nextRecordStart(text2, index + 1) : -1;
    if (again < 0) {
      pieces2.push({ start: index, end: text2.length, state: end < 0 ? "cut" : "broken", inList: true });
      return { pieces: pieces2, end: -1 };
    }
    pieces2.push({ start: index, end: again, state: "broken", inList: true });
    index = again;
  }
  return { pieces: pieces2, end: -1 };
}
function piecesOf(text2, part = "whole") {
  return new PieceReader(text2, part).read();
}
var PieceReader = class {
  constructor(text2, part) {
    this.text = text2;
    this.part = part;
  }
  text;
  part;
  pieces = [];
  at = 0;
  looks = 0;
  broken = 0;
  /** Of the line that holds `at`: a text of one line has it only looked for once. */
  knownLineEnd = -1;
  /** Values have ended with their lines so far. */
  isLines = false;
  read() {
    const { text: text2 } = this;
    if (text2.charCodeAt(0) === 65279) this.at = 1;
    for (;;) {
      this.skipFiller();
      if (this.at >= text2.length) return this.pieces;
      const code = text2.charCodeAt(this.at);
      if (code === 123 || code === 91 || code === 34) this.readValue();
      else if (code === 93 || code === 125) this.leaveList();
      else this.readGarbage();
    }
  }
  skipFiller() {
    const { text: text2 } = this;
    for (;;) {
      this.at = skipSpace(text2, this.at);
      const code = text2.charCodeAt(this.at);
      if (code !== 44 && code !== 30 && code !== 65279) return;
      this.at++;
    }
  }
  /** A bracket that was opened in an earlier part: the rest of that envelope holds no records. */
  leaveList() {
    const { text: text2 } = this;
    const isList2 = text2.charCodeAt(this.at) === 93;
    this.at = skipSpace(text2, this.at + 1);
    if (!isList2 || text2.charCodeAt(this.at) !== 44) return;
    const key = skipSpace(text2, this.at + 1);
    if (text2.charCodeAt(key) !== 34 || text2.charCodeAt(skipSpace(text2, endOfValue(text2, key))) !== 58) return;
    while (this.at < text2.length && text2.charCodeAt(this.at) !== 125) {
      const end = endOfValue(text2, this.at);
      this.at = skipSpace(text2, end <= this.at ? (end < 0 ? text2.length : this.at + 1) : end);
    }
  }
  lineEnd(from) {
    if (from >= this.knownLineEnd) {
      const end = this.text.indexOf("\n", from);
      this.knownLineEnd = end < 0 ? this.text.length : end;
    }
    return this.knownLineEnd;
  }
  readValue() {
    const { text: text2, at } = this;
    const lineEnd = this.lineEnd(at);
    const end = endOfValue(text2, at, lineEnd);
    if (end > 0) {
      this.isLines ||= skipSpace(text2, end) >= lineEnd;
      this.pieces.push({ start: at, end, state: "value", inList: false });
      this.at = end;
      return;
    }
    if (this.isLines) this.readInLines(lineEnd);
    else this.readLong(lineEnd);
  }
  /** In a text of lines, a value that goes on beyond its line is more likely broken than printed prettily. */
  readInLines(lineEnd) {
    const { text: text2, at } = this;
    const last = text2
      .slice(Math.max(at, lineEnd - 2), lineEnd)
      .trimEnd()
      .at(-1);
    const mayGoOn = last === "{" || last === "[" || last === "," || text2.charCodeAt(lineEnd + 1) !== 123;
    if (mayGoOn && this.looks < MAX_LONG_LOOKS) {
      const end = endOfValue(text2, at);
      if (end > 0 && isJson(text2.slice(at, end))) {
        this.pieces.push({ start: at, end, state: "value", inList: false });
        this.at = end;
        return;
      }
      this.looks++;
    }
    this.pushBroken(lineEnd, lineEnd >= text2.length ? "cut" : "broken");
  }
  readLong(lineEnd) {
    const { text: text2, at } = this;
    const list = listAt(text2, at);
    const end = endOfValue(text2, at);
    if (end > 0 && (list >= 0 || this.looks++ >= MAX_LONG_LOOKS || isJson(text2.slice(at, end)))) {
      this.pieces.push({ start: at, end, state: "value", inList: false });
      this.at = end;
      return;
    }
    if (list >= 0) {
      this.readOpenList(list);
      return;
    }
    const nextLine = skipSpace(text2, lineEnd);
    const startsAnew =
      nextLine < text2.length &&
      text2.charCodeAt(nextLine) === 123 &&
      endOfValue(text2, nextLine, this.lineEnd(nextLine)) > 0;
    if (startsAnew) {
      this.isLines = true;
      this.pushBroken(lineEnd, "broken");
    } else if (end > 0) this.pushBroken(end, "broken");
    else this.pushBroken(text2.length, "cut");
  }
  /** A list that does not end: all of it that can be read. */
  readOpenList(list) {
    const { pieces: pieces2, end } = elementsOf(this.text, list);
    for (const piece of pieces2) this.pieces.push(piece);
    const isUnclosed = end < 0 && pieces2.at(-1)?.state !== "cut" && this.part !== "first" && this.part !== "middle";
    const { length } = this.text;
    if (isUnclosed) this.pieces.push({ start: length, end: length, state: "cut", inList: true });
    this.at = end < 0 ? length : end;
    if (end >= 0 && this.text.charCodeAt(skipSpace(this.text, end)) !== 123) this.at = length;
  }
  /** Neither JSON nor a separator: a line of something else, or what a tool printed before the record on its line. */
  readGarbage() {
    const lineEnd = this.lineEnd(this.at);
    const record = this.text.slice(this.at, lineEnd).indexOf('{"event');
    if (record > 0) this.at += record;
    else this.pushBroken(lineEnd, "broken");
  }
  /** Broken lines that follow each other count as one once there are very many, and at once where they do not even begin like JSON. */
  pushBroken(end, state) {
    const last = this.pieces.at(-1);
    const first = this.text.charCodeAt(this.at);
    const isText = first !== 123 && first !== 91 && first !== 34;
    if (
      last?.state === "broken" &&
      !last.inList &&
      (this.broken >= MAX_BROKEN_PIECES || (isText && this.isTextPiece(last)))
    ) {
      this.pieces[this.pieces.length - 1] = { ...last, end };
    } else {
      this.broken++;
      this.pieces.push({ start: this.at, end, state, inList: false });
    }
    this.at = end;
  }
  isTextPiece(piece) {
    const code = this.text.charCodeAt(piece.start);
    return code !== 123 && code !== 91 && code !== 34;
  }
};

// lib/ingest/unwrap.ts
var WRAPPING_KEYS = [
  "_raw",
  "@message",
  "message",
  "cloudtrailevent",
  "detail",
  "_source",
  "event.original",
  "original",
  "event",
  "cloudtrail",
  "record",
  "raw",
  "rawlog",
  "log",
  "data",
  "result",
  "body",
  "sns",
  "payload",
  "content",
  "attributes",
  "json",
  "aws",
  "value",
  "override_record",
  "hits",
];
var LIST_FORMATS = /* @__PURE__ */ new Map([
  ["logEvents", "logs-subscription"],
  ["Events", "lookup"],
  ["events", "filtered-logs"],
  ["results", "wrapped"],
]);
var MAX_WRAPPINGS = 8;
var BROKEN_RECORD = /^\s*\{\s*"(?:event(?:Version|Time|ID|Name|Source|Type|Category)|userIdentity|awsRegion)"\s*:/;
function unwrap(value) {
  const found = search(value, 0) ?? passOn(value);
  return found.map((one) => (one.via === null && !isDirect(one.path) ? { ...one, via: "wrapped" } : one));
}
function isDirect(path2) {
  const [first, second] = path2;
  if (path2.length < 2) return path2.length === 0 || typeof first === "number";
  return path2.length === 2 && first === "Records" && typeof second === "number";
}
function passOn(value) {
  const none = { via: null, isRecord: false };
  if (Array.isArray(value)) return value.map((element, index) => ({ ...none, value: element, path: [index] }));
  const records = isObject(value) ? value["Records"] : void 0;
  if (!Array.isArray(records)) return [{ ...none, value, path: [] }];
  return records.map((element, index) => ({ ...none, value: element, path: ["Records", index] }));
}
function search(value, wrappings) {
  if (wrappings > MAX_WRAPPINGS) return null;
  if (typeof value === "string") return fromString(value, wrappings);
  if (Array.isArray(value)) return fromList(value, { wrappings, via: null });
  if (!isObject(value)) return null;
  if (isRecordLike(value)) return [{ value, path: [], via: null, isRecord: true }];
  return fromEnvelope(value, wrappings) ?? fromWrapping(value, wrappings);
}
var under = (step, via, found) =>
  found && found.map((inner) => ({ ...inner, path: [step, ...inner.path], via: via ?? inner.via ?? "wrapped" }));
function fromString(value, wrappings) {
  const start = value.trimStart().charAt(0);
  if (start !== "{" && start !== "[") return null;
  let inner;
  try {
    inner = JSON.parse(value);
  } catch (error) {
    if (!BROKEN_RECORD.test(value)) return null;
    const unreadable2 = error instanceof Error ? error.message : String(error);
    return [{ value: void 0, path: [], via: "wrapped", isRecord: true, unreadable: unreadable2 }];
  }
  return under(null, null, search(inner, wrappings + 1));
}
function fromList(list, { wrappings, via }) {
  const query = fromQueryRow(list, wrappings);
  if (query) return query;
  const all = [];
  let hasAny2 = false;
  list.forEach((element, index) => {
    const inner = search(element, Array.isArray(element) ? wrappings + 1 : wrappings);
    hasAny2 ||= inner !== null;
    const found = inner ?? [{ value: element, path: [], via: null, isRecord: false }];
    for (const one of found) all.push({ ...one, path: [index, ...one.path], via: via ?? one.via });
  });
  return hasAny2 ? all : null;
}
function fromQueryRow(list, wrappings) {
  const index = list.findIndex(
    (cell2) => isObject(cell2) && cell2["field"] === "@message" && typeof cell2["value"] === "string",
  );
  const cell = list[index];
  if (!isObject(cell)) return null;
  const inner = under("value", "wrapped", search(cell["value"], wrappings + 1));
  return under(index, "wrapped", inner);
}
function fromEnvelope(value, wrappings) {
  if (Array.isArray(value["Records"])) return fromRecords(value["Records"], wrappings);
  if (typeof value["CloudTrailEvent"] === "string") {
    return under("CloudTrailEvent", "lookup-lines", search(value["CloudTrailEvent"], wrappings + 1));
  }
  if (isObject(value["detail"]) && (typeof value["detail-type"] === "string" || isRecordLike(value["detail"])))
    return fromEventBridge(value);
  if (value["messageType"] === "CONTROL_MESSAGE") return [];
  for (const [key, via] of LIST_FORMATS) {
    const list = value[key];
    if (Array.isArray(list)) return under(key, via, fromList(list, { wrappings: wrappings + 1, via }));
  }
  return null;
}
function fromRecords(list, wrappings) {
  const found = list.length === 0 ? [] : fromList(list, { wrappings: wrappings + 1, via: null });
  return found && found.map((one) => ({ ...one, path: ["Records", ...one.path] }));
}
function fromEventBridge(envelope) {
  const { detail } = envelope;
  const kind = envelope["detail-type"];
  if (!isRecordLike(detail) && !(typeof kind === "string" && kind.endsWith("via CloudTrail"))) return null;
  return [{ value: detail, path: ["detail"], via: "eventbridge", isRecord: true }];
}
function fromWrapping(value, wrappings) {
  const keys = /* @__PURE__ */ new Map();
  for (const key of Object.keys(value)) keys.set(key.toLowerCase(), key);
  for (const name of WRAPPING_KEYS) {
    const key = keys.get(name);
    if (key === void 0) continue;
    const inner = under(key, null, search(value[key], wrappings + 1));
    if (inner) return inner;
  }
  return null;
}

// lib/ingest/locate-records.ts
var RECORD_START2 = /^\s*\{\s*"(?:event(?:Version|Time|ID|Name|Source|Type|Category)|userIdentity|awsRegion)"\s*:/;
var MESSAGE_START = 60;
function directPieces(text2, pieces2) {
  const direct = [];
  for (const piece of pieces2) {
    const list = piece.state === "value" && !piece.inList ? listAt(text2, piece.start, RECORDS_ONLY) : -1;
    if (list < 0) direct.push(piece);
    else for (const element of elementsWithin(text2, piece, list)) direct.push(element);
  }
  return direct;
}
var RECORDS_ONLY = /* @__PURE__ */ new Set(["Records"]);
function elementsWithin(text2, piece, list) {
  const slice = text2.slice(piece.start, piece.end);
  const { pieces: pieces2 } = elementsOf(slice, list - piece.start);
  return pieces2.map((element) => ({ ...element, start: element.start + piece.start, end: element.end + piece.start }));
}
function locateDirect(text2, part) {
  return directPieces(text2, piecesOf(text2, part)).map((piece, index) => {
    const value = valueOf(text2, piece, index);
    if ("broken" in value) return { ...brokenAt(piece, text2, value.broken) };
    return { value: value.value, path: [], via: null, isRecord: true, start: piece.start, row: -1 };
  });
}
function locateWrapped(text2, part) {
  const located = [];
  for (const piece of piecesOf(text2, part)) locatePiece(text2, piece, located);
  return located;
}
function locatePiece(text2, piece, into) {
  const value = valueOf(text2, piece, into.length);
  if (!("broken" in value)) {
    for (const found of unwrap(value.value)) into.push({ ...found, start: piece.start, row: -1 });
    return;
  }
  const list = piece.state === "value" && !piece.inList ? listAt(text2, piece.start) : -1;
  if (list < 0) {
    into.push(brokenAt(piece, text2, value.broken));
    return;
  }
  for (const element of elementsWithin(text2, piece, list)) locatePiece(text2, element, into);
}
function brokenAt(piece, text2, broken) {
  const isRecord = RECORD_START2.test(text2.slice(piece.start, piece.start + 200));
  return { value: void 0, path: [], via: null, isRecord, start: piece.start, row: -1, broken };
}
function valueOf(text2, piece, index) {
  const reason = "unreadable-json";
  if (piece.state === "cut") {
    const isEmpty = piece.start === piece.end;
    const detail = isEmpty
      ? `the file ends early, before record ${index}: its list is not closed`
      : `the file ends in the middle of record ${index}`;
    return { broken: { reason, detail } };
  }
  const slice = text2.slice(piece.start, piece.end);
  try {
    const value = JSON.parse(slice);
    return { value };
  } catch (error) {
    const start = slice.slice(0, MESSAGE_START).trim();
    const isJson3 = /^[{["]/.test(start);
    const why = error instanceof Error ? error.message : String(error);
    return { broken: { reason, detail: isJson3 ? why : `not JSON: ${start}` } };
  }
}
function locateInCsv(text2) {
  const csv = csvCells(text2);
  if (!csv) return null;
  const located = [];
  csv.cells.forEach((cell, row) => {
    for (const found of unwrap(cell)) located.push({ ...found, via: "csv-raw", start: -1, row });
  });
  if (csv.broken !== null) {
    const broken = { reason: "unreadable-json", detail: `the rest of the CSV cannot be read: ${csv.broken}` };
    located.push({
      value: void 0,
      path: [],
      via: "csv-raw",
      isRecord: false,
      start: -1,
      row: csv.cells.length,
      broken,
    });
  }
  return located;
}
function formatOf(text2, located) {
  const via =
    located.find((one) => one.via !== null)?.via ?? (text2.includes('"CONTROL_MESSAGE"') ? "wrapped" : void 0);
  if (via) return via === "wrapped" || via === "lookup-lines" ? (listFormatOf(text2) ?? via) : via;
  const start = text2.replace(/^[\uFEFF\s]+/, "").slice(0, 4096);
  if (start.startsWith("[")) return "array";
  return /^\{\s*"Records"\s*:/.test(start) || (start.startsWith("{") && hasRecordsList(text2)) ? "records" : "sequence";
}
function listFormatOf(text2) {
  const at = text2.search(/[^\uFEFF\s]/);
  if (text2[at] !== "{") return null;
  for (const { key, start } of membersOf(text2, at)) {
    const format = LIST_FORMATS.get(key);
    if (format && text2[start] === "[") return format;
  }
  return null;
}
function hasRecordsList(text2) {
  const at = text2.indexOf("{");
  return listAt(text2, at, RECORDS_ONLY) >= 0;
}

// lib/ingest/name-other-content.ts
var has =
  (...keys) =>
  (value) =>
    keys.every((key) => key in value);
var hasAny =
  (...keys) =>
  (value) =>
    keys.some((key) => key in value);
var startsWith = (value, start) => typeof value === "string" && value.startsWith(start);
var quoted = (value) => `"${String(value).slice(0, 80)}"`;
var MARKS = [
  {
    fits: has("digestStartTime", "logFiles"),
    name: () => "a CloudTrail digest file: it lists log files and holds no records",
    kind: "digest",
  },
  {
    fits: has("digestStartTime", "digestS3Object"),
    name: () => "a CloudTrail digest file: it lists log files and holds no records",
    kind: "digest",
  },
  {
    fits: (value) => value["messageType"] === "CONTROL_MESSAGE",
    name: () => "a CloudWatch Logs control message: it only tests the delivery",
    kind: "control-message",
  },
  {
    fits: (value) => value["schemaType"] === "ModelInvocationLog",
    name: () => "a Bedrock model-invocation log, not CloudTrail",
  },
  {
    fits: has("class_uid", "metadata"),
    name: () => "OCSF events (Security Lake): not the CloudTrail records themselves",
  },
  {
    fits: hasAny(
      "trailList",
      "EventSelectors",
      "AdvancedEventSelectors",
      "Trails",
      "EventDataStores",
      "InsightSelectors",
    ),
    name: () => "output of an `aws cloudtrail` command about the configuration, not a log",
    kind: "configuration",
  },
  {
    fits: has("IsLogging"),
    name: () => "output of `aws cloudtrail get-trail-status`, not a log",
    kind: "configuration",
  },
  {
    fits: has("HomeRegion", "S3BucketName"),
    name: () => "the description of a trail, not a log",
    kind: "configuration",
  },
  { fits: has("fileName", "hashSignature"), name: () => "the signature of CloudTrail Lake query results, not a log" },
  { fits: has("hashSignature", "files"), name: () => "the signature of CloudTrail Lake query results, not a log" },
  { fits: (value) => startsWith(value["eventSource"], "aws:s3"), name: () => "S3 event notifications, not CloudTrail" },
  {
    fits: (value) => startsWith(value["eventSource"], "aws:") || startsWith(value["EventSource"], "aws:"),
    name: (value) =>
      `messages that ${String(value["eventSource"] ?? value["EventSource"]).slice(0, 40)} delivered, without CloudTrail records in them`,
  },
  {
    fits: has("s3Bucket", "s3ObjectKey"),
    name: () => "notifications that CloudTrail delivered log files: they name the files and hold no records",
  },
  {
    fits: (value) => typeof value["detail-type"] === "string",
    name: (value) => `an EventBridge event of another kind: ${quoted(value["detail-type"])}`,
  },
  { fits: has("schemaVersion", "service", "severity", "type"), name: () => "GuardDuty findings, not CloudTrail" },
  { fits: has("ProductArn", "Severity"), name: () => "Security Hub findings, not CloudTrail" },
  {
    fits: hasAny(
      "configurationItems",
      "configurationItem",
      "configurationItemVersion",
      "invokingEvent",
      "configSnapshotId",
    ),
    name: () => "AWS Config data, not CloudTrail",
  },
  { fits: has("httpRequest", "webaclId"), name: () => "WAF logs, not CloudTrail" },
  { fits: has("query_timestamp", "query_name"), name: () => "Route 53 resolver query logs, not CloudTrail" },
  { fits: hasAny("srcaddr", "pkt_srcaddr"), name: () => "VPC flow logs, not CloudTrail" },
  {
    fits: (value) => hasAny("logEvents", "logGroup")(value),
    name: (value) =>
      `CloudWatch Logs of the log group ${quoted(value["logGroup"] ?? "unknown")}, whose messages are no CloudTrail records`,
  },
  {
    fits: (value) => typeof value["message"] === "string" || typeof value["_raw"] === "string",
    name: () => "log messages that hold no CloudTrail records",
  },
];
function nameOtherJson(values) {
  const first = values.find((value) => !isHollow(value));
  if (first === void 0) return { skip: "empty: it holds no records", kind: "empty" };
  return nameValue(first, 0);
}
function isHollow(value, depth = 0) {
  if (value === void 0 || value === null || value === "") return true;
  if (typeof value !== "object") return false;
  return (
    Object.keys(value).length === 0 ||
    (Array.isArray(value) && depth < 4 && value.every((element) => isHollow(element, depth + 1)))
  );
}
function nameValue(value, depth) {
  if (Array.isArray(value) && depth < 4)
    return nameValue(
      value.find((element) => !isHollow(element)),
      depth + 1,
    );
  if (!isObject(value)) return { skip: "JSON, but no objects: not CloudTrail", kind: "other" };
  for (const mark of MARKS) if (mark.fits(value)) return { skip: mark.name(value), kind: mark.kind ?? "other" };
  for (const key of [
    "Records",
    "data",
    "override_record",
    "detail",
    "findings",
    "Findings",
    "body",
    "events",
    "Events",
  ]) {
    const inner = value[key];
    if (typeof inner === "object" && inner !== null && depth < 4) {
      const named2 = nameValue(inner, depth + 1);
      if (!named2.skip.startsWith("JSON")) return named2;
    }
  }
  const keys = Object.keys(value)
    .slice(0, 6)
    .map((key) => key.slice(0, 40));
  return { skip: `JSON, but no CloudTrail records: its keys are ${keys.join(", ")}`, kind: "other" };
}
var FLOW_LOG = /^\s*(?:version account-id interface-id|\d+ (?:\d{12}|unknown) eni-[0-9a-f]+ )/;
var FLOW_LOG_FIELDS = /^[^\n]*\b(?:srcaddr|pkt-srcaddr)\b[^\n]*\bdstaddr\b/;
var CLOUDTRAIL_COLUMNS = /^[^\n]*event_?(?:name|time|source)[^\n]*[,;\t]/i;
function nameOtherText(text2) {
  const head = text2
    .slice(0, 4096)
    .replace(/^\uFEFF/, "")
    .trimStart();
  const other = (skip) => ({ skip, kind: "other" });
  if (head === "") return { skip: "empty", kind: "empty" };
  if (head.startsWith("version https://git-lfs.github.com/spec/"))
    return other("a Git LFS pointer: the file itself was not fetched (`git lfs pull` fetches it)");
  if (FLOW_LOG.test(head) || FLOW_LOG_FIELDS.test(head)) return other("VPC flow logs, not CloudTrail");
  if (/^<(?:!doctype html|html|head|body)/i.test(head))
    return other("HTML, perhaps an error or sign-in page saved in place of the file");
  if (head.startsWith("<")) return other("XML, perhaps an error message of S3 saved in place of the file");
  if (head.startsWith("PAR1")) return other("Parquet (Security Lake or Athena): not the CloudTrail records themselves");
  if (sniffBytes(Buffer.from(head)) === "binary") return other("binary data");
  if (CLOUDTRAIL_COLUMNS.test(head))
    return other(
      "CSV of CloudTrail columns without the records themselves: export the raw records, or a `_raw` column with them",
    );
  return other("text, but not JSON and no CSV with a `_raw` column");
}

// lib/ingest/decode-text.ts
var DIRECT = /* @__PURE__ */ new Set(["records", "array", "sequence"]);
function decodeText(text2, hint = {}) {
  const part = hint.part ?? "whole";
  if (part === "whole") {
    const plain2 = decodePlain(text2);
    if (plain2) return plain2;
  }
  if (hint.format !== void 0) return decodeAs(text2, hint.format, part);
  const inCsv = locateInCsv(text2);
  if (inCsv) return inCsv.some((one) => one.isRecord) ? decoded("csv-raw", inCsv) : noRecordsInCsv(text2);
  const located = locateWrapped(text2, part);
  if (!located.some((one) => one.isRecord)) return nameOther(text2, located);
  return decoded(formatOf(text2, located), located);
}
function decodePlain(text2) {
  const first = text2.charCodeAt(0);
  const isMarked = first === 65279;
  const start = isMarked ? text2.charCodeAt(1) : first;
  if (start !== 123 && start !== 91) return null;
  let value;
  try {
    value = JSON.parse(isMarked ? text2.slice(1) : text2);
  } catch {
    return null;
  }
  if (Array.isArray(value)) return isRecordLike(value[0]) ? withoutTooDeep("array", value) : null;
  if (!isObject(value)) return null;
  if (isRecordLike(value)) return withoutTooDeep("sequence", [value]);
  const list = value["Records"];
  return Array.isArray(list) && isEmptyOrRecords(list) ? withoutTooDeep("records", list) : null;
}
var isEmptyOrRecords = (list) => list.length === 0 || isRecordLike(list[0]);
function decodeAs(text2, format, part) {
  if (format === "csv-raw") return decoded(format, locateInCsv(text2) ?? []);
  return decoded(format, DIRECT.has(format) ? locateDirect(text2, part) : locateWrapped(text2, part));
}
var tooDeep = { reason: "too-deep", detail: `nested deeper than ${MAX_DEPTH} levels` };
function withoutTooDeep(format, records) {
  const bad = /* @__PURE__ */ new Map();
  for (let index = 0; index < records.length; index++) {
    const record = records[index];
    if (!isTooDeep([record], MAX_DEPTH + 1)) continue;
    bad.set(index, tooDeep);
    records[index] = void 0;
  }
  return { format, records, bad };
}
function decoded(format, located) {
  const whole = withoutTooDeep(
    format,
    located.map((one) => one.value),
  );
  const bad = new Map(whole.bad);
  located.forEach((one, index) => {
    if (one.broken) bad.set(index, one.broken);
    else if (one.unreadable !== void 0) bad.set(index, { reason: "unreadable-json", detail: one.unreadable });
  });
  return { ...whole, bad };
}
function noRecordsInCsv(text2) {
  const named2 = nameOtherText(text2);
  return named2.skip.includes("CSV")
    ? { skip: "CSV whose raw column holds no CloudTrail records", kind: "other" }
    : named2;
}
function nameOther(text2, located) {
  const values = located.filter((one) => !one.broken && isContent(one.value)).map((one) => one.value);
  if (values.length > 0) return nameOtherJson(values);
  const start = text2
    .slice(0, 100)
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (!/^[{[]/.test(start)) return nameOtherText(text2);
  const broken = located.find((one) => one.broken)?.broken;
  if (broken) return { skip: `JSON that cannot be read: ${broken.detail}`, kind: "other" };
  return nameOtherJson(parsedWhole(text2));
}
var isContent = (value) => typeof value === "object" && value !== null;
function parsedWhole(text2) {
  try {
    const value = JSON.parse(text2.replace(/^\uFEFF/, ""));
    return [value];
  } catch {
    return [];
  }
}

// lib/ingest/file-name.ts
var LOG_FOLDERS = [
  "CloudTrail",
  "CloudTrail-Digest",
  "CloudTrail-Insight",
  "CloudTrail-NetworkActivity",
  "CloudTrail-Aggregated",
];
var NAME =
  /(?:^|[/\\!])(\d{12})_(CloudTrail(?:-(?:Digest|Insight|NetworkActivity|Aggregated))?)_([a-z]{2,}(?:-[a-z0-9]+)+)_(?:[^/\\!]*_)?(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?Z(_backfill)?[^/\\!]*$/;
var ORGANISATION = /(?:^|[/\\!])AWSLogs[/\\](o-[a-z0-9]{10,32})[/\\]/;
function parseFileName(path2) {
  const match = NAME.exec(path2);
  if (!match) return null;
  const [, account, folder, region, year, month, day, hour, minute, second, backfill] = match;
  const known = LOG_FOLDERS.find((one) => one === folder);
  if (!known || account === void 0 || region === void 0) return null;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second ?? "00"}Z`);
  return {
    folder: known,
    organisation: ORGANISATION.exec(path2)?.[1] ?? null,
    account,
    region,
    deliveredAtMs: Number.isNaN(time) ? null : time,
    isBackfill: backfill !== void 0,
  };
}

// lib/ingest/sources/spool.ts
import { createHash as createHash2, randomUUID as randomUUID3 } from "node:crypto";
import { createWriteStream as createWriteStream2 } from "node:fs";
import { mkdir as mkdir2, rm as rm2 } from "node:fs/promises";
import { join as join11 } from "node:path";
import { Transform } from "node:stream";
import { pipeline as pipeline2 } from "node:stream/promises";
async function spool(stream, limits) {
  await mkdir2(limits.temporaryFolder, { recursive: true });
  const path2 = join11(limits.temporaryFolder, randomUUID3());
  const remove = () => rm2(path2, { force: true });
  const hash4 = createHash2("sha256");
  let bytes = 0;
  const measure = new Transform({
    transform(chunk, _encoding, done) {
      bytes += chunk.length;
      hash4.update(chunk);
      if (bytes > limits.maxFileBytes)
        done(
          new LimitError(
            `larger than ${limits.maxFileBytes} bytes: the limit of one file (WAKELINE_MAX_FILE_BYTES raises it)`,
          ),
        );
      else done(null, chunk);
    },
  });
  try {
    await pipeline2(stream, measure, createWriteStream2(path2, { mode: 384 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return { path: path2, bytes, sha256: hash4.digest(), remove };
}

// lib/ingest/read-segments.ts
import { createHash as createHash3, hash as hash2 } from "node:crypto";

// lib/ingest/gunzip-all.ts
import { constants as constants2, gunzipSync as gunzipSync2 } from "node:zlib";
function statedSize(gzip2) {
  return gzip2.length < 18 ? 0 : gzip2.readUInt32LE(gzip2.length - 4);
}
var CHUNK_BYTES = 16 * 1024;
var MAX_CHUNK_BYTES = 32 * 1024 ** 2;
function gunzipAll(gzip2, maxBytes) {
  const stated = Math.min(statedSize(gzip2), gzip2.length * 64, MAX_CHUNK_BYTES);
  const options = { maxOutputLength: maxBytes, chunkSize: Math.max(stated + 64, CHUNK_BYTES) };
  try {
    return { bytes: gunzipSync2(gzip2, options), damage: null };
  } catch (error) {
    if (isTooLarge(error)) throw error;
    return salvage(gzip2, { ...options, finishFlush: constants2.Z_SYNC_FLUSH }, messageOf(error));
  }
}
var isTooLarge = (error) => error instanceof RangeError;
var messageOf = (error) => (error instanceof Error ? error.message : String(error));
function salvage(gzip2, options, why) {
  let good = 0;
  let bad = gzip2.length + 1;
  let bytes = Buffer.alloc(0);
  let tried = gzip2.length;
  while (good + 1 < bad) {
    try {
      bytes = gunzipSync2(gzip2.subarray(0, tried), options);
      good = tried;
    } catch (error) {
      if (isTooLarge(error)) throw error;
      bad = tried;
    }
    tried = (good + bad) >> 1;
  }
  const where = good >= gzip2.length ? "ends early" : `is damaged after ${good} of ${gzip2.length} bytes`;
  return { bytes, damage: `the gzip data ${where} (${why})` };
}

// lib/ingest/record-boundaries.ts
var EMPTY = Buffer.alloc(0);
var NEW_LINE = 10;
var QUOTE2 = 34;
function boundaryScannerFor(head) {
  const hasMark = head[0] === 239 && head[1] === 187;
  const start = head.subarray(hasMark ? 3 : 0);
  const lineEnd = start.indexOf(NEW_LINE);
  const line = start.subarray(0, lineEnd < 0 ? start.length : lineEnd).toString("utf8");
  const first = line.trimStart().charAt(0);
  if (first !== "{" && first !== "[" && lineEnd >= 0) {
    if (/(?:^|[,;\t])"?(?:_raw|@message|message|CloudTrailEvent|raw|event\.original)"?(?:[,;\t\r]|$)/i.test(line))
      return new CsvScanner();
    if (first !== "" || !/^\s*[{[]/.test(start.subarray(0, 65536).toString("latin1"))) return new LineScanner();
  }
  return lineEnd >= 0 && isJson2(line) ? new LineScanner() : new StructureScanner();
}
function isJson2(text2) {
  try {
    JSON.parse(text2);
    return true;
  } catch {
    return false;
  }
}
var LineScanner = class {
  offset = 0;
  header = () => EMPTY;
  scan(chunk) {
    const isCut = (at) => {
      const next = chunk[at + 1];
      return next !== void 0 && next !== 32 && next !== 9 && next !== 125 && next !== 93 && next !== NEW_LINE;
    };
    let first = chunk.indexOf(NEW_LINE);
    while (first >= 0 && !isCut(first)) first = chunk.indexOf(NEW_LINE, first + 1);
    let last = first;
    if (first >= 0) {
      last = chunk.lastIndexOf(NEW_LINE);
      while (last > first && !isCut(last)) last = chunk.lastIndexOf(NEW_LINE, last - 1);
    }
    const start = this.offset;
    this.offset += chunk.length;
    return first < 0 ? { first: -1, last: -1 } : { first: start + first + 1, last: start + last + 1 };
  }
};
var CsvScanner = class {
  offset = 0;
  isQuoted = false;
  head = [];
  headerBytes = EMPTY;
  header = () => this.headerBytes;
  scan(chunk) {
    let first = -1;
    let last = -1;
    let at = 0;
    while (at < chunk.length) {
      const quote = chunk.indexOf(QUOTE2, at);
      const plain2 = chunk.subarray(at, quote < 0 ? chunk.length : quote);
      const lineFeed = this.isQuoted ? -1 : plain2.lastIndexOf(NEW_LINE);
      if (lineFeed >= 0) {
        if (first < 0) first = at + plain2.indexOf(NEW_LINE) + 1;
        last = at + lineFeed + 1;
      }
      if (quote < 0) break;
      this.isQuoted = !this.isQuoted;
      at = quote + 1;
    }
    this.keepHeader(chunk, first);
    const start = this.offset;
    this.offset += chunk.length;
    return first < 0 ? { first, last } : { first: start + first, last: start + last };
  }
  keepHeader(chunk, first) {
    if (!this.head) return;
    this.head.push(first < 0 ? chunk : chunk.subarray(0, first));
    if (first < 0) return;
    this.headerBytes = Buffer.concat(this.head);
    this.head = null;
  }
};
var StructureScanner = class {
  offset = 0;
  depth = 0;
  isInString = false;
  isEscaped = false;
  /** What was opened at the top: a list, an object, or an object in whose list of records we are. */
  top = null;
  stringStart = -1;
  /** The last string at the top of an object: its bytes as far as they are in this chunk. */
  lastKey = "";
  keyCarry = "";
  header = () => EMPTY;
  scan(chunk) {
    let first = -1;
    let last = -1;
    let at = 0;
    const { length } = chunk;
    while (at < length) {
      if (this.isInString) {
        at = this.skipString(chunk, at);
        continue;
      }
      const code = chunk[at];
      if (code === QUOTE2) {
        this.isInString = true;
        this.stringStart = at + 1;
        this.keyCarry = "";
      } else if (code === 123 || code === 91) this.open(code);
      else if ((code === 125 || code === 93) && this.depth > 0 && this.close()) {
        if (first < 0) first = at + 1;
        last = at + 1;
      }
      at++;
    }
    const start = this.offset;
    this.offset += length;
    return first < 0 ? { first, last } : { first: start + first, last: start + last };
  }
  /** The index after the string in which the scanner is, or the end of the chunk. */
  skipString(chunk, from) {
    let at = from;
    if (this.isEscaped) {
      this.isEscaped = false;
      at++;
    }
    const begin = at;
    for (;;) {
      const quote = chunk.indexOf(QUOTE2, at);
      const end = quote < 0 ? chunk.length : quote;
      let before2 = end - 1;
      while (before2 >= begin && chunk[before2] === 92) before2--;
      const isEscaped = ((end - 1 - before2) & 1) === 1;
      if (quote < 0) {
        this.isEscaped = isEscaped;
        this.keepKey(chunk, end);
        this.stringStart = 0;
        return chunk.length;
      }
      if (!isEscaped) {
        this.isInString = false;
        this.keepKey(chunk, quote);
        this.lastKey = this.keyCarry;
        return quote + 1;
      }
      at = quote + 1;
    }
  }
  keepKey(chunk, end) {
    if (this.depth === 1 && this.top === "object" && end - this.stringStart < 64)
      this.keyCarry += chunk.toString("latin1", this.stringStart, end);
  }
  open(code) {
    if (this.depth === 0) this.top = code === 91 ? "list" : "object";
    else if (this.depth === 1 && this.top === "object" && code === 91 && LIST_KEYS.has(this.lastKey))
      this.top = "object-list";
    this.depth++;
  }
  /** Whether a record ends here. */
  close() {
    this.depth--;
    if (this.depth === 0) {
      this.top = null;
      return true;
    }
    if (this.depth === 1) {
      if (this.top !== "object-list") return this.top === "list";
      this.top = "object";
      return false;
    }
    return this.depth === 2 && this.top === "object-list";
  }
};

// lib/ingest/text-of-bytes.ts
import { isAscii } from "node:buffer";
var MAX_WRAPPINGS2 = 4;
var MAX_TEXT_BYTES = 64 * 1024 ** 2;
function decodeBytes(bytes) {
  if (isAscii(bytes)) return bytes.toString("latin1");
  if (hasUtf16Mark(bytes))
    return new TextDecoder(bytes[0] === 255 ? "utf-16le" : "utf-16be", { ignoreBOM: true }).decode(bytes);
  return bytes.toString("utf8");
}
function readDelivered(delivered, maxBytes = MAX_TEXT_BYTES) {
  let bytes = delivered;
  let damage = null;
  for (let wrapping = 0; wrapping < MAX_WRAPPINGS2; wrapping++) {
    const kind = sniffBytes(bytes);
    if (kind === "gzip") {
      const plain2 = gunzipAll(bytes, maxBytes);
      damage ??= plain2.damage;
      bytes = plain2.bytes;
      if (bytes.length === 0 && damage !== null) throw new InputError(`broken: ${damage}`);
      continue;
    }
    if (kind !== "text" && kind !== "empty") throw new InputError(NAMES[kind]);
    if (bytes.length > maxBytes) throw new RangeError(`more than ${maxBytes} bytes of text`);
    const text2 = decodeBytes(bytes);
    const inner = outOfBase64(text2, maxBytes);
    if (inner === null) return { text: text2, textBytes: bytes.length, damage };
    bytes = inner;
  }
  throw new InputError("compressed more than four times over");
}
var NAMES = {
  zip: "a zip archive inside a gzip file",
  tar: "a tar archive inside several wrappings",
  parquet: "Parquet (Security Lake or Athena): not the CloudTrail records themselves",
  binary: "binary data, not a log",
};
function textOfBytes(bytes) {
  return readDelivered(bytes).text;
}
var AWSLOGS = /^[\uFEFF\s]*\{\s*"awslogs"\s*:\s*\{\s*"data"\s*:\s*"/;
var BASE64_GZIP = /^[\uFEFF\s"]*H4sI[A-Za-z0-9+/]{8}/;
function outOfBase64(text2, maxBytes) {
  const head = text2.slice(0, 256);
  const isEvent = AWSLOGS.test(head);
  if (!isEvent && !BASE64_GZIP.test(head)) return null;
  const payloads = isEvent
    ? [...text2.matchAll(/"data"\s*:\s*"([A-Za-z0-9+/=\s\\]+)"/g)].map((match) => match[1] ?? "")
    : payloadsOf(text2);
  const parts = [];
  let size2 = 0;
  for (const payload of payloads) {
    const { bytes } = gunzipAll(Buffer.from(payload.replaceAll("\\", ""), "base64"), maxBytes - size2);
    size2 += bytes.length + 1;
    parts.push(bytes, Buffer.from("\n"));
  }
  return Buffer.concat(parts);
}
function payloadsOf(text2) {
  const tokens = text2
    .replace(/["\uFEFF]/g, " ")
    .trim()
    .split(/\s+/);
  return tokens.every((token) => token.startsWith("H4sI")) ? tokens : [tokens.join("")];
}

// lib/ingest/read-segments.ts
function readSegments(open, limits) {
  return new FileReader(open, limits);
}
var OVERSIZED_EVIDENCE_BYTES = 1024 ** 2;
var HEAD_BYTES = 1024 ** 2;
var FileReader = class {
  constructor(open, limits) {
    this.open = open;
    this.limits = limits;
  }
  open;
  limits;
  summary = null;
  async *[Symbol.asyncIterator]() {
    const delivered = await this.open().catch(rethrow);
    if (Buffer.isBuffer(delivered)) {
      yield* this.readHeld(delivered);
      return;
    }
    const chunks = delivered[Symbol.asyncIterator]();
    const held = [];
    let size2 = 0;
    for (;;) {
      const next = await chunks.next().catch(rethrow);
      if (next.done) break;
      held.push(next.value);
      size2 += next.value.length;
      if (size2 <= this.limits.segmentBytes) continue;
      yield* this.readStreamed(join12(held, chunks));
      return;
    }
    yield* this.readHeld(held.length === 1 && held[0] ? held[0] : Buffer.concat(held));
  }
  async *readHeld(delivered) {
    const whole = this.readWhole(delivered);
    if (whole) yield whole;
    else yield* this.readStreamed(join12([delivered]));
  }
  /** A file that is one segment; null where its text is more. */
  readWhole(delivered) {
    const { segmentBytes } = this.limits;
    const compressed = sniffBytes(delivered.subarray(0, SNIFF_BYTES)) === "gzip";
    if (!compressed && delivered.length > segmentBytes) return null;
    if (compressed && statedSize(delivered) > segmentBytes && statedSize(delivered) < delivered.length * 1100)
      return null;
    let read;
    try {
      read = readDelivered(delivered, segmentBytes);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
    const { text: text2, textBytes, damage } = read;
    checkGrowth(textBytes, delivered.length, this.limits);
    const sha2562 = hash2("sha256", delivered, "buffer");
    this.summary = { sha256: sha2562, deliveredBytes: delivered.length, textBytes, compressed, damage };
    const rest = { repeatedHeaderBytes: 0, oversized: null, damage };
    return { n: 0, part: "whole", text: text2, textBytes, evidence: delivered, compressed, ...rest };
  }
  async *readStreamed(source) {
    const tally2 = { hash: createHash3("sha256"), deliveredBytes: 0 };
    const first = await source.next();
    const start = first.done ? Buffer.alloc(0) : first.value;
    const compressed = sniffBytes(start.subarray(0, SNIFF_BYTES)) === "gzip";
    const inflation = { damage: null };
    const counted = count(join12([start], source), tally2);
    const cutter = new Cutter(this.limits, inflation);
    let textBytes = 0;
    for await (const chunk of compressed ? inflateStream(counted, inflation) : counted) {
      textBytes += chunk.length;
      checkGrowth(textBytes, tally2.deliveredBytes, this.limits);
      yield* cutter.push(chunk);
    }
    yield* cutter.finish();
    const { deliveredBytes } = tally2;
    this.summary = { sha256: tally2.hash.digest(), deliveredBytes, textBytes, compressed, damage: inflation.damage };
  }
};
function rethrow(error) {
  throw unreadable(error);
}
async function* join12(held, rest) {
  try {
    yield* held;
    for (;;) {
      const next = await rest?.next().catch(rethrow);
      if (!next || next.done) return;
      yield next.value;
    }
  } finally {
    await rest?.return?.();
  }
}
async function* count(source, tally2) {
  for await (const chunk of source) {
    tally2.hash.update(chunk);
    tally2.deliveredBytes += chunk.length;
    yield chunk;
  }
}
var Cutter = class {
  constructor(limits, inflation) {
    this.limits = limits;
    this.inflation = inflation;
  }
  limits;
  inflation;
  held = [];
  heldBytes = 0;
  /** Where the held text begins, and where it may be cut, from the beginning of the file. */
  start = 0;
  boundary = -1;
  n = 0;
  scanner = null;
  /** Bytes of a record too large to hold that were let go. */
  dropped = 0;
  *push(bytes) {
    const step = Math.max(Math.min(this.limits.segmentBytes >> 2, HEAD_BYTES), 1);
    for (let at = 0; at < bytes.length; at += step) yield* this.pushChunk(bytes.subarray(at, at + step));
  }
  *finish() {
    if (!this.scanner) this.begin();
    if (this.dropped > 0) yield this.oversized("last");
    else yield this.segment(this.heldBytes, "last");
  }
  *pushChunk(chunk) {
    if (!this.scanner) {
      this.hold(chunk);
      if (this.heldBytes >= Math.min(HEAD_BYTES, this.limits.segmentBytes / 2)) this.begin();
      return;
    }
    if (this.dropped === 0 && this.heldBytes + chunk.length > this.limits.segmentBytes) {
      if (this.boundary > this.start) yield this.segment(this.boundary - this.start, "middle");
      if (this.heldBytes + chunk.length > this.limits.segmentBytes) this.dropped = this.heldBytes;
    }
    const { first, last } = this.scanner.scan(chunk);
    if (this.dropped === 0) {
      this.hold(chunk);
      if (last > 0) this.boundary = last;
      return;
    }
    yield* this.pushOversized(chunk, { first, last });
  }
  *pushOversized(chunk, { first, last }) {
    const chunkStart = this.start + this.dropped;
    if (first < 0) {
      this.dropped += chunk.length;
      return;
    }
    this.dropped += first - chunkStart;
    yield this.oversized("middle");
    this.start = first;
    this.hold(chunk.subarray(first - chunkStart));
    this.boundary = last;
  }
  /** Chooses the scanner by the held beginning, and scans that. */
  begin() {
    const head = Buffer.concat(this.held);
    const kind = sniffBytes(head);
    if (kind === "parquet")
      throw new InputError("Parquet (Security Lake or Athena): not the CloudTrail records themselves");
    if (kind !== "text" && kind !== "empty")
      throw new InputError(kind === "binary" ? "binary data, not a log" : `a ${kind} archive inside gzip`);
    if (hasUtf16Mark(head)) throw new InputError("UTF-16 text beyond 32 MiB: convert it to UTF-8");
    this.scanner = boundaryScannerFor(head);
    this.boundary = this.scanner.scan(head).last;
  }
  hold(chunk) {
    this.held.push(chunk);
    this.heldBytes += chunk.length;
  }
  segment(bytes, part) {
    const all = Buffer.concat(this.held);
    const header = this.n > 0 && this.scanner ? this.scanner.header() : Buffer.alloc(0);
    const own = all.subarray(0, bytes);
    const evidence = header.length > 0 ? Buffer.concat([header, own]) : own;
    const rest = all.subarray(bytes);
    this.held = rest.length > 0 ? [rest] : [];
    this.heldBytes = rest.length;
    this.start += bytes;
    return this.made({ evidence, part, repeatedHeaderBytes: header.length, oversized: null });
  }
  oversized(part) {
    const evidence = Buffer.concat(this.held).subarray(0, OVERSIZED_EVIDENCE_BYTES);
    const mib = (this.dropped / 1024 ** 2).toFixed(1);
    const limit = (this.limits.segmentBytes / 1024 ** 2).toFixed(0);
    const detail = `a record of ${mib} MiB: more than the ${limit} MiB that one record may have; its beginning is kept`;
    this.held = [];
    this.heldBytes = 0;
    this.start += this.dropped;
    this.dropped = 0;
    return this.made({ evidence, part, repeatedHeaderBytes: 0, oversized: { reason: "too-large", detail } });
  }
  made(made) {
    const n2 = this.n++;
    const part = n2 > 0 ? made.part : made.part === "last" ? "whole" : "first";
    const damage = made.part === "last" ? this.inflation.damage : null;
    return {
      ...made,
      n: n2,
      part,
      text: decodeBytes(made.evidence),
      textBytes: made.evidence.length,
      compressed: false,
      damage,
    };
  }
};

// lib/ingest/server/load-input.ts
var compress = promisify(gzip);
var GZIP_LEVEL = 3;
async function loadInput(input, loading) {
  if (input.onDisk !== null) return loadReadable(input.path, input.open, loading);
  const delivered = await input.open();
  if (Buffer.isBuffer(delivered)) return loadReadable(input.path, async () => delivered, loading);
  const spooled = await spool(delivered, loading.limits);
  try {
    return await loadReadable(input.path, () => openFile(spooled.path, spooled.bytes), loading);
  } finally {
    await spooled.remove();
  }
}
async function loadReadable(path2, open, { loader, limits }) {
  const stream = readSegments(open, limits);
  let known = null;
  let format = null;
  let firstRecord = 0;
  for await (const segment of stream) {
    known ??= stream.summary ?? (await summarise(open));
    const decoded3 = segment.oversized
      ? oneBad(segment.oversized, format)
      : decodeText(segment.text, { part: segment.part, ...(format ? { format } : {}) });
    if ("skip" in decoded3) {
      if (format !== null) continue;
      if (decoded3.kind === "digest")
        await loader.addDigest({ path: storablePath(path2), sha256: known.sha256, gzip: await gzipOf(segment) });
      return decoded3.skip;
    }
    if (!segment.oversized) format ??= decoded3.format;
    await loader.add(
      await unitOf(path2, { segment, decoded: decoded3, known, format: format ?? decoded3.format, firstRecord }),
      decoded3,
    );
    firstRecord += decoded3.records.length;
  }
  if (known && stream.summary && !stream.summary.sha256.equals(known.sha256)) {
    throw new InputError(
      "changed while it was read; what was read of it is kept. Run the same command again once it is complete",
    );
  }
  return null;
}
async function unitOf(path2, { segment, decoded: decoded3, known, format, firstRecord }) {
  const { n: n2, part, text: text2, textBytes, damage } = segment;
  return {
    path: storablePath(path2),
    sha256: known.sha256.toString("hex"),
    compressed: known.compressed,
    deliveredBytes: known.deliveredBytes,
    damage,
    publishTimeMs: parseFileName(path2)?.deliveredAtMs ?? null,
    format,
    isLast: part === "whole" || part === "last",
    segment: {
      n: n2,
      part,
      firstRecord,
      records: decoded3.records.length,
      text: text2,
      textBytes,
      format,
      gzip: await gzipOf(segment),
    },
  };
}
async function gzipOf({ compressed, evidence }) {
  return compressed ? evidence : compress(evidence, { level: GZIP_LEVEL });
}
function oneBad(bad, format) {
  return { format: format ?? "sequence", records: [void 0], bad: /* @__PURE__ */ new Map([[0, bad]]) };
}
async function summarise(open) {
  const delivered = await open();
  const hash4 = createHash4("sha256");
  let deliveredBytes = 0;
  let compressed = null;
  for await (const chunk of chunksOf(delivered)) {
    hash4.update(chunk);
    compressed ??= chunk[0] === 31 && chunk[1] === 139;
    deliveredBytes += chunk.length;
  }
  return { sha256: hash4.digest(), deliveredBytes, compressed: compressed === true };
}
function chunksOf(delivered) {
  return Buffer.isBuffer(delivered) ? [delivered] : delivered;
}

// lib/cloudtrail/bounded-cache.ts
var BoundedCache = class {
  constructor(size2) {
    this.size = size2;
    this.#seen = new Int32Array(SEEN_SLOTS);
  }
  size;
  #young = /* @__PURE__ */ new Map();
  #old = /* @__PURE__ */ new Map();
  #seen;
  get(key) {
    const young = this.#young.get(key);
    if (young !== void 0 || this.#old.size === 0) return young;
    const old = this.#old.get(key);
    if (old !== void 0) this.#remember(key, old);
    return old;
  }
  set(key, value) {
    if (this.admits(key)) this.#remember(key, value);
  }
  /** Whether the key is here for the second time, and a value for it would be remembered. */
  admits(key) {
    if (key.length > LONGEST_KEY) return false;
    const print = fingerprint(key);
    const slot = print & (SEEN_SLOTS - 1);
    if (this.#seen[slot] === print) return true;
    this.#seen[slot] = print;
    return false;
  }
  #remember(key, value) {
    if (this.#young.size >= this.size) {
      this.#old = this.#young;
      this.#young = /* @__PURE__ */ new Map();
    }
    this.#young.set(key, value);
  }
};
var LONGEST_KEY = 512;
var SEEN_SLOTS = 1 << 13;
function fingerprint(key) {
  let hash4 = key.length;
  for (let i = Math.max(0, key.length - 24); i < key.length; i++)
    hash4 = (Math.imul(hash4, 31) + key.charCodeAt(i)) | 0;
  return (hash4 ^ (hash4 >>> 15)) | 1;
}

// lib/cloudtrail/json-object.ts
function isJsonObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function objectIn(value) {
  if (isJsonObject(value)) return value;
  if (typeof value !== "string") return null;
  const parsed2 = parseJson(value);
  return isJsonObject(parsed2) ? parsed2 : null;
}
function listIn(value) {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") {
    const parsed2 = parseJson(value);
    return Array.isArray(parsed2) ? parsed2 : isJsonObject(parsed2) ? [parsed2] : null;
  }
  return isJsonObject(value) ? [value] : null;
}
function parseJson(text2) {
  const first = text2.charCodeAt(0);
  if (first !== 123 && first !== 91) return void 0;
  try {
    return JSON.parse(text2);
  } catch {
    return void 0;
  }
}
function textIn(value) {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}
function booleanIn(value) {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string" || value.length > 5) return null;
  const text2 = value.toLowerCase();
  return text2 === "true" ? true : text2 === "false" ? false : null;
}

// lib/cloudtrail/key-schema.ts
var KeySchema = class {
  #known;
  #byPlainKey;
  #resolved = new BoundedCache(1e3);
  constructor(keys) {
    this.#known = new Set(keys);
    this.#byPlainKey = new Map(keys.map((key) => [plain(key), key]));
  }
  /** The object itself where every key is spelt as AWS spells it or is none of ours; else a copy with the right spellings added. */
  canonical(object) {
    for (const key in object) {
      if (this.#known.has(key)) continue;
      const canonical = this.#canonicalOf(key);
      if (canonical !== null && !Object.hasOwn(object, canonical)) return this.#respell(object);
    }
    return object;
  }
  /** Of several spellings of one key the closest counts, then the first in the alphabet: never the order in the record. */
  #respell(object) {
    const copy = { ...object };
    const misspelt = Object.keys(object)
      .filter((key) => !this.#known.has(key))
      .map((key) => ({ key, canonical: this.#canonicalOf(key) }))
      .sort((a, b) => this.#rank(a.key) - this.#rank(b.key) || (a.key < b.key ? -1 : 1));
    for (const { key, canonical } of misspelt) {
      if (canonical !== null && !Object.hasOwn(copy, canonical)) copy[canonical] = object[key];
    }
    return copy;
  }
  #rank(key) {
    return this.#byPlainKey.has(plain(key)) ? 0 : 1;
  }
  #canonicalOf(key) {
    if (key.length > LONGEST_KEY2) return null;
    const cached = this.#resolved.get(key);
    if (cached !== void 0) return cached.canonical;
    const canonical = this.#byPlainKey.get(plain(key)) ?? this.#closest(plain(key));
    this.#resolved.set(key, { canonical });
    return canonical;
  }
  #closest(key) {
    if (key.length < SHORTEST_MISSPELT) return null;
    const close = [...this.#byPlainKey].filter(
      ([known]) => known.length >= SHORTEST_MISSPELT && isOneSlipAway(key, known),
    );
    return close.length === 1 ? (close[0]?.[1] ?? null) : null;
  }
};
var LONGEST_KEY2 = 64;
var SHORTEST_MISSPELT = 9;
function plain(key) {
  return key.toLowerCase().replace(/[^a-z0-9@]/g, "");
}
function isOneSlipAway(a, b) {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length + restB.length === 1 || (restA.length === 1 && restB.length === 1)) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

// lib/cloudtrail/record-keys.ts
var RECORD_KEYS2 = new KeySchema([
  "eventTime",
  "eventVersion",
  "userIdentity",
  "eventSource",
  "eventName",
  "awsRegion",
  "sourceIPAddress",
  "userAgent",
  "errorCode",
  "errorMessage",
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "requestID",
  "eventID",
  "eventType",
  "apiVersion",
  "managementEvent",
  "readOnly",
  "resources",
  "recipientAccountId",
  "serviceEventDetails",
  "sharedEventID",
  "vpcEndpointId",
  "vpcEndpointAccountId",
  "eventCategory",
  "addendum",
  "sessionCredentialFromConsole",
  "edgeDeviceDetails",
  "tlsDetails",
  "eventContext",
  "annotation",
  "insightDetails",
  "timeWindow",
  "summary",
  "accountId",
  "@timestamp",
]);
var IDENTITY_KEYS = new KeySchema([
  "type",
  "principalId",
  "arn",
  "accountId",
  "accessKeyId",
  "userName",
  "sessionContext",
  "invokedBy",
  "invokedByDelegate",
  "onBehalfOf",
  "credentialId",
  "inScopeOf",
  "identityProvider",
]);
var SESSION_KEYS = new KeySchema([
  "sessionIssuer",
  "webIdFederationData",
  "attributes",
  "sourceIdentity",
  "ec2RoleDelivery",
  "ec2IssuedInVpc",
  "assumedRoot",
  "signInSessionArn",
]);
var ISSUER_KEYS = new KeySchema(["type", "principalId", "arn", "accountId", "userName"]);
var SESSION_ATTRIBUTE_KEYS = new KeySchema(["creationDate", "mfaAuthenticated"]);
var RESOURCE_KEYS = new KeySchema(["ARN", "ARNPrefix", "accountId", "type"]);

// lib/cloudtrail/caller-facts.ts
var NOTHING = {};
function callerFactsOf(record) {
  const identity = identityIn(record.userIdentity);
  const context = contextIn(identity.sessionContext);
  const issuer = issuerIn(context.sessionIssuer);
  const attributes = attributesIn(context.attributes);
  const behalfOf = nested(identity.onBehalfOf);
  const type = said(identity.type);
  const principalId = said(identity.principalId);
  const invokedBy = said(identity.invokedBy);
  const claims = type === "AssumedRole" || type === "IAMUser" ? NOTHING : claimsOf(record.additionalEventData);
  return {
    type,
    principalId,
    arn: said(identity.arn),
    accountId: said(identity.accountId),
    accessKeyId: said(identity.accessKeyId),
    userName: said(identity.userName),
    invokedBy,
    identityProvider: said(identity.identityProvider),
    credentialId: said(identity.credentialId),
    behalfOfUserId: said(behalfOf.userId),
    behalfOfStoreArn: said(behalfOf.identityStoreArn),
    issuerArn: said(issuer.arn),
    issuerPrincipalId: said(issuer.principalId),
    issuerAccountId: said(issuer.accountId),
    issuerUserName: said(issuer.userName),
    creationDate: said(attributes.creationDate),
    ec2RoleDelivery: said(context.ec2RoleDelivery),
    assumedRoot: said(context.assumedRoot),
    recipientAccountId: said(record.recipientAccountId),
    claimIssuer: said(claims.iss),
    claimSubject: said(claims.sub),
    claimClient: said(claims.client_id) ?? said(claims.azp) ?? said(claims.cid),
    withBearerToken: isBearerCall(record),
    sourceIdentity: said(context.sourceIdentity),
    scope: identity.inScopeOf === void 0 ? null : scopeIn(identity.inScopeOf),
    signInSession: said(context.signInSessionArn),
    provider:
      context.webIdFederationData === void 0 ? null : said(nested(context.webIdFederationData).federatedProvider),
    fromConsole:
      record.sessionCredentialFromConsole !== void 0 && booleanIn(record.sessionCredentialFromConsole) === true,
    agent: agentIn(invokedBy, record.userAgent),
  };
}
function sameFacts(a, b) {
  return (
    a.accessKeyId === b.accessKeyId &&
    a.creationDate === b.creationDate &&
    a.principalId === b.principalId &&
    a.arn === b.arn &&
    a.issuerArn === b.issuerArn &&
    a.issuerPrincipalId === b.issuerPrincipalId &&
    a.accountId === b.accountId &&
    a.recipientAccountId === b.recipientAccountId &&
    a.type === b.type &&
    a.invokedBy === b.invokedBy &&
    a.userName === b.userName &&
    a.issuerUserName === b.issuerUserName &&
    a.issuerAccountId === b.issuerAccountId &&
    a.ec2RoleDelivery === b.ec2RoleDelivery &&
    a.withBearerToken === b.withBearerToken &&
    a.identityProvider === b.identityProvider &&
    a.credentialId === b.credentialId &&
    a.behalfOfUserId === b.behalfOfUserId &&
    a.behalfOfStoreArn === b.behalfOfStoreArn &&
    a.assumedRoot === b.assumedRoot &&
    a.agent === b.agent &&
    a.scope === b.scope &&
    a.sourceIdentity === b.sourceIdentity &&
    a.signInSession === b.signInSession &&
    a.provider === b.provider &&
    a.fromConsole === b.fromConsole &&
    a.claimIssuer === b.claimIssuer &&
    a.claimSubject === b.claimSubject &&
    a.claimClient === b.claimClient
  );
}
function identityIn(value) {
  const identity = objectIn(value);
  if (identity === null) return typeof value === "string" && value.startsWith("arn:") ? { arn: value } : NOTHING;
  const { type, principalId, arn, accountId, accessKeyId } = identity;
  const isWhole = type !== void 0 && principalId !== void 0 && arn !== void 0 && accountId !== void 0;
  return isWhole && accessKeyId !== void 0 ? identity : IDENTITY_KEYS.canonical(identity);
}
function contextIn(value) {
  const context = nested(value);
  return context.attributes === void 0 || context.sessionIssuer === void 0 ? SESSION_KEYS.canonical(context) : context;
}
function issuerIn(value) {
  const issuer = nested(value);
  return issuer.arn === void 0 || issuer.principalId === void 0 ? ISSUER_KEYS.canonical(issuer) : issuer;
}
function attributesIn(value) {
  const attributes = nested(value);
  return attributes.creationDate === void 0 ? SESSION_ATTRIBUTE_KEYS.canonical(attributes) : attributes;
}
function nested(value) {
  return value === void 0 || value === null ? NOTHING : (objectIn(value) ?? NOTHING);
}
function said(value) {
  if (value === void 0 || value === null) return null;
  const text2 = textIn(value);
  return text2 === null || isPlaceholder(text2) ? null : text2;
}
function claimsOf(additionalEventData) {
  return nested(nested(nested(additionalEventData).jwt).claims);
}
function isBearerCall(record) {
  if (typeof record.eventSource !== "string" || !record.eventSource.startsWith("bedrock")) return false;
  const request2 = nested(record.requestParameters).callWithBearerToken;
  return booleanIn(request2) === true || booleanIn(nested(record.additionalEventData).callWithBearerToken) === true;
}
function scopeIn(value) {
  const scope = nested(value);
  return said(scope.credentialsIssuedTo) ?? said(scope.sourceArn);
}
var MCP_SERVICE = /^[a-z0-9.-]*mcp[a-z0-9.-]*\.amazonaws\.com$/;
var MCP_CLIENT = /(?:^|[\s/#(])([a-z0-9._-]{0,40}mcp(?:-server|-proxy)?(?:\.amazonaws\.com)?)(?=$|[\s/;)#])/;
function agentIn(invokedBy, userAgent) {
  if (invokedBy !== null) return invokedBy.includes("mcp") && MCP_SERVICE.test(invokedBy) ? invokedBy : null;
  if (typeof userAgent !== "string" || !userAgent.includes("mcp")) return null;
  return MCP_CLIENT.exec(userAgent)?.[1] ?? null;
}

// lib/cloudtrail/repeated-callers.ts
var BESIDE = ["recipientAccountId", "userAgent", "sessionCredentialFromConsole"];
var LONGEST_IDENTITY = 4096;
var RepeatedCallers = class {
  #byKey = new BoundedCache(2e3);
  find(record) {
    const identity = plainIdentityOf(record);
    const known = identity && this.#byKey.get(identity.accessKeyId);
    if (!known || !BESIDE.every((key, index) => known.beside[index] === record[key])) return null;
    return isSameJson(known.identity, identity) ? known.caller : null;
  }
  keep(record, caller) {
    const identity = plainIdentityOf(record);
    if (identity === null || !this.#byKey.admits(identity.accessKeyId)) return;
    const beside = BESIDE.map((key) => record[key]);
    if (lengthOf(identity) + beside.reduce((sum, value) => sum + lengthOf(value), 0) > LONGEST_IDENTITY) return;
    this.#byKey.set(identity.accessKeyId, { identity, beside, caller });
  }
};
function plainIdentityOf(record) {
  const { userIdentity: identity, eventSource } = record;
  if (typeof eventSource !== "string" || eventSource.startsWith("bedrock")) return null;
  if (!isJsonObject(identity) || (identity.type !== "AssumedRole" && identity.type !== "IAMUser")) return null;
  return hasKey(identity) ? identity : null;
}
function hasKey(identity) {
  return typeof identity.accessKeyId === "string";
}
function isSameJson(a, b) {
  if (a === b) return true;
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  let more = 0;
  for (const key in a) {
    if (!isSameJson(a[key], b[key])) return false;
    more++;
  }
  for (const _ in b) more--;
  return more === 0;
}
function lengthOf(value) {
  if (typeof value === "string") return value.length;
  if (!isJsonObject(value)) return 8;
  let length = 0;
  for (const key in value) length += key.length + lengthOf(value[key]);
  return length;
}

// lib/cloudtrail/event-time.ts
function parseEventTime(value) {
  if (typeof value === "number") return fromEpoch(value);
  if (typeof value !== "string") return null;
  const time = value.length === 20 && value.charCodeAt(19) === Z ? canonicalTime(value) : NaN;
  return Number.isNaN(time) ? looseTime(value.trim()) : time;
}
var Z = 90;
var DASH = 45;
var COLON = 58;
function canonicalTime(text2) {
  const separators =
    text2.charCodeAt(4) === DASH &&
    text2.charCodeAt(7) === DASH &&
    text2.charCodeAt(13) === COLON &&
    text2.charCodeAt(16) === COLON;
  if (!separators || text2.charCodeAt(10) !== 84) return NaN;
  return utc({
    year: twoDigits(text2, 0) * 100 + twoDigits(text2, 2),
    month: twoDigits(text2, 5),
    day: twoDigits(text2, 8),
    seconds: secondsOfDay(twoDigits(text2, 11), twoDigits(text2, 14), twoDigits(text2, 17)),
  });
}
function twoDigits(text2, at) {
  const tens = text2.charCodeAt(at) - 48;
  const ones = text2.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}
function secondsOfDay(hour, minute, second) {
  return hour < 24 && minute < 60 && second <= 60 ? hour * 3600 + minute * 60 + second : NaN;
}
var MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function utc(at) {
  const { year, month, day } = at;
  const leapDay = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  const last = MONTH_DAYS[month - 1];
  if (last === void 0 || !(day >= 1 && day <= last + leapDay)) return NaN;
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return ((era * 146097 + dayOfEra - 719468) * 86400 + at.seconds) * 1e3;
}
var LOOSE =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T _]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,12}))?)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
var ENGLISH = /^([A-Z][a-z]{2})[a-z]* (\d{1,2}),? (\d{4}),? (\d{1,2}):(\d\d):(\d\d)\s?([AP]M)?(?: (?:UTC|GMT|Z))?$/;
var MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function looseTime(text2) {
  if (text2.length > 64) return null;
  if (/^\d{9,}(\.\d+)?$/.test(text2)) return fromEpoch(Number(text2));
  const english = ENGLISH.exec(text2);
  if (english !== null) return englishTime(english);
  const match = LOOSE.exec(text2);
  if (match === null) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = match;
  const time = utc({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    seconds: secondsOfDay(Number(hour), Number(minute), Number(second)),
  });
  const millis = Math.floor(Number(`0.${fraction || "0"}`) * 1e3);
  return finite(time + millis - zoneMs(zone));
}
function zoneMs(zone) {
  const sign = zone.charAt(0);
  if (sign !== "+" && sign !== "-") return 0;
  const digits = zone.slice(1).replace(":", "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || "0");
  return (sign === "-" ? -minutes : minutes) * 6e4;
}
function englishTime(match) {
  const [, month = "", day, year, hour = "", minute, second, half] = match;
  const hour24 = half === void 0 ? Number(hour) : (Number(hour) % 12) + (half === "PM" ? 12 : 0);
  return finite(
    utc({
      year: Number(year),
      month: MONTHS.indexOf(month) + 1,
      day: Number(day),
      seconds: secondsOfDay(hour24, Number(minute), Number(second)),
    }),
  );
}
function fromEpoch(value) {
  if (!(value >= 1e8) || value >= 1e20) return null;
  if (value < 1e11) return Math.round(value * 1e3);
  if (value < 1e14) return Math.floor(value);
  return Math.floor(value < 1e17 ? value / 1e3 : value / 1e6);
}
function finite(time) {
  return Number.isFinite(time) ? time : null;
}

// lib/cloudtrail/credential-of.ts
function credentialOf(facts) {
  if (facts.credentialId !== null) return credential("bearer", facts.credentialId, facts);
  const key = facts.accessKeyId ?? keylessKey(facts);
  if (key === null) return null;
  if (facts.withBearerToken) return credential("bearer", `${key}#bearer`, facts);
  return credential(kindOfKey(facts.accessKeyId, facts), key, facts);
}
function keylessKey(facts) {
  const holder = facts.principalId ?? facts.arn;
  return holder === null || facts.creationDate === null ? null : `${holder}@${facts.creationDate}`;
}
function kindOfKey(accessKeyId, facts) {
  if (accessKeyId === null) return "keyless";
  if (accessKeyId.startsWith("AKIA")) return "long-term";
  return accessKeyId.startsWith("ASIA") || facts.creationDate !== null ? "temporary" : "long-term";
}
function credential(kind, key, facts) {
  const isLongTerm = kind === "long-term";
  const sessionName = isLongTerm ? null : sessionNameOf(facts);
  return {
    kind,
    key: storableText(key, TEXT_LIMITS.name),
    // A long-term key outlives the session in which a record mentions it.
    createdAtMs: isLongTerm || facts.creationDate === null ? null : parseEventTime(facts.creationDate),
    sessionName: sessionName === null ? null : storableText(sessionName, TEXT_LIMITS.name),
    marks: marksOf(facts, isLongTerm),
  };
}
function marksOf(facts, isLongTerm) {
  const { fromConsole } = facts;
  const forwarded = facts.invokedBy !== null;
  const agent = kept(facts.agent);
  if (isLongTerm) {
    return agent === null && !fromConsole && !forwarded ? NO_MARKS : { ...NO_MARKS, agent, fromConsole, forwarded };
  }
  return {
    sourceIdentity: kept(facts.sourceIdentity),
    scope: kept(facts.scope),
    signInSession: kept(facts.signInSession),
    delivery: kept(facts.ec2RoleDelivery),
    provider: kept(facts.provider),
    behalfOf: kept(facts.behalfOfUserId),
    fromConsole,
    forwarded,
    agent,
  };
}
function kept(text2) {
  return text2 === null ? null : storableText(text2, TEXT_LIMITS.name);
}
function sessionNameOf(facts) {
  const { principalId, arn } = facts;
  const colon = principalId?.indexOf(":") ?? -1;
  if (principalId !== null && colon >= 0 && colon < principalId.length - 1) return principalId.slice(colon + 1);
  const session2 = arn?.indexOf(":assumed-role/") ?? -1;
  if (arn === null || session2 < 0) return null;
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  return name === "" ? null : name;
}

// lib/cloudtrail/principal-of.ts
function principalOf(facts) {
  const arn = facts.arn === null ? null : parseArn(facts.arn);
  return (
    (arn === null ? null : fromArn(arn, facts)) ?? (BY_TYPE.get(facts.type?.toLowerCase() ?? "") ?? withoutType)(facts)
  );
}
var BY_TYPE = /* @__PURE__ */ new Map([
  ["assumedrole", roleWithoutArn],
  ["role", roleWithoutArn],
  ["iamuser", userWithoutArn],
  ["root", (facts) => root(facts.accountId ?? facts.recipientAccountId, null)],
  ["federateduser", (facts) => named("federated-user", facts, afterColon(facts.principalId) ?? facts.userName)],
  ["awsservice", awsService],
  ["awsaccount", awsAccount],
  ["samluser", (facts) => federated("saml-user", facts)],
  ["webidentityuser", (facts) => federated("web-identity", facts)],
  ["identitycenteruser", identityCenterUser],
  ["directory", (facts) => named("directory", facts, facts.userName ?? facts.principalId)],
]);
function fromArn(arn, facts) {
  const slash = arn.resource.indexOf("/");
  const resourceType = slash < 0 ? arn.resource : arn.resource.slice(0, slash);
  switch (resourceType) {
    case "assumed-role":
      return session(arn, facts);
    case "role":
      return role(
        { arn, arnText: facts.arn, uniqueId: uniqueIdIn(facts.principalId), account: facts.accountId },
        false,
      );
    case "federated-user":
      return identified("federated-user", { arn, name: arn.resource.slice(slash + 1), uniqueId: null, facts });
    case "root":
      return root(arn.account || facts.accountId, facts.arn);
    case "user":
      return arn.service === "iam"
        ? identified("user", { arn, name: lastSegment(arn.resource), uniqueId: uniqueIdIn(facts.principalId), facts })
        : null;
    case "workload-identity-directory":
      return identified("workload-identity", { arn, name: lastSegment(arn.resource), uniqueId: null, facts });
    default:
      return facts.type === "IAMUser" && arn.service === "iam"
        ? identified("user", {
            arn,
            name: facts.userName ?? lastSegment(arn.resource),
            uniqueId: uniqueIdIn(facts.principalId),
            facts,
          })
        : null;
  }
}
function session(arn, facts) {
  const [, name = "", sessionName = ""] = arn.resource.split("/");
  const issuer = facts.issuerArn === null ? null : parseArn(facts.issuerArn);
  const issuedByRole = issuer !== null && issuer.resource.startsWith("role/");
  const uniqueId = uniqueIdIn(facts.issuerPrincipalId) ?? uniqueIdIn(facts.principalId);
  const isInstance = facts.ec2RoleDelivery !== null && sessionName.startsWith("i-");
  if (issuedByRole)
    return role({ arn: issuer, arnText: facts.issuerArn, uniqueId, account: facts.issuerAccountId }, isInstance);
  const account = arn.account;
  const roleArn = { partition: arn.partition, service: "iam", region: "", account, resource: `role/${name}` };
  return role(
    { arn: roleArn, arnText: `arn:${arn.partition}:iam::${account}:role/${name}`, uniqueId, account },
    isInstance,
  );
}
function role(facts, isInstance) {
  const path2 = facts.arn.resource.slice("role".length);
  const name = lastSegment(facts.arn.resource);
  const kind = kindOfRole(path2, isInstance);
  return principal({
    kind,
    account: facts.arn.account || facts.account,
    uniqueId: facts.uniqueId,
    arn: facts.arnText,
    name,
  });
}
function kindOfRole(path2, isInstance) {
  const name = lastSegment(path2);
  if (path2.startsWith("/aws-service-role/") || name.startsWith("AWSServiceRoleFor")) return "service-linked-role";
  if (path2.startsWith("/aws-reserved/sso.amazonaws.com/") || name.startsWith("AWSReservedSSO_")) return "sso-role";
  if (isInstance) return "instance-role";
  return path2.startsWith("/service-role/") ? "service-role" : "role";
}
function roleWithoutArn(facts) {
  const issuer = facts.issuerArn === null ? null : parseArn(facts.issuerArn);
  const uniqueId = uniqueIdIn(facts.issuerPrincipalId) ?? uniqueIdIn(facts.principalId);
  const sessionName = afterColon(facts.principalId) ?? "";
  const isInstance = facts.ec2RoleDelivery !== null && sessionName.startsWith("i-");
  if (issuer !== null && issuer.resource.startsWith("role/")) {
    return role({ arn: issuer, arnText: facts.issuerArn, uniqueId, account: facts.issuerAccountId }, isInstance);
  }
  const account = facts.issuerAccountId ?? facts.accountId ?? facts.recipientAccountId;
  const name = facts.issuerUserName ?? facts.userName;
  if (name === null && uniqueId === null) return unattributed(facts);
  const kind = kindOfRole(`/${name ?? ""}`, isInstance);
  return principal({ kind, account, uniqueId, arn: null, name: name ?? uniqueId ?? "" });
}
function userWithoutArn(facts) {
  const uniqueId = uniqueIdIn(facts.principalId);
  const account = facts.accountId ?? facts.recipientAccountId;
  const name = facts.userName ?? uniqueId;
  if (name === null || (name === HIDDEN && uniqueId === null)) return unattributed(facts);
  return principal({ kind: "user", account, uniqueId, arn: null, name });
}
function root(account, arn) {
  return principal({ kind: "root", account, uniqueId: null, arn, name: "root" });
}
function awsService(facts) {
  const account = facts.accountId ?? facts.recipientAccountId;
  const name = facts.invokedBy ?? facts.userName ?? facts.principalId;
  return name === null
    ? unattributed(facts)
    : principal({ kind: "aws-service", account, uniqueId: null, arn: null, name });
}
function awsAccount(facts) {
  const isAnonymous =
    facts.accountId === null
      ? facts.principalId === null
      : !isAccountId(facts.accountId) && facts.accountId.toLowerCase().startsWith("anonymous");
  if (isAnonymous || facts.principalId?.toLowerCase() === "anonymous") return anonymous(facts);
  const uniqueId = uniqueIdIn(facts.principalId);
  const name = uniqueId ?? beforeColon(facts.principalId) ?? facts.accountId ?? "";
  return principal({ kind: "foreign-account", account: facts.accountId, uniqueId, arn: null, name });
}
function anonymous(facts) {
  const account = facts.recipientAccountId;
  const subject = facts.claimSubject ?? facts.claimClient;
  if (subject === null) return principal({ kind: "anonymous", account, uniqueId: null, arn: null, name: "anonymous" });
  const kind = facts.claimClient !== null && subject === facts.claimClient ? "workload-identity" : "web-identity";
  return principal({ kind, account, uniqueId: null, arn: null, name: joined(facts.claimIssuer, subject) });
}
function federated(kind, facts) {
  const subject = facts.userName ?? facts.principalId;
  return subject === null ? unattributed(facts) : named(kind, facts, joined(facts.identityProvider, subject));
}
function identityCenterUser(facts) {
  const userId = facts.behalfOfUserId ?? facts.userName ?? facts.principalId;
  if (userId === null) return unattributed(facts);
  const store2 = facts.behalfOfStoreArn === null ? null : parseArn(facts.behalfOfStoreArn);
  const account = store2?.account || (facts.accountId ?? facts.recipientAccountId);
  const name = store2 === null ? userId : joined(lastSegment(store2.resource), userId);
  return principal({ kind: "identity-center-user", account, uniqueId: null, arn: null, name });
}
function withoutType(facts) {
  if (facts.claimSubject !== null && facts.principalId === null && facts.userName === null) return anonymous(facts);
  if (facts.arn === null && facts.principalId === null && facts.userName === null && facts.invokedBy !== null)
    return awsService(facts);
  const uniqueId = uniqueIdIn(facts.principalId);
  if (uniqueId?.startsWith("AROA")) return roleWithoutArn(facts);
  if (uniqueId?.startsWith("AIDA")) return userWithoutArn(facts);
  return unattributed(facts);
}
function unattributed(facts) {
  const account = facts.accountId ?? facts.recipientAccountId;
  const name = facts.arn ?? facts.userName ?? facts.principalId ?? "unattributed";
  return principal({ kind: "unattributed", account, uniqueId: null, arn: null, name });
}
function identified(kind, { arn, name, uniqueId, facts }) {
  return principal({ kind, account: arn.account || facts.accountId, uniqueId, arn: facts.arn, name });
}
function named(kind, facts, name) {
  if (name === null) return unattributed(facts);
  return principal({ kind, account: facts.accountId ?? facts.recipientAccountId, uniqueId: null, arn: null, name });
}
function principal(parts) {
  const account = parts.account === null ? null : storableText(parts.account, TEXT_LIMITS.code);
  const uniqueId = parts.uniqueId === null ? null : storableText(parts.uniqueId, TEXT_LIMITS.code);
  const arn = parts.arn === null ? null : storableText(parts.arn, TEXT_LIMITS.arn);
  const name = storableText(parts.name, TEXT_LIMITS.name);
  const key = [parts.kind, account ?? "", uniqueId ?? "", arn ?? "", endsWithName(arn, name) ? "" : name]
    .map(keyPart)
    .join("|");
  return { kind: parts.kind, key, account, arn, uniqueId, name };
}
function endsWithName(arn, name) {
  return arn !== null && lastSegment(arn) === name;
}
function keyPart(text2) {
  return text2.includes("|") || text2.includes("%") ? text2.replaceAll("%", "%25").replaceAll("|", "%7C") : text2;
}
function uniqueIdIn(principalId) {
  const id = beforeColon(principalId);
  if (id === null || id.length < 16 || id.length > 128 || !id.startsWith("A")) return null;
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    if (!((code >= 48 && code <= 57) || (code >= 65 && code <= 90))) return null;
  }
  return id;
}
function beforeColon(text2) {
  if (text2 === null) return null;
  const colon = text2.indexOf(":");
  return colon < 0 ? text2 : text2.slice(0, colon);
}
function afterColon(text2) {
  if (text2 === null) return null;
  const colon = text2.indexOf(":");
  return colon < 0 ? null : text2.slice(colon + 1);
}
function lastSegment(text2) {
  return text2.slice(text2.lastIndexOf("/") + 1);
}
function joined(provider, name) {
  return provider === null ? name : `${name} (${provider})`;
}

// lib/cloudtrail/caller-of.ts
var REPEATED = new RepeatedCallers();
var callers = new BoundedCache(5e3);
var principals = new BoundedCache(5e3);
var credentials = new BoundedCache(5e3);
function callerOf(record) {
  const same = REPEATED.find(record);
  if (same !== null) return same;
  const caller = readCaller(record);
  REPEATED.keep(record, caller);
  return caller;
}
function readCaller(record) {
  const facts = callerFactsOf(record);
  const hint =
    facts.accessKeyId ??
    facts.principalId ??
    facts.claimSubject ??
    facts.arn ??
    facts.invokedBy ??
    facts.accountId ??
    "";
  const known = callers.get(hint);
  if (known !== void 0 && sameFacts(known.facts, facts)) return known;
  const credential2 = credentialOf(facts);
  const caller = {
    facts,
    principal: principalOfSession(facts) ?? rememberedPrincipal(facts),
    credential: credential2 === null ? null : sameCredential(credential2),
  };
  if (callers.admits(hint) && isSmall(facts)) callers.set(hint, caller);
  return caller;
}
function isSmall(facts) {
  let length = 0;
  for (const fact of Object.values(facts)) if (typeof fact === "string") length += fact.length;
  return length < 2048;
}
var roles = new BoundedCache(5e3);
function principalOfSession(facts) {
  if (facts.issuerArn === null || !isPlainSession(facts)) return null;
  const known = roles.get(facts.issuerArn);
  const isSame =
    known?.issuerPrincipalId === facts.issuerPrincipalId && known.issuerAccountId === facts.issuerAccountId;
  return isSame ? known.principal : null;
}
function isPlainSession({ type, arn, ec2RoleDelivery }) {
  if (type !== "AssumedRole" || arn === null || ec2RoleDelivery !== null) return false;
  return arn.startsWith("arn:aws:sts::") && arn.startsWith(":assumed-role/", "arn:aws:sts::123456789012".length);
}
function rememberedPrincipal(facts) {
  const principal2 = samePrincipal(principalOf(facts));
  const { issuerArn, issuerPrincipalId, issuerAccountId } = facts;
  const followsFromIssuer = principal2.arn === issuerArn && principal2.uniqueId === issuerPrincipalId;
  if (issuerArn !== null && issuerPrincipalId !== null && followsFromIssuer && isPlainSession(facts)) {
    roles.set(issuerArn, { issuerPrincipalId, issuerAccountId, principal: principal2 });
  }
  return principal2;
}
function samePrincipal(principal2) {
  const known = principals.get(principal2.key);
  if (known !== void 0) return known;
  principals.set(principal2.key, principal2);
  return principal2;
}
function sameCredential(credential2) {
  const known = credentials.get(credential2.key);
  const isSame =
    known !== void 0 &&
    known.kind === credential2.kind &&
    known.createdAtMs === credential2.createdAtMs &&
    known.sessionName === credential2.sessionName &&
    sameMarks(known.marks, credential2.marks);
  if (isSame) return known;
  credentials.set(credential2.key, credential2);
  return credential2;
}
function sameMarks(a, b) {
  return (
    a.agent === b.agent &&
    a.scope === b.scope &&
    a.sourceIdentity === b.sourceIdentity &&
    a.signInSession === b.signInSession &&
    a.delivery === b.delivery &&
    a.provider === b.provider &&
    a.behalfOf === b.behalfOf &&
    a.fromConsole === b.fromConsole &&
    a.forwarded === b.forwarded
  );
}

// lib/cloudtrail/error-code-of.ts
function errorCodeOf(record) {
  const { errorCode } = record;
  if (errorCode !== void 0 && errorCode !== null) {
    const code = textIn(errorCode);
    if (code !== null && !isPlaceholder(code)) return isSuccess(code) ? null : storableText(code, TEXT_LIMITS.code);
  }
  const { responseElements } = record;
  const inResponse = isJsonObject(responseElements) ? errorInResponse(responseElements) : null;
  if (inResponse !== null) return storableText(inResponse, TEXT_LIMITS.code);
  return typeof record.errorMessage === "string" && !isPlaceholder(record.errorMessage) ? UNSPECIFIED_ERROR : null;
}
var UNSPECIFIED_ERROR = "UnspecifiedError";
var SUCCESSES = /* @__PURE__ */ new Set(["0", "ok", "success", "none", "null", "noerror"]);
function isSuccess(code) {
  if (code.length === 3 && code.startsWith("2")) return code >= "200" && code <= "299";
  return code.length <= 7 && SUCCESSES.has(code.toLowerCase());
}
function errorInResponse(response2) {
  const direct = codeIn(response2.errorCode) ?? codeInError(response2.error) ?? codeInError(response2.Error);
  if (direct !== null) return direct;
  const body = isJsonObject(response2.body) ? codeInError(response2.body.error) : null;
  const status = Number(textIn(response2.statusCode) ?? Number.NaN);
  if (status >= 400 && status <= 599) return `Http${status}`;
  if (body !== null) return body;
  return response2.ConsoleLogin === "Failure" || response2.SwitchRole === "Failure" || response2.CheckMfa === "Failure"
    ? "Failure"
    : null;
}
function codeInError(error) {
  return isJsonObject(error) ? (codeIn(error.code) ?? codeIn(error.Code)) : null;
}
function codeIn(value) {
  const code = textIn(value);
  return code === null || isPlaceholder(code) || isSuccess(code) ? null : code;
}

// lib/cloudtrail/record-values.ts
function nameIn(value) {
  const text2 = textIn(value);
  return text2 === null || text2.trim() === "" ? null : storableText(text2, TEXT_LIMITS.name);
}
function codeIn2(value) {
  return bounded3(value, TEXT_LIMITS.code);
}
function agentIn2(value) {
  if (typeof value !== "string") return bounded3(value, TEXT_LIMITS.userAgent);
  const known = agents.get(value);
  if (known !== void 0) return known;
  const agent = bounded3(value, TEXT_LIMITS.userAgent);
  agents.set(value, agent);
  return agent;
}
var agents = new RecentTexts(512, 2048);
function idIn(value) {
  const text2 = textIn(value);
  return text2 === null || text2.length > LONGEST_ID || isPlaceholder(text2)
    ? null
    : storableText(text2, TEXT_LIMITS.name);
}
var LONGEST_ID = 160;
function addressIn(value) {
  const text2 = textIn(Array.isArray(value) ? value[0] : value);
  if (text2 === null || isPlaceholder(text2)) return null;
  const comma = text2.indexOf(",");
  const first = (comma < 0 ? text2 : text2.slice(0, comma)).trim();
  const address = first.includes(":") ? first.toLowerCase() : first;
  return address === "" ? null : storableText(address, TEXT_LIMITS.code);
}
function bytesIn(additionalEventData) {
  if (!isJsonObject(additionalEventData)) return null;
  const received = countIn(additionalEventData.bytesTransferredIn);
  const sent = countIn(additionalEventData.bytesTransferredOut);
  return received === null && sent === null ? null : Math.min((received ?? 0) + (sent ?? 0), Number.MAX_SAFE_INTEGER);
}
function countIn(value) {
  const count2 =
    typeof value === "number"
      ? value
      : typeof value === "string" && value !== "" && value.length < 20
        ? Number(value)
        : NaN;
  return count2 >= 0 && count2 <= Number.MAX_SAFE_INTEGER ? Math.floor(count2) : null;
}
function bounded3(value, limitBytes) {
  const text2 = textIn(value);
  return text2 === null || isPlaceholder(text2) ? null : storableText(text2, limitBytes);
}
function saidIn(value) {
  const text2 = textIn(value);
  return text2 !== null && isSaid(text2) ? text2 : null;
}
function isSaid(text2) {
  return !isPlaceholder(text2) && text2 !== HIDDEN;
}

// lib/cloudtrail/arn-shapes.ts
var ARN_SHAPES = [
  {
    service: "s3",
    prefix: "accesspoint/",
    contains: "/object/",
    owned: true,
    type: "AWS::S3::Object",
    parent: { cutAt: "/object/" },
  },
  { service: "s3", prefix: "accesspoint/", owned: true, type: "AWS::S3::AccessPoint" },
  { service: "s3", prefix: "", contains: "/", type: "AWS::S3::Object", parent: { cutAt: "/" } },
  { service: "s3", prefix: "", type: "AWS::S3::Bucket" },
  { service: "s3-object-lambda", prefix: "accesspoint/", type: "AWS::S3ObjectLambda::AccessPoint" },
  {
    service: "s3-outposts",
    prefix: "",
    contains: "/object/",
    type: "AWS::S3Outposts::Object",
    parent: { cutAt: "/object/" },
  },
  { service: "s3express", prefix: "bucket/", contains: "/", type: "AWS::S3Express::Object", parent: { cutAt: "/" } },
  { service: "s3express", prefix: "bucket/", type: "AWS::S3Express::Bucket" },
  { service: "s3express", prefix: "accesspoint/", type: "AWS::S3Express::AccessPoint" },
  {
    service: "s3tables",
    prefix: "bucket/",
    contains: "/table/",
    type: "AWS::S3Tables::Table",
    parent: { cutAt: "/table/" },
  },
  { service: "s3tables", prefix: "bucket/", type: "AWS::S3Tables::TableBucket" },
  {
    service: "s3vectors",
    prefix: "bucket/",
    contains: "/index/",
    type: "AWS::S3Vectors::Index",
    parent: { cutAt: "/index/" },
  },
  { service: "s3vectors", prefix: "bucket/", type: "AWS::S3Vectors::VectorBucket" },
  { service: "bedrock", prefix: "foundation-model/", type: "AWS::Bedrock::Model" },
  { service: "bedrock", prefix: "custom-model/", type: "AWS::Bedrock::CustomModel" },
  { service: "bedrock", prefix: "imported-model/", type: "AWS::Bedrock::ImportedModel" },
  { service: "bedrock", prefix: "provisioned-model/", type: "AWS::Bedrock::ProvisionedModel" },
  { service: "bedrock", prefix: "inference-profile/", type: "AWS::Bedrock::InferenceProfile" },
  { service: "bedrock", prefix: "application-inference-profile/", type: "AWS::Bedrock::ApplicationInferenceProfile" },
  { service: "bedrock", prefix: "default-prompt-router/", type: "AWS::Bedrock::PromptRouter" },
  { service: "bedrock", prefix: "prompt-router/", type: "AWS::Bedrock::PromptRouter" },
  { service: "bedrock", prefix: "async-invoke/", type: "AWS::Bedrock::AsyncInvoke" },
  { service: "bedrock", prefix: "agent-alias/", type: "AWS::Bedrock::AgentAlias", parent: { segments: "agent/{1}" } },
  { service: "bedrock", prefix: "agent/", type: "AWS::Bedrock::Agent" },
  { service: "bedrock", prefix: "knowledge-base/", type: "AWS::Bedrock::KnowledgeBase" },
  {
    service: "bedrock",
    prefix: "flow/",
    contains: "/alias/",
    type: "AWS::Bedrock::FlowAlias",
    parent: { cutAt: "/alias/" },
  },
  { service: "bedrock", prefix: "flow/", type: "AWS::Bedrock::Flow" },
  { service: "bedrock", prefix: "guardrail/", contains: ":", type: "AWS::Bedrock::Guardrail", parent: { cutAt: ":" } },
  { service: "bedrock", prefix: "guardrail/", type: "AWS::Bedrock::Guardrail" },
  { service: "bedrock", prefix: "prompt/", contains: ":", type: "AWS::Bedrock::PromptVersion", parent: { cutAt: ":" } },
  { service: "bedrock", prefix: "prompt/", type: "AWS::Bedrock::Prompt" },
  { service: "bedrock", prefix: "session/", type: "AWS::Bedrock::Session" },
  { service: "bedrock", prefix: "data-automation-project/", type: "AWS::Bedrock::DataAutomationProject" },
  { service: "bedrock", prefix: "model-invocation-job/", type: "AWS::Bedrock::ModelInvocationJob" },
  { service: "bedrock", prefix: "model-customization-job/", type: "AWS::Bedrock::ModelCustomizationJob" },
  { service: "bedrock-mantle", prefix: "project/", type: "AWS::BedrockMantle::Project" },
  { service: "aws-external-anthropic", prefix: "workspace/", type: "AWS::AWSExternalAnthropic::Workspace" },
  {
    service: "bedrock-agentcore",
    prefix: "runtime/",
    contains: "/runtime-endpoint/",
    type: "AWS::BedrockAgentCore::RuntimeEndpoint",
    parent: { cutAt: "/runtime-endpoint/" },
  },
  { service: "bedrock-agentcore", prefix: "runtime/", type: "AWS::BedrockAgentCore::Runtime" },
  { service: "bedrock-agentcore", prefix: "memory/", type: "AWS::BedrockAgentCore::Memory" },
  {
    service: "bedrock-agentcore",
    prefix: "gateway/",
    contains: "/target/",
    type: "AWS::BedrockAgentCore::GatewayTarget",
    parent: { cutAt: "/target/" },
  },
  { service: "bedrock-agentcore", prefix: "gateway/", type: "AWS::BedrockAgentCore::Gateway" },
  {
    service: "bedrock-agentcore",
    prefix: "code-interpreter-custom/",
    type: "AWS::BedrockAgentCore::CodeInterpreterCustom",
  },
  { service: "bedrock-agentcore", prefix: "code-interpreter/", type: "AWS::BedrockAgentCore::CodeInterpreter" },
  { service: "bedrock-agentcore", prefix: "browser-custom/", type: "AWS::BedrockAgentCore::BrowserCustom" },
  { service: "bedrock-agentcore", prefix: "browser-profile/", type: "AWS::BedrockAgentCore::BrowserProfile" },
  { service: "bedrock-agentcore", prefix: "browser/", type: "AWS::BedrockAgentCore::Browser" },
  {
    service: "bedrock-agentcore",
    prefix: "workload-identity-directory/",
    contains: "/workload-identity/",
    type: "AWS::BedrockAgentCore::WorkloadIdentity",
    parent: { cutAt: "/workload-identity/" },
  },
  {
    service: "bedrock-agentcore",
    prefix: "workload-identity-directory/",
    type: "AWS::BedrockAgentCore::WorkloadIdentityDirectory",
  },
  {
    service: "bedrock-agentcore",
    prefix: "token-vault/",
    contains: "/oauth2credentialprovider/",
    type: "AWS::BedrockAgentCore::OAuth2CredentialProvider",
    parent: { cutAt: "/oauth2credentialprovider/" },
  },
  {
    service: "bedrock-agentcore",
    prefix: "token-vault/",
    contains: "/apikeycredentialprovider/",
    type: "AWS::BedrockAgentCore::APIKeyCredentialProvider",
    parent: { cutAt: "/apikeycredentialprovider/" },
  },
  { service: "bedrock-agentcore", prefix: "token-vault/", type: "AWS::BedrockAgentCore::TokenVault" },
  { service: "bedrock-agentcore", prefix: "registry/", type: "AWS::BedrockAgentCore::Registry" },
  { service: "agent-registry", prefix: "registry/", type: "AWS::AgentRegistry::Registry" },
  { service: "secretsmanager", prefix: "secret:", type: "AWS::SecretsManager::Secret" },
  { service: "ssm", prefix: "parameter/", type: "AWS::SSM::Parameter" },
  { service: "ssm", prefix: "document/", type: "AWS::SSM::Document" },
  { service: "ssm", prefix: "session/", type: "AWS::SSM::Session" },
  { service: "ssm", prefix: "managed-instance/", type: "AWS::SSM::ManagedNode" },
  { service: "kms", prefix: "key/", type: "AWS::KMS::Key" },
  { service: "kms", prefix: "alias/", type: "AWS::KMS::Alias" },
  {
    service: "lambda",
    prefix: "function:",
    contains: ":",
    type: "AWS::Lambda::Function",
    parent: { segments: "function:{1}" },
  },
  { service: "lambda", prefix: "function:", type: "AWS::Lambda::Function" },
  { service: "lambda", prefix: "layer:", type: "AWS::Lambda::LayerVersion" },
  {
    service: "dynamodb",
    prefix: "table/",
    contains: "/index/",
    type: "AWS::DynamoDB::Index",
    parent: { cutAt: "/index/" },
  },
  {
    service: "dynamodb",
    prefix: "table/",
    contains: "/stream/",
    type: "AWS::DynamoDB::Stream",
    parent: { cutAt: "/stream/" },
  },
  {
    service: "dynamodb",
    prefix: "table/",
    contains: "/export/",
    type: "AWS::DynamoDB::Export",
    parent: { cutAt: "/export/" },
  },
  {
    service: "dynamodb",
    prefix: "table/",
    contains: "/backup/",
    type: "AWS::DynamoDB::Backup",
    parent: { cutAt: "/backup/" },
  },
  { service: "dynamodb", prefix: "table/", type: "AWS::DynamoDB::Table" },
  { service: "sagemaker", prefix: "endpoint/", type: "AWS::SageMaker::Endpoint" },
  { service: "sagemaker", prefix: "feature-group/", type: "AWS::SageMaker::FeatureGroup" },
  { service: "sagemaker", prefix: "notebook-instance/", type: "AWS::SageMaker::NotebookInstance" },
  { service: "iam", prefix: "role/", type: "AWS::IAM::Role" },
  { service: "iam", prefix: "user/", type: "AWS::IAM::User" },
  { service: "iam", prefix: "group/", type: "AWS::IAM::Group" },
  { service: "iam", prefix: "policy/", type: "AWS::IAM::Policy" },
  { service: "iam", prefix: "instance-profile/", type: "AWS::IAM::InstanceProfile" },
  { service: "iam", prefix: "saml-provider/", type: "AWS::IAM::SAMLProvider" },
  { service: "iam", prefix: "oidc-provider/", type: "AWS::IAM::OIDCProvider" },
  { service: "cloudtrail", prefix: "trail/", type: "AWS::CloudTrail::Trail" },
  { service: "cloudtrail", prefix: "eventdatastore/", type: "AWS::CloudTrail::EventDataStore" },
  { service: "cloudtrail", prefix: "channel/", type: "AWS::CloudTrail::Channel" },
  { service: "sqs", prefix: "", type: "AWS::SQS::Queue" },
  { service: "sns", prefix: "", contains: ":", type: "AWS::SNS::Subscription", parent: { segments: "{0}" } },
  { service: "sns", prefix: "", type: "AWS::SNS::Topic" },
  {
    service: "states",
    prefix: "stateMachine:",
    contains: ":",
    type: "AWS::StepFunctions::StateMachine",
    parent: { segments: "stateMachine:{1}" },
  },
  { service: "states", prefix: "stateMachine:", type: "AWS::StepFunctions::StateMachine" },
  {
    service: "states",
    prefix: "execution:",
    type: "AWS::StepFunctions::Execution",
    parent: { segments: "stateMachine:{1}" },
  },
  {
    service: "states",
    prefix: "express:",
    type: "AWS::StepFunctions::Execution",
    parent: { segments: "stateMachine:{1}" },
  },
  { service: "states", prefix: "activity:", type: "AWS::StepFunctions::Activity" },
  { service: "aoss", prefix: "collection/", type: "AWS::AOSS::Collection" },
  { service: "rds", prefix: "cluster:", type: "AWS::RDS::DBCluster" },
  { service: "rds", prefix: "db:", type: "AWS::RDS::DBInstance" },
  { service: "ec2", prefix: "instance/", type: "AWS::EC2::Instance" },
  { service: "ec2", prefix: "snapshot/", type: "AWS::EC2::Snapshot" },
  { service: "ec2", prefix: "image/", type: "AWS::EC2::Image" },
  { service: "ec2", prefix: "volume/", type: "AWS::EC2::Volume" },
  { service: "ecr", prefix: "repository/", type: "AWS::ECR::Repository" },
  { service: "ecs", prefix: "task/", type: "AWS::ECS::Task" },
  { service: "ecs", prefix: "cluster/", type: "AWS::ECS::Cluster" },
  { service: "eks", prefix: "cluster/", type: "AWS::EKS::Cluster" },
  { service: "logs", prefix: "log-group:", type: "AWS::Logs::LogGroup" },
  { service: "events", prefix: "event-bus/", type: "AWS::Events::EventBus" },
  { service: "events", prefix: "rule/", type: "AWS::Events::Rule" },
  { service: "kinesis", prefix: "stream/", type: "AWS::Kinesis::Stream" },
  { service: "glue", prefix: "table/", type: "AWS::Glue::Table" },
  { service: "rolesanywhere", prefix: "trust-anchor/", type: "AWS::RolesAnywhere::TrustAnchor" },
  { service: "rolesanywhere", prefix: "profile/", type: "AWS::RolesAnywhere::Profile" },
];

// lib/cloudtrail/resource-ref.ts
var refs = new BoundedCache(1e4);
function resourceRef(named2) {
  const known = refs.get(named2.key);
  if (known !== void 0 && known.named.type === named2.type && known.named.account === named2.account) return known.ref;
  const ref = makeRef(named2);
  refs.set(named2.key, { named: named2, ref });
  return ref;
}
function makeRef({ key, type, account }) {
  const parts = partsOf(key);
  const shape = parts === null ? null : shapeOf2(key, parts);
  const owner = parts !== null && parts.account !== "" ? parts.account : account;
  return {
    type: type !== "" ? storableText(type, TEXT_LIMITS.name) : (shape?.type ?? ""),
    key: storableText(key, TEXT_LIMITS.resourceKey),
    account: owner === null ? null : storableText(owner, TEXT_LIMITS.code),
    parent: parts === null || shape === null ? null : parentOf(key, { parts, shape, account }),
  };
}
function partsOf(key) {
  if (!key.startsWith("arn:")) return null;
  const service = key.indexOf(":", 4);
  const region = service < 0 ? -1 : key.indexOf(":", service + 1);
  const account = region < 0 ? -1 : key.indexOf(":", region + 1);
  const resource = account < 0 ? -1 : key.indexOf(":", account + 1);
  if (resource < 0) return null;
  return {
    service: key.slice(service + 1, region),
    account: account + 1 === resource ? "" : key.slice(account + 1, resource),
    resourceAt: resource + 1,
  };
}
var SHAPES_BY_SERVICE = /* @__PURE__ */ new Map();
for (const shape of ARN_SHAPES) {
  const shapes = SHAPES_BY_SERVICE.get(shape.service);
  if (shapes === void 0) SHAPES_BY_SERVICE.set(shape.service, [shape]);
  else shapes.push(shape);
}
var NO_SHAPES = [];
function shapeOf2(key, { service, account, resourceAt }) {
  for (const shape of SHAPES_BY_SERVICE.get(service) ?? NO_SHAPES) {
    if ((shape.owned && account === "") || !key.startsWith(shape.prefix, resourceAt)) continue;
    if (shape.contains === void 0 || key.includes(shape.contains, resourceAt + shape.prefix.length)) return shape;
  }
  return null;
}
function parentOf(key, { parts, shape, account }) {
  if (shape.parent === void 0) return null;
  if ("cutAt" in shape.parent) {
    const cut2 = key.indexOf(shape.parent.cutAt, parts.resourceAt + shape.prefix.length);
    return cut2 <= parts.resourceAt ? null : resourceRef({ key: key.slice(0, cut2), type: "", account });
  }
  const resource = key.slice(parts.resourceAt);
  const segments = resource.split(/[/:]/, 4);
  const parent = shape.parent.segments.replace(/\{(\d)\}/g, (_, n2) => segments[Number(n2)] ?? "");
  return parent === resource ? null : resourceRef({ key: key.slice(0, parts.resourceAt) + parent, type: "", account });
}

// lib/cloudtrail/normalise-aggregated.ts
var AGGREGATED_NAME = "(aggregated)";
var NOTHING2 = {};
var RESOURCES_MAX = 100;
function normaliseAggregated(record, checkTime2) {
  const window = objectIn(record.timeWindow) ?? NOTHING2;
  const timeMs = checkTime2(window.windowStart ?? record.eventTime ?? record["@timestamp"]);
  if (typeof timeMs !== "number") return timeMs;
  const endMs = parseEventTime(window.windowEnd);
  const values = dimensionsIn(objectIn(record.summary) ?? NOTHING2);
  const account = codeIn2(record.accountId) ?? codeIn2(record.recipientAccountId);
  const { principal: principal2 } = callerOf(callerRecord(onlyOne(values.get("useridentity")), account));
  return {
    kind: "aggregated",
    category: "aggregated",
    eventId: idIn(record.eventID),
    timeMs,
    windowEndMs: endMs !== null && endMs >= timeMs ? endMs : null,
    source: nameIn(record.eventSource) ?? "unknown",
    name: nameIn(onlyOne(values.get("eventname"))) ?? nameIn(record.eventName) ?? AGGREGATED_NAME,
    region: codeIn2(record.awsRegion) ?? "unknown",
    account: account ?? principal2.account ?? "unknown",
    principal: principal2,
    credential: null,
    resources: touchesIn(values.get("resourcearn") ?? []),
    errorCode: null,
    readOnly: null,
    address: codeIn2(onlyOne(values.get("sourceipaddress"))),
    userAgent: null,
    requestId: null,
    sharedEventId: idIn(record.sharedEventID),
    invokedBy: null,
    bytes: null,
    traces: null,
  };
}
function dimensionsIn(summary) {
  const values = /* @__PURE__ */ new Map();
  const details = Array.isArray(summary.details) ? summary.details : [summary.details];
  for (const dimension of [summary.primaryDimension, ...details]) {
    if (!isJsonObject(dimension) || !Array.isArray(dimension.statistics)) continue;
    const name = textIn(dimension.dimension)?.toLowerCase() ?? "";
    const known = values.get(name) ?? [];
    for (const statistic of dimension.statistics.slice(0, RESOURCES_MAX)) {
      const value = isJsonObject(statistic) ? textIn(statistic.name) : null;
      if (value !== null && !isPlaceholder(value)) known.push(value);
    }
    values.set(name, known);
  }
  return values;
}
function onlyOne(values) {
  return values?.length === 1 ? (values[0] ?? null) : null;
}
function callerRecord(identity, account) {
  return {
    userIdentity: identity !== null && identity.startsWith("arn:") ? { arn: identity } : {},
    recipientAccountId: account,
  };
}
function touchesIn(arns) {
  return [...new Set(arns)].map((key, index) => ({
    resource: resourceRef({ key, type: "", account: null }),
    role: index === 0 ? "target" : "related",
  }));
}

// lib/cloudtrail/normalise-insight.ts
var NOTHING3 = {};
function normaliseInsight(record, checkTime2) {
  const details = objectIn(record.insightDetails) ?? NOTHING3;
  const name = nameIn(details.eventName) ?? nameIn(record.eventName);
  if (name === null) return { reason: "no-event-name", detail: "an Insights record without insightDetails.eventName" };
  const timeMs = checkTime2(record.eventTime ?? record["@timestamp"]);
  if (typeof timeMs !== "number") return timeMs;
  const { principal: principal2 } = callerOf(record);
  return {
    kind: "insight",
    category: "insight",
    eventId: idIn(record.eventID),
    timeMs,
    windowEndMs: timeMs + (textIn(details.state) === "Start" ? minutesIn(details) * 6e4 : 0),
    source: nameIn(details.eventSource) ?? nameIn(record.eventSource) ?? "unknown",
    name,
    region: codeIn2(record.awsRegion) ?? "unknown",
    account: codeIn2(record.recipientAccountId) ?? "unknown",
    principal: principal2,
    credential: null,
    resources: [],
    errorCode: null,
    readOnly: null,
    address: null,
    userAgent: null,
    requestId: null,
    sharedEventId: idIn(record.sharedEventID),
    invokedBy: null,
    bytes: null,
    traces: null,
  };
}
function minutesIn(details) {
  const context = objectIn(details.insightContext) ?? NOTHING3;
  const minutes = Number((objectIn(context.statistics) ?? NOTHING3).insightDuration);
  return minutes > 0 && minutes < MINUTES_MAX ? minutes : 0;
}
var MINUTES_MAX = 60 * 24 * 366;

// lib/cloudtrail/record-kind.ts
var KIND_BY_TYPE = /* @__PURE__ */ new Map([
  ["awsapicall", "api-call"],
  ["awsserviceevent", "service-event"],
  ["awsconsoleaction", "console-action"],
  ["awsconsolesignin", "sign-in"],
  ["awsvpceevent", "network-activity"],
  ["awsvpceevents", "network-activity"],
  ["awscloudtrailinsight", "insight"],
  ["awsaggregatedevent", "aggregated"],
]);
var KIND_BY_CATEGORY = /* @__PURE__ */ new Map([
  ["insight", "insight"],
  ["networkactivity", "network-activity"],
  ["aggregated", "aggregated"],
]);
function recordKindOf(record) {
  const { eventType, eventCategory } = record;
  if (eventType === "AwsApiCall" && (eventCategory === "Management" || eventCategory === "Data")) return "api-call";
  const byType = typeof eventType === "string" ? KIND_BY_TYPE.get(eventType.toLowerCase()) : void 0;
  const byCategory = typeof eventCategory === "string" ? KIND_BY_CATEGORY.get(eventCategory.toLowerCase()) : void 0;
  if (byType !== void 0 && byType !== "api-call") return byType;
  if (byCategory !== void 0) return byCategory;
  if (byType !== void 0) return byType;
  if (record.insightDetails !== void 0 && record.eventName === void 0) return "insight";
  if (record.timeWindow !== void 0 && record.summary !== void 0) return "aggregated";
  if (record.eventSource === "signin.amazonaws.com" && record.eventName === "ConsoleLogin") return "sign-in";
  return record.serviceEventDetails === void 0 || record.serviceEventDetails === null ? "api-call" : "service-event";
}
var CATEGORY_BY_NAME = /* @__PURE__ */ new Map([
  ["management", "management"],
  ["data", "data"],
  ["networkactivity", "network-activity"],
  ["insight", "insight"],
  ["aggregated", "aggregated"],
]);
function categoryOf(record, kind) {
  if (kind === "insight" || kind === "aggregated" || kind === "network-activity") return kind;
  const { eventCategory } = record;
  if (eventCategory === "Management") return "management";
  if (eventCategory === "Data") return "data";
  const named2 = typeof eventCategory === "string" ? CATEGORY_BY_NAME.get(eventCategory.toLowerCase()) : void 0;
  if (named2 !== void 0) return named2;
  const isManagement = booleanIn(record.managementEvent);
  if (isManagement !== null) return isManagement ? "management" : "data";
  return kind === "sign-in" || kind === "console-action" ? "management" : "unknown";
}

// lib/cloudtrail/touches.ts
var TOUCHES_MAX = 1e3;
var Touches = class {
  all = [];
  /** Only for long lists: a record touches one or two things. */
  #keys = null;
  add(resource, role2) {
    if (this.all.length >= TOUCHES_MAX || this.#has(resource.key)) return;
    this.all.push({ resource, role: role2 });
    if (this.#keys !== null) addWithParents(this.#keys, resource);
  }
  /** What holds a touched thing is touched with it: it is not said again. */
  #has(key) {
    if (this.#keys !== null) return this.#keys.has(key);
    if (this.all.length > 8) {
      this.#keys = /* @__PURE__ */ new Set();
      for (const touch of this.all) addWithParents(this.#keys, touch.resource);
      return this.#keys.has(key);
    }
    for (const touch of this.all) {
      for (let ref = touch.resource; ref !== null; ref = ref.parent) if (ref.key === key) return true;
    }
    return false;
  }
};
function addWithParents(keys, resource) {
  for (let ref = resource; ref !== null; ref = ref.parent) keys.add(ref.key);
}

// lib/cloudtrail/listed-resources.ts
function listedIn(value) {
  const entries = listIn(value);
  if (entries === null || entries.length === 0) return null;
  const bucketOwner = bucketOwnerIn(entries);
  const refs2 = [];
  for (const entry of entries) {
    const ref = listedRef(entry, bucketOwner);
    if (ref !== null && refs2.push(ref) >= TOUCHES_MAX) break;
  }
  return refs2.length === 0 ? null : { refs: refs2, bucketOwner };
}
function bucketOwnerIn(entries) {
  for (const entry of entries) {
    if (isJsonObject(entry) && entry.type === "AWS::S3::Bucket" && typeof entry.accountId === "string")
      return entry.accountId;
  }
  return null;
}
function listedRef(entry, bucketOwner) {
  if (!isJsonObject(entry)) return typeof entry === "string" ? refInText(entry) : null;
  const isWhole = entry.ARN !== void 0 && entry.type !== void 0;
  const { ARN, ARNPrefix, accountId, type } = isWhole ? entry : RESOURCE_KEYS.canonical(entry);
  const account = saidIn(accountId);
  const arn = saidIn(ARN);
  if (arn !== null) {
    return resourceRef({
      key: arn,
      type: saidIn(type) ?? "",
      account: account ?? (isS3Arn(arn) ? bucketOwner : null),
    });
  }
  const prefix = saidIn(ARNPrefix);
  return prefix === null ? null : prefixRef(prefix, { type: saidIn(type) ?? "", account: account ?? bucketOwner });
}
function prefixRef(prefix, { type, account }) {
  const slash = isS3Arn(prefix) ? prefix.indexOf("/") : -1;
  return slash < 0
    ? resourceRef({ key: prefix, type, account })
    : resourceRef({ key: prefix.slice(0, slash), type: "", account });
}
function refInText(text2) {
  const arn = /arn:[^\s'",}\]]+/.exec(text2.slice(0, 4096))?.[0];
  return arn === void 0 ? null : resourceRef({ key: arn, type: "", account: null });
}
function isS3Arn(arn) {
  return arn.includes(":s3:::");
}

// lib/cloudtrail/resource-names.ts
function keyFor(form, names, scope) {
  const prepared = form.prepare === void 0 ? plainNames(names) : form.prepare(names, scope);
  if (typeof prepared === "string") return prepared;
  if (prepared === null || (scope.account === null && form.arn.includes("{a}"))) return names.join("/");
  return filled(form.arn, prepared, scope);
}
var TEMPLATES = /* @__PURE__ */ new Map();
function filled(template, names, scope) {
  let parts = TEMPLATES.get(template);
  if (parts === void 0) {
    parts = template.split(/\{([pra01])\}/);
    TEMPLATES.set(template, parts);
  }
  let text2 = "";
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? "";
    text2 += index % 2 === 0 ? part : fieldOf(part, names, scope);
  }
  return text2;
}
function fieldOf(field, names, scope) {
  if (field === "p") return scope.partition;
  if (field === "r") return scope.region;
  return field === "a" ? (scope.account ?? "") : (names[Number(field)] ?? "");
}
function plainNames(names) {
  const last = names.at(-1) ?? "";
  return last.startsWith("arn:") ? last : names;
}
var lowerCase = (names) => {
  const plain2 = plainNames(names);
  return typeof plain2 === "string" ? plain2 : plain2.map((name) => name.toLowerCase());
};
function bucketObject([bucket = "", key = ""]) {
  return bucket.startsWith("arn:") ? `${bucket}/object/${key}` : [bucket, key];
}
function copySource([header = ""]) {
  const version = header.indexOf("?versionId=");
  const path2 = decoded2(version < 0 ? header : header.slice(0, version));
  if (path2.startsWith("arn:")) return path2;
  const source = path2.startsWith("/") ? path2.slice(1) : path2;
  const slash = source.indexOf("/");
  return slash <= 0 ? null : [source.slice(0, slash), source.slice(slash + 1)];
}
function decoded2(text2) {
  try {
    return decodeURIComponent(text2);
  } catch {
    return text2;
  }
}
function bucketOfUri([uri = ""]) {
  if (!uri.startsWith("s3://")) return "";
  const slash = uri.indexOf("/", 5);
  return [slash < 0 ? uri.slice(5) : uri.slice(5, slash)];
}
var PROFILE_PREFIXES = /* @__PURE__ */ new Set([
  "us",
  "eu",
  "apac",
  "ap",
  "jp",
  "au",
  "ca",
  "sa",
  "me",
  "il",
  "us-gov",
  "global",
]);
function modelName([id = ""], scope) {
  if (id.startsWith("arn:")) return id;
  const dot = id.indexOf(".");
  if (dot <= 0) return null;
  if (!PROFILE_PREFIXES.has(id.slice(0, dot)) || !id.includes(".", dot + 1)) return [id];
  return scope.account === null
    ? null
    : `arn:${scope.partition}:bedrock:${scope.region}:${scope.account}:inference-profile/${id}`;
}
function parameterName([name = ""], scope) {
  if (name.startsWith("arn:")) return name;
  const colon = name.indexOf(":");
  const bare = colon < 0 ? name : name.slice(0, colon);
  if (bare.startsWith("/aws/service/")) return `arn:${scope.partition}:ssm:${scope.region}::parameter${bare}`;
  return bare === "" ? null : [bare.startsWith("/") ? bare.slice(1) : bare];
}
function instanceName([id = ""], scope) {
  if (id.startsWith("arn:")) return id;
  if (id.startsWith("i-")) return [id];
  if (!id.startsWith("mi-")) return "";
  return scope.account === null
    ? null
    : `arn:${scope.partition}:ssm:${scope.region}:${scope.account}:managed-instance/${id}`;
}
function kmsKeyName([id = ""]) {
  return id.startsWith("arn:") ? id : [id.startsWith("alias/") ? id : `key/${id}`];
}
function functionName([name = ""], scope) {
  const parts = name.split(":");
  if (name.startsWith("arn:")) return parts[5] === "function" ? parts.slice(0, 7).join(":") : name;
  if (parts[1] === "function" && parts[2] !== void 0 && isAccountId(parts[0] ?? "")) {
    return `arn:${scope.partition}:lambda:${scope.region}:${parts[0]}:function:${parts[2]}`;
  }
  return parts.length <= 2 ? [parts[0] ?? ""] : null;
}
function queueOfUrl([url = ""], scope) {
  const match = /^https:\/\/(?:sqs\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.[a-z.]+\/(\d{12})\/([^/]+)$/.exec(url);
  const region = match?.[1] ?? match?.[2];
  return match === null || region === void 0 ? null : `arn:${scope.partition}:sqs:${region}:${match[3]}:${match[4]}`;
}
function toolName(kind) {
  return ([id = ""], scope) => {
    if (id.startsWith("arn:")) return id;
    return id.startsWith("aws.") ? `arn:${scope.partition}:bedrock-agentcore:${scope.region}:aws:${kind}/${id}` : [id];
  };
}
function runtimeEndpoint([runtime5 = "", endpoint = ""]) {
  return runtime5.startsWith("arn:") ? `${runtime5}/runtime-endpoint/${endpoint}` : [runtime5, endpoint];
}
function flowAlias([flow2 = "", alias = ""]) {
  if (alias.startsWith("arn:")) return alias;
  return flow2.startsWith("arn:") ? `${flow2}/alias/${alias}` : [flow2, alias];
}
var iam = (type, resource) => ({ type, arn: `arn:{p}:iam::{a}:${resource}/{0}` });
var bedrock = (type, resource) => ({ type, arn: `arn:{p}:bedrock:{r}:{a}:${resource}` });
var agentCore = (type, resource) => ({
  type: `AWS::BedrockAgentCore::${type}`,
  arn: `arn:{p}:bedrock-agentcore:{r}:{a}:${resource}`,
});
var NAME_FORMS = {
  object: { type: "AWS::S3::Object", arn: "arn:{p}:s3:::{0}/{1}", prepare: bucketObject },
  bucket: { type: "AWS::S3::Bucket", arn: "arn:{p}:s3:::{0}" },
  copySource: { type: "AWS::S3::Object", arn: "arn:{p}:s3:::{0}/{1}", prepare: copySource },
  bucketOfUri: { type: "AWS::S3::Bucket", arn: "arn:{p}:s3:::{0}", prepare: bucketOfUri },
  expressObject: { type: "AWS::S3Express::Object", arn: "arn:{p}:s3express:{r}:{a}:bucket/{0}/{1}" },
  expressBucket: { type: "AWS::S3Express::Bucket", arn: "arn:{p}:s3express:{r}:{a}:bucket/{0}" },
  vectorIndex: { type: "AWS::S3Vectors::Index", arn: "arn:{p}:s3vectors:{r}:{a}:bucket/{0}/index/{1}" },
  vectorBucket: { type: "AWS::S3Vectors::VectorBucket", arn: "arn:{p}:s3vectors:{r}:{a}:bucket/{0}" },
  model: { type: "AWS::Bedrock::Model", arn: "arn:{p}:bedrock:{r}::foundation-model/{0}", prepare: modelName },
  agent: bedrock("AWS::Bedrock::Agent", "agent/{0}"),
  agentAlias: bedrock("AWS::Bedrock::AgentAlias", "agent-alias/{0}/{1}"),
  knowledgeBase: bedrock("AWS::Bedrock::KnowledgeBase", "knowledge-base/{0}"),
  flow: bedrock("AWS::Bedrock::Flow", "flow/{0}"),
  flowAlias: { ...bedrock("AWS::Bedrock::FlowAlias", "flow/{0}/alias/{1}"), prepare: flowAlias },
  guardrail: bedrock("AWS::Bedrock::Guardrail", "guardrail/{0}"),
  prompt: bedrock("AWS::Bedrock::Prompt", "prompt/{0}"),
  bedrockSession: bedrock("AWS::Bedrock::Session", "session/{0}"),
  mantleProject: { type: "AWS::BedrockMantle::Project", arn: "arn:{p}:bedrock-mantle:{r}:{a}:project/{0}" },
  anthropicWorkspace: {
    type: "AWS::AWSExternalAnthropic::Workspace",
    arn: "arn:{p}:aws-external-anthropic:{r}:{a}:workspace/{0}",
  },
  runtime: agentCore("Runtime", "runtime/{0}"),
  runtimeEndpoint: { ...agentCore("RuntimeEndpoint", "runtime/{0}/runtime-endpoint/{1}"), prepare: runtimeEndpoint },
  memory: agentCore("Memory", "memory/{0}"),
  gateway: agentCore("Gateway", "gateway/{0}"),
  codeInterpreter: {
    ...agentCore("CodeInterpreterCustom", "code-interpreter-custom/{0}"),
    prepare: toolName("code-interpreter"),
  },
  browser: { ...agentCore("BrowserCustom", "browser-custom/{0}"), prepare: toolName("browser") },
  workloadIdentity: agentCore("WorkloadIdentity", "workload-identity-directory/default/workload-identity/{0}"),
  oauthProvider: agentCore("OAuth2CredentialProvider", "token-vault/default/oauth2credentialprovider/{0}"),
  apiKeyProvider: agentCore("APIKeyCredentialProvider", "token-vault/default/apikeycredentialprovider/{0}"),
  tokenVault: agentCore("TokenVault", "token-vault/{0}"),
  agentRegistry: { type: "AWS::AgentRegistry::Registry", arn: "arn:{p}:agent-registry:{r}:{a}:registry/{0}" },
  secret: { type: "AWS::SecretsManager::Secret", arn: "arn:{p}:secretsmanager:{r}:{a}:secret:{0}" },
  parameter: { type: "AWS::SSM::Parameter", arn: "arn:{p}:ssm:{r}:{a}:parameter/{0}", prepare: parameterName },
  document: { type: "AWS::SSM::Document", arn: "arn:{p}:ssm:{r}:{a}:document/{0}" },
  instance: { type: "AWS::EC2::Instance", arn: "arn:{p}:ec2:{r}:{a}:instance/{0}", prepare: instanceName },
  kmsAlias: { type: "AWS::KMS::Alias", arn: "arn:{p}:kms:{r}:{a}:{0}" },
  kmsKey: { type: "AWS::KMS::Key", arn: "arn:{p}:kms:{r}:{a}:{0}", prepare: kmsKeyName },
  function: { type: "AWS::Lambda::Function", arn: "arn:{p}:lambda:{r}:{a}:function:{0}", prepare: functionName },
  table: { type: "AWS::DynamoDB::Table", arn: "arn:{p}:dynamodb:{r}:{a}:table/{0}" },
  endpoint: { type: "AWS::SageMaker::Endpoint", arn: "arn:{p}:sagemaker:{r}:{a}:endpoint/{0}", prepare: lowerCase },
  featureGroup: {
    type: "AWS::SageMaker::FeatureGroup",
    arn: "arn:{p}:sagemaker:{r}:{a}:feature-group/{0}",
    prepare: lowerCase,
  },
  role: iam("AWS::IAM::Role", "role"),
  user: iam("AWS::IAM::User", "user"),
  group: iam("AWS::IAM::Group", "group"),
  instanceProfile: iam("AWS::IAM::InstanceProfile", "instance-profile"),
  trail: { type: "AWS::CloudTrail::Trail", arn: "arn:{p}:cloudtrail:{r}:{a}:trail/{0}" },
  eventDataStore: { type: "AWS::CloudTrail::EventDataStore", arn: "arn:{p}:cloudtrail:{r}:{a}:eventdatastore/{0}" },
  queue: { type: "AWS::SQS::Queue", arn: "arn:{p}:sqs:{r}:{a}:{0}" },
  queueOfUrl: { type: "AWS::SQS::Queue", arn: "", prepare: queueOfUrl },
  topic: { type: "AWS::SNS::Topic", arn: "arn:{p}:sns:{r}:{a}:{0}" },
  cluster: { type: "AWS::EKS::Cluster", arn: "arn:{p}:eks:{r}:{a}:cluster/{0}" },
  /** For fields that hold an ARN of whatever kind, or something that is no resource. */
  arnOnly: { type: "", arn: "", prepare: ([value = ""]) => (value.startsWith("arn:") ? value : "") },
  accessKey: { type: "AWS::IAM::AccessKey", arn: "", prepare: () => null },
  policy: {
    type: "AWS::IAM::Policy",
    arn: "",
    prepare: ([arn = ""]) => (arn.startsWith("arn:") ? arn : ""),
  },
};

// lib/cloudtrail/resource-rules.ts
var request = (form, ...fields) => ({ form, request: fields });
var response = (form, ...fields) => ({ form, response: fields });
var as = (role2, place) => ({ ...place, role: role2 });
var ANY = ["*"];
var PASSED_ROLES = [as("role", request("role", "roleArn")), as("role", request("role", "executionRoleArn"))];

// lib/cloudtrail/agent-resource-rules.ts
var OUTPUT_BUCKET = as("destination", request("bucketOfUri", "outputDataConfig.s3OutputDataConfig.s3Uri"));
var AGENT_RESOURCE_RULES = [
  {
    sources: ["s3vectors.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          request("vectorIndex", "indexArn"),
          request("vectorIndex", "vectorBucketName", "indexName"),
          request("vectorBucket", "vectorBucketArn"),
          request("vectorBucket", "vectorBucketName"),
        ],
      },
    ],
  },
  {
    sources: [
      "bedrock.amazonaws.com",
      "bedrock-runtime.amazonaws.com",
      "bedrock-agent.amazonaws.com",
      "bedrock-agent-runtime.amazonaws.com",
    ],
    events: [
      {
        names: ["InvokeModel*", "Converse*", "CountTokens", "StartAsyncInvoke", "GetAsyncInvoke"],
        places: [
          request("model", "modelId"),
          request("arnOnly", "invocationArn"),
          request("guardrail", "guardrailIdentifier"),
          request("guardrail", "guardrailConfig.guardrailIdentifier"),
          OUTPUT_BUCKET,
        ],
      },
      {
        names: ["RetrieveAndGenerate*"],
        places: [
          request("knowledgeBase", "retrieveAndGenerateConfiguration.knowledgeBaseConfiguration.knowledgeBaseId"),
          request("knowledgeBase", "knowledgeBaseId"),
          request("model", "retrieveAndGenerateConfiguration.knowledgeBaseConfiguration.modelArn"),
        ],
      },
      {
        names: ["*ModelInvocationLoggingConfiguration"],
        places: [
          as("destination", request("bucket", "loggingConfig.s3Config.bucketName")),
          as("role", request("role", "loggingConfig.cloudWatchConfig.roleArn")),
        ],
      },
      {
        names: ANY,
        places: [
          response("agentAlias", "agentAlias.agentAliasArn"),
          request("agentAlias", "agentId", "agentAliasId"),
          response("agent", "agent.agentArn"),
          request("agent", "agentId"),
          response("knowledgeBase", "knowledgeBase.knowledgeBaseArn"),
          request("knowledgeBase", "knowledgeBaseId"),
          request("flowAlias", "flowIdentifier", "flowAliasIdentifier"),
          request("flowAlias", "flowIdentifier", "aliasIdentifier"),
          request("flow", "flowIdentifier"),
          response("guardrail", "guardrailArn"),
          request("guardrail", "guardrailIdentifier"),
          request("prompt", "promptIdentifier"),
          request("bedrockSession", "sessionIdentifier"),
          request("model", "modelId"),
          request("model", "modelIdentifier"),
          request("model", "foundationModel"),
          request("model", "baseModelIdentifier"),
          request("arnOnly", "jobIdentifier"),
          response("arnOnly", "jobArn"),
          response("arnOnly", "arn"),
          as("source", request("bucketOfUri", "inputDataConfig.s3InputDataConfig.s3Uri")),
          as("source", request("bucket", "dataSourceConfiguration.s3Configuration.bucketArn")),
          OUTPUT_BUCKET,
          as("role", request("role", "agentResourceRoleArn")),
          ...PASSED_ROLES,
          as("key", request("kmsKey", "customerEncryptionKeyArn")),
        ],
      },
    ],
  },
  {
    sources: ["bedrock-mantle.amazonaws.com"],
    events: [{ names: ANY, places: [request("mantleProject", "projectId"), request("model", "model")] }],
  },
  {
    sources: ["aws-external-anthropic.amazonaws.com"],
    events: [{ names: ANY, places: [request("anthropicWorkspace", "workspaceId")] }],
  },
  {
    sources: ["bedrock-agentcore.amazonaws.com", "bedrock-agentcore-control.amazonaws.com"],
    events: [
      {
        names: ["GetResourceOauth2Token", "*Oauth2CredentialProvider"],
        places: [request("oauthProvider", "resourceCredentialProviderName"), request("oauthProvider", "name")],
      },
      {
        names: ["GetResourceApiKey", "*ApiKeyCredentialProvider"],
        places: [request("apiKeyProvider", "resourceCredentialProviderName"), request("apiKeyProvider", "name")],
      },
      {
        names: ["GetWorkloadAccessToken*", "*WorkloadIdentity"],
        places: [request("workloadIdentity", "workloadName"), request("workloadIdentity", "name")],
      },
      {
        names: ANY,
        places: [
          request("runtimeEndpoint", "agentRuntimeArn", "qualifier"),
          request("runtimeEndpoint", "agentRuntimeId", "endpointName"),
          request("runtime", "agentRuntimeArn"),
          request("runtime", "agentRuntimeId"),
          response("runtime", "agentRuntimeArn"),
          request("memory", "memoryId"),
          response("memory", "memory.arn"),
          request("gateway", "gatewayIdentifier"),
          request("gateway", "gatewayId"),
          response("gateway", "gatewayArn"),
          request("codeInterpreter", "codeInterpreterIdentifier"),
          request("codeInterpreter", "codeInterpreterId"),
          response("codeInterpreter", "codeInterpreterArn"),
          request("browser", "browserIdentifier"),
          request("browser", "browserId"),
          response("browser", "browserArn"),
          request("tokenVault", "tokenVaultId"),
          response("workloadIdentity", "workloadIdentityDetails.workloadIdentityArn"),
          ...PASSED_ROLES,
        ],
      },
    ],
  },
  {
    sources: ["agent-registry.amazonaws.com"],
    events: [
      { names: ANY, places: [request("agentRegistry", "registryId"), request("agentRegistry", "registryIds[]")] },
    ],
  },
  {
    sources: [
      "sagemaker.amazonaws.com",
      "runtime.sagemaker.amazonaws.com",
      "featurestore-runtime.sagemaker.amazonaws.com",
    ],
    events: [
      {
        names: ANY,
        places: [request("endpoint", "endpointName"), request("featureGroup", "featureGroupName"), ...PASSED_ROLES],
      },
    ],
  },
];

// lib/cloudtrail/service-resource-rules.ts
var S3_KEY = as("key", request("kmsKey", "x-amz-server-side-encryption-aws-kms-key-id"));
var SERVICE_RESOURCE_RULES = [
  {
    sources: ["s3.amazonaws.com"],
    events: [
      {
        names: ["CopyObject", "UploadPartCopy"],
        places: [
          request("object", "bucketName", "key"),
          as("source", request("copySource", "x-amz-copy-source")),
          S3_KEY,
        ],
      },
      { names: ANY, places: [request("object", "bucketName", "key"), request("bucket", "bucketName"), S3_KEY] },
    ],
  },
  {
    sources: ["s3express.amazonaws.com"],
    events: [
      { names: ANY, places: [request("expressObject", "bucketName", "key"), request("expressBucket", "bucketName")] },
    ],
  },
  {
    sources: ["secretsmanager.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          response("secret", "aRN"),
          response("secret", "ARN"),
          response("secret", "arn"),
          request("secret", "secretId"),
          request("secret", "secretIdList[]"),
          request("secret", "name"),
          as("key", request("kmsKey", "kmsKeyId")),
        ],
      },
    ],
  },
  {
    sources: ["ssm.amazonaws.com"],
    events: [
      {
        names: [
          "GetParameter*",
          "PutParameter",
          "DeleteParameter*",
          "LabelParameterVersion",
          "UnlabelParameterVersion",
        ],
        places: [
          request("parameter", "name"),
          request("parameter", "names[]"),
          request("parameter", "path"),
          as("key", request("kmsKey", "keyId")),
        ],
      },
      { names: ["StartSession"], places: [request("instance", "target"), request("document", "documentName")] },
      {
        names: ["SendCommand", "GetCommandInvocation", "StartAutomationExecution"],
        places: [
          request("instance", "instanceIds[]"),
          request("instance", "instanceId"),
          request("document", "documentName"),
        ],
      },
    ],
  },
  {
    sources: ["kms.amazonaws.com"],
    events: [
      {
        names: ["ReEncrypt"],
        places: [
          as("destination", request("kmsKey", "destinationKeyId")),
          as("source", request("kmsKey", "sourceKeyId")),
        ],
      },
      {
        names: ANY,
        places: [
          response("kmsKey", "keyMetadata.arn"),
          request("kmsKey", "keyId"),
          request("kmsKey", "targetKeyId"),
          request("kmsAlias", "aliasName"),
          // Who uses the key: the only tie between a decryption and the secret, parameter or object that it opens.
          request("arnOnly", "encryptionContext.SecretARN"),
          request("arnOnly", "encryptionContext.PARAMETER_ARN"),
          request("arnOnly", "encryptionContext.aws:s3:arn"),
          request("arnOnly", "encryptionContext.aws:lambda:FunctionArn"),
          as("role", request("arnOnly", "granteePrincipal")),
        ],
      },
    ],
  },
  {
    sources: ["lambda.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          response("function", "functionArn"),
          request("function", "functionName"),
          request("function", "resource"),
          as("source", request("arnOnly", "eventSourceArn")),
          as("related", request("arnOnly", "layers[]")),
          as("role", request("role", "role")),
        ],
      },
    ],
  },
  {
    sources: ["dynamodb.amazonaws.com", "streams.dynamodb.amazonaws.com"],
    events: [
      { names: ["GetRecords", "GetShardIterator", "DescribeStream"], places: [request("arnOnly", "streamArn")] },
      {
        names: ANY,
        places: [
          request("table", "tableName"),
          request("table", "tableArn"),
          request("table", "requestItems{}"),
          request("table", "transactItems[].get.tableName"),
          request("table", "transactItems[].put.tableName"),
          request("table", "transactItems[].update.tableName"),
          request("table", "transactItems[].delete.tableName"),
          request("arnOnly", "exportArn"),
          as("destination", request("bucket", "s3Bucket")),
        ],
      },
    ],
  },
  {
    sources: ["sts.amazonaws.com"],
    events: [{ names: ["AssumeRole*"], places: [request("role", "roleArn"), request("arnOnly", "principalArn")] }],
  },
  {
    sources: ["rolesanywhere.amazonaws.com"],
    events: [
      {
        names: ["CreateSession"],
        places: [request("arnOnly", "roleArn"), request("arnOnly", "trustAnchorArn"), request("arnOnly", "profileArn")],
      },
    ],
  },
  {
    sources: ["eks-auth.amazonaws.com"],
    events: [{ names: ["AssumeRoleForPodIdentity"], places: [request("cluster", "clusterName")] }],
  },
  {
    sources: ["iam.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          response("role", "role.arn"),
          request("instanceProfile", "instanceProfileName"),
          request("role", "roleName"),
          request("group", "groupName"),
          response("user", "user.arn"),
          request("user", "userName"),
          response("user", "accessKey.userName"),
          response("policy", "policy.arn"),
          request("policy", "policyArn"),
          request("policy", "permissionsBoundary"),
          request("accessKey", "accessKeyId"),
          response("accessKey", "accessKey.accessKeyId"),
          request("arnOnly", "sAMLProviderArn"),
          request("arnOnly", "openIDConnectProviderArn"),
          response("arnOnly", "openIDConnectProviderArn"),
        ],
      },
    ],
  },
  {
    sources: ["cloudtrail.amazonaws.com"],
    events: [
      {
        names: [
          "CreateTrail",
          "UpdateTrail",
          "DeleteTrail",
          "StartLogging",
          "StopLogging",
          "PutEventSelectors",
          "PutInsightSelectors",
        ],
        places: [
          response("trail", "trailARN"),
          request("trail", "name"),
          request("trail", "trailName"),
          request("eventDataStore", "eventDataStore"),
          as("destination", request("bucket", "s3BucketName")),
          as("key", request("kmsKey", "kmsKeyId")),
        ],
      },
      {
        // Asked for by name, a trail may be the shadow of one that lives in another Region.
        names: ANY,
        places: [
          request("arnOnly", "name"),
          request("arnOnly", "trailName"),
          response("arnOnly", "eventDataStoreArn"),
          request("eventDataStore", "eventDataStore"),
        ],
      },
    ],
  },
  {
    sources: ["sqs.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [request("queueOfUrl", "queueUrl"), response("queueOfUrl", "queueUrl"), request("queue", "queueName")],
      },
    ],
  },
  {
    sources: ["sns.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          request("topic", "topicArn"),
          request("arnOnly", "targetArn"),
          response("topic", "topicArn"),
          request("arnOnly", "subscriptionArn"),
        ],
      },
    ],
  },
  {
    sources: ["states.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          request("arnOnly", "stateMachineArn"),
          response("arnOnly", "stateMachineArn"),
          request("arnOnly", "executionArn"),
          request("arnOnly", "activityArn"),
          response("arnOnly", "executionArn"),
          as("role", request("arnOnly", "roleArn")),
        ],
      },
    ],
  },
  {
    sources: ["rdsdata.amazonaws.com"],
    events: [{ names: ANY, places: [request("arnOnly", "resourceArn"), request("arnOnly", "secretArn")] }],
  },
  {
    sources: ["ec2-instance-connect.amazonaws.com"],
    events: [{ names: ANY, places: [request("instance", "instanceId")] }],
  },
];

// lib/cloudtrail/resource-table.ts
var RESOURCE_TABLE = [...SERVICE_RESOURCE_RULES, ...AGENT_RESOURCE_RULES];

// lib/cloudtrail/resource-places.ts
var NO_PLACES = [];
var RULES = /* @__PURE__ */ new Map();
for (const rules of RESOURCE_TABLE) {
  const events = rules.events.map(({ names, places: places2 }) => ({ names, places: places2.map(compilePlace) }));
  for (const source of rules.sources) RULES.set(source, { events, byName: new BoundedCache(500) });
}
var PARAMETER_KEYS = new KeySchema([
  ...new Set(
    RESOURCE_TABLE.flatMap(({ events }) => events)
      .flatMap(({ places: places2 }) => places2)
      .flatMap(({ request: request2 = [], response: response2 = [] }) => [...request2, ...response2])
      .map((path2) => path2.split(/[.[{]/, 1)[0] ?? path2),
  ),
]);
function compilePlace(place) {
  const paths = (place.request ?? place.response ?? []).map(compilePath);
  return {
    form: NAME_FORMS[place.form],
    role: place.role ?? null,
    side: place.request === void 0 ? "responseElements" : "requestParameters",
    paths,
    repeats:
      place.role !== void 0 ||
      place.form === "arnOnly" ||
      paths.some((path2) => path2.some((step) => step.each !== "value")),
  };
}
function compilePath(path2) {
  return path2.split(".").map((part) => {
    if (part.endsWith("[]")) return { key: part.slice(0, -2), each: "items" };
    return part.endsWith("{}") ? { key: part.slice(0, -2), each: "keys" } : { key: part, each: "value" };
  });
}
function placesFor(source, name) {
  const rules = RULES.get(source);
  if (rules === void 0) return NO_PLACES;
  const known = rules.byName.get(name);
  if (known !== void 0) return known;
  const places2 = rules.events.find(({ names }) => names.some((pattern) => fits(name, pattern)))?.places ?? NO_PLACES;
  rules.byName.set(name, places2);
  return places2;
}
function fits(name, pattern) {
  if (pattern.endsWith("*")) return name.startsWith(pattern.slice(0, -1));
  return pattern.startsWith("*") ? name.endsWith(pattern.slice(1)) : name === pattern;
}
function namesAt(side, paths) {
  const [first, second] = paths;
  if (first === void 0) return [];
  if (second === void 0) return valuesAt(side, first).map((value) => [value]);
  const name = valuesAt(side, first)[0];
  const rest = name === void 0 ? void 0 : valuesAt(side, second)[0];
  return name === void 0 || rest === void 0 ? [] : [[name, rest]];
}
var NO_VALUES = [];
function valuesAt(side, path2) {
  const step = path2[0];
  if (step === void 0) return NO_VALUES;
  const value = side[step.key];
  if (value === void 0 || value === null) return NO_VALUES;
  if (path2.length === 1 && step.each === "value") {
    const text2 = saidIn(value);
    return text2 === null ? NO_VALUES : [text2];
  }
  if (step.each === "keys")
    return isJsonObject(value) ? Object.keys(value).filter(isSaid).slice(0, TOUCHES_MAX) : NO_VALUES;
  const rest = path2.slice(1);
  const items = step.each === "items" ? (Array.isArray(value) ? value.slice(0, TOUCHES_MAX) : []) : [value];
  return items.flatMap((item) => {
    if (rest.length > 0) return isJsonObject(item) ? valuesAt(item, rest) : NO_VALUES;
    return saidIn(item) ?? NO_VALUES;
  });
}

// lib/cloudtrail/resources-of.ts
var NONE2 = [];
function resourcesOf(record, context) {
  const places2 = placesFor(context.source, context.name);
  const listed = record.resources === void 0 || record.resources === null ? null : listedIn(record.resources);
  if (places2.length === 0 && listed === null) return NONE2;
  const touches = new Touches();
  if (places2.length > 0) addFromPlaces(touches, { places: places2, listed, record, context });
  if (listed !== null) addRest(touches, listed.refs);
  return touches.all;
}
var ROLE_BY_TYPE = /* @__PURE__ */ new Map([
  ["AWS::KMS::Key", "key"],
  ["AWS::IAM::Role", "role"],
]);
function addRest(touches, refs2) {
  if (refs2.length > 1 && touches.all.length === 0) {
    const parents = /* @__PURE__ */ new Set();
    for (const ref of refs2) if (ref.parent !== null) parents.add(ref.parent.key);
    const target = refs2.find((ref) => !parents.has(ref.key)) ?? refs2[0];
    if (target !== void 0) touches.add(target, "target");
  }
  const first = touches.all[0]?.resource;
  for (const ref of refs2) {
    const isTarget = first === void 0 || (ref.type !== "" && ref.type === first.type);
    touches.add(ref, isTarget ? "target" : (ROLE_BY_TYPE.get(ref.type) ?? "related"));
  }
}
function addFromPlaces(touches, { places: places2, listed, record, context }) {
  const request2 = parametersIn(record.requestParameters, context.respelt);
  const response2 = parametersIn(record.responseElements, context.respelt);
  const found = [];
  let scope = null;
  for (const place of places2) {
    if (listed !== null && takeListed(touches, place, listed.refs)) {
      found.push(place.form);
      continue;
    }
    const side = place.side === "requestParameters" ? request2 : response2;
    if (side === null || (!place.repeats && found.includes(place.form))) continue;
    const names = namesAt(side, place.paths);
    if (names.length === 0) continue;
    scope ??= scopeOf(context);
    for (const name of names) {
      const ref = refFor(place.form, { name, scope, bucketOwner: listed?.bucketOwner ?? null });
      if (ref === null) continue;
      touches.add(ref, place.role ?? roleOf(touches, place, found));
      found.push(place.form);
    }
  }
}
function takeListed(touches, place, refs2) {
  if (place.form.type === "") return false;
  const role2 = place.role ?? (touches.all.length === 0 ? "target" : "related");
  let taken = false;
  for (const ref of refs2) {
    if (ref.type !== place.form.type) continue;
    touches.add(ref, role2);
    taken = true;
  }
  return taken;
}
function roleOf(touches, place, found) {
  const first = touches.all[0];
  if (first === void 0) return "target";
  return first.role === "target" && found[0] === place.form && place.form.type !== "" ? "target" : "related";
}
function refFor(form, { name, scope, bucketOwner }) {
  const key = keyFor(form, name, scope);
  if (key === "") return null;
  if (!key.startsWith("arn:")) return resourceRef({ key, type: form.type, account: scope.account });
  const account = isS3Arn(key) ? bucketOwner : null;
  const ref = resourceRef({ key, type: "", account });
  return ref.type === "" && form.type !== "" ? resourceRef({ key, type: form.type, account }) : ref;
}
function scopeOf({ principal: principal2, recipient, region }) {
  const partitionEnd = principal2.arn === null ? -1 : principal2.arn.indexOf(":", 4);
  const partition =
    principal2.arn !== null && partitionEnd > 4 ? principal2.arn.slice(4, partitionEnd) : partitionOfRegion(region);
  const caller = principal2.account ?? recipient;
  const isCertain = caller !== null && isAccountId(caller) && (recipient === null || recipient === caller);
  return { partition, region, account: isCertain ? caller : null };
}
function parametersIn(value, respelt) {
  if (value === null || value === void 0) return null;
  const object = objectIn(value);
  return object === null || !respelt ? object : PARAMETER_KEYS.canonical(object);
}

// lib/cloudtrail/agent-roles-of.ts
var agentOf = (role2) => ({
  is: "Bedrock agent",
  role: role2,
  result: "agent",
  names: ["agentName", "agentId"],
});
var runtime4 = {
  is: "AgentCore runtime",
  role: "roleArn",
  result: null,
  names: ["agentRuntimeName", "agentRuntimeId"],
};
var gateway = { is: "AgentCore gateway", role: "roleArn", result: null, names: ["name", "gatewayId"] };
var flow = { is: "Bedrock flow", role: "executionRoleArn", result: null, names: ["name", "id"] };
var knowledge = {
  is: "Bedrock knowledge base",
  role: "roleArn",
  result: "knowledgeBase",
  names: ["name", "knowledgeBaseId"],
};
var MADE = /* @__PURE__ */ new Map([
  ["CreateAgent", agentOf("agentResourceRoleArn")],
  ["UpdateAgent", agentOf("agentResourceRoleArn")],
  ["CreateAgentRuntime", runtime4],
  ["UpdateAgentRuntime", runtime4],
  ["CreateGateway", gateway],
  ["UpdateGateway", gateway],
  ["CreateFlow", flow],
  ["UpdateFlow", flow],
  ["CreateKnowledgeBase", knowledge],
  ["UpdateKnowledgeBase", knowledge],
]);
var SOURCES = /* @__PURE__ */ new Set([
  "bedrock.amazonaws.com",
  "bedrock-agent.amazonaws.com",
  "bedrock-agentcore.amazonaws.com",
]);
function agentRolesOf({ source, name, request: request2, response: response2 }) {
  const made = SOURCES.has(source) ? MADE.get(name) : void 0;
  if (made === void 0) return [];
  const result2 = (made.result === null ? response2 : objectIn(response2[made.result])) ?? {};
  const role2 = parseArn(saidIn(request2[made.role]) ?? saidIn(result2[made.role]) ?? "");
  if (role2 === null || role2.service !== "iam" || !role2.resource.startsWith("role/")) return [];
  const called = made.names.flatMap((key) => nameIn2(request2, key) ?? nameIn2(result2, key) ?? []);
  return [
    {
      account: storableText(role2.account, TEXT_LIMITS.code),
      name: storableText(role2.resource.slice(role2.resource.lastIndexOf("/") + 1), TEXT_LIMITS.name),
      agent: storableText([made.is, ...new Set(called)].join(" "), TEXT_LIMITS.name),
    },
  ];
}
function nameIn2(object, key) {
  return saidIn(object[key]);
}

// lib/cloudtrail/issuances-of.ts
var BY_CALL = /* @__PURE__ */ new Map([
  ["sts.amazonaws.com:AssumeRole", assumeRole],
  ["sts.amazonaws.com:AssumeRoleWithSAML", (record) => roleSession(record, "assume-role-with-saml")],
  ["sts.amazonaws.com:AssumeRoleWithWebIdentity", (record) => roleSession(record, "assume-role-with-web-identity")],
  ["sts.amazonaws.com:AssumeRoot", assumeRoot],
  ["sts.amazonaws.com:GetSessionToken", getSessionToken],
  ["sts.amazonaws.com:GetFederationToken", getFederationToken],
  ["sts.amazonaws.com:GetDelegatedAccessToken", (record) => roleSession(record, "delegated-access")],
  ["sts.amazonaws.com:GetWebIdentityToken", getWebIdentityToken],
  ["rolesanywhere.amazonaws.com:CreateSession", certificateSession],
  ["sso.amazonaws.com:GetRoleCredentials", permissionSet],
  ["sso.amazonaws.com:Federate", permissionSet],
  ["eks-auth.amazonaws.com:AssumeRoleForPodIdentity", podIdentity],
  ["cognito-identity.amazonaws.com:GetCredentialsForIdentity", identityPool],
  ["bedrock-agentcore.amazonaws.com:GetWorkloadAccessToken", workloadToken],
  ["bedrock-agentcore.amazonaws.com:GetWorkloadAccessTokenForJWT", workloadToken],
  ["bedrock-agentcore.amazonaws.com:GetWorkloadAccessTokenForUserId", workloadToken],
  [
    "signin.amazonaws.com:CreateOAuth2Token",
    (record) => [sameHolder(record, "oauth-token", record.facts.signInSession)],
  ],
  ["signin.amazonaws.com:GetSigninToken", (record) => [sameHolder(record, "sign-in-token", null)]],
  ["signin.amazonaws.com:ConsoleLogin", consoleSignIn],
  ["iam.amazonaws.com:CreateAccessKey", createAccessKey],
  ["iam.amazonaws.com:CreateServiceSpecificCredential", serviceCredential],
  ["iam.amazonaws.com:ResetServiceSpecificCredential", serviceCredential],
  ["iam.amazonaws.com:CreateLoginProfile", loginProfile],
  ["iam.amazonaws.com:UpdateLoginProfile", loginProfile],
]);
function issuancesOf(record) {
  return BY_CALL.get(`${record.source}:${record.name}`)?.(record) ?? [];
}
function assumeRole(record) {
  return roleSession(record, record.principal.kind === "aws-service" ? "service-assume-role" : "assume-role");
}
function roleSession(record, mechanism) {
  const { request: request2, response: response2 } = record;
  const assumed = child(response2, "assumedRoleUser");
  const to = issuedRole(
    text(request2.roleArn) ?? text(response2.assumedPrincipal),
    assumed,
    text(request2.roleSessionName),
  );
  const credentials2 = child(response2, "credentials");
  if (to.name === null && text(credentials2.accessKeyId) === null) return [];
  const token = text(request2.webIdentityTokenId);
  const asked = mechanism === "assume-role" || mechanism === "delegated-access" ? record.credential?.key : null;
  return [
    issuance(mechanism, {
      ...to,
      key: text(credentials2.accessKeyId),
      issuerKey: token ?? asked ?? null,
      expiresAtMs: timeIn(credentials2.expiration),
      sourceIdentity: text(request2.sourceIdentity) ?? text(response2.sourceIdentity),
      subject: text(response2.subjectFromWebIdentityToken) ?? text(response2.subject),
      scope: text(response2.provider) ?? text(response2.issuer) ?? instanceIn(to.sessionName),
      tags: tagsIn(request2.tags),
    }),
  ];
}
function assumeRoot({ request: request2, response: response2, credential: credential2 }) {
  const credentials2 = child(response2, "credentials");
  const target = text(request2.targetPrincipal);
  const account = target === null ? null : (parseArn(target)?.account ?? target);
  const to = { account: account !== null && isAccountId(account) ? account : null, name: "root" };
  return [issuance("assume-root", { ...to, ...credentialsIn(credentials2), issuerKey: credential2?.key ?? null })];
}
function getSessionToken(record) {
  return [
    { ...sameHolder(record, "get-session-token", null), ...credentialsIn(child(record.response, "credentials")) },
  ];
}
function getFederationToken({
  request: request2,
  response: response2,
  principal: principal2,
  credential: credential2,
}) {
  const user = child(response2, "federatedUser");
  const account = parseArn(text(user.arn) ?? "")?.account ?? principal2.account;
  const name = text(request2.name) ?? afterSlash(text(user.arn));
  return [
    issuance("get-federation-token", {
      ...credentialsIn(child(response2, "credentials")),
      issuerKey: credential2?.key ?? null,
      account,
      name,
      sessionName: name,
    }),
  ];
}
function getWebIdentityToken({ response: response2, credential: credential2 }) {
  const key = text(response2.webIdentityTokenId);
  if (key === null) return [];
  const expiresAtMs = timeIn(response2.expiration);
  return [issuance("web-identity-token", { key, issuerKey: credential2?.key ?? null, expiresAtMs })];
}
function certificateSession({ request: request2, response: response2, facts }) {
  const sets = listIn(response2.credentialSet) ?? [];
  return sets.filter(isJsonObject).map((set) => {
    const to = issuedRole(text(request2.roleArn) ?? text(set.roleArn), child(set, "assumedRoleUser"), null);
    return issuance("roles-anywhere", {
      ...to,
      ...credentialsIn(child(set, "credentials")),
      sourceIdentity: text(set.sourceIdentity),
      subject: text(response2.subjectArn) ?? facts.principalId,
      scope: text(request2.trustAnchorArn),
    });
  });
}
function permissionSet({ request: request2, details, facts, credential: credential2 }) {
  const set = text(request2.roleName) ?? text(details.role_name);
  const account = text(request2.accountId) ?? text(details.account_id);
  if (set === null || account === null) return [];
  const name = `AWSReservedSSO_${set}_`;
  return [
    issuance("identity-center", { account, name, issuerKey: credential2?.key ?? null, subject: facts.behalfOfUserId }),
  ];
}
function podIdentity({ response: response2, credential: credential2 }) {
  const to = issuedRole(null, child(response2, "assumedRoleUser"), null);
  const scope = text(child(response2, "podIdentityAssociation").associationArn);
  const issued = credentialsIn(child(response2, "credentials"));
  return [issuance("pod-identity", { ...to, ...issued, issuerKey: credential2?.key ?? null, scope })];
}
function identityPool({ request: request2, response: response2 }) {
  const subject = text(response2.identityId) ?? text(request2.identityId);
  return [issuance("cognito", { ...credentialsIn(child(response2, "credentials")), subject })];
}
function workloadToken({ request: request2, credential: credential2 }) {
  const issuerKey = credential2?.key ?? null;
  return [
    issuance("workload-token", { issuerKey, subject: text(request2.userId), scope: text(request2.workloadName) }),
  ];
}
function consoleSignIn(record) {
  if (text(record.response.ConsoleLogin) !== "Success") return [];
  const key = record.facts.accessKeyId;
  return [{ ...sameHolder(record, "console-sign-in", null), issuerKey: null, key }];
}
function createAccessKey(record) {
  const made = child(record.response, "accessKey");
  const key = text(made.accessKeyId);
  return key === null ? [] : [{ ...forUser(record, "create-access-key", text(made.userName)), key }];
}
function serviceCredential(record) {
  const made = child(record.response, "serviceSpecificCredential");
  const of = forUser(record, "create-service-specific-credential", text(made.userName));
  return [
    {
      ...of,
      key: text(made.serviceSpecificCredentialId) ?? text(record.request.serviceSpecificCredentialId),
      expiresAtMs: timeIn(made.expirationDate),
      scope: text(made.serviceName) ?? text(record.request.serviceName),
    },
  ];
}
function loginProfile(record) {
  return [forUser(record, "create-login-profile", text(child(record.response, "loginProfile").userName))];
}
function forUser(record, mechanism, named2) {
  const { principal: principal2, credential: credential2, request: request2 } = record;
  const name = named2 ?? text(request2.userName) ?? principal2.name;
  return issuance(mechanism, { account: ownAccount(record), name, issuerKey: credential2?.key ?? null });
}
function ownAccount({ recipient, principal: principal2 }) {
  return recipient ?? principal2.account;
}
function sameHolder({ principal: principal2, credential: credential2 }, mechanism, scope) {
  const { account, name, uniqueId } = principal2;
  const { key: issuerKey = null, sessionName = null } = credential2 ?? {};
  return issuance(mechanism, { account, name, uniqueId, sessionName, issuerKey, scope });
}
function issuedRole(roleArn, assumed, session2) {
  const role2 = parseArn(roleArn ?? "");
  const assumedArn = parseArn(text(assumed.arn) ?? "");
  const [, assumedName = null, assumedSession = null] = assumedArn?.resource.split("/") ?? [];
  const id = text(assumed.assumedRoleId);
  const colon = id?.indexOf(":") ?? -1;
  return {
    account: (role2?.account || assumedArn?.account) ?? null,
    name: role2 === null ? assumedName : afterSlash(role2.resource),
    uniqueId: id === null ? null : colon < 0 ? id : id.slice(0, colon),
    sessionName: id !== null && colon >= 0 ? id.slice(colon + 1) : (assumedSession ?? session2),
  };
}
function credentialsIn(credentials2) {
  return { key: text(credentials2.accessKeyId), expiresAtMs: timeIn(credentials2.expiration) };
}
var NOTHING4 = {};
var UNSAID = {
  key: null,
  issuerKey: null,
  account: null,
  name: null,
  uniqueId: null,
  sessionName: null,
  expiresAtMs: null,
  sourceIdentity: null,
  subject: null,
  scope: null,
  tags: [],
};
function issuance(mechanism, said2) {
  return { ...UNSAID, ...said2, mechanism };
}
function child(object, key) {
  return objectIn(object[key]) ?? NOTHING4;
}
function text(value) {
  const said2 = saidIn(value);
  return said2 === null ? null : storableText(said2, TEXT_LIMITS.name);
}
function timeIn(value) {
  const time = parseEventTime(value);
  return time !== null && time > 0 && time < 2534023008e5 ? time : null;
}
function afterSlash(text2) {
  return text2 === null ? null : text2.slice(text2.lastIndexOf("/") + 1);
}
function instanceIn(sessionName) {
  return sessionName !== null && /^i-[0-9a-f]{8,17}$/.test(sessionName) ? sessionName : null;
}
var TAGS_MAX = 50;
function tagsIn(value) {
  return (listIn(value) ?? []).slice(0, TAGS_MAX).flatMap((tag) => {
    const key = isJsonObject(tag) ? (text(tag.key) ?? text(tag.Key)) : null;
    return !isJsonObject(tag) || key === null ? [] : [`${key}=${text(tag.value) ?? text(tag.Value) ?? ""}`];
  });
}

// lib/cloudtrail/run-marks-of.ts
var REQUESTS_MAX = 100;
function runMarksOf({ name, request: request2, additional, details }) {
  switch (name) {
    case "InvokeAgent":
    case "InvokeInlineAgent":
      return marked("agent-session", request2.sessionId);
    case "InvokeAgentRuntime":
      return marked("runtime-session", request2.runtimeSessionId);
    case "InvokeFlow":
      return marked("flow-execution", request2.executionId);
    case "CallTool":
      return marked("mcp-session", details.sessionId);
    case "InvokeGateway":
    case "InvokeMcp":
      return [
        ...marked("mcp-session", (objectIn(request2.headers) ?? {})["mcp-session-id"]),
        ...(listIn(additional.downstreamRequestIds) ?? [])
          .slice(0, REQUESTS_MAX)
          .flatMap((id) => marked("request", id)),
      ];
    default:
      return [];
  }
}
function marked(kind, value) {
  const text2 = saidIn(value);
  return text2 === null ? [] : [{ kind, value: storableText(text2, TEXT_LIMITS.name) }];
}

// lib/cloudtrail/traces-of.ts
var TELLING = new Map([
  ...[
    "AssumeRole",
    "AssumeRoleWithSAML",
    "AssumeRoleWithWebIdentity",
    "AssumeRoot",
    "GetSessionToken",
    "GetFederationToken",
    "GetDelegatedAccessToken",
    "GetWebIdentityToken",
    "CreateSession",
    "GetRoleCredentials",
    "Federate",
    "AssumeRoleForPodIdentity",
    "GetCredentialsForIdentity",
    "GetWorkloadAccessToken",
    "GetWorkloadAccessTokenForJWT",
    "GetWorkloadAccessTokenForUserId",
    "CreateOAuth2Token",
    "GetSigninToken",
    "ConsoleLogin",
    "CreateAccessKey",
    "CreateServiceSpecificCredential",
    "ResetServiceSpecificCredential",
    "CreateLoginProfile",
    "UpdateLoginProfile",
  ].map((name) => [name, (record) => ({ issuances: issuancesOf(record) })]),
  ...[
    "CreateAgent",
    "UpdateAgent",
    "CreateAgentRuntime",
    "UpdateAgentRuntime",
    "CreateGateway",
    "UpdateGateway",
    "CreateFlow",
    "UpdateFlow",
    "CreateKnowledgeBase",
    "UpdateKnowledgeBase",
  ].map((name) => [name, (record) => ({ roles: agentRolesOf(record) })]),
  ...[
    "InvokeAgent",
    "InvokeInlineAgent",
    "InvokeAgentRuntime",
    "InvokeGateway",
    "InvokeMcp",
    "InvokeFlow",
    "CallTool",
  ].map((name) => [name, (record) => ({ runs: runMarksOf(record) })]),
]);
function tracesOf(name, describe2) {
  const read = TELLING.get(name);
  if (read === void 0) return null;
  const { issuances = [], roles: roles2 = [], runs = [] } = read(describe2());
  return issuances.length + roles2.length + runs.length === 0 ? null : { issuances, roles: roles2, runs };
}

// lib/cloudtrail/what-it-is.ts
var MARKS2 = [
  { keys: ["digestStartTime", "digestEndTime"], is: "a CloudTrail digest" },
  { keys: ["digestS3Object", "awsAccountId"], is: "a CloudTrail digest" },
  { keys: ["schemaType", "modelId"], is: "a Bedrock model invocation log" },
  { keys: ["class_uid"], is: "an OCSF record" },
  { keys: ["CloudTrailEvent"], is: "an event of LookupEvents whose CloudTrailEvent could not be read" },
  { keys: ["detail-type", "detail"], is: "an EventBridge event that is not from CloudTrail" },
  { keys: ["logEvents", "logGroup"], is: "a CloudWatch Logs payload without CloudTrail records" },
  { keys: ["Records"], is: "a list of records inside a record" },
  { keys: ["configurationItem"], is: "an AWS Config notification" },
  { keys: ["schemaVersion", "accountId", "severity"], is: "a finding of a security service" },
  { keys: ["srcaddr", "dstaddr"], is: "a VPC flow log line" },
  { keys: ["httpRequest", "webaclId"], is: "a WAF log record" },
  { keys: ["trailList"], is: "output of describe-trails" },
  { keys: ["Version", "Statement"], is: "an IAM policy" },
];
function whatItIs(object) {
  const mark = MARKS2.find(({ keys: keys2 }) => keys2.every((key) => Object.hasOwn(object, key)));
  if (mark !== void 0) return mark.is;
  const keys = Object.keys(object);
  if (keys.length === 0) return "an empty object";
  const named2 = keys.slice(0, 6).map((key) => storableText(key, 48));
  return `an object with ${named2.join(", ")}${keys.length > named2.length ? ` and ${keys.length - named2.length} more keys` : ""}`;
}

// lib/cloudtrail/normalise-record.ts
var NORMALISER_VERSION = 2;
var EARLIEST_MS = Date.UTC(2006, 0, 1);
function normaliseRecord(value, latestMs) {
  if (!isJsonObject(value)) return rejection("not-an-object", `expected an object, found ${kindOfJson(value)}`);
  const record = RECORD_KEYS2.canonical(value);
  const kind = recordKindOf(record);
  if (kind === "insight") return normaliseInsight(record, (time) => checkTime(time, latestMs));
  if (kind === "aggregated") return normaliseAggregated(record, (time) => checkTime(time, latestMs));
  const name = nameIn(record.eventName);
  const source = nameIn(record.eventSource);
  if (name === null) {
    if (source === null) return rejection("not-a-cloudtrail-record", `this looks like ${whatItIs(value)}`);
    return rejection("no-event-name", `an event of ${source} without eventName`);
  }
  const timeMs = checkTime(record.eventTime ?? record["@timestamp"], latestMs);
  if (typeof timeMs !== "number") return timeMs;
  const caller = callerOf(record);
  const { principal: principal2 } = caller;
  const recipient = codeIn2(record.recipientAccountId);
  const region = codeIn2(record.awsRegion) ?? "unknown";
  const sourceName = source ?? "unknown";
  const errorCode = errorCodeOf(record);
  return {
    kind,
    category: categoryOf(record, kind),
    eventId: idIn(record.eventID),
    timeMs,
    windowEndMs: null,
    source: sourceName,
    name,
    region,
    account: recipient ?? principal2.account ?? "unknown",
    principal: principal2,
    credential: caller.credential,
    resources: resourcesOf(record, {
      source: sourceName,
      name,
      region,
      recipient,
      principal: principal2,
      respelt: record !== value,
    }),
    errorCode,
    readOnly: booleanIn(record.readOnly),
    address: addressIn(record.sourceIPAddress),
    userAgent: agentIn2(record.userAgent),
    requestId: idIn(record.requestID),
    sharedEventId: idIn(record.sharedEventID),
    invokedBy: caller.facts.invokedBy === null ? null : codeIn2(caller.facts.invokedBy),
    bytes: bytesIn(record.additionalEventData),
    traces:
      errorCode === null
        ? tracesOf(name, () => describe(record, { source: sourceName, name, recipient, caller }))
        : null,
  };
}
var NOTHING5 = {};
function describe(record, { source, name, recipient, caller }) {
  return {
    source,
    name,
    recipient,
    ...caller,
    request: objectIn(record.requestParameters) ?? NOTHING5,
    response: objectIn(record.responseElements) ?? NOTHING5,
    additional: objectIn(record.additionalEventData) ?? NOTHING5,
    details: objectIn(record.serviceEventDetails) ?? objectIn(record.mcpEventDetails) ?? NOTHING5,
  };
}
function checkTime(value, latestMs) {
  if (value === void 0 || value === null || value === "") return rejection("no-event-time", "eventTime is missing");
  const timeMs = parseEventTime(value);
  if (timeMs === null) return rejection("bad-event-time", `${shown(value)} is not a time`);
  if (timeMs < EARLIEST_MS) return rejection("time-out-of-bounds", `${shown(value)} is before 2006`);
  if (timeMs > latestMs) return rejection("time-out-of-bounds", `${shown(value)} is more than a day after delivery`);
  return timeMs;
}
function rejection(reason, detail) {
  return { reason, detail };
}
function shown(value) {
  const text2 = textIn(value);
  return text2 === null ? kindOfJson(value) : `"${storableText(text2, 96)}"`;
}
function kindOfJson(value) {
  if (value === null || value === void 0) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

// lib/events/event-flags.ts
var READ_ONLY_SHIFT = 4;
var ERROR_BIT = 1 << 6;
var COPIES_DIFFER_BIT = 1 << 7;
function encodeEventFlags(flags) {
  const readOnly = flags.readOnly === null ? 0 : flags.readOnly ? 1 : 2;
  return RECORD_KINDS.indexOf(flags.kind) | (readOnly << READ_ONLY_SHIFT) | (flags.isError ? ERROR_BIT : 0);
}

// lib/events/event-id.ts
var VERSION_AT = 14;
function storedEventId(eventId) {
  if (isPlainGuid(eventId)) return { id: eventId, text: null };
  return { id: contentUid("event", eventId), text: eventId };
}
function isPlainGuid(text2) {
  if (text2.length !== 36 || text2.charCodeAt(VERSION_AT) === 56) return false;
  for (let index = 0; index < 36; index++) {
    const code = text2.charCodeAt(index);
    const isDash = index === 8 || index === 13 || index === 18 || index === 23;
    if (isDash ? code !== 45 : !((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return true;
}

// lib/events/request-hash.ts
function requestHashWords(requestId) {
  let high = 2654435769;
  let low = 2246822507;
  for (let index = 0; index < requestId.length; index++) {
    const code = requestId.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return [high | 0, low | 0];
}

// lib/ingest/server/moved-column.ts
function movedColumn(from, to) {
  to.set(from);
  return to;
}

// lib/ingest/server/uuid-bytes.ts
function writeUuid(text2, to, at) {
  for (let index = 0; index < 36; index += 2) {
    if (text2.charCodeAt(index) === 45) index++;
    to[at++] = (hexDigit(text2.charCodeAt(index)) << 4) | hexDigit(text2.charCodeAt(index + 1));
  }
}
function readUuid(bytes, from) {
  const hex = bytes.toString("hex", from, from + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
var hexDigit = (code) => (code <= 57 ? code - 48 : code - 87);

// lib/ingest/server/event-rows.ts
var REFERENCES = [
  "principal",
  "action",
  "account",
  "region",
  "credential",
  "address",
  "userAgent",
  "resource",
  "container",
  "error",
  "service",
];
var REFERENCE_AT = Object.fromEntries(REFERENCES.map((name, index) => [name, index]));
var FIRST_CAPACITY = 4096;
var EventRows = class {
  length = 0;
  ids = Buffer.alloc(FIRST_CAPACITY * 16);
  timesMs = new Float64Array(FIRST_CAPACITY);
  /** NaN: none. */
  bytes = new Float64Array(FIRST_CAPACITY);
  requestHashes = new Int32Array(FIRST_CAPACITY * 2);
  hasRequest = new Uint8Array(FIRST_CAPACITY);
  flags = new Int16Array(FIRST_CAPACITY);
  owners = new Int32Array(FIRST_CAPACITY);
  recordIndexes = new Int32Array(FIRST_CAPACITY);
  touches = [];
  /** The eventID of a row whose id alone does not give it back. */
  idTexts = /* @__PURE__ */ new Map();
  sharedIds = /* @__PURE__ */ new Map();
  windowEndsMs = /* @__PURE__ */ new Map();
  /** What few events say of credentials, agents' roles and runs. */
  traces = /* @__PURE__ */ new Map();
  references = [];
  /** Adds an event; returns the number of its row. */
  add({ owner, recordIndex, id, event, entries }) {
    const row = this.length++;
    if (row >= this.flags.length) this.grow();
    writeUuid(id.id, this.ids, row * 16);
    if (id.text !== null) this.idTexts.set(row, id.text);
    this.timesMs[row] = event.timeMs;
    this.bytes[row] = event.bytes ?? Number.NaN;
    this.owners[row] = owner;
    this.recordIndexes[row] = recordIndex;
    this.flags[row] = encodeEventFlags({
      kind: event.kind,
      readOnly: event.readOnly,
      isError: event.errorCode !== null,
    });
    if (event.requestId !== null) this.addRequest(row, event.requestId);
    if (event.windowEndMs !== null) this.windowEndsMs.set(row, event.windowEndMs);
    if (event.sharedEventId !== null) this.sharedIds.set(row, sharedIdBytes(event.sharedEventId));
    if (event.traces !== null) this.traces.set(row, event.traces);
    this.addReferences(entries);
    if (entries.resources.length > 1) this.addTouches(row, event, entries);
    return row;
  }
  /** The dictionary id that a row refers to, 0 for none; known once the dictionaries are resolved. */
  idOf(row, reference) {
    return this.references[row * REFERENCES.length + reference]?.id ?? 0;
  }
  eventId(row) {
    return readUuid(this.ids, row * 16);
  }
  addRequest(row, requestId) {
    const [high, low] = requestHashWords(requestId);
    this.hasRequest[row] = 1;
    this.requestHashes[row * 2] = high;
    this.requestHashes[row * 2 + 1] = low;
  }
  addReferences(entries) {
    const [resource = null] = entries.resources;
    this.references.push(
      entries.principal,
      entries.action,
      entries.account,
      entries.region,
      entries.credential,
      entries.address,
      entries.userAgent,
      resource,
      resource && resource.key.parent,
      entries.error,
      entries.service,
    );
  }
  /** An object's bucket is in the event's own row already. */
  addTouches(row, event, entries) {
    const container = event.resources[0]?.resource.parent?.key;
    for (let index = 1; index < entries.resources.length; index++) {
      const resource = entries.resources[index];
      const touch = event.resources[index];
      if (!resource || !touch || touch.resource.key === container) continue;
      this.touches.push({ row, resource, role: RESOURCE_ROLES.indexOf(touch.role) });
    }
  }
  grow() {
    const capacity = this.flags.length * 2;
    this.ids = movedColumn(this.ids, Buffer.alloc(capacity * 16));
    this.timesMs = movedColumn(this.timesMs, new Float64Array(capacity));
    this.bytes = movedColumn(this.bytes, new Float64Array(capacity));
    this.requestHashes = movedColumn(this.requestHashes, new Int32Array(capacity * 2));
    this.hasRequest = movedColumn(this.hasRequest, new Uint8Array(capacity));
    this.flags = movedColumn(this.flags, new Int16Array(capacity));
    this.owners = movedColumn(this.owners, new Int32Array(capacity));
    this.recordIndexes = movedColumn(this.recordIndexes, new Int32Array(capacity));
  }
};
function sharedIdBytes(sharedEventId) {
  const bytes = Buffer.alloc(16);
  writeUuid(storedEventId(sharedEventId).id, bytes, 0);
  return bytes;
}

// lib/ingest/server/batch.ts
function emptyBatch() {
  return { units: [], events: new EventRows(), rejects: [], digests: [] };
}

// lib/ingest/server/batch-records.ts
import { setImmediate } from "node:timers/promises";

// lib/ingest/canonical-json.ts
function canonicalJson(value) {
  return JSON.stringify(value, (_key, inner) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

// lib/ingest/server/batch-records.ts
var RECORDS_PER_TURN = 256;
async function batchRecords(batch, { unit, decoded: decoded3, normalise, dictionaries }) {
  const { records, bad } = decoded3;
  const { firstRecord } = unit.segment;
  const owner = batch.units.lastIndexOf(unit);
  for (let index = 0; index < records.length; index++) {
    if (index % RECORDS_PER_TURN === 0) await setImmediate();
    const recordIndex = firstRecord + index;
    const broken = bad.size > 0 ? bad.get(index) : void 0;
    const event = broken ?? normalise(records[index]);
    if ("reason" in event) {
      batch.rejects.push({ unit, recordIndex, reason: event.reason, detail: event.detail });
      continue;
    }
    const id = idOf(event.eventId, records[index]);
    batch.events.add({ owner, recordIndex, id, event, entries: dictionaries.entriesOf(event) });
  }
}
function idOf(eventId, record) {
  if (eventId === null) return { id: contentUid("event-content", canonicalJson(record)), text: null };
  return storedEventId(eventId);
}

// lib/ingest/server/event-bounds.ts
var DAY_MS = 864e5;
var LATEST_MS_ANY = Date.UTC(9999, 0, 1);
function latestEventMs(publishTimeMs, receivedAtMs) {
  return Math.max(publishTimeMs ?? 0, receivedAtMs) + DAY_MS;
}

// lib/ingest/server/copy-encoder.ts
var SIGNATURE = Buffer.from("PGCOPY\n\xFF\r\n\0", "latin1");
var POSTGRES_EPOCH_MS = Date.UTC(2e3, 0, 1);
var ROW_BYTES_MAX = 1024;
function copyHeader() {
  return Buffer.concat([SIGNATURE, Buffer.alloc(8)]);
}
function copyTrailer() {
  return Buffer.from([255, 255]);
}
var CopyEncoder = class {
  constructor(columns, expectedRows) {
    this.columns = columns;
    this.buffer = Buffer.allocUnsafeSlow(ROW_BYTES_MAX + expectedRows * 200);
    this.view = viewOf(this.buffer);
  }
  columns;
  buffer;
  view;
  at = 0;
  row() {
    this.reserve();
    this.view.setInt16(this.at, this.columns);
    this.at += 2;
  }
  /** Makes room for one more value, where no row begins. */
  reserve() {
    if (this.at + ROW_BYTES_MAX > this.buffer.length) this.grow();
  }
  none() {
    this.view.setInt32(this.at, -1);
    this.at += 4;
  }
  int2(value) {
    this.view.setInt32(this.at, 2);
    this.view.setInt16(this.at + 4, value);
    this.at += 6;
  }
  int4(value) {
    this.view.setInt32(this.at, 4);
    this.view.setInt32(this.at + 4, value);
    this.at += 8;
  }
  /** A whole number up to 2^53. */
  int8(value) {
    this.int8Words(Math.floor(value / 2 ** 32), value | 0);
  }
  int8Words(high, low) {
    this.view.setInt32(this.at, 8);
    this.view.setInt32(this.at + 4, high);
    this.view.setInt32(this.at + 8, low);
    this.at += 12;
  }
  /** Epoch milliseconds as timestamptz. */
  time(epochMs) {
    const micros = (epochMs - POSTGRES_EPOCH_MS) * 1e3;
    const high = Math.floor(micros / 2 ** 32);
    this.int8Words(high, micros - high * 2 ** 32);
  }
  /** The 16 bytes of a UUID that begin at `from`. */
  uuid(bytes, from) {
    this.view.setInt32(this.at, 16);
    this.at += 4;
    for (let index = 0; index < 16; index++) this.buffer[this.at++] = bytes[from + index] ?? 0;
  }
  /** Announces a value of so many bytes, which the caller sends itself. */
  bytesFollow(length) {
    this.view.setInt32(this.at, length);
    this.at += 4;
  }
  /** A value that stands by itself, without its length: for the head of an array. */
  word(value) {
    this.view.setInt32(this.at, value);
    this.at += 4;
  }
  /** What was written so far. */
  written() {
    return this.buffer.subarray(0, this.at);
  }
  grow() {
    const larger = Buffer.allocUnsafeSlow(this.buffer.length * 2 + ROW_BYTES_MAX);
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
    this.view = viewOf(larger);
  }
};
function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

// lib/ingest/server/array-parameter.ts
var OIDS = { int2: 21, int4: 23, int8: 20, timestamptz: 1184, uuid: 2950 };
function arrayParameter(type, count2, write2) {
  const to = new CopyEncoder(0, count2 >> 3);
  to.word(count2 === 0 ? 0 : 1);
  to.word(0);
  to.word(OIDS[type]);
  if (count2 > 0) {
    to.word(count2);
    to.word(1);
  }
  for (let index = 0; index < count2; index++) {
    to.reserve();
    write2(to, index);
  }
  return to.written();
}

// lib/ingest/server/hour-counts.ts
var HOUR_MS = 36e5;
var ERROR_SHIFT = 6;
var KEYS = 8;
var HourCounts = class {
  length = 0;
  keys = new Int32Array(KEYS * 1024);
  events = new Int32Array(1024);
  bytes = new Float64Array(1024);
  firstMs = new Float64Array(1024);
  lastMs = new Float64Array(1024);
  /** Open addressing: place of a count plus one, 0 for a free slot. */
  slots;
  wanted = new Int32Array(KEYS);
  constructor(rows2, some) {
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(16, some.length * 2))));
    for (const row of some) this.count(rows2, row);
  }
  key(count2, column2) {
    return this.keys[count2 * KEYS + column2] ?? 0;
  }
  /** Counts in key order, in which every loader adds them. */
  inKeyOrder() {
    const order = Array.from({ length: this.length }, (_, index) => index);
    return order.sort((a, b) => {
      for (let column2 = 0; column2 < KEYS; column2++) {
        const difference = this.key(a, column2) - this.key(b, column2);
        if (difference !== 0) return difference;
      }
      return 0;
    });
  }
  count(rows2, row) {
    const { wanted } = this;
    const timeMs = rows2.timesMs[row] ?? 0;
    wanted[0] = rows2.idOf(row, REFERENCE_AT.principal);
    wanted[1] = Math.floor(timeMs / HOUR_MS);
    wanted[2] = rows2.idOf(row, REFERENCE_AT.credential);
    wanted[3] = rows2.idOf(row, REFERENCE_AT.action);
    wanted[4] = rows2.idOf(row, REFERENCE_AT.account);
    wanted[5] = rows2.idOf(row, REFERENCE_AT.container);
    wanted[6] = rows2.idOf(row, REFERENCE_AT.region);
    wanted[7] = ((rows2.flags[row] ?? 0) >> ERROR_SHIFT) & 1;
    const at = this.find();
    const bytes = rows2.bytes[row] ?? Number.NaN;
    this.events[at] = (this.events[at] ?? 0) + 1;
    if (!Number.isNaN(bytes)) this.bytes[at] = (this.bytes[at] ?? 0) + bytes;
    this.firstMs[at] = Math.min(this.firstMs[at] ?? 0, timeMs);
    this.lastMs[at] = Math.max(this.lastMs[at] ?? 0, timeMs);
  }
  find() {
    const mask = this.slots.length - 1;
    let hash4 = 0;
    for (let column2 = 0; column2 < KEYS; column2++) hash4 = Math.imul(hash4 ^ (this.wanted[column2] ?? 0), 2654435761);
    for (let slot = (hash4 ^ (hash4 >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const held = this.slots[slot] ?? 0;
      if (held === 0) return this.make(slot);
      if (this.isWanted(held - 1)) return held - 1;
    }
  }
  isWanted(at) {
    for (let column2 = 0; column2 < KEYS; column2++)
      if (this.keys[at * KEYS + column2] !== this.wanted[column2]) return false;
    return true;
  }
  make(slot) {
    const at = this.length++;
    if (at >= this.events.length) this.grow();
    this.slots[slot] = at + 1;
    this.keys.set(this.wanted, at * KEYS);
    this.firstMs[at] = Number.POSITIVE_INFINITY;
    this.lastMs[at] = Number.NEGATIVE_INFINITY;
    return at;
  }
  grow() {
    const capacity = this.events.length * 2;
    this.keys = movedColumn(this.keys, new Int32Array(capacity * KEYS));
    this.events = movedColumn(this.events, new Int32Array(capacity));
    this.bytes = movedColumn(this.bytes, new Float64Array(capacity));
    this.firstMs = movedColumn(this.firstMs, new Float64Array(capacity));
    this.lastMs = movedColumn(this.lastMs, new Float64Array(capacity));
  }
};

// lib/ingest/server/rollup-lock.ts
var ROLLUP_LOCK = "2002873091";

// lib/ingest/server/rollup-sql.ts
var ofDay = "action_id, account_id, container_id, region_id, outcome";
var ofHour = `credential_id, ${ofDay}`;
var measures = "events, bytes, first_at, last_at";
function rollupSql(from) {
  return addToRollups(`
    select
      principal_id, date_trunc('hour', event_time) as hour, coalesce(credential_id, 0) as credential_id, action_id, account_id,
      coalesce(container_id, 0) as container_id, region_id, ((flags >> 6) & 1)::smallint as outcome,
      count(*)::int as events, coalesce(sum(bytes), 0)::bigint as bytes, min(event_time) as first_at, max(event_time) as last_at
    from ${from}
    group by 1, 2, 3, 4, 5, 6, 7, 8`);
}
var ADD_COUNTED = addToRollups(`
  select * from unnest(
    $1::int[], $2::timestamptz[], $3::int[], $4::int[], $5::int[], $6::int[], $7::smallint[], $8::smallint[],
    $9::int[], $10::bigint[], $11::timestamptz[], $12::timestamptz[]
  ) as c (principal_id, hour, ${ofHour}, ${measures})`);
function addToRollups(gained) {
  return `
  with gained as materialized (${gained}), hours as (
    insert into activity_hour (principal_id, hour, ${ofHour}, ${measures})
    select principal_id, hour, ${ofHour}, ${measures} from gained order by 1, 2, 3, 4, 5, 6, 7, 8
    on conflict (principal_id, hour, ${ofHour}) do update set ${ADD("activity_hour")}
  )
  insert into activity_day (principal_id, day, ${ofDay}, ${measures})
  select principal_id, date_trunc('day', hour) as day, ${ofDay}, sum(events)::int, sum(bytes)::bigint, min(first_at), max(last_at)
  from gained group by principal_id, day, ${ofDay} order by 1, 2, 3, 4, 5, 6, 7
  on conflict (principal_id, day, ${ofDay}) do update set ${ADD("activity_day")}`;
}
function ADD(table) {
  return `events = ${table}.events + excluded.events, bytes = ${table}.bytes + excluded.bytes,
    first_at = least(${table}.first_at, excluded.first_at), last_at = greatest(${table}.last_at, excluded.last_at)`;
}

// lib/ingest/server/add-rollups.ts
var HOUR_MS2 = 36e5;
async function addRollups(client, rows2, fresh) {
  if (fresh.length === 0) return;
  const counts = new HourCounts(rows2, fresh);
  const order = counts.inKeyOrder();
  const at = (index) => order[index] ?? 0;
  const column2 = (type, key) =>
    arrayParameter(type, order.length, (to, index) =>
      type === "int4" ? to.int4(counts.key(at(index), key)) : to.int2(counts.key(at(index), key)),
    );
  const times = (of) => arrayParameter("timestamptz", order.length, (to, index) => to.time(of(at(index))));
  await client.query(`select pg_advisory_xact_lock_shared(${ROLLUP_LOCK})`);
  await client.query(ADD_COUNTED, [
    column2("int4", 0),
    times((count2) => counts.key(count2, 1) * HOUR_MS2),
    ...[2, 3, 4, 5].map((key) => column2("int4", key)),
    column2("int2", 6),
    column2("int2", 7),
    arrayParameter("int4", order.length, (to, index) => to.int4(counts.events[at(index)] ?? 0)),
    arrayParameter("int8", order.length, (to, index) => to.int8(counts.bytes[at(index)] ?? 0)),
    times((count2) => counts.firstMs[count2] ?? 0),
    times((count2) => counts.lastMs[count2] ?? 0),
  ]);
}

// lib/ingest/server/claim-events.ts
import { DatabaseError as DatabaseError2 } from "pg";

// lib/ingest/server/copy-rows.ts
import { pipeline as pipeline3 } from "node:stream/promises";
import { Readable as Readable3 } from "node:stream";
import { from as copyFrom } from "pg-copy-streams";
var PIECE_BYTES = 1 << 18;
async function copyRows(client, target, rows2) {
  const stream = client.query(copyFrom(`copy ${target} from stdin (format binary)`));
  await pipeline3(Readable3.from(pieces(rows2.written())), stream);
}
function* pieces(bytes) {
  yield copyHeader();
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
  yield copyTrailer();
}

// lib/ingest/server/row-order.ts
function inIdOrder(rows2, some) {
  const { ids } = rows2;
  const keys = new Float64Array(rows2.length);
  for (const row of some) keys[row] = ids.readUInt32BE(row * 16) * 2 ** 20 + (ids.readUInt32BE(row * 16 + 4) >>> 12);
  return some.toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || compareIds(ids, a, b) || a - b);
}
function inTimelineOrder(rows2, some) {
  const { timesMs } = rows2;
  const principals2 = new Float64Array(rows2.length);
  for (const row of some) principals2[row] = rows2.idOf(row, REFERENCE_AT.principal);
  return some.toSorted(
    (a, b) =>
      (principals2[a] ?? 0) - (principals2[b] ?? 0) ||
      (timesMs[a] ?? 0) - (timesMs[b] ?? 0) ||
      compareIds(rows2.ids, a, b),
  );
}
function haveSameId(rows2, a, b) {
  return compareIds(rows2.ids, a, b) === 0;
}
function compareIds(ids, a, b) {
  for (let at = 0; at < 16; at++) {
    const difference = (ids[a * 16 + at] ?? 0) - (ids[b * 16 + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

// lib/ingest/server/claim-events.ts
async function claimEvents(client, rows2, some) {
  if (some.length === 0) return { fresh: [], known: [] };
  const { first, repeated } = splitRepeats(rows2, inIdOrder(rows2, some));
  const { fresh, known } = await lookUp(client, rows2, first);
  if (await claimAll(client, rows2, fresh)) return { fresh, known: [...repeated, ...known] };
  const contested = await claimSome(client, rows2, fresh);
  return { fresh: contested.fresh, known: [...repeated, ...known, ...contested.known] };
}
async function lookUp(client, rows2, ordered) {
  const result2 = await client.query(LOOK_UP, [idArray(rows2, ordered)]);
  return split(ordered, result2.rows);
}
async function claimAll(client, rows2, ordered) {
  if (ordered.length === 0) return true;
  const to = new CopyEncoder(LOCATOR_COLUMNS.length, ordered.length);
  for (const row of ordered) {
    to.row();
    to.uuid(rows2.ids, row * 16);
    to.time(rows2.timesMs[row] ?? 0);
    to.int4(rows2.idOf(row, REFERENCE_AT.principal));
  }
  await client.query("savepoint claim");
  try {
    await copyRows(client, `event_locator (${LOCATOR_COLUMNS.join(", ")})`, to);
    return true;
  } catch (error) {
    if (!(error instanceof DatabaseError2) || error.code !== UNIQUE_VIOLATION) throw error;
    await client.query("rollback to savepoint claim");
    return false;
  }
}
async function claimSome(client, rows2, ordered) {
  const count2 = ordered.length;
  const result2 = await client.query(CLAIM, [
    idArray(rows2, ordered),
    arrayParameter("timestamptz", count2, (to, index) => to.time(rows2.timesMs[ordered[index] ?? 0] ?? 0)),
    arrayParameter("int4", count2, (to, index) => to.int4(rows2.idOf(ordered[index] ?? 0, REFERENCE_AT.principal))),
  ]);
  return split(ordered, result2.rows);
}
function idArray(rows2, ordered) {
  return arrayParameter("uuid", ordered.length, (to, index) => to.uuid(rows2.ids, (ordered[index] ?? 0) * 16));
}
function split(ordered, knownPlaces) {
  const isKnown = new Uint8Array(ordered.length);
  for (const { at } of knownPlaces) isKnown[at - 1] = 1;
  return {
    fresh: ordered.filter((_, index) => isKnown[index] === 0),
    known: ordered.filter((_, index) => isKnown[index] === 1),
  };
}
function splitRepeats(rows2, ordered) {
  const first = [];
  const repeated = [];
  for (const row of ordered) {
    const last = first.at(-1);
    (last !== void 0 && haveSameId(rows2, last, row) ? repeated : first).push(row);
  }
  return { first, repeated };
}
var UNIQUE_VIOLATION = "23505";
var LOCATOR_COLUMNS = ["event_id", "event_time", "principal_id"];
var LOOK_UP = `
  select w.at::int from unnest($1::uuid[]) with ordinality as w (event_id, at)
  where exists (select from event_locator l where l.event_id = w.event_id)`;
var CLAIM = `
  with wanted as materialized (
    select * from rows from (unnest($1::uuid[], $2::timestamptz[], $3::int[])) with ordinality as w (event_id, event_time, principal_id, at)
  ), fresh as (
    insert into event_locator (event_id, event_time, principal_id)
    select event_id, event_time, principal_id from wanted order by at
    on conflict (event_id) do nothing
    returning event_id
  )
  select at::int from wanted w where not exists (select from fresh f where f.event_id = w.event_id)`;

// lib/ingest/server/load-batch.ts
init_ensure_partitions();

// lib/ingest/server/keep-digests.ts
async function keepDigests(client, digests, sourceId) {
  if (digests.length === 0) return;
  await client.query(
    `insert into digest_file (sha256, source_id, path, bytes)
     select h, $1, p, b from unnest($2::bytea[], $3::text[], $4::bytea[]) as d (h, p, b) order by h, p on conflict do nothing`,
    [
      sourceId,
      digests.map(({ sha256: sha2562 }) => sha2562),
      digests.map(({ path: path2 }) => path2),
      digests.map(({ gzip: gzip2 }) => gzip2),
    ],
  );
}

// lib/ingest/server/write-segments.ts
import { Readable as Readable4 } from "node:stream";
import { pipeline as pipeline4 } from "node:stream/promises";
import { from as copyFrom2 } from "pg-copy-streams";
var CHUNK_BYTES2 = 8 * 1024 * 1024;
var CHUNK_COLUMNS = 4;
async function writeSegments(client, units, fileId) {
  const result2 = await client.query(
    `with wanted as (
       select * from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::bigint[]) with ordinality
         as s (log_file_id, n, first_record, records, text_bytes, at)
     ), fresh as (
       insert into evidence_segment (log_file_id, n, first_record, records, text_bytes)
       select log_file_id, n, first_record, records, text_bytes from wanted order by 1, 2
       on conflict do nothing returning log_file_id, n
     )
     select w.at::int from wanted w join fresh using (log_file_id, n)`,
    [
      units.map(fileId),
      units.map(({ segment }) => segment.n),
      units.map(({ segment }) => segment.firstRecord),
      units.map(({ segment }) => segment.records),
      units.map(({ segment }) => segment.textBytes),
    ],
  );
  const fresh = /* @__PURE__ */ new Set();
  for (const { at } of result2.rows) {
    const unit = units[at - 1];
    if (unit) fresh.add(unit);
  }
  await writeChunks(client, [...fresh], fileId);
  return fresh;
}
async function writeChunks(client, units, fileId) {
  if (units.length === 0) return;
  const target = client.query(
    copyFrom2("copy evidence_chunk (log_file_id, segment, n, bytes) from stdin (format binary)"),
  );
  await pipeline4(Readable4.from(chunkRows(units, fileId)), target);
}
function* chunkRows(units, fileId) {
  yield copyHeader();
  for (const unit of units) {
    const { gzip: gzip2, n: n2 } = unit.segment;
    for (let at = 0, chunk = 0; at < gzip2.length; at += CHUNK_BYTES2, chunk++) {
      const bytes = gzip2.subarray(at, at + CHUNK_BYTES2);
      const row = new CopyEncoder(CHUNK_COLUMNS, 1);
      row.row();
      row.int4(fileId(unit));
      row.int4(n2);
      row.int4(chunk);
      row.bytesFollow(bytes.length);
      yield row.written();
      yield bytes;
    }
  }
  yield copyTrailer();
}

// lib/ingest/server/register-units.ts
async function registerUnits(client, units, source) {
  const ordered = [...units].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const ids = new Map((await claimFiles(client, ordered, source)).map(({ id, sha256: sha2562 }) => [sha2562, id]));
  const fileId = (unit) => {
    const id = ids.get(unit.sha256);
    if (id === void 0) throw new Error(`log file ${unit.path} was not registered`);
    return id;
  };
  await addLocations(client, ordered, { fileId, source });
  const fresh = await writeSegments(client, firstOfEach(ordered), fileId);
  return { isNew: (unit) => fresh.has(unit), fileId };
}
async function claimFiles(client, units, source) {
  const result2 = await client.query(
    `insert into log_file (sha256, source_id, trust, format, compressed, delivered_bytes, text_bytes, damage, publish_time, normaliser_version)
     select distinct on (f.sha256) decode(f.sha256, 'hex'), $1::int, $2::smallint, f.format, f.compressed, f.delivered_bytes, 0, f.damage, f.publish_time, $3::int
     from jsonb_to_recordset($4) as f
       (sha256 text, format text, compressed boolean, delivered_bytes bigint, damage text, publish_time timestamptz)
     order by f.sha256
     on conflict (sha256) do update set trust = least(log_file.trust, excluded.trust),
       format = case when log_file.complete then log_file.format else excluded.format end
     returning id, encode(sha256, 'hex') as sha256`,
    [
      source.id,
      source.trust,
      NORMALISER_VERSION,
      JSON.stringify(
        units.map((unit) => ({
          sha256: unit.sha256,
          format: unit.format,
          compressed: unit.compressed,
          delivered_bytes: unit.deliveredBytes,
          damage: unit.damage,
          publish_time: unit.publishTimeMs === null ? null : new Date(unit.publishTimeMs).toISOString(),
        })),
      ),
    ],
  );
  return result2.rows;
}
async function addLocations(client, units, { fileId, source }) {
  await client.query(
    `insert into log_file_location (log_file_id, source_id, path)
     select l.id, $3::int, l.path from unnest($1::int[], $2::text[]) as l (id, path) order by 1, 3 on conflict do nothing`,
    [units.map(fileId), units.map(({ path: path2 }) => path2), source.id],
  );
}
function firstOfEach(units) {
  const seen = /* @__PURE__ */ new Set();
  return units.filter((unit) => {
    const key = `${unit.sha256} ${unit.segment.n}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

// lib/ingest/server/record-copies.ts
import { z as z11 } from "zod";

// lib/ingest/server/evidence-reader.ts
import { z as z9 } from "zod";

// lib/ingest/decoded.ts
var TEXT_FORMATS = [
  "records",
  "array",
  "sequence",
  "eventbridge",
  "logs-subscription",
  "filtered-logs",
  "lookup",
  "lookup-lines",
  "wrapped",
  "csv-raw",
];

// lib/ingest/json-path.ts
var JsonPaths = class _JsonPaths {
  constructor(text2) {
    this.text = text2;
  }
  text;
  lists = /* @__PURE__ */ new Map();
  objects = /* @__PURE__ */ new Map();
  strings = /* @__PURE__ */ new Map();
  /** The text at the end of a path from the value at `start`; of equal keys the last counts. null where the path does not lead to a value. */
  textAt(start, path2) {
    let at = start;
    for (let index = 0; index < path2.length; index++) {
      const step = path2[index];
      if (step === null) return this.textInString(at, path2.slice(index + 1));
      const span = typeof step === "number" ? this.elements(at)[step] : this.members(at).get(String(step));
      if (!span) return null;
      at = span.start;
    }
    const end = endOfValue(this.text, at);
    return end < 0 ? null : this.text.slice(at, end);
  }
  /** Inside a string that holds JSON; the whole string where the path ends there and it is no JSON value alone. */
  textInString(at, rest) {
    let inner = this.strings.get(at);
    if (!inner) {
      const value = JSON.parse(this.text.slice(at, endOfValue(this.text, at)));
      if (typeof value !== "string") return null;
      inner = new _JsonPaths(value);
      this.strings.set(at, inner);
    }
    return inner.textAt(skipSpace(inner.text, 0), rest);
  }
  elements(at) {
    const known = this.lists.get(at);
    if (known) return known;
    const found = [];
    let start = skipSpace(this.text, at + 1);
    while (start < this.text.length && this.text.charCodeAt(start) !== 93) {
      const end = endOfValue(this.text, start);
      if (end <= start) break;
      found.push({ start, end });
      const next = skipSpace(this.text, end);
      start = this.text.charCodeAt(next) === 44 ? skipSpace(this.text, next + 1) : next;
    }
    this.lists.set(at, found);
    return found;
  }
  members(at) {
    const known = this.objects.get(at);
    if (known) return known;
    const found = /* @__PURE__ */ new Map();
    for (const { key, start, end } of membersOf(this.text, at)) if (end >= 0) found.set(key, { start, end });
    this.objects.set(at, found);
    return found;
  }
};

// lib/ingest/record-text.ts
function recordTexts(text2, format, indexes) {
  if (format === "csv-raw") return textsInCsv(text2, indexes);
  if (format === "records" || format === "array" || format === "sequence") return directTexts(text2, indexes);
  return wrappedTexts(text2, indexes);
}
function directTexts(text2, indexes) {
  const pieces2 = elementsOfWhole(text2) ?? directPieces(text2, piecesOf(text2));
  const found = /* @__PURE__ */ new Map();
  for (const index of indexes) {
    const piece = pieces2[index];
    if (piece) found.set(index, text2.slice(piece.start, piece.end));
  }
  return found;
}
function elementsOfWhole(text2) {
  const at = text2.startsWith('{"Records":[') ? 11 : text2.startsWith("[") ? 0 : -1;
  if (at < 0) return null;
  const { pieces: pieces2, end } = elementsOf(text2, at);
  if (end < 0) return null;
  const brace = skipSpace(text2, end);
  if (at === 0) return brace >= text2.length ? pieces2 : null;
  return text2.charCodeAt(brace) === 125 && skipSpace(text2, brace + 1) >= text2.length ? pieces2 : null;
}
function wrappedTexts(text2, indexes) {
  const located = locateWrapped(text2, "whole");
  const paths = new JsonPaths(text2);
  const found = /* @__PURE__ */ new Map();
  for (const index of indexes) {
    const one = located[index];
    if (!one) continue;
    const record = one.broken ? null : paths.textAt(one.start, one.path);
    if (record !== null) found.set(index, record);
    else if (one.broken) found.set(index, text2.slice(one.start, located[index + 1]?.start));
  }
  return found;
}
function textsInCsv(text2, indexes) {
  const cells = csvCells(text2)?.cells ?? [];
  const located = locateInCsv(text2) ?? [];
  const found = /* @__PURE__ */ new Map();
  for (const index of indexes) {
    const one = located[index];
    const cell = one === void 0 ? void 0 : cells[one.row];
    if (one === void 0 || cell === void 0) continue;
    const [first, ...rest] = one.path;
    const record = first === null ? new JsonPaths(cell).textAt(skipSpace(cell, 0), rest) : cell;
    found.set(index, record ?? cell);
  }
  return found;
}

// lib/ingest/server/evidence-reader.ts
var CACHE_BYTES = 64 * 1024 * 1024;
var GROUP_BYTES = 32 * 1024 * 1024;
var SegmentRow = z9.object({
  fileId: z9.number(),
  n: z9.number(),
  firstRecord: z9.number(),
  records: z9.number(),
  textBytes: z9.number(),
  format: z9.enum(TEXT_FORMATS),
});
var ChunkRow = z9.object({ fileId: z9.number(), n: z9.number(), bytes: z9.instanceof(Buffer) });
var SEGMENTS = sql`
  select s.log_file_id as "fileId", s.n, s.first_record as "firstRecord", s.records, s.text_bytes::float8 as "textBytes", f.format
  from evidence_segment s join log_file f on f.id = s.log_file_id`;
var segmentKey = ({ fileId, n: n2 }) => `${fileId}:${n2}`;
var placeKey = ({ fileId, recordIndex }) => `${fileId}:${recordIndex}`;
var EvidenceReader = class {
  constructor(on) {
    this.on = on;
  }
  on;
  texts = /* @__PURE__ */ new Map();
  held = 0;
  /** Spares reading back what is in memory anyway. */
  seed(fileId, n2, segment) {
    this.texts.set(`${fileId}:${n2}`, segment);
  }
  /** The text of every place, by `placeKey`. Throws where the evidence does not hold one. */
  async read(places2) {
    const wanted = groupByFile(places2);
    const found = /* @__PURE__ */ new Map();
    for (const group of inGroups(await this.segmentsFor(places2))) {
      for (const [segment, text2] of await this.textsOf(group))
        extract2(segment, text2, { wanted: wanted.get(segment.fileId) ?? [], found });
    }
    for (const place of places2) {
      if (!found.has(placeKey(place)))
        throw new AppError(
          "not-found",
          `No evidence is kept for record ${place.recordIndex} of log file ${place.fileId}.`,
        );
    }
    return found;
  }
  /** The segments of a log file, in order. */
  segmentsOf(fileId) {
    return rows(this.on, SegmentRow, sql`${SEGMENTS} where s.log_file_id = ${fileId} order by s.n`);
  }
  /** Whole segments, decompressed; those that are not held come in one round trip. */
  async textsOf(segments) {
    const missing = segments.filter((segment) => !this.texts.has(segmentKey(segment)));
    const bytes = await this.chunksOf(missing);
    const texts = /* @__PURE__ */ new Map();
    for (const segment of segments) {
      const known = this.texts.get(segmentKey(segment));
      const text2 = known ?? { ...segment, text: textOfBytes(Buffer.concat(bytes.get(segmentKey(segment)) ?? [])) };
      if (!known) this.keep(segmentKey(segment), text2);
      texts.set(segment, text2);
    }
    return texts;
  }
  segmentsFor(places2) {
    return rows(
      this.on,
      SegmentRow,
      sql`
        ${SEGMENTS}
        where (s.log_file_id, s.n) in (
          select w.file_id, i.n
          from unnest(${places2.map(({ fileId }) => fileId)}::int[], ${places2.map(({ recordIndex }) => recordIndex)}::int[]) as w (file_id, record_index)
          join evidence_segment i on i.log_file_id = w.file_id and w.record_index >= i.first_record and w.record_index < i.first_record + i.records
        )
        order by s.log_file_id, s.n`,
    );
  }
  async chunksOf(segments) {
    const bytes = /* @__PURE__ */ new Map();
    if (segments.length === 0) return bytes;
    const chunks = await rows(
      this.on,
      ChunkRow,
      sql`
        select c.log_file_id as "fileId", c.segment as n, c.bytes
        from unnest(${segments.map(({ fileId }) => fileId)}::int[], ${segments.map(({ n: n2 }) => n2)}::int[]) as w (file_id, n)
        join evidence_chunk c on c.log_file_id = w.file_id and c.segment = w.n
        order by c.log_file_id, c.segment, c.n`,
    );
    for (const chunk of chunks) bytes.set(segmentKey(chunk), [...(bytes.get(segmentKey(chunk)) ?? []), chunk.bytes]);
    return bytes;
  }
  keep(key, segment) {
    if (this.held + segment.text.length > CACHE_BYTES) {
      this.texts.clear();
      this.held = 0;
    }
    this.texts.set(key, segment);
    this.held += segment.text.length;
  }
};
function* inGroups(segments) {
  let group = [];
  let bytes = 0;
  for (const segment of segments) {
    if (group.length > 0 && bytes + segment.textBytes > GROUP_BYTES) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(segment);
    bytes += segment.textBytes;
  }
  if (group.length > 0) yield group;
}
function extract2({ fileId, firstRecord, records }, { text: text2, format }, { wanted, found }) {
  const here = wanted.filter((index) => index >= firstRecord && index < firstRecord + records);
  const texts = recordTexts(
    text2,
    format,
    here.map((index) => index - firstRecord),
  );
  for (const [local, record] of texts) found.set(placeKey({ fileId, recordIndex: local + firstRecord }), record);
}
function groupByFile(places2) {
  const byFile = /* @__PURE__ */ new Map();
  for (const { fileId, recordIndex } of places2) {
    const indexes = byFile.get(fileId);
    if (indexes) indexes.push(recordIndex);
    else byFile.set(fileId, [recordIndex]);
  }
  return byFile;
}

// lib/ingest/server/settle-contested.ts
import { hash as hash3 } from "node:crypto";
import { z as z10 } from "zod";

// lib/ingest/server/replace-stored.ts
init_ensure_partitions();

// lib/ingest/server/recompute-rollups.ts
async function recomputeRollups(client, hours) {
  if (hours.length === 0) return;
  await client.query("select pg_advisory_xact_lock($1)", [ROLLUP_LOCK]);
  await client.query(
    "create temp table if not exists rollup_hour (principal_id int, hour timestamptz) on commit delete rows",
  );
  await client.query("delete from rollup_hour");
  await client.query("insert into rollup_hour select distinct * from unnest($1::int[], $2::timestamptz[])", [
    hours.map(({ principal_id }) => principal_id),
    hours.map(({ hour }) => hour.toISOString()),
  ]);
  await client.query(WHOLE_DAYS);
  await client.query(DELETE_HOURS);
  await client.query(DELETE_DAYS);
  await client.query(rollupSql(EVENTS_OF_HOURS));
}
var WHOLE_DAYS = `
  insert into rollup_hour
  select distinct a.principal_id, a.hour from activity_hour a
  join (select distinct principal_id, date_trunc('day', hour) as day from rollup_hour) d
    on a.principal_id = d.principal_id and a.hour >= d.day and a.hour < d.day + interval '1 day'
  except select * from rollup_hour`;
var DELETE_HOURS = `
  delete from activity_hour a using rollup_hour r where a.principal_id = r.principal_id and a.hour = r.hour`;
var DELETE_DAYS = `
  delete from activity_day a
  using (select distinct principal_id, date_trunc('day', hour) as day from rollup_hour) r
  where a.principal_id = r.principal_id and a.day = r.day`;
var EVENTS_OF_HOURS = `
  rollup_hour r join event e using (principal_id)
  where e.event_time >= r.hour and e.event_time < r.hour + interval '1 hour'`;

// lib/ingest/server/store-traces.ts
async function storeTraces(client, rows2, stored) {
  if (rows2.traces.size === 0) return;
  const traced = stored.flatMap((row) => tracedOf(rows2, row));
  const issuances = each(traced, ({ issuances: of }) => of);
  const roles2 = each(traced, ({ roles: of }) => of);
  const fresh = await freshEvidence(client, issuances);
  if (issuances.length > 0) await client.query(INSERT_ISSUANCES, issuanceColumns(issuances));
  if (roles2.length > 0) {
    await client.query(
      `insert into role_fact (event_id, n, account, name, agent)
       select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[]) order by 1, 2`,
      [...places(roles2), ...["account", "name", "agent"].map((key) => roles2.map(({ trace }) => trace[key]))],
    );
  }
  await insertRuns(
    client,
    each(traced, ({ runs }) => runs),
  );
  await regroupNames(client, [...fresh, ...roles2.map(({ trace: { account, name } }) => ({ account, name }))]);
}
function tracedOf(rows2, row) {
  const traces = rows2.traces.get(row);
  if (traces === void 0) return [];
  const shared = rows2.sharedIds.get(row);
  return [
    {
      eventId: rows2.eventId(row),
      time: new Date(rows2.timesMs[row] ?? 0).toISOString(),
      principalId: rows2.idOf(row, REFERENCE_AT.principal),
      credentialId: rows2.idOf(row, REFERENCE_AT.credential) || null,
      accountId: rows2.idOf(row, REFERENCE_AT.account),
      regionId: rows2.idOf(row, REFERENCE_AT.region),
      sharedId: shared === void 0 ? null : readUuid(shared, 0),
      traces,
    },
  ];
}
async function forgetTraces(client, eventIds) {
  if (eventIds.length === 0) return;
  const gone = await client.query(FORGET, [eventIds]);
  await client.query("delete from run_mark where event_id = any($1::uuid[])", [eventIds]);
  await regroupNames(client, gone.rows);
}
var FORGET = `
  with issued as (
    delete from issuance where event_id = any($1::uuid[]) returning issued_account as account, issued_name as name, mechanism
  ), given as (
    delete from role_fact where event_id = any($1::uuid[]) returning account, name
  )
  select distinct account, name from issued where mechanism in ('service-assume-role', 'console-sign-in') and account is not null and name is not null
  union select account, name from given`;
async function freshEvidence(client, issuances) {
  const telling = issuances.filter(({ trace: { mechanism } }) => EVIDENCE.has(mechanism));
  if (telling.length === 0) return [];
  const found = await client.query(FRESH, [
    telling.map(({ trace }) => trace.account),
    telling.map(({ trace }) => trace.name),
    telling.map(({ trace }) => trace.mechanism),
    telling.map(({ traced }) => traced.principalId),
  ]);
  return found.rows;
}
var EVIDENCE = /* @__PURE__ */ new Set(["service-assume-role", "console-sign-in"]);
var FRESH = `
  select distinct t.account, t.name from unnest($1::text[], $2::text[], $3::text[], $4::int[]) t (account, name, mechanism, principal_id)
  where t.account is not null and t.name is not null and not exists (
    select from issuance i where i.issued_account = t.account and i.issued_name = t.name and i.mechanism = t.mechanism and i.principal_id = t.principal_id)`;
var INSERT_ISSUANCES = `
  insert into issuance (
    event_id, n, event_time, principal_id, account_id, region_id, shared_event_id, mechanism, issuer_key, issued_key, issued_account,
    issued_name, issued_unique_id, session_name, expires_at, source_identity, subject, scope, tags)
  select event_id, n, event_time, principal_id, account_id, region_id, shared_event_id, mechanism, issuer_key, issued_key, issued_account,
    issued_name, issued_unique_id, session_name, expires_at, source_identity, subject, scope,
    coalesce((select array_agg(tag) from jsonb_array_elements_text(tags) tag), '{}')
  from unnest(
    $1::uuid[], $2::int[], $3::timestamptz[], $4::int[], $5::int[], $6::int[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[],
    $12::text[], $13::text[], $14::text[], $15::timestamptz[], $16::text[], $17::text[], $18::text[], $19::jsonb[]
  ) u (event_id, n, event_time, principal_id, account_id, region_id, shared_event_id, mechanism, issuer_key, issued_key, issued_account,
    issued_name, issued_unique_id, session_name, expires_at, source_identity, subject, scope, tags)
  order by event_id, n`;
function issuanceColumns(issuances) {
  const of = (read) => issuances.map(read);
  return [
    ...places(issuances),
    of(({ traced }) => traced.time),
    of(({ traced }) => traced.principalId),
    of(({ traced }) => traced.accountId),
    of(({ traced }) => traced.regionId),
    of(({ traced }) => traced.sharedId),
    of(({ trace }) => trace.mechanism),
    of(({ trace }) => trace.issuerKey),
    of(({ trace }) => trace.key),
    of(({ trace }) => trace.account),
    of(({ trace }) => trace.name),
    of(({ trace }) => trace.uniqueId),
    of(({ trace }) => trace.sessionName),
    of(({ trace }) => (trace.expiresAtMs === null ? null : new Date(trace.expiresAtMs).toISOString())),
    of(({ trace }) => trace.sourceIdentity),
    of(({ trace }) => trace.subject),
    of(({ trace }) => trace.scope),
    of(({ trace }) => JSON.stringify(trace.tags)),
  ];
}
async function insertRuns(client, runs) {
  if (runs.length === 0) return;
  await client.query(
    `insert into run_mark (event_id, n, event_time, principal_id, credential_id, kind, value)
     select * from unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::int[], $5::int[], $6::text[], $7::text[]) order by 1, 2`,
    [
      ...places(runs),
      runs.map(({ traced }) => traced.time),
      runs.map(({ traced }) => traced.principalId),
      runs.map(({ traced }) => traced.credentialId),
      runs.map(({ trace }) => trace.kind),
      runs.map(({ trace }) => trace.value),
    ],
  );
}
function each(all, read) {
  return all.flatMap((traced) => read(traced.traces).map((trace, n2) => ({ traced, n: n2, trace })));
}
function places(traces) {
  return [traces.map(({ traced }) => traced.eventId), traces.map(({ n: n2 }) => n2)];
}

// lib/ingest/server/write-events.ts
var EVENT_COLUMNS = [
  "event_time",
  "event_id",
  "request_hash",
  "log_file_id",
  "record_index",
  "principal_id",
  "action_id",
  "account_id",
  "region_id",
  "flags",
  "credential_id",
  "address_id",
  "user_agent_id",
  "resource_id",
  "container_id",
  "error_id",
  "via_id",
  "bytes",
  "shared_event_id",
  "window_end",
];
var TOUCH_COLUMNS = ["event_time", "event_id", "resource_id", "principal_id", "role"];
async function writeEvents(client, rows2, { fresh, fileIdOf }) {
  if (fresh.length === 0) return;
  const to = new CopyEncoder(EVENT_COLUMNS.length, fresh.length);
  for (const row of inTimelineOrder(rows2, fresh))
    encodeEvent(to, { rows: rows2, row, fileId: fileIdOf(rows2.owners[row] ?? 0) });
  await copyRows(client, `event (${EVENT_COLUMNS.join(", ")})`, to);
  await writeTouches(client, rows2, fresh);
}
async function writeTouches(client, rows2, fresh) {
  if (rows2.touches.length === 0) return;
  const isFresh = new Uint8Array(rows2.length);
  for (const row of fresh) isFresh[row] = 1;
  const touches = rows2.touches.filter(({ row }) => isFresh[row] === 1).sort((a, b) => a.resource.id - b.resource.id);
  if (touches.length === 0) return;
  const to = new CopyEncoder(TOUCH_COLUMNS.length, touches.length);
  for (const { row, resource, role: role2 } of touches) {
    to.row();
    to.time(rows2.timesMs[row] ?? 0);
    to.uuid(rows2.ids, row * 16);
    to.int4(resource.id);
    to.int4(rows2.idOf(row, REFERENCE_AT.principal));
    to.int2(role2);
  }
  await copyRows(client, `event_resource (${TOUCH_COLUMNS.join(", ")})`, to);
}
function encodeEvent(to, { rows: rows2, row, fileId }) {
  to.row();
  to.time(rows2.timesMs[row] ?? 0);
  to.uuid(rows2.ids, row * 16);
  if (rows2.hasRequest[row] === 1)
    to.int8Words(rows2.requestHashes[row * 2] ?? 0, rows2.requestHashes[row * 2 + 1] ?? 0);
  else to.none();
  to.int4(fileId);
  to.int4(rows2.recordIndexes[row] ?? 0);
  to.int4(rows2.idOf(row, REFERENCE_AT.principal));
  to.int4(rows2.idOf(row, REFERENCE_AT.action));
  to.int4(rows2.idOf(row, REFERENCE_AT.account));
  to.int2(rows2.idOf(row, REFERENCE_AT.region));
  to.int2(rows2.flags[row] ?? 0);
  for (let reference = REFERENCE_AT.credential; reference <= REFERENCE_AT.service; reference++) {
    const id = rows2.idOf(row, reference);
    if (id === 0) to.none();
    else to.int4(id);
  }
  encodeRare(to, rows2, row);
}
function encodeRare(to, rows2, row) {
  const bytes = rows2.bytes[row] ?? Number.NaN;
  if (Number.isNaN(bytes)) to.none();
  else to.int8(bytes);
  const shared = rows2.sharedIds.get(row);
  if (shared) to.uuid(shared, 0);
  else to.none();
  const windowEndMs = rows2.windowEndsMs.get(row);
  if (windowEndMs === void 0) to.none();
  else to.time(windowEndMs);
}

// lib/ingest/server/replace-stored.ts
async function replaceStored(client, ctx, replacements) {
  const rows2 = new EventRows();
  replacements.forEach(({ winner }, owner) => addWinner(rows2, ctx, { winner, owner }));
  if (rows2.length === 0) return;
  await ctx.dictionaries.resolve(ctx.pool);
  await ensurePartitions(ctx.pool, rows2);
  const all = Array.from({ length: rows2.length }, (_, row) => row);
  const ids = all.map((row) => rows2.eventId(row));
  const gone = await client.query(REMOVE, [ids]);
  await writeEvents(client, rows2, { fresh: all, fileIdOf: (owner) => replacements[owner]?.winner.fileId ?? 0 });
  await forgetTraces(client, ids);
  await storeTraces(client, rows2, all);
  const come = await client.query(RELOCATE, [
    ids,
    all.map((row) => new Date(rows2.timesMs[row] ?? 0)),
    all.map((row) => rows2.idOf(row, REFERENCE_AT.principal)),
  ]);
  await recomputeRollups(client, [...gone.rows, ...come.rows]);
  await client.query(RECOUNT, [
    [...replacements.map(({ stored }) => stored.fileId), ...replacements.map(({ winner }) => winner.fileId)],
    [...replacements.map(() => -1), ...replacements.map(() => 1)],
  ]);
}
function addWinner(rows2, ctx, { winner, owner }) {
  const event = normaliseRecord(JSON.parse(winner.text), LATEST_MS_ANY);
  if ("reason" in event) return;
  const { eventId, recordIndex } = winner;
  const id = { id: eventId, text: null };
  rows2.add({ owner, recordIndex, id, event, entries: ctx.dictionaries.entriesOf(event) });
}
var REMOVE = `
  with gone as (
    delete from event e using event_locator l
    where l.event_id = any($1::uuid[]) and e.principal_id = l.principal_id and e.event_time = l.event_time and e.event_id = l.event_id
    returning e.principal_id, e.event_time
  ), touches as (
    delete from event_resource where event_id = any($1::uuid[])
  )
  select distinct principal_id, date_trunc('hour', event_time) as hour from gone`;
var RELOCATE = `
  with come as (
    select * from unnest($1::uuid[], $2::timestamptz[], $3::int[]) as c (event_id, event_time, principal_id)
  ), moved as (
    update event_locator l set event_time = c.event_time, principal_id = c.principal_id
    from come c where l.event_id = c.event_id
  )
  select distinct principal_id, date_trunc('hour', event_time) as hour from come`;
var RECOUNT = `
  update log_file f set stored = stored + c.gained, duplicates = duplicates - c.gained
  from (select id, sum(gained)::int as gained from unnest($1::int[], $2::int[]) as u (id, gained) group by id) c
  where f.id = c.id`;

// lib/ingest/server/settle-contested.ts
var DeliveryRow = z10.object({
  eventId: z10.string(),
  fileId: z10.number(),
  recordIndex: z10.number(),
  trust: z10.number(),
  fileHash: z10.string(),
  isStored: z10.boolean(),
});
async function settleContested(client, ctx, { eventIds, reader }) {
  const deliveries = await deliveriesOf(client, eventIds, reader);
  const replacements = [];
  for (const ofEvent of deliveries.values()) {
    const stored = ofEvent.find(({ isStored }) => isStored);
    if (!stored) continue;
    const winner = chooseWinner(ofEvent, stored);
    if (winner !== stored) replacements.push({ stored, winner });
    await markCopies(client, ofEvent, winner);
  }
  await replaceStored(client, ctx, replacements);
  const differing = [...deliveries.values()]
    .filter(hasSeveralContents)
    .flatMap(([first]) => (first ? [first.eventId] : []));
  await client.query(FLAG_EVENTS, [differing, COPIES_DIFFER_BIT]);
}
async function deliveriesOf(client, eventIds, reader) {
  const found = await rows(
    client,
    DeliveryRow,
    sql`
      select d.event_id as "eventId", d.log_file_id as "fileId", d.record_index as "recordIndex", f.trust,
        encode(f.sha256, 'hex') as "fileHash", d.is_stored as "isStored"
      from (
        select e.event_id, e.log_file_id, e.record_index, true as is_stored
        from event_locator l
        join event e on e.principal_id = l.principal_id and e.event_time = l.event_time and e.event_id = l.event_id
        where l.event_id = any(${eventIds}::uuid[])
        union all
        select event_id, log_file_id, record_index, false from event_copy where event_id = any(${eventIds}::uuid[])
      ) d join log_file f on f.id = d.log_file_id`,
  );
  const texts = await reader.read(found);
  const byEvent = /* @__PURE__ */ new Map();
  for (const row of found) {
    const text2 = texts.get(placeKey(row)) ?? "";
    const delivery = { ...row, text: text2, contentHash: hash3("sha256", canonicalJson(JSON.parse(text2)), "hex") };
    byEvent.set(row.eventId, [...(byEvent.get(row.eventId) ?? []), delivery]);
  }
  return byEvent;
}
function chooseWinner(deliveries, stored) {
  const trustOf = /* @__PURE__ */ new Map();
  for (const { contentHash, trust } of deliveries)
    trustOf.set(contentHash, Math.min(trust, trustOf.get(contentHash) ?? trust));
  const [content] = [...trustOf].sort(([hashA, a], [hashB, b]) => a - b || (hashA < hashB ? -1 : 1))[0] ?? [
    stored.contentHash,
  ];
  if (stored.contentHash === content) return stored;
  const candidates = deliveries.filter(({ contentHash }) => contentHash === content);
  candidates.sort((a, b) => a.trust - b.trust || (a.fileHash < b.fileHash ? -1 : 1) || a.recordIndex - b.recordIndex);
  return candidates[0] ?? stored;
}
function hasSeveralContents(deliveries) {
  return new Set(deliveries.map(({ contentHash }) => contentHash)).size > 1;
}
async function markCopies(client, deliveries, winner) {
  const copies = deliveries.filter((delivery) => delivery !== winner);
  await client.query("delete from event_copy where event_id = $1", [winner.eventId]);
  await client.query(
    `insert into event_copy (event_id, log_file_id, record_index, content_hash, differs)
     select $1, f, r, decode(h, 'hex'), h <> $5 from unnest($2::int[], $3::int[], $4::text[]) as c (f, r, h)`,
    [
      winner.eventId,
      copies.map(({ fileId }) => fileId),
      copies.map(({ recordIndex }) => recordIndex),
      copies.map(({ contentHash }) => contentHash),
      winner.contentHash,
    ],
  );
}
var FLAG_EVENTS = `
  update event e set flags = e.flags | $2::smallint
  from event_locator l
  where l.event_id = any($1::uuid[]) and e.principal_id = l.principal_id and e.event_time = l.event_time and e.event_id = l.event_id`;

// lib/ingest/server/record-copies.ts
var StoredRow = z11.object({
  eventId: z11.string(),
  fileId: z11.number(),
  recordIndex: z11.number(),
  differs: z11.boolean(),
});
async function recordCopies(client, ctx, { copies, rows: batch, registered, units }) {
  const fileIds = units.map((unit) => (registered.isNew(unit) ? registered.fileId(unit) : 0));
  const deliveries = copies.map((row) => ({
    eventId: batch.eventId(row),
    fileId: fileIds[batch.owners[row] ?? 0] ?? 0,
    recordIndex: batch.recordIndexes[row] ?? 0,
  }));
  await client.query(
    `insert into event_copy (event_id, log_file_id, record_index, differs)
     select e, f, r, false from unnest($1::uuid[], $2::int[], $3::int[]) as c (e, f, r) order by 1, 2, 3 on conflict do nothing`,
    [
      deliveries.map(({ eventId }) => eventId),
      deliveries.map(({ fileId }) => fileId),
      deliveries.map((d2) => d2.recordIndex),
    ],
  );
  const reader = new EvidenceReader(client);
  for (const unit of units) {
    if (registered.isNew(unit)) reader.seed(registered.fileId(unit), unit.segment.n, { ...unit.segment });
  }
  const contested = await findContested(client, reader, deliveries);
  if (contested.length > 0) await settleContested(client, ctx, { eventIds: contested, reader });
}
async function findContested(client, reader, deliveries) {
  const stored = new Map((await storedPlaces(client, deliveries)).map((row) => [row.eventId, row]));
  const contested = /* @__PURE__ */ new Set();
  const texts = await reader.read([...deliveries, ...stored.values()]);
  for (const delivery of deliveries) {
    const place = stored.get(delivery.eventId);
    if (!place) continue;
    const [copy, original] = [texts.get(placeKey(delivery)), texts.get(placeKey(place))];
    if (place.differs || !sameContent(copy, original)) contested.add(delivery.eventId);
  }
  return [...contested];
}
function sameContent(a, b) {
  if (a === b) return true;
  if (a === void 0 || b === void 0) return false;
  return canonicalJson(JSON.parse(a)) === canonicalJson(JSON.parse(b));
}
function storedPlaces(client, deliveries) {
  return rows(
    client,
    StoredRow,
    sql`
      select e.event_id as "eventId", e.log_file_id as "fileId", e.record_index as "recordIndex",
        (e.flags & ${COPIES_DIFFER_BIT}::int) <> 0 as differs
      from event_locator l
      join event e on e.principal_id = l.principal_id and e.event_time = l.event_time and e.event_id = l.event_id
      where l.event_id = any(${deliveries.map(({ eventId }) => eventId)}::uuid[])`,
  );
}

// lib/ingest/server/load-batch.ts
async function loadBatch(ctx, batch) {
  await ctx.watch.time("dictionaries", () => ctx.dictionaries.resolve(ctx.pool));
  await ensurePartitions(ctx.pool, batch.events);
  return retryContended(() => inTransaction(ctx.pool, (client) => loadInTransaction(client, ctx, batch)));
}
var zz = 0;
async function loadInTransaction(client, ctx, batch) {
  {
    const m = process.memoryUsage();
    const h = (await import("node:v8")).getHeapStatistics();
    if (zz++ % 3 === 0)
      console.error(
        `rss ${m.rss >> 20} used ${h.used_heap_size >> 20} total ${h.total_heap_size >> 20} ext ${h.external_memory >> 20} ab ${m.arrayBuffers >> 20} malloc ${h.malloced_memory >> 20}`,
      );
  }
  const registered = await ctx.watch.time("evidence", () => registerUnits(client, batch.units, ctx.source));
  await keepDigests(client, batch.digests, ctx.source.id);
  const results = await loadRecords(client, ctx, { batch, registered });
  await countUnits(client, results, registered);
  return results;
}
async function quarantineRejects(client, { rejects }, registered) {
  const fresh = rejects.filter(({ unit }) => registered.isNew(unit));
  if (fresh.length === 0) return;
  await client.query(
    `insert into quarantine (log_file_id, record_index, reason, detail) select * from unnest($1::int[], $2::int[], $3::text[], $4::text[])`,
    [
      fresh.map(({ unit }) => registered.fileId(unit)),
      fresh.map(({ recordIndex }) => recordIndex),
      fresh.map(({ reason }) => reason),
      fresh.map(({ detail }) => detail),
    ],
  );
}
async function nameAliases(client, rows2, fresh) {
  const named2 = fresh.filter((row) => rows2.idTexts.has(row));
  if (named2.length === 0) return;
  await client.query(
    `insert into event_alias (event_id, text) select * from unnest($1::uuid[], $2::text[]) order by 1 on conflict do nothing`,
    [named2.map((row) => rows2.eventId(row)), named2.map((row) => rows2.idTexts.get(row))],
  );
}
async function loadRecords(client, ctx, { batch, registered }) {
  const { events: rows2, units } = batch;
  const fileIds = units.map((unit) => (registered.isNew(unit) ? registered.fileId(unit) : null));
  const fileIdOf = (owner) => fileIds[owner] ?? 0;
  const wanted = [];
  for (let row = 0; row < rows2.length; row++) if (fileIds[rows2.owners[row] ?? 0] !== null) wanted.push(row);
  const { fresh, known } = await ctx.watch.time("claim", () => claimEvents(client, rows2, wanted));
  await ctx.watch.time("events", () => writeEvents(client, rows2, { fresh, fileIdOf }));
  await ctx.watch.time("rollups", () => addRollups(client, rows2, fresh));
  await ctx.watch.time("traces", () => storeTraces(client, rows2, fresh));
  await quarantineRejects(client, batch, registered);
  await nameAliases(client, rows2, fresh);
  if (known.length > 0) {
    await ctx.watch.time("copies", () => recordCopies(client, ctx, { copies: known, rows: rows2, registered, units }));
  }
  return tally(batch, registered, { fresh, known });
}
async function countUnits(client, results, registered) {
  const loaded = results.filter(({ outcome }) => outcome === "loaded");
  await client.query(
    `update log_file f set
       records = f.records + c.stored + c.duplicates + c.quarantined, stored = f.stored + c.stored,
       duplicates = f.duplicates + c.duplicates, quarantined = f.quarantined + c.quarantined, complete = f.complete or c.is_last,
       text_bytes = f.text_bytes + c.text_bytes
     from (
       select id, sum(stored)::int as stored, sum(duplicates)::int as duplicates, sum(quarantined)::int as quarantined,
         bool_or(is_last) as is_last, sum(text_bytes)::bigint as text_bytes
       from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::boolean[], $6::bigint[])
         as u (id, stored, duplicates, quarantined, is_last, text_bytes)
       group by id
     ) c
     where f.id = c.id`,
    [
      loaded.map(({ unit }) => registered.fileId(unit)),
      loaded.map(({ stored }) => stored),
      loaded.map(({ duplicates }) => duplicates),
      loaded.map(({ quarantined }) => quarantined),
      loaded.map(({ unit }) => unit.isLast),
      loaded.map(({ unit }) => unit.segment.textBytes),
    ],
  );
}
function tally({ units, events, rejects }, registered, { fresh, known }) {
  const results = units.map((unit) => ({
    unit,
    outcome: registered.isNew(unit) ? "loaded" : "already-here",
    stored: 0,
    duplicates: 0,
    quarantined: 0,
  }));
  const count2 = (owner, what) => {
    const result2 = results[owner ?? -1];
    if (result2?.outcome === "loaded") result2[what] += 1;
  };
  for (const row of fresh) count2(events.owners[row], "stored");
  for (const row of known) count2(events.owners[row], "duplicates");
  const owners = new Map(units.map((unit, owner) => [unit, owner]));
  for (const { unit } of rejects) count2(owners.get(unit), "quarantined");
  return results;
}

// lib/ingest/server/loader.ts
var BATCH_EVENTS = 2e4;
var BATCH_DIGESTS = 2e3;
var BATCH_TEXT_BYTES = 28 * 1024 * 1024;
var Loader = class {
  constructor(ctx, clock, settled) {
    this.ctx = ctx;
    this.clock = clock;
    this.settled = settled;
  }
  ctx;
  clock;
  settled;
  batch = emptyBatch();
  textBytes = 0;
  inFlight = Promise.resolve();
  failure = null;
  /** Adds a unit's records; waits where the database is behind. */
  async add(unit, decoded3) {
    this.throwFailure();
    this.batch.units.push(unit);
    this.textBytes += unit.segment.textBytes;
    const latestMs = latestEventMs(unit.publishTimeMs, this.clock());
    await batchRecords(this.batch, {
      unit,
      decoded: decoded3,
      normalise: (record) => normaliseRecord(record, latestMs),
      dictionaries: this.ctx.dictionaries,
    });
    if (this.batch.events.length >= BATCH_EVENTS || this.textBytes >= BATCH_TEXT_BYTES) await this.flush();
  }
  /** Adds a digest, which commits with the batch. */
  async addDigest(digest) {
    this.throwFailure();
    this.batch.digests.push(digest);
    if (this.batch.digests.length >= BATCH_DIGESTS) await this.flush();
  }
  /** Waits until everything added so far is committed. */
  async finish() {
    await this.flush();
    await this.inFlight;
    this.throwFailure();
  }
  async flush() {
    await this.inFlight;
    this.throwFailure();
    if (this.batch.units.length === 0 && this.batch.digests.length === 0) return;
    const batch = this.batch;
    this.batch = emptyBatch();
    this.textBytes = 0;
    this.inFlight = loadBatch(this.ctx, batch).then(
      (results) => this.settled(results, batch.digests),
      (error) => {
        this.failure = { error };
      },
    );
  }
  throwFailure() {
    if (this.failure) throw this.failure.error;
  }
};

// lib/ingest/server/stopwatch.ts
var Stopwatch = class {
  constructor(nowMs) {
    this.nowMs = nowMs;
  }
  nowMs;
  totals = {};
  add(step, sinceMs) {
    this.totals[step] = (this.totals[step] ?? 0) + this.nowMs() - sinceMs;
  }
  now() {
    return this.nowMs();
  }
  async time(step, work) {
    const since = this.nowMs();
    try {
      return await work();
    } finally {
      this.add(step, since);
    }
  }
  read() {
    return this.totals;
  }
};

// lib/ingest/server/start-loader.ts
var CONNECTIONS = 4;
function startLoader(init, say) {
  const pool = makePool(init.url, { max: CONNECTIONS, applicationName: "wakeline loader" });
  const watch = new Stopwatch(() => performance.now());
  const ctx = { pool, source: init.source, dictionaries: new Dictionaries(), watch };
  const loader = new Loader(ctx, Date.now, (results, digests) =>
    say({ type: "settled", files: results.map(outcomeOf), digests: digests.map(({ path: path2 }) => path2) }),
  );
  const load2 = async (paths) => {
    await loadPaths(paths, { loader, say });
    say({ type: "idle" });
  };
  const finish2 = async () => {
    await loader.finish();
    await pool.end();
    say({ type: "finished", timings: watch.read() });
  };
  let last = Promise.resolve();
  return (message) => {
    last = last
      .then(() => {
        switch (message.type) {
          case "load":
            return load2(message.paths);
          case "commit":
            return loader.finish();
          case "finish":
            return finish2();
        }
      })
      .catch((error) => say(failureOf(error)));
  };
}
async function loadPaths(given, { loader, say }) {
  const limits = inputLimits();
  const labels = new Map(given.flatMap(({ path: path2, label }) => (label === void 0 ? [] : [[path2, label]])));
  const paths = given.map(({ path: path2 }) => path2);
  for await (const input of listInputs(paths, limits)) {
    const path2 = labelled(input.path, labels);
    if ("reason" in input) {
      say({ type: "skipped", path: path2, reason: input.reason, bytes: 0 });
      continue;
    }
    try {
      const skipped = await loadInput({ ...input, path: path2 }, { loader, limits });
      if (skipped !== null) say({ type: "skipped", path: path2, reason: skipped, bytes: input.bytes ?? 0 });
    } catch (error) {
      if (!isInputFailure(error)) throw error;
      say({ type: "skipped", path: path2, reason: error.message, bytes: input.bytes ?? 0 });
    }
  }
}
function labelled(path2, labels) {
  if (labels.size === 0) return path2;
  for (let end = path2.length; end > 0; end = path2.lastIndexOf("!", end - 1)) {
    const label = labels.get(path2.slice(0, end));
    if (label !== void 0) return label + path2.slice(end);
  }
  return path2;
}
function outcomeOf({ unit, outcome, stored, duplicates, quarantined }) {
  const { path: path2, isLast, deliveredBytes } = unit;
  return { path: path2, isLast, outcome, stored, duplicates, quarantined, bytes: isLast ? deliveredBytes : 0 };
}
function failureOf(error) {
  const known = error instanceof AppError ? error : storeFailure(error);
  if (known)
    return {
      type: "failed",
      code: known.code,
      message: `${known.message} What was loaded stays: run the same command again to go on.`,
    };
  return {
    type: "failed",
    code: null,
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

// lib/ingest/server/worker-entry.ts
import { rm as rm3 } from "node:fs/promises";
import { join as join13 } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
var ROOT = join13(import.meta.dirname, "../../..");
var SOURCE = join13(import.meta.dirname, "ingest-worker.ts");
var PLAIN = new URL("./ingest-worker-boot.mjs", import.meta.url);
async function makeWorkerEntry() {
  const outfile = join13(ROOT, "node_modules", ".cache", "wakeline", `ingest-worker-${process.pid}.mjs`);
  try {
    await build({
      entryPoints: [SOURCE],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      packages: "external",
      sourcemap: "inline",
      absWorkingDir: ROOT,
      logLevel: "silent",
    });
    return { url: pathToFileURL(outfile), remove: () => rm3(outfile, { force: true }) };
  } catch {
    return { url: PLAIN, remove: async () => void 0 };
  }
}

// lib/ingest/server/run-ingest.ts
var LOADERS_MAX = 4;
var THREADS_FROM_BYTES = 4 * 1024 * 1024;
var COMMIT_AFTER_MS = 2e3;
async function runIngest(work) {
  const { bytes, files } = work.feed;
  const wanted = work.loaders ?? env.WAKELINE_LOADERS ?? Math.min(LOADERS_MAX, availableParallelism());
  const count2 = bytes < THREADS_FROM_BYTES && work.loaders === void 0 ? 1 : Math.max(1, Math.min(wanted, files));
  const entry = count2 === 1 ? null : await makeWorkerEntry();
  const loaders = entry
    ? Array.from({ length: count2 }, () => loaderThread(work.init, entry.url))
    : [loaderHere(work.init)];
  const stop = () => loaders.forEach((loader) => loader.end());
  work.signal.addEventListener("abort", stop, { once: true });
  try {
    return addUp(await Promise.all(loaders.map((loader) => drive(loader, work))));
  } finally {
    work.signal.removeEventListener("abort", stop);
    stop();
    await entry?.remove();
  }
}
function loaderHere(init) {
  let listen = () => void 0;
  let fail = () => void 0;
  const tell = startLoader(init, (message) => listen(message));
  return {
    say: tell,
    hear: (onMessage, onFailure) => {
      listen = onMessage;
      fail = onFailure;
      onMessage({ type: "idle" });
    },
    end: () => fail(endedEarly()),
  };
}
function loaderThread(init, entry) {
  const worker = new Worker(entry, { workerData: init, resourceLimits: HEAP, execArgv: CONDITIONS });
  return {
    say: (message) => worker.postMessage(message),
    hear: (listen, fail) => {
      worker.on("message", listen);
      worker.on("error", fail);
      worker.on("exit", () => fail(endedEarly()));
    },
    end: () => void worker.terminate(),
  };
}
function endedEarly() {
  return new AppError(
    "unavailable",
    "A loader ended before its work was done. Run the same command again: what was loaded stays.",
  );
}
var CONDITIONS = ["--conditions=react-server"];
var HEAP = { maxYoungGenerationSizeMb: 48 };
function drive(loader, work) {
  let given = [];
  const handTurn = async () => {
    work.feed.wasRead?.(given);
    given = [];
    given = work.signal.aborted ? [] : await awaitTurn(work.feed, () => loader.say({ type: "commit" }));
    loader.say(given.length === 0 ? { type: "finish" } : { type: "load", paths: given });
  };
  return new Promise((resolve2, reject) => {
    loader.hear((message) => {
      switch (message.type) {
        case "idle":
          handTurn().catch(reject);
          break;
        case "settled":
        case "skipped":
          work.hear(message);
          break;
        case "finished":
          resolve2(message.timings);
          break;
        case "failed":
          reject(
            isAppErrorCode(message.code) ? new AppError(message.code, message.message) : new Error(message.message),
          );
          break;
      }
    }, reject);
  });
}
async function awaitTurn(feed, commit) {
  const turn = feed.turn();
  if (!(turn instanceof Promise)) return turn;
  const waiting = new AbortController();
  const late = delay2(COMMIT_AFTER_MS, true, { signal: waiting.signal }).catch(() => false);
  if (await Promise.race([turn.then(() => false), late])) commit();
  waiting.abort();
  return turn;
}
function isAppErrorCode(code) {
  return code !== null && code in APP_ERROR_STATUS;
}
function addUp(timings) {
  const total2 = {};
  for (const timing of timings) {
    for (const [step, ms] of Object.entries(timing)) total2[step] = (total2[step] ?? 0) + ms;
  }
  return total2;
}

// lib/ingest/server/load-feed.ts
var REPORT_EVERY_MS = 500;
async function inRun(store2, run, work) {
  const id = run.runId ?? randomUUID4();
  const { kind, source, actorName } = run;
  if (run.runId === void 0) await startRun(store2.pool, { id, kind, source, actorName, state: "running" });
  try {
    const result2 = await work(id);
    await finishRun(store2.pool, id, null);
    return result2;
  } catch (error) {
    const message =
      error instanceof AppError ? error.message : "The run ended with an unexpected error; the server's log has it.";
    await finishRun(store2.pool, id, message).catch(() => void 0);
    throw error;
  }
}
async function loadFeed(store2, request2) {
  const { id, source, feed, tally: tally2 } = request2;
  const expected = { files: feed.files, bytes: feed.bytes };
  const report = () => reportRun(store2.pool, id, { totals: tally2.totals, expected });
  await report();
  const timer = setInterval(() => {
    request2.onProgress?.({ totals: tally2.totals, expected, bytesRead: tally2.totals.bytes });
    void report().catch(() => void 0);
  }, REPORT_EVERY_MS);
  try {
    const timings = await runIngest({
      init: { url: store2.url, source },
      feed,
      ...(request2.loaders === void 0 ? {} : { loaders: request2.loaders }),
      hear: (message) => tally2.hear(message),
      signal: request2.signal,
    });
    if (request2.signal.aborted)
      throw new AppError("conflict", "Stopped. What was loaded stays; run the same command again to go on.");
    return {
      ...tally2.totals,
      runId: id,
      skippedInputs: tally2.skipped.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      timings,
    };
  } finally {
    clearInterval(timer);
    await writeSkipped(store2, id, tally2.skipped).catch(() => void 0);
    await report().catch(() => void 0);
  }
}
async function writeSkipped(store2, id, skipped) {
  await store2.pool.query(
    "insert into skipped_input (run_id, path, reason) select $1, p, r from unnest($2::text[], $3::text[]) as s (p, r)",
    [id, skipped.map(({ path: path2 }) => storablePath(path2)), skipped.map(({ reason }) => reason)],
  );
}

// lib/ingest/server/path-queue.ts
var PATHS_PER_TURN = 256;
var BYTES_PER_TURN = 8 * 1024 * 1024;
var PathQueue = class {
  constructor(paths) {
    this.paths = paths;
    this.files = paths.length;
    this.bytes = paths.reduce((sum, path2) => sum + path2.bytes, 0);
  }
  paths;
  files;
  bytes;
  at = 0;
  turn() {
    const turn = [];
    let bytes = 0;
    while (this.at < this.paths.length && turn.length < PATHS_PER_TURN && bytes < BYTES_PER_TURN) {
      const next = this.paths[this.at++];
      if (!next) break;
      turn.push(next);
      bytes += next.bytes;
    }
    return turn;
  }
};

// lib/ingest/server/tally.ts
var Tally = class {
  constructor(onFile, onDigest) {
    this.onFile = onFile;
    this.onDigest = onDigest;
  }
  onFile;
  onDigest;
  totals = noTotals();
  skipped = [];
  hear(message) {
    if (message.type === "skipped") {
      this.totals.skipped += 1;
      this.totals.bytes += message.bytes;
      this.skipped.push({ path: message.path, reason: message.reason });
      this.onFile?.({ path: message.path, reason: message.reason });
      return;
    }
    for (const path2 of message.digests) this.onDigest?.(path2);
    for (const file of message.files) {
      this.totals.stored += file.stored;
      this.totals.duplicates += file.duplicates;
      this.totals.quarantined += file.quarantined;
      this.totals.records += file.stored + file.duplicates + file.quarantined;
      this.totals.bytes += file.bytes;
      if (file.isLast) this.totals.files += 1;
      if (file.isLast && file.outcome === "loaded") this.totals.filesNew += 1;
      this.onFile?.(file);
    }
  }
};

// lib/ingest/server/ingest-paths.ts
var TRUST_UPLOADED = 3;
async function ingestPaths(store2, request2) {
  return inRun(store2, request2, (id) => load(store2, id, request2));
}
async function load(store2, id, request2) {
  const source = await ensureSource(store2.pool, request2.source, request2.trust ?? TRUST_UPLOADED);
  const tally2 = new Tally(request2.onFile);
  const paths = collect(request2, tally2);
  const feed = new PathQueue(paths);
  return loadFeed(store2, { ...request2, id, source, feed, tally: tally2 });
}
function collect({ paths, labels = {} }, tally2) {
  const found = [];
  for (const file of findFiles(paths)) {
    const label = labels[file.path];
    if ("reason" in file) tally2.hear({ type: "skipped", path: file.path, reason: file.reason, bytes: 0 });
    else found.push(label === void 0 ? file : { ...file, label });
  }
  return found;
}

// lib/bench/zz-ingest.ts
var store = await openStore({ applicationName: "wakeline bench" });
var tck = 100;
function stat(pid) {
  const t = readFileSync2(`/proc/${pid}/stat`, "utf8");
  const f = t.slice(t.lastIndexOf(")") + 2).split(" ");
  return {
    ppid: Number(f[1]),
    u: Number(f[11]) / tck,
    s: Number(f[12]) / tck,
    cu: Number(f[13]) / tck,
    cs: Number(f[14]) / tck,
  };
}
function pg(postmaster2) {
  const by = {};
  const m = stat(postmaster2);
  by["dead"] = m.cu + m.cs;
  for (const d2 of readdirSync3("/proc")) {
    if (!/^\d+$/.test(d2)) continue;
    try {
      const s = stat(Number(d2));
      if (s.ppid !== postmaster2) continue;
      const name = readFileSync2(`/proc/${d2}/cmdline`, "utf8").replace(/\0/g, " ").trim().slice(0, 40);
      by[name] = (by[name] ?? 0) + s.u + s.s;
    } catch {}
  }
  return by;
}
var pidOf = (await store.pool.query("select pg_backend_pid() as pid")).rows[0].pid;
var postmaster = stat(pidOf).ppid;
if (process.env.PRE) {
  const { ensurePartitions: ensurePartitions2 } = await Promise.resolve().then(
    () => (init_ensure_partitions(), ensure_partitions_exports),
  );
  await ensurePartitions2(store.pool, {
    timesMs: Array.from({ length: 12 }, (_, i) => Date.UTC(2026, 6 + (i >> 1), 1 + (i % 2) * 20)),
    length: 12,
  });
  await store.pool.query(process.env.PRE);
}
var size = async () =>
  Number((await store.pool.query("select pg_database_size(current_database()) as size")).rows[0].size);
var wal = async () => String((await store.pool.query("select pg_current_wal_lsn() - '0/0'::pg_lsn as l")).rows[0].l);
var before = await size();
var walB = Number(await wal());
var pb = pg(postmaster);
var cb = process.cpuUsage();
var t0 = performance.now();
var result = await ingestPaths(store, {
  kind: "cli",
  source: "bench",
  actorName: "bench",
  paths: process.argv.slice(2),
  signal: new AbortController().signal,
});
var sec = (performance.now() - t0) / 1e3;
var c = process.cpuUsage(cb);
var pa = pg(postmaster);
var n = result.records;
var d = {};
var total = 0;
for (const k of /* @__PURE__ */ new Set([...Object.keys(pb), ...Object.keys(pa)])) {
  if (k === "dead") continue;
  d[k] = (pa[k] ?? 0) - (pb[k] ?? 0);
}
d.dead = pa.dead - pb.dead;
for (const v of Object.values(d)) total += v;
var us = (s) => ((s / n) * 1e6).toFixed(1);
console.log(
  `records ${n} stored ${result.stored} dup ${result.duplicates} wall ${sec.toFixed(2)} s = ${Math.round(n / sec)}/s`,
);
console.log(
  `CPU us/event: node ${us(c.user / 1e6)}u+${us(c.system / 1e6)}s, postgres ${us(total)}; sum ${us(total + (c.user + c.system) / 1e6)}`,
);
console.log(
  "pg parts:",
  Object.entries(d)
    .filter(([, v]) => v > 0.05)
    .map(([k, v]) => `${k}: ${us(v)}`)
    .join(" | "),
);
console.log(
  "timings:",
  Object.entries(result.timings)
    .sort((a, b) => b[1] - a[1])
    .map(([k, v]) => `${k} ${(v / 1e3).toFixed(2)}`)
    .join(", "),
);
var after = await size();
console.log(
  `peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB; ${((after - before) / result.stored).toFixed(0)} B/event; WAL ${((Number(await wal()) - walB) / n).toFixed(0)} B/event`,
);
if (process.env.SIZES) {
  const { rows: rows2 } = await store.pool.query(
    `select coalesce(nullif(regexp_replace(c.relname, '_\\d{4}_\\d\\d', ''), ''), c.relname) as name, sum(pg_relation_size(c.oid))::float8 as b, sum(c.reltuples) as t from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname not like 'pg_temp%' group by 1 order by 2 desc limit 45`,
  );
  for (const r of rows2) console.log(String(r.name).padEnd(45), (r.b / result.stored).toFixed(1));
}
if (process.env.STATS) {
  console.log(
    (
      await store.pool.query(
        "select wal_records::int, wal_fpi::int, wal_bytes::float8, wal_buffers_full::int from pg_stat_wal",
      )
    ).rows[0],
  );
  const { rows: rows2 } = await store.pool.query(
    `select calls, round(total_exec_time::numeric) as ms, (wal_bytes/203714)::int as wal, wal_fpi::int as fpi, rows, left(regexp_replace(query, '\\s+', ' ', 'g'), 110) as q from pg_stat_statements order by total_exec_time desc limit 30`,
  );
  for (const r of rows2)
    console.log(
      String(r.ms).padStart(6),
      String(r.calls).padStart(5),
      String(r.rows).padStart(8),
      String(r.wal).padStart(5),
      String(r.fpi).padStart(6),
      r.q,
    );
}
await store.close();
