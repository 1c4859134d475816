import { existsSync } from "node:fs";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { type RunningWorker, startWorker } from "@/lib/jobs/start-worker";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { cancelRun } from "./cancel-run";
import { completeUpload } from "./complete-upload";
import { createUpload } from "./create-upload";
import { getQuarantineText } from "./get-quarantine-text";
import { getRun } from "./get-run";
import { getSourcesSummary } from "./get-sources-summary";
import { listLogFiles } from "./list-log-files";
import { listQuarantine } from "./list-quarantine";
import { listQuarantineReasons } from "./list-quarantine-reasons";
import { listRunSkipped } from "./list-run-skipped";
import { listRunSkippedReasons } from "./list-run-skipped-reasons";
import { listUploadFiles } from "./list-upload-files";
import { openEvidence } from "./open-evidence";
import { receiveFile } from "./receive-file";
import { spoolFolder } from "./spool";

let store: TestDatabase;
let ctx: Context;
let worker: RunningWorker | null = null;
const lines: string[] = [];

beforeAll(async () => {
  store = await testDatabase();
  ctx = store.ctx;
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
});
afterAll(() => store.close());

type Sent = { readonly name: string; readonly bytes: Buffer };

const record = (n: number): object => ({
  eventVersion: "1.08",
  userIdentity: {
    type: "AssumedRole",
    principalId: "AROAEXAMPLE:x",
    arn: "arn:aws:sts::111122223333:assumed-role/app/x",
    accountId: "111122223333",
  },
  eventTime: "2026-03-01T10:00:00Z",
  eventSource: "s3.amazonaws.com",
  eventName: "GetObject",
  awsRegion: "us-east-1",
  sourceIPAddress: "192.0.2.1",
  userAgent: "test",
  eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
  eventType: "AwsApiCall",
  recipientAccountId: "111122223333",
});
const logFile = (...records: unknown[]): Buffer => gzipSync(JSON.stringify({ Records: records }));

async function send(files: readonly Sent[]): Promise<string> {
  const { runId, files: announced } = await createUpload(ctx, {
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.length })),
  });
  for (const [index, { bytes }] of files.entries()) {
    const fileId = announced[index]?.id ?? "";
    await receiveFile(ctx, {
      runId,
      fileId,
      body: inPieces(bytes),
      statedBytes: bytes.length,
      statedSha256: sha256(bytes),
    });
  }
  await completeUpload(ctx, { runId });
  return runId;
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

async function work(): Promise<void> {
  worker ??= await startWorker(store, { log: (line) => lines.push(line), now: () => new Date() });
}

