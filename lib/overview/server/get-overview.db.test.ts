import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeText } from "@/lib/ingest/decode-text";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { overview } from "../contract";
import { getOverview } from "./get-overview";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function addIdentity(name: string): Promise<number> {
  const { pool } = database;
  const id = randomUUID();
  await pool.query(
    "insert into identity (id, key, kind, name, human, reason) values ($1, $2, 'role', $2, 'non-human', 'a role')",
    [id, name],
  );
  const added = await pool.query<{ id: number }>(
    "insert into principal (uid, kind, key, name) values ($1, 'role', $2, $2) returning id",
    [randomUUID(), name],
  );
  const principal = added.rows[0]?.id ?? 0;
  await pool.query("insert into principal_identity (principal_id, identity_id) values ($1, $2)", [principal, id]);
  return principal;
}

async function addActivity(principal: number, day: string, counts: { ok: number; errors: number }): Promise<void> {
  for (const [outcome, events] of [counts.ok, counts.errors].entries()) {
    if (events === 0) continue;
    await database.pool.query(
      `insert into activity_day values ($1, $2::timestamptz, 1, 1, 0, 1, $3, $4, 0, $2::timestamptz + interval '1 hour', $2::timestamptz + interval '9 hours')`,
      [principal, `${day}T00:00:00Z`, outcome, events],
    );
  }
}

async function addLogFile(counts: {
  records: number;
  stored: number;
  duplicates: number;
  quarantined: number;
}): Promise<void> {
  await database.pool.query("insert into source (name, trust) values ('test', 3) on conflict do nothing");
  await database.pool.query(
    `insert into log_file (sha256, source_id, trust, format, compressed, delivered_bytes, text_bytes, normaliser_version, records, stored, duplicates, quarantined)
     values (sha256(convert_to($1, 'UTF8')), (select id from source limit 1), 3, 'x', false, 1, 1, 1, $2, $3, $4, $5)`,
    [randomUUID(), counts.records, counts.stored, counts.duplicates, counts.quarantined],
  );
}

describe("the overview", () => {
  it("of an empty store has no days, no run and no events", async () => {
    const found = overview.output.parse(await getOverview(database.ctx));
    expect(found).toMatchObject({
      totals: { files: 0, stored: 0 },
      newestEventAt: null,
      lastRun: null,
      days: [],
      mostActive: [],
    });
  });

  it("adds up all files, ends its days with the newest event, and counts each identity per day", async () => {
    await addLogFile({ records: 10, stored: 7, duplicates: 2, quarantined: 1 });
    await addLogFile({ records: 5, stored: 5, duplicates: 0, quarantined: 0 });
    const [busy, quiet, gone] = [await addIdentity("busy"), await addIdentity("quiet"), await addIdentity("gone")];
    await addActivity(busy, "2026-11-02", { ok: 30, errors: 4 });
    await addActivity(busy, "2026-10-31", { ok: 6, errors: 0 });
    await addActivity(quiet, "2026-10-20", { ok: 1, errors: 0 });
    await addActivity(gone, "2026-10-19", { ok: 999, errors: 0 });

    const found = overview.output.parse(await getOverview(database.ctx));
    expect(found.totals).toMatchObject({
      files: 2,
      records: 15,
      stored: 12,
      duplicates: 2,
      quarantined: 1,
      identities: 3,
    });
    expect(found.oldestEventAt).toBe("2026-10-19T01:00:00.000Z");
    expect(found.newestEventAt).toBe("2026-11-02T09:00:00.000Z");
    expect([found.days[0], found.days.at(-1), found.days.length]).toEqual(["2026-10-20", "2026-11-02", 14]);
    expect(found.mostActive.map(({ name, events, errors }) => [name, events, errors])).toEqual([
      ["busy", 40, 4],
      ["quiet", 1, 0],
    ]);
    expect(found.mostActive[0]?.perDay).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 34]);
    expect(found.mostActive[1]?.perDay[0]).toBe(1);
  });

  it("shows the run that started last, also a failed one", async () => {
    const run = { kind: "cli", source: "folder", actorName: "somebody", records: 3n, stored: 2n, duplicates: 1n };
    const { db } = database;
    await db.ingestRun.create({ data: { ...run, id: randomUUID(), state: "done", startedAt: new Date(0) } });
    await db.ingestRun.create({ data: { ...run, id: randomUUID(), state: "failed", error: "The disk is full." } });
    const { lastRun } = overview.output.parse(await getOverview(database.ctx));
    expect(lastRun).toMatchObject({
      state: "failed",
      error: "The disk is full.",
      records: 3,
      stored: 2,
      duplicates: 1,
    });
  });

  it("tells inputs that are kept for verification from those that nothing could use", async () => {
    const { db } = database;
    const id = randomUUID();
    const run = { id, kind: "cli", source: "folder", actorName: "somebody", state: "done", skipped: 3 };
    await db.ingestRun.create({ data: { ...run, startedAt: new Date(Date.now() + 60_000) } });
    const skipped = ['{"digestStartTime":"x","logFiles":[]}', '{"PublicKeyList":[]}', '{"ProductArn":1,"Severity":2}'];
    await db.skippedInput.createMany({
      data: skipped.map((text, n) => {
        const found = decodeText(text, { part: "whole" });
        return { runId: id, path: `${n}.json`, reason: "skip" in found ? found.skip : "it has records" };
      }),
    });
    const { lastRun } = overview.output.parse(await getOverview(database.ctx));
    expect(lastRun).toMatchObject({ id, skipped: 3, keptAside: 2 });
  });
});
