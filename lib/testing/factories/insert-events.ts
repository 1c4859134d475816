import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { contentUid } from "@/lib/base/content-uid";
import { CATEGORIES, type Category, type RecordKind, RESOURCE_ROLES } from "@/lib/cloudtrail/normalised-event";
import { encodeEventFlags } from "@/lib/events/event-flags";
import { storedEventId } from "@/lib/events/event-id";
import { rollupSql } from "@/lib/ingest/server/rollup-sql";
import { ensurePartitions } from "@/lib/ingest/server/ensure-partitions";

/** An event as a test describes it; what it leaves out has a plain value. */
export type EventSpec = {
  readonly eventId: string;
  readonly timeMs: number;
  /** A role's name; several principals of one identity differ after the "#". */
  readonly principal?: string;
  readonly credential?: string | null;
  readonly source?: string;
  readonly action?: string;
  readonly category?: Category;
  readonly kind?: RecordKind;
  readonly account?: string;
  readonly region?: string;
  readonly address?: string | null;
  readonly userAgent?: string | null;
  /** An S3 object's ARN gets its bucket as container; the first is what was acted on. */
  readonly resources?: readonly string[];
  readonly errorCode?: string | null;
  readonly readOnly?: boolean | null;
};

type Row = Required<EventSpec>;

const PLAIN: Omit<Row, "eventId" | "timeMs"> = {
  principal: "app",
  credential: "ASIAEXAMPLE000000001",
  source: "s3.amazonaws.com",
  action: "GetObject",
  category: "management",
  kind: "api-call",
  account: "111122223333",
  region: "us-east-1",
  address: "192.0.2.1",
  userAgent: "aws-cli/2",
  resources: [],
  errorCode: null,
  readOnly: null,
};

/** Puts events into an empty store by themselves, without records behind them: for tests of what reads the store. */
export async function insertEvents(pool: Pool, specs: readonly EventSpec[]): Promise<void> {
  const all = specs.map((spec): Row => ({ ...PLAIN, ...spec }));
  await ensurePartitions(pool, { timesMs: all.map(({ timeMs }) => timeMs), length: all.length });
  const ids = await insertDictionaries(pool, all);
  await pool.query("insert into source (name, trust) values ('test', 3)");
  await pool.query(
    `insert into log_file (sha256, source_id, trust, format, compressed, delivered_bytes, text_bytes, normaliser_version, complete, records, stored)
     select $1, id, 3, 'records', true, 1, 1, 1, true, $2, $2 from source`,
    [createHash("sha256").update("test").digest(), all.length],
  );
  await insertRows(pool, all, ids);
  await pool.query("insert into event_locator select event_id, event_time, principal_id from event");
  await pool.query(rollupSql("event"));
}

type Ids = (table: string, key: string | null) => number | null;

type Insert = (key: string) => { sql: string; values: unknown[] };

/** Inserts each key once and remembers its id. */
class Filled {
  readonly ids = new Map<string, number>();

  constructor(private readonly pool: Pool) {}

  async fill(table: string, keys: readonly (string | null)[], insert: Insert): Promise<void> {
    for (const key of new Set(keys.filter((one) => one !== null))) {
      const { sql, values } = insert(key);
      const result = await this.pool.query<{ id: number }>(`${sql} returning id`, values);
      this.ids.set(`${table}\0${key}`, result.rows[0]?.id ?? 0);
    }
  }
}

const text =
  (table: string, column: string): Insert =>
  (key) => ({ sql: `insert into ${table} (${column}) values ($1)`, values: [key] });

async function insertDictionaries(pool: Pool, all: readonly Row[]): Promise<Ids> {
  const filled = new Filled(pool);
  const columnOf = (name: "account" | "region" | "errorCode" | "address" | "userAgent") => all.map((row) => row[name]);
  await filled.fill("account", columnOf("account"), text("account", "account"));
  await filled.fill("region", columnOf("region"), text("region", "region"));
  await filled.fill("error", columnOf("errorCode"), text("error_code", "code"));
  await filled.fill("address", columnOf("address"), text("address", "address"));
  await filled.fill("agent", columnOf("userAgent"), (key) => ({
    sql: "insert into user_agent (uid, user_agent) values ($1, $2)",
    values: [contentUid("user-agent", key), key],
  }));
  await filled.fill("action", all.map(actionKey), (key) => {
    const [source, name, category] = key.split(" ");
    return {
      sql: "insert into action (source, name, category) values ($1, $2, $3)",
      values: [source, name, Number(category)],
    };
  });
  await insertCallers(filled, pool, all);
  await insertResources(filled, all);
  return (table, key) => (key === null ? null : (filled.ids.get(`${table}\0${key}`) ?? null));
}

