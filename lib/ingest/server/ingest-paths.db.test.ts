import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { guidOf, logRecord, type LogRecord } from "@/lib/testing/factories/log-records";
import { storeFingerprint, type StoreFingerprint } from "@/lib/testing/store-fingerprint";
import { testDatabase } from "@/lib/testing/test-database";
import { ingestPaths } from "./ingest-paths";
import type { IngestResult } from "./load-feed";
import { rebuildStore } from "./rebuild-store";

type LogFile = readonly LogRecord[];
type Open = Awaited<ReturnType<typeof testDatabase>>;

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()));
});

async function database(): Promise<Open> {
  const opened = await testDatabase();
  cleanUps.push(opened.close);
  return opened;
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "wakeline ingest "));
  cleanUps.push(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function ingest(store: Open, files: readonly LogFile[], loaders = 1): Promise<IngestResult> {
  const path = await folder();
  const digits = String(files.length).length;
  await Promise.all(
    files.map((records, index) =>
      writeFile(
        join(path, `${String(index).padStart(digits, "0")}.json.gz`),
        gzipSync(JSON.stringify({ Records: records })),
      ),
    ),
  );
  return ingestPaths(store, {
    kind: "cli",
    source: "test",
    actorName: "test",
    paths: [path],
    loaders,
    signal: new AbortController().signal,
  });
}

async function fingerprintOf(turns: readonly (readonly LogFile[])[]): Promise<StoreFingerprint> {
  const store = await testDatabase();
  try {
    for (const files of turns) await ingest(store, files);
    return await storeFingerprint(store.pool);
  } finally {
    await store.close();
  }
}

const records = (from: number, to: number): LogRecord[] =>
  Array.from({ length: to - from }, (_, index) => logRecord(from + index));
const broken: LogRecord = logRecord(900, { eventTime: "yesterday" });

describe("ingestPaths", () => {
  it("stores each event once, counts every record, and finds nothing new the second time", async () => {
    const store = await database();
    const files = [records(0, 40), [...records(30, 60), broken], [...records(0, 10), ...records(0, 5)]];
    const first = await ingest(store, files);
    expect(first).toMatchObject({ files: 3, filesNew: 3, records: 86, stored: 60, duplicates: 25, quarantined: 1 });
    const before = await storeFingerprint(store.pool);
    const second = await ingest(store, files);
    expect(second).toMatchObject({ files: 3, filesNew: 0, records: 0, stored: 0, duplicates: 0, quarantined: 0 });
    expect(await storeFingerprint(store.pool)).toEqual(before);
  });

  it("comes to the same events, deliveries and rollups in any order and grouping of the files", async () => {
    const forged = logRecord(7, {
      userAgent: "forged",
      sourceIPAddress: "203.0.113.66",
      eventTime: "2026-09-30T23:59:59Z",
    });
    const files = [
      records(0, 20),
      records(10, 30),
      [forged, ...records(28, 34)],
      [...records(5, 9), broken],
      [logRecord(7, { errorCode: "Forged" })],
    ];
    const reference = await fingerprintOf([files]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(files, { minLength: files.length }),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        async (order, cuts) => {
          expect(await fingerprintOf(cutAt(order, cuts))).toEqual(reference);
        },
      ),
      { numRuns: 8 },
    );
  });

  it("comes to the same events and rollups when the records are spread over files differently", async () => {
    const all = records(0, 60);
    const whole = await fingerprintOf([[all]]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 59 }), { maxLength: 5 }), async (places) => {
        const cuts = [0, ...[...new Set(places)].sort((a, b) => a - b), 60];
        const files = cuts.slice(1).map((end, index) => all.slice(cuts[index], end));
        const { events, hours, days, seen, identities } = await fingerprintOf([files]);
        expect({ events, hours, days, seen, identities }).toEqual({
          events: whole.events,
          hours: whole.hours,
          days: whole.days,
          seen: whole.seen,
          identities: whole.identities,
        });
      }),
      { numRuns: 5 },
    );
  });

  it("comes to the same with four loaders at once on overlapping files, without a deadlock", async () => {
    const files = Array.from({ length: 24 }, (_, index) => records((index * 37) % 200, ((index * 37) % 200) + 80));
    const alone = await fingerprintOf([files]);
    const store = await database();
    const result = await ingest(store, files.toReversed(), 4);
    expect(await storeFingerprint(store.pool)).toEqual(alone);
    const { rows } = await store.pool.query<{ events: number }>("select count(*)::int as events from event");
    expect(result.stored).toBe(rows[0]?.events);
  });

  it("marks an event whose copies differ, and takes its columns from the copy that content and trust decide", async () => {
    const real = logRecord(3);
    const forged = logRecord(3, { userAgent: "forged" });
    const store = await database();
    await ingest(store, [[forged]]);
    const path = await folder();
    await writeFile(join(path, "real.json"), JSON.stringify({ Records: [real] }));
    await ingestPaths(store, {
      kind: "cli",
      source: "pulled",
      trust: 1,
      actorName: "test",
      paths: [path],
      signal: new AbortController().signal,
    });
    const { rows } = await store.pool.query<{ user_agent: string; differ: boolean }>(
      "select u.user_agent, (flags & 128) <> 0 as differ from event e join user_agent u on u.id = e.user_agent_id",
    );
    expect(rows).toEqual([{ user_agent: "agent/0", differ: true }]);
  });

  it("takes copies that differ only in white space and key order for the same", async () => {
    const store = await database();
    const record = logRecord(4);
    await ingest(store, [[record], [Object.fromEntries(Object.entries(record).toReversed())]]);
    const { rows } = await store.pool.query<{ flags: number; copies: number }>(
      "select flags & 128 as flags, (select count(*)::int from event_copy) as copies from event",
    );
    expect(rows).toEqual([{ flags: 0, copies: 1 }]);
  });

  it("keeps an event without an eventID once, by its content", async () => {
    const store = await database();
    const { eventID: _, ...anonymous } = logRecord(5);
    const result = await ingest(store, [[anonymous, logRecord(6)], [anonymous]]);
    expect(result).toMatchObject({ stored: 2, duplicates: 1 });
  });

  it("derives the same store again from the evidence", async () => {
    const store = await database();
    const files = [
      records(0, 50),
      [logRecord(7, { userAgent: "forged" }), ...records(40, 70), broken],
      [logRecord(8, { eventID: "not a guid" })],
    ];
    await ingest(store, files);
    const before = await storeFingerprint(store.pool);
    await store.pool.query("update activity_hour set events = events + 1");
    await store.pool.query("update event set flags = 0, bytes = 99");
    const rebuilt = await rebuildStore(store.pool, {
      fileId: null,
      onlyQuarantined: false,
      signal: new AbortController().signal,
    });
    expect(rebuilt).toMatchObject({ files: 3, records: before.totals.records });
    expect(await storeFingerprint(store.pool)).toEqual(before);
  });

  it("takes a file from a folder so deep that its path does not fit an index", async () => {
    const store = await database();
    let path = await folder();
    const base = path;
    for (let level = 0; level < 17; level++) path = join(path, `${level}${"x".repeat(220)}`);
    await mkdir(path, { recursive: true });
    await writeFile(join(path, "a.json"), JSON.stringify({ Records: [logRecord(1)] }));
    const signal = new AbortController().signal;
    const result = await ingestPaths(store, { kind: "cli", source: "test", actorName: "test", paths: [base], signal });
    expect(result).toMatchObject({ files: 1, stored: 1 });
  });

  it("reads a file in which a list inside a record looks like the list of records", async () => {
    const store = await database();
    const inner = [logRecord(7), logRecord(8), logRecord(9)];
    const trap = logRecord(2, { sharedEventID: guidOf(70), requestParameters: { list: inner } });
    const result = await ingest(store, [
      [logRecord(1), logRecord(2), logRecord(3)],
      [logRecord(4), trap, logRecord(5), logRecord(6, { eventTime: "never" })],
    ]);
    expect(result).toMatchObject({ records: 7, stored: 5, duplicates: 1, quarantined: 1 });
    const before = await storeFingerprint(store.pool);
    const { signal } = new AbortController();
    await rebuildStore(store.pool, { fileId: null, onlyQuarantined: false, signal });
    expect(await storeFingerprint(store.pool)).toEqual(before);
  });

  it("never lets one eventID take another's place", async () => {
    const store = await database();
    const odd = logRecord(1, { eventID: "EXAMPLE-1" });
    const result = await ingest(store, [[odd, logRecord(2, { eventID: guidOf(2).toUpperCase() }), logRecord(2)]]);
    expect(result).toMatchObject({ stored: 3, duplicates: 0 });
  });
});

/** Groups files into turns: a cut begins a new one. */
function cutAt(files: readonly LogFile[], cuts: readonly boolean[]): LogFile[][] {
  const turns: LogFile[][] = [[]];
  files.forEach((file, index) => {
    if (index > 0 && cuts[index - 1]) turns.push([]);
    turns.at(-1)?.push(file);
  });
  return turns;
}