async function ended(runId: string): Promise<Awaited<ReturnType<typeof getRun>>> {
  for (;;) {
    const found = await getRun(ctx, { runId });
    const spooled = existsSync(spoolFolder(runId));
    if (["done", "failed", "cancelled"].includes(found.run.condition) && (!spooled || found.run.condition === "failed"))
      return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const page = { cursor: null, limit: 50 } as const;

describe("the way of an upload", () => {
  it("stores what was sent, says what became of every file, and leaves nothing in the spool", async () => {
    await work();
    const first = logFile(record(1), record(2), record(2), { not: "a record" });
    const runId = await send([
      { name: "logs/first.json.gz", bytes: first },
      { name: "../../same.json.gz", bytes: first },
      { name: "page.html", bytes: Buffer.from("<!doctype html><title>no</title>") },
      { name: "other.html", bytes: Buffer.from("<!doctype html><title>neither</title>") },
      { name: "empty.json", bytes: Buffer.from("[]") },
    ]);
    const { run, uploadFiles } = await ended(runId);
    expect(run).toMatchObject({ condition: "done", records: 4, stored: 2, duplicates: 1, quarantined: 1, skipped: 3 });
    expect(uploadFiles).toEqual({ ingested: 2, skipped: 3 });
    const { rows } = await listUploadFiles(ctx, { runId, state: null, ...page });
    const byName = Object.fromEntries(rows.map((row) => [row.name, row]));
    expect(rows.reduce((sum, { records }) => sum + records, 0)).toBe(4);
    expect(byName["page.html"]).toMatchObject({ state: "skipped", reason: expect.stringMatching(/html/i) });
    const reasons = await listRunSkippedReasons(ctx, { runId });
    expect(reasons).toMatchObject({ matching: 2, rows: [{ inputs: 2 }, { inputs: 1 }] });
    const reason = reasons.rows[0]?.reason ?? "";
    const alike = await listRunSkipped(ctx, { runId, reason, ...page });
    expect(alike.rows.map(({ path }) => path).toSorted()).toEqual(["other.html", "page.html"]);
    const files = await listLogFiles(ctx, {
      filter: { query: "../..", source: null, quarantined: true, dropped: false, integrity: null },
      ...page,
    });
    expect(files).toMatchObject({ matching: 1, rows: [{ sha256: sha256(first), places: 2, records: 4 }] });
    expect((await getSourcesSummary(ctx)).totals).toEqual({ records: 4, stored: 2, duplicates: 1, quarantined: 1 });
  });

  it("gives the delivered bytes back, and the exact text of what is in quarantine", async () => {
    const bytes = logFile(record(1), record(2), record(2), { not: "a record" });
    const evidence = await openEvidence(ctx, sha256(bytes));
    const parts: Uint8Array[] = [];
    for await (const part of evidence.chunks) parts.push(part);
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    const { rows, matching } = await listQuarantine(ctx, { filter: { reason: null, sha256: sha256(bytes) }, ...page });
    expect(matching).toBe(1);
    const [row] = rows;
    expect(await listQuarantineReasons(ctx, { sha256: null })).toMatchObject({
      total: 1,
      reasons: [{ reason: row?.reason, records: 1, files: 1 }],
    });
    const text = await getQuarantineText(ctx, {
      sha256: sha256(bytes),
      recordIndex: row?.recordIndex ?? -1,
      raw: false,
      whole: false,
    });
    expect(text).toEqual({ text: '{"not":"a record"}', characters: 18, masked: 0 });
    const audited = await store.db.auditLog.findMany({
      where: { action: { in: ["evidence.download", "record.view"] } },
    });
    expect(audited.map(({ action }) => action).toSorted()).toEqual(["evidence.download", "record.view"]);
  });

  it("takes a job up again whose worker died, and counts its records once", async () => {
    const bytes = logFile(record(11), record(12));
    const runId = await send([{ name: "taken-up.json.gz", bytes }]);
    // What a killed worker leaves behind: a locked job, a run that says "running", a part that is loaded already.
    await store.pool.query(
      "update graphile_worker._private_jobs set locked_by = 'dead', locked_at = now() - interval '1 minute', attempts = 1",
    );
    await store.pool.query(
      "update ingest_run set state = 'running', heartbeat_at = now() - interval '1 minute' where id = $1",
      [runId],
    );
    expect((await getRun(ctx, { runId })).run).toMatchObject({
      condition: "interrupted",
      advice: expect.stringMatching(/goes on/),
    });
    await work();
    const { run } = await ended(runId);
    expect(run).toMatchObject({ condition: "done", records: 2, stored: 2, duplicates: 0, quarantined: 0 });
    const { rows } = await listUploadFiles(ctx, { runId, state: null, ...page });
    expect(rows).toMatchObject([{ state: "ingested", records: 2, reason: null }]);
  });

  it("can be cancelled before it is loaded, and is then not loaded", async () => {
    const runId = await send([{ name: "cancelled.json.gz", bytes: logFile(record(21)) }]);
    expect(await cancelRun(ctx, { runId })).toEqual({ cancelled: true });
    await work();
    expect((await ended(runId)).run).toMatchObject({ condition: "cancelled", records: 0 });
    expect(
      await listLogFiles(ctx, {
        filter: { query: "cancelled.json", source: null, quarantined: false, dropped: false, integrity: null },
        ...page,
      }),
    ).toMatchObject({ matching: 0 });
  });
});
