import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Pool } from "pg";
import { expect, it } from "vitest";
import { openUrl } from "@/lib/db/store";
import { withDatabase } from "@/lib/db/with-database";
import { rebuildStore } from "@/lib/ingest/server/rebuild-store";
import { getSourcesSummary } from "@/lib/sources/server/get-sources-summary";
import { guidOf, logRecord } from "@/lib/testing/factories/log-records";
import { storeFingerprint } from "@/lib/testing/store-fingerprint";
import { testDatabase } from "@/lib/testing/test-database";
import { migrate } from "./migrate";

const MIGRATIONS = join(process.cwd(), "prisma", "migrations");
const FIRST = 2;
const RECORDS = 5;

/** The first schema with one log file in it, as the first version left it. */
async function fillFirstSchema(pool: Pool): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "wakeline upgrade "));
  const names = (await readdir(MIGRATIONS)).toSorted().slice(0, FIRST);
  for (const name of names) await cp(join(MIGRATIONS, name), join(folder, name), { recursive: true });
  await migrate(pool, folder);
  await rm(folder, { recursive: true });
  const records = Array.from({ length: RECORDS }, (_, n) => logRecord(n));
  const text = JSON.stringify({ Records: records });
  const gzip = gzipSync(text);
  await pool.query("create table event_2026_10 (like event including defaults)");
  await pool.query(
    "alter table event attach partition event_2026_10 for values from ('2026-10-01T00:00:00Z') to ('2026-11-01T00:00:00Z')",
  );
  await pool.query("insert into source (name, trust) values ('cli', 3)");
  await pool.query(
    `insert into log_file (sha256, source_id, trust, format, compressed, delivered_bytes, text_bytes, normaliser_version, complete, records, stored)
     values ($1, 1, 3, 'records', true, $2, $3, 1, true, $4, $4)`,
    [createHash("sha256").update(gzip).digest(), gzip.length, text.length, RECORDS],
  );
  await pool.query(
    "insert into log_file_location (log_file_id, source_id, path) values (1, 1, '/logs/october.json.gz')",
  );
  await pool.query("insert into evidence_segment values (1, 0, 0, $1, $2)", [RECORDS, text.length]);
  await pool.query("insert into evidence_chunk values (1, 0, 0, $1)", [gzip]);
  await pool.query("insert into setting (key, value) values ('first-month', '\"2020-01\"')");
  await pool.query("insert into account (account) values ('111122223333')");
  await pool.query("insert into region (region) values ('us-east-1')");
  await pool.query("insert into action (source, name, category) values ('s3.amazonaws.com', 'GetObject', 1)");
  await pool.query(
    `insert into principal (uid, kind, key, account, name) values (gen_random_uuid(), 'role', 'arn:aws:iam::111122223333:role/app/old', '111122223333', 'old')`,
  );
  await pool.query(
    `insert into identity (id, key, kind, name, human, reason) values (gen_random_uuid(), 'arn:aws:iam::111122223333:role/app/old', 'role', 'old', 'non-human', 'a role')`,
  );
  await pool.query("insert into principal_identity select 1, id from identity");
  for (const [n, record] of records.entries()) {
    const place = [record["eventTime"], guidOf(n)];
    await pool.query(
      `insert into event (event_time, event_id, log_file_id, record_index, principal_id, action_id, account_id, region_id, flags)
       values ($1, $2, 1, $3, 1, 1, 1, 1, 0)`,
      [...place, n],
    );
    await pool.query("insert into event_locator (event_time, event_id, principal_id) values ($1, $2, 1)", place);
  }
  await pool.query("insert into app_user (username, name, role, password_hash) values ('ada', 'Ada', 'admin', 'x')");
}

it("brings a store of the first schema to this one with all that it holds, readable and derivable again", async () => {
  const host = await testDatabase();
  const name = `${new URL(host.url).pathname.slice(1)}_old`;
  await host.pool.query(`create database ${name}`);
  const url = withDatabase(host.url, name);
  const old = new Pool({ connectionString: url, max: 2 });
  await fillFirstSchema(old);
  await old.end();
  const store = await openUrl(url, null, { applicationName: "wakeline test" });
  const ctx = { ...host.ctx, pool: store.pool, db: store.db };
  const listed = await store.pool.query("select count(*)::int as events from event");
  expect(listed.rows).toEqual([{ events: RECORDS }]);
  expect(await getSourcesSummary(ctx)).toMatchObject({ files: 1, totals: { records: RECORDS, stored: RECORDS } });
  expect(await store.db.appUser.findMany({ select: { username: true } })).toEqual([{ username: "ada" }]);
  await rebuildStore(store.pool, { fileId: null, onlyQuarantined: false, signal: new AbortController().signal });
  const { totals, events } = await storeFingerprint(store.pool);
  expect(totals).toEqual({ records: RECORDS, stored: RECORDS, duplicates: 0, quarantined: 0 });
  expect(events).toHaveLength(RECORDS);
  expect(events).toContainEqual(expect.objectContaining({ event_id: guidOf(1), name: "GetSecretValue" }));
  await store.close();
  await host.pool.query(`drop database ${name} with (force)`);
  await host.close();
});