async function insertCallers(filled: Filled, pool: Pool, all: readonly Row[]): Promise<void> {
  const principals = all.map(({ principal }) => principal);
  await filled.fill("principal", principals, (key) => ({
    sql: "insert into principal (uid, kind, key, account, arn, unique_id, name) values ($1, 'role', $2, '111122223333', $3, $4, $5)",
    values: [contentUid("principal", key), key, roleArn(key), uniqueId(key), roleName(key)],
  }));
  await insertIdentities(pool, all, filled.ids);
  const credentials = all.map(({ credential, principal }) => credential && `${credential} ${principal}`);
  await filled.fill("credential", credentials, (key) => {
    const [id, principal] = key.split(" ");
    return {
      sql: "insert into credential (uid, kind, key, principal_id, session_name) values ($1, 'temporary', $2, $3, 'session')",
      values: [contentUid("credential", key), id, filled.ids.get(`principal\0${principal}`)],
    };
  });
}

async function insertResources(filled: Filled, all: readonly Row[]): Promise<void> {
  const resources = all.flatMap(({ resources: keys }) => keys);
  const resource = (key: string, parent: number | null) => ({
    sql: "insert into resource (uid, type, key, account, parent_id) values ($1, '', $2, null, $3)",
    values: [contentUid("resource", key), key, parent],
  });
  await filled.fill("resource", resources.map(bucketOf), (key) => resource(key, null));
  const rest = resources.filter((key) => !filled.ids.has(`resource\0${key}`));
  await filled.fill("resource", rest, (key) => resource(key, filled.ids.get(`resource\0${bucketOf(key)}`) ?? null));
}

async function insertIdentities(pool: Pool, all: readonly Row[], found: ReadonlyMap<string, number>): Promise<void> {
  for (const principal of new Set(all.map((row) => row.principal))) {
    const name = roleName(principal);
    const id = contentUid("identity", name);
    await pool.query(
      `insert into identity (id, key, kind, name, account, arn, unique_id, human, reason)
       values ($1, $2, 'role', $3, '111122223333', $4, $5, 'non-human', 'a role') on conflict do nothing`,
      [id, `role:${name}`, name, roleArn(principal), uniqueId(principal)],
    );
    await pool.query("insert into principal_identity values ($1, $2)", [found.get(`principal\0${principal}`), id]);
  }
}

async function insertRows(pool: Pool, all: readonly Row[], ids: Ids): Promise<void> {
  for (const [index, row] of all.entries()) {
    const { id, text } = storedEventId(row.eventId);
    const [first, ...further] = row.resources;
    const flags = encodeEventFlags({ kind: row.kind, readOnly: row.readOnly, isError: row.errorCode !== null });
    const principal = ids("principal", row.principal);
    const credential = ids("credential", row.credential && `${row.credential} ${row.principal}`);
    const container = first === undefined ? null : ids("resource", bucketOf(first));
    await pool.query(
      `insert into event (event_time, event_id, log_file_id, record_index, principal_id, action_id, account_id, region_id, flags, credential_id,
         address_id, user_agent_id, resource_id, container_id, error_id)
       values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        new Date(row.timeMs),
        id,
        index,
        principal,
        ids("action", actionKey(row)),
        ids("account", row.account),
        ids("region", row.region),
        flags,
        credential,
        ids("address", row.address),
        ids("agent", row.userAgent),
        ids("resource", first ?? null),
        container,
        ids("error", row.errorCode),
      ],
    );
    if (text !== null) await pool.query("insert into event_alias values ($1, $2)", [id, text]);
    for (const resource of further) {
      await pool.query("insert into event_resource values ($1, $2, $3, $4, $5)", [
        new Date(row.timeMs),
        id,
        ids("resource", resource),
        principal,
        RESOURCE_ROLES.indexOf("related"),
      ]);
    }
  }
}

const actionKey = ({ source, action, category }: Row): string => `${source} ${action} ${CATEGORIES.indexOf(category)}`;
const roleName = (principal: string): string => principal.split("#")[0] ?? principal;
const roleArn = (principal: string): string => `arn:aws:iam::111122223333:role/${roleName(principal)}`;
const uniqueId = (principal: string): string =>
  `AROA${contentUid("unique-id", roleName(principal)).slice(0, 8).toUpperCase()}`;

function bucketOf(key: string): string | null {
  return /^(arn:aws:s3:::[^/]+)\/.+/.exec(key)?.[1] ?? null;
}
