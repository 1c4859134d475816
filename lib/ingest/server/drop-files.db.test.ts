import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import type { Pool } from "pg";
import { describe, expect, it } from "vitest";
import { guidOf, logRecord, type LogRecord } from "@/lib/testing/factories/log-records";
import { storeFingerprint, type StoreFingerprint } from "@/lib/testing/store-fingerprint";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { Dictionaries } from "./dictionaries";
import { dropFiles } from "./drop-files";
import { ingestPaths } from "./ingest-paths";
import { rebuildFiles } from "./rebuild-files";
import { rebuildStore } from "./rebuild-store";
import { Stopwatch } from "./stopwatch";

type LogFile = readonly LogRecord[];
const NEVER = new AbortController().signal;
const AT = new Date("2026-11-21T12:00:00Z");

async function deliver(store: TestDatabase, files: readonly LogFile[], trust = 3): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "wakeline drop "));
  await Promise.all(
    files.map((Records, n) => writeFile(join(folder, `${n}.json.gz`), gzipSync(JSON.stringify({ Records })))),
  );
  await ingestPaths(store, {
    kind: "cli",
    source: `trust ${trust}`,
    trust,
    actorName: "test",
    paths: [folder],
    loaders: 1,
    signal: NEVER,
  });
  await rm(folder, { recursive: true });
}

/** The log files that hold exactly these records, by the text of the first. */
async function idsOf(store: TestDatabase, files: readonly LogFile[]): Promise<number[]> {
  const { createHash } = await import("node:crypto");
  const hashes = files.map((Records) =>
    createHash("sha256")
      .update(gzipSync(JSON.stringify({ Records })))
      .digest(),
  );
  const { rows } = await store.pool.query<{ id: number }>(
    "select id from log_file where sha256 = any($1) order by id",
    [hashes],
  );
  return rows.map(({ id }) => id);
}

async function drop(store: TestDatabase, files: readonly LogFile[]): Promise<{ events: number; kept: number }> {
  return dropFiles(store.pool, { fileIds: await idsOf(store, files), at: AT, rule: { days: 400, by: "test" } });
}

type Kept = Omit<StoreFingerprint, "deliveries"> & { readonly dropped: unknown; readonly known: unknown };

async function fingerprintOf(store: TestDatabase): Promise<Kept> {
  const { deliveries: _, ...rest } = await storeFingerprint(store.pool);
  const dropped = await store.pool.query(
    `select encode(f.sha256, 'hex') as file, f.dropped_at is not null as "isDropped", d.records, d.quarantined from log_file f
     left join dropped_file d on d.log_file_id = f.id order by 1`,
  );
  const known = await store.pool.query(
    "select event_id, dropped_file_id is not null as dropped from event_locator order by 1",
  );
  return { ...rest, dropped: dropped.rows, known: known.rows };
}

const rebuild = (store: TestDatabase): Promise<unknown> =>
  rebuildStore(store.pool, { fileId: null, onlyQuarantined: false, signal: NEVER });

const records = (from: number, to: number): LogRecord[] =>
  Array.from({ length: to - from }, (_, index) => logRecord(from + index));

const record = fc
  .record({ n: fc.integer({ min: 0, max: 30 }), isForged: fc.boolean() })
  .map(({ n, isForged }) => (isForged ? logRecord(n, { userAgent: "forged", errorCode: "Forged" }) : logRecord(n)));
const someFiles = fc.array(fc.array(record, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 });

describe("dropFiles", () => {
  it("leaves what a rebuild leaves, and nothing comes back with the same files, whatever overlaps and differs", async () => {
    await fc.assert(
      fc.asyncProperty(someFiles, someFiles, fc.constantFrom(1, 3), async (old, recent, trust) => {
        const store = await testDatabase();
        await deliver(store, old, trust);
        await deliver(store, recent);
        const before = await storeFingerprint(store.pool);
        const isRecent = new Set(recent.map((file) => JSON.stringify(file)));
        const gone = old.filter((file) => !isRecent.has(JSON.stringify(file)));
        await drop(store, gone);
        const after = await fingerprintOf(store);
        expect(after.days).toEqual(before.days);
        expect(after.hours).toEqual(before.hours);
        expect(after.seen).toEqual(before.seen);
        await rebuild(store);
        expect(await fingerprintOf(store)).toEqual(after);
        await deliver(store, old, trust);
        expect(await fingerprintOf(store)).toEqual(after);
        await store.close();
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 180_000);

  it("drops the same events in whatever order the files came", async () => {
    await fc.assert(
      fc.asyncProperty(someFiles, someFiles, async (old, recent) => {
        const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
        const isRecent = new Set(recent.map((file) => JSON.stringify(file)));
        const gone = old.filter((file) => !isRecent.has(JSON.stringify(file)));
        await deliver(one, gone);
        await deliver(one, recent);
        await deliver(other, recent);
        await deliver(other, gone);
        await drop(one, gone);
        await drop(other, gone);
        const [a, b] = await Promise.all([fingerprintOf(one), fingerprintOf(other)]);
        expect(a).toEqual(b);
        await Promise.all([one.close(), other.close()]);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 180_000);

  it("lets a rebuild that had read a file before it was dropped bring nothing of it back", async () => {
    const store = await testDatabase();
    const [gone, kept] = [records(0, 10), records(10, 15)];
    await deliver(store, [gone, kept]);
    let after: Kept | null = null;
    const dictionaries = new (class extends Dictionaries {
      override async resolve(pool: Pool): Promise<void> {
        if (after === null) {
          await drop(store, [gone]);
          after = await fingerprintOf(store);
        }
        return super.resolve(pool);
      }
    })();
    const ctx = { pool: store.pool, source: { id: 0, trust: 0 }, dictionaries, watch: new Stopwatch(() => 0) };
    const rebuilt = await rebuildFiles(ctx, await idsOf(store, [gone, kept]));
    expect(rebuilt).toEqual({ records: 5, stored: 5, duplicates: 0, quarantined: 0 });
    expect(await fingerprintOf(store)).toEqual(after);
    await store.close();
  });

  it("keeps an event of which another file holds the same record, and accounts for every record that went", async () => {
    const store = await testDatabase();
    await deliver(store, [records(0, 10)]);
    await deliver(store, [records(6, 20)]);
    expect(await drop(store, [records(0, 10)])).toEqual({ files: 1, events: 6, kept: 4 });
    const { totals, events } = await storeFingerprint(store.pool);
    expect(totals).toEqual({ records: 14, stored: 14, duplicates: 0, quarantined: 0 });
    expect(events).toHaveLength(14);
    const { rows } = await store.pool.query("select records, stored, duplicates, quarantined from dropped_file");
    expect(rows).toEqual([{ records: 10, stored: 6, duplicates: 4, quarantined: 0 }]);
    const evidence = await store.pool.query("select count(*)::int as n from evidence_chunk");
    expect(evidence.rows[0].n).toBe(1);
    await store.close();
  });

  it("lets no forged copy take the place of a record that went", async () => {
    const store = await testDatabase();
    await deliver(store, [records(0, 5)], 1);
    await deliver(store, [[logRecord(2, { userAgent: "forged" }), ...records(10, 12)]]);
    await drop(store, [records(0, 5)]);
    const { rows } = await store.pool.query(
      "select l.dropped_file_id is not null as dropped, exists (select from event e where e.event_id = l.event_id) as here from event_locator l where l.event_id = $1",
      [guidOf(2)],
    );
    expect(rows).toEqual([{ dropped: true, here: false }]);
    await store.close();
  });
});
