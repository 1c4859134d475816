import { existsSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { EVIDENCE_LOCK } from "@/lib/ingest/server/evidence-lock";
import { type RunningWorker, startWorker } from "@/lib/jobs/start-worker";
import { HEARTBEAT } from "@/lib/telemetry/server/get-readiness";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { cancelRun } from "./cancel-run";
import { completeUpload } from "./complete-upload";
import { createUpload } from "./create-upload";
import { getRun } from "./get-run";
import { ingestUpload } from "./ingest-upload";
import { receiveFile } from "./receive-file";
import { spoolFolder } from "./spool";

/** Enough for many transactions, so that there is a middle to interrupt. */
const RECORDS = 300_000;
const FILES = 30;
const NONE = { rows: [] };
let store: TestDatabase;
let worker: RunningWorker | null = null;

beforeAll(async () => {
  store = await testDatabase();
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
});
afterAll(() => store.close());

function logFile(series: number, file: number): Buffer {
  const lines = Array.from({ length: RECORDS / FILES }, (_, index) => {
    const id = String(file * RECORDS + index).padStart(12, "0");
    return `{"eventVersion":"1.08","userIdentity":{"type":"Root","principalId":"111122223333","accountId":"111122223333"},"eventTime":"2026-03-01T10:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.1","userAgent":"test","eventID":"0000000${series}-0000-4000-8000-${id}","eventType":"AwsApiCall","recipientAccountId":"111122223333"}`;
  });
  return Buffer.from(lines.join("\n"));
}

async function upload(series: number): Promise<string> {
  const bodies = Array.from({ length: FILES }, (_, file) => logFile(series, file));
  const { runId, files } = await createUpload(store.ctx, {
    files: bodies.map((body, index) => ({ name: `${series}-${index}.json`, bytes: body.length })),
  });
  for (const [index, body] of bodies.entries()) {
    const fileId = files[index]?.id ?? "";
    await receiveFile(store.ctx, { runId, fileId, body: whole(body), statedBytes: body.length, statedSha256: null });
  }
  await completeUpload(store.ctx, { runId });
  return runId;
}

async function* whole(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function start(): Promise<void> {
  worker = await startWorker(store, { log: () => undefined, now: () => new Date() });
}

async function nextBeat(): Promise<void> {
  const read = async () => (await store.db.setting.findUnique({ where: { key: HEARTBEAT } }))?.value;
  const before = await read();
  while ((await read()) === before) await new Promise((resolve) => setTimeout(resolve, 5));
}

type Run = Awaited<ReturnType<typeof getRun>>["run"];

async function until(runId: string, isSo: (run: Run) => boolean): Promise<Run> {
  for (;;) {
    const { run } = await getRun(store.ctx, { runId });
    if (isSo(run)) return run;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const firstStored = (runId: string): Promise<Run> => until(runId, ({ stored }) => stored > 0);

describe("an upload in the middle of its loading", () => {
  it("goes on with the next worker when its own is stopped, and counts every record once", async () => {
    const runId = await upload(1);
    await start();
    expect(await firstStored(runId)).toMatchObject({ condition: "running" });
    await worker?.stop();
    const stopped = await getRun(store.ctx, { runId });
    expect(stopped.run).toMatchObject({ condition: "queued", error: null });
    await start();
    const run = await until(runId, ({ condition, records }) => condition === "done" && records === RECORDS);
    expect(run).toMatchObject({ stored: RECORDS, duplicates: 0, quarantined: 0 });
    const { rows } = await store.pool.query(
      "select sum(stored)::int as stored, sum(records)::int as records from log_file",
    );
    expect(rows).toEqual([{ stored: RECORDS, records: RECORDS }]);
  });

  it("stops when it is cancelled; what was loaded stays accounted for", async () => {
    const runId = await upload(2);
    await start();
    expect(await firstStored(runId)).toMatchObject({ condition: "running" });
    expect(await cancelRun(store.ctx, { runId })).toEqual({ cancelled: false });
    const run = await until(runId, ({ condition }) => condition === "cancelled" || condition === "done");
    expect(run.condition).toBe("cancelled");
    expect(run.records).toBe(run.stored + run.duplicates + run.quarantined);
    expect(run.records).toBeLessThan(RECORDS);
    while (existsSync(spoolFolder(runId))) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it("stops where it is cancelled while its worker hears nothing", async () => {
    const runId = await upload(4);
    const blocker = await store.pool.connect();
    await blocker.query("select pg_advisory_lock($1)", [EVIDENCE_LOCK]);
    worker = await startWorker(store, { log: () => undefined, now: () => new Date(), sweepEveryMs: 20 });
    await until(runId, ({ condition }) => condition === "running");
    // As it is written down; what is said to the worker besides is lost. With the second beat after it, the worker has looked.
    await store.pool.query("update ingest_run set cancel_asked_by = 'Grace' where id = $1", [runId]);
    for (let beats = 0; beats < 2; beats++) await nextBeat();
    await blocker.query("select pg_advisory_unlock($1)", [EVIDENCE_LOCK]);
    blocker.release();
    const run = await until(runId, ({ condition }) => condition === "cancelled" || condition === "done");
    expect(run.condition).toBe("cancelled");
    expect(run.error).toBe("Cancelled by Grace. What was loaded by then stays.");
    expect(run.stored).toBeLessThan(RECORDS);
  });

  it("is not begun again where it was cancelled and its worker ended without hearing of it", async () => {
    const runId = await upload(5);
    await store.pool.query("update ingest_run set state = 'running', heartbeat_at = now() where id = $1", [runId]);
    expect(await cancelRun(store.ctx, { runId })).toEqual({ cancelled: false });
    await start();
    const run = await until(runId, ({ condition }) => condition === "cancelled" || condition === "done");
    expect(run).toMatchObject({ condition: "cancelled", records: 0 });
    while (existsSync(spoolFolder(runId))) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it("stays cancelled where a report of its progress is slow to arrive", async () => {
    const runId = await upload(3);
    const cancel = new AbortController();
    const pool = Object.create(store.pool, {
      query: {
        value: async (...args: [string, unknown[]]) => {
          const isReport = args[0].includes("files_new = $5");
          const { rows } = isReport
            ? await store.pool.query("select state from ingest_run where id = $1", [runId])
            : NONE;
          if (rows[0]?.state === "running" && !cancel.signal.aborted && reports++ > 0) {
            cancel.abort("cancelled");
            await new Promise((resolve) => setTimeout(resolve, 1_000));
          }
          return store.pool.query(...args);
        },
      },
    });
    let reports = 0;
    const end = await ingestUpload(
      { ...store, pool },
      { runId, signal: cancel.signal, takenUp: false, isLastAttempt: true },
    );
    expect(end).toEqual({ kind: "cancelled" });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await getRun(store.ctx, { runId })).run.condition).toBe("cancelled");
  });
});
