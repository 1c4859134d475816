import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logRecord, type LogRecord } from "@/lib/testing/factories/log-records";
import { storeFingerprint, type StoreFingerprint } from "@/lib/testing/store-fingerprint";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { ingestPaths } from "./ingest-paths";
import { planRemoval, removeEvidence, resolveRemoval, type RemovalResult } from "./remove-evidence";

type LogFile = readonly LogRecord[];
type Delivery = { readonly source: string; readonly trust: number; readonly files: readonly LogFile[] };
const NEVER = new AbortController().signal;

async function deliver(store: TestDatabase, { source, trust, files }: Delivery): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "wakeline remove "));
  await Promise.all(
    files.map((Records, n) => writeFile(join(folder, `${n}.json.gz`), gzipSync(JSON.stringify({ Records })))),
  );
  await ingestPaths(store, {
    kind: "cli",
    source,
    trust,
    actorName: "test",
    paths: [folder],
    loaders: 1,
    signal: NEVER,
  });
  await rm(folder, { recursive: true });
}

async function remove(store: TestDatabase, words: string): Promise<RemovalResult> {
  const removal = await resolveRemoval(store.pool, words);
  const plan = await planRemoval(store.pool, removal);
  return removeEvidence(store.pool, { removal, plan }, { signal: NEVER });
}

/** Dictionaries keep their entries: what nothing refers to any more says nothing. */
async function fingerprintOf(store: TestDatabase): Promise<Omit<StoreFingerprint, "identities">> {
  const { identities: _, ...rest } = await storeFingerprint(store.pool);
  return rest;
}

const records = (from: number, to: number): LogRecord[] =>
  Array.from({ length: to - from }, (_, index) => logRecord(from + index));

describe("removeEvidence", () => {
  it("leaves the store as if the removed had never come, whatever overlaps and differs", async () => {
    const record = fc
      .record({ n: fc.integer({ min: 0, max: 30 }), isForged: fc.boolean() })
      .map(({ n, isForged }) => (isForged ? logRecord(n, { userAgent: "forged", errorCode: "Forged" }) : logRecord(n)));
    const files = fc.array(fc.array(record, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 });
    const trust = fc.constantFrom(1, 3);
    await fc.assert(
      fc.asyncProperty(files, files, trust, trust, fc.boolean(), async (a, b, trustA, trustB, isBFirst) => {
        const [alone, both] = await Promise.all([testDatabase(), testDatabase()]);
        const kept = { source: "a", trust: trustA, files: a };
        // One file is the same in both.
        const removed = { source: "b", trust: trustB, files: [...b, a[0] ?? []] };
        await deliver(alone, kept);
        for (const delivery of isBFirst ? [removed, kept] : [kept, removed]) await deliver(both, delivery);
        await remove(both, "b");
        expect(await fingerprintOf(both)).toEqual(await fingerprintOf(alone));
        await Promise.all([alone.close(), both.close()]);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  }, 180_000);

  it("stores an event again from the copy in another file, and says how many are gone", async () => {
    const store = await testDatabase();
    await deliver(store, { source: "a", trust: 3, files: [records(0, 10)] });
    await deliver(store, { source: "b", trust: 3, files: [records(5, 20)] });
    const { rows } = await store.pool.query("select id from log_file order by id limit 1");
    expect(await remove(store, String(rows[0].id))).toMatchObject({ files: 1, events: 5 });
    expect((await storeFingerprint(store.pool)).totals).toEqual({
      records: 15,
      stored: 15,
      duplicates: 0,
      quarantined: 0,
    });
    await store.close();
  });

  it("finds a log file by its place and hash, and refuses words that fit several or nothing", async () => {
    const store = await testDatabase();
    await deliver(store, { source: "a", trust: 3, files: [records(0, 3)] });
    const { rows } = await store.pool.query(
      "select f.id, encode(sha256, 'hex') as hash, path from log_file f join log_file_location l on l.log_file_id = f.id",
    );
    const [{ id, hash, path }] = rows;
    for (const words of [path, hash, hash.slice(0, 10)])
      expect(await resolveRemoval(store.pool, words)).toMatchObject({ kind: "file", id });
    await store.pool.query("insert into source (name, trust) values ($1, 3)", [String(id)]);
    await expect(resolveRemoval(store.pool, String(id))).rejects.toMatchObject({ code: "conflict" });
    await expect(resolveRemoval(store.pool, "nothing")).rejects.toMatchObject({ code: "not-found" });
    await store.close();
  });
});
