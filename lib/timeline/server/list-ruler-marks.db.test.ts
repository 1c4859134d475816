import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importConfig } from "@/lib/coverage/server/import-config";
import { ingestAndVerify } from "@/lib/integrity/server/ingest-and-verify";
import { insertEvents } from "@/lib/testing/factories/insert-events";
import { guidOf, logRecord } from "@/lib/testing/factories/log-records";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { RULER_KINDS, type RulerKind, type RulerMark } from "@/lib/timeline/contract";
import { listRulerMarks } from "./list-ruler-marks";

const START = Date.UTC(2026, 9, 1);
const HOUR_MS = 3_600_000;
const SESSIONS = 30;
/** A session begins every 20 minutes; every third is of somebody else. */
const bornMs = (n: number): number => START + n * (HOUR_MS / 3);
const ownerOf = (n: number): string => (n % 3 === 2 ? "deploy" : "app");
const expiredMs = (n: number): number => bornMs(n) + HOUR_MS;

const OWN = "111122223333";
const OTHER = "999988887777";
const trailOf = (account: string): string => `arn:aws:cloudtrail:us-east-1:${account}:trail/main`;

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  const sessions = Array.from({ length: SESSIONS }, (_, n) => n);
  await insertEvents(
    pool,
    sessions.map((n) => ({
      eventId: `${(n + 40_000_000).toString(16).padStart(8, "0")}-0000-4000-9000-000000000001`,
      timeMs: bornMs(n) + 60_000,
      principal: ownerOf(n),
      credential: `ASIASESSION${n}`,
    })),
  );
  for (const n of sessions) {
    const key = `ASIASESSION${n}`;
    await pool.query("update credential set created_at = $2 where key = $1", [key, new Date(bornMs(n))]);
    await pool.query(
      `insert into issuance (event_id, n, event_time, principal_id, account_id, region_id, mechanism, issued_key, expires_at, tags)
       select event_id, 0, $2, principal_id, account_id, region_id, 'assume-role', $1, $3, '{}' from event where event_time = $4`,
      [key, new Date(bornMs(n)), new Date(expiredMs(n)), new Date(bornMs(n) + 60_000)],
    );
  }
}, 60_000);
afterAll(() => database.close());

const countOf = (marks: readonly RulerMark[], kind: RulerKind): number =>
  marks.filter((mark) => mark.kind === kind).reduce((sum, { count }) => sum + count, 0);

function ask(fromMs: number, toMs: number, buckets: number) {
  const clauses = [{ field: "identity" as const, not: false, value: "app" }];
  return listRulerMarks(database.ctx, { filter: { from: null, to: null, clauses }, fromMs, toMs, buckets });
}

describe("the ruler's marks", () => {
  it("count every begin and end of the identity's credentials in the window once, however few places they are given", async () => {
    const question = fc.record({
      fromMs: fc.integer({ min: START - HOUR_MS, max: START + 12 * HOUR_MS }),
      lengthMs: fc.integer({ min: 1, max: 12 * HOUR_MS }),
      buckets: fc.constantFrom(1, 7, 400),
    });
    await fc.assert(
      fc.asyncProperty(question, async ({ fromMs, lengthMs, buckets }) => {
        const toMs = fromMs + lengthMs;
        const { marks } = await ask(fromMs, toMs, buckets);
        const inWindow = (at: (n: number) => number): number =>
          Array.from({ length: SESSIONS }, (_, n) => n).filter(
            (n) => ownerOf(n) === "app" && at(n) >= fromMs && at(n) < toMs,
          ).length;
        expect(countOf(marks, "born")).toBe(inWindow(bornMs));
        expect(countOf(marks, "expired")).toBe(inWindow(expiredMs));
        for (const kind of RULER_KINDS)
          expect(marks.filter((mark) => mark.kind === kind).length).toBeLessThanOrEqual(buckets);
        for (const mark of marks)
          expect(mark.fromMs >= fromMs && mark.toMs < toMs && mark.fromMs <= mark.toMs).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("say exactly when a single one was, of which key, and which event made it", async () => {
    const { marks } = await ask(bornMs(1), bornMs(1) + 1, 400);
    expect(marks).toMatchObject([
      {
        kind: "born",
        fromMs: bornMs(1),
        toMs: bornMs(1),
        count: 1,
        label: "ASIASESSION1",
        credential: "ASIASESSION1",
        note: "session",
      },
    ]);
    expect(marks[0]?.eventId).toMatch(/^02625a01-/);
  });

  it("show changes of logging in the identity's own accounts, and count those of others", async () => {
    const store = await testDatabase();
    const stop = (account: string, second: number) =>
      logRecord(second, {
        eventTime: `2026-10-05T08:00:0${second}Z`,
        eventSource: "cloudtrail.amazonaws.com",
        eventName: "StopLogging",
        awsRegion: "us-east-1",
        eventID: guidOf(`stop ${account}`),
        eventCategory: "Management",
        managementEvent: true,
        readOnly: false,
        recipientAccountId: account,
        errorCode: undefined,
        requestParameters: { name: trailOf(account) },
      });
    const folder = await mkdtemp(join(tmpdir(), "wakeline ruler "));
    const settings = [OWN, OTHER].map((account) => ({
      Name: "main",
      TrailARN: trailOf(account),
      HomeRegion: "us-east-1",
      IsMultiRegionTrail: true,
      IsOrganizationTrail: false,
      S3BucketName: "logs",
    }));
    await importConfig(store.ctx, {
      files: settings.flatMap((trail, n) => [
        {
          path: `${n}/snapshot.json`,
          value: { takenAt: "2026-10-04T00:00:00Z", account: [OWN, OTHER][n] },
          modifiedMs: 0,
        },
        { path: `${n}/describe-trails.json`, value: { trailList: [trail] }, modifiedMs: 0 },
      ]),
      asOfMs: null,
    });
    const others = {
      principalId: "AIDAOTHER",
      arn: `arn:aws:iam::${OTHER}:user/other`,
      accountId: OTHER,
      userName: "other",
    };
    const Records = [
      stop(OWN, 1),
      { ...stop(OTHER, 2), userIdentity: { type: "IAMUser", accessKeyId: "AKIAOTHER", ...others } },
    ];
    await writeFile(join(folder, "a.json.gz"), gzipSync(JSON.stringify({ Records })));
    const signal = new AbortController().signal;
    await ingestAndVerify(store, {
      kind: "cli",
      source: "test",
      actorName: "test",
      paths: [folder],
      loaders: 1,
      signal,
    });
    const clauses = [{ field: "identity" as const, not: false, value: "worker-1" }];
    const fromMs = Date.parse("2026-10-05T00:00:00Z");
    const window = { fromMs, toMs: fromMs + 24 * HOUR_MS, buckets: 400 };
    const own = await listRulerMarks(store.ctx, { filter: { from: null, to: null, clauses }, ...window });
    expect(own.marks.filter(({ kind }) => kind === "configuration")).toMatchObject([
      { label: "Logging stopped", note: `trail/main, account ${OWN}`, eventId: guidOf(`stop ${OWN}`) },
    ]);
    expect(own.elsewhere).toBe(1);
    const all = await listRulerMarks(store.ctx, { filter: { from: null, to: null, clauses: [] }, ...window });
    expect([countOf(all.marks, "configuration"), all.elsewhere]).toEqual([2, 0]);
    await rm(folder, { recursive: true });
    await store.close();
  });
});
