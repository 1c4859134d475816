import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startWorker } from "@/lib/jobs/start-worker";
import { logRecord } from "@/lib/testing/factories/log-records";
import { S3Server } from "@/lib/testing/s3/s3-server";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { cancelRun } from "./cancel-run";
import { createS3Pull } from "./create-s3-pull";
import { getRun } from "./get-run";
import { listLoadsUnderWay } from "./list-loads-under-way";
import { retryRun } from "./retry-run";

const WISH = {
  address: "s3://trail-logs",
  accounts: "",
  regions: "",
  from: "",
  to: "",
  profile: "",
  roleArn: "",
  externalId: "",
  fetchKeys: false,
};

let s3: S3Server;
let store: TestDatabase;
beforeEach(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKIAREADER", AWS_SECRET_ACCESS_KEY: "secret" });
  [s3, store] = await Promise.all([S3Server.start(), testDatabase()]);
});
afterEach(async () => {
  await Promise.all([s3.stop(), store.close()]);
});

/** As the page asks for it, from the store of the test in place of AWS. */
async function ask(wish: Partial<typeof WISH> = {}): Promise<string> {
  const { runId } = await createS3Pull(store.ctx, { ...WISH, ...wish });
  await store.pool.query("update s3_pull set endpoint = $1", [s3.endpoint]);
  return runId;
}

async function work(isOver: () => Promise<boolean>): Promise<void> {
  const worker = await startWorker(store, { log: () => undefined, now: () => new Date() });
  while (!(await isOver())) await delay(100);
  await worker.stop();
}

const conditionOf = async (runId: string): Promise<string> => (await getRun(store.ctx, { runId })).run.condition;

describe("a pull that is asked for on a page", () => {
  it("is done by the worker, in the name of whoever asked, and is in the audit log", async () => {
    s3.put("trail-logs", "copies/a.json.gz", gzipSync(JSON.stringify({ Records: [logRecord(1), logRecord(2)] })));
    const runId = await ask();
    expect((await listLoadsUnderWay(store.ctx)).loads).toMatchObject([
      { id: runId, source: "s3:trail-logs", filesTotal: null },
    ]);
    await work(async () => (await conditionOf(runId)) === "done");
    const { run } = await getRun(store.ctx, { runId });
    expect(run).toMatchObject({ kind: "s3", actorName: "Ada Admin", files: 1, stored: 2, error: null });
    expect((await listLoadsUnderWay(store.ctx)).loads).toEqual([]);
    expect(await store.db.auditLog.findMany({ select: { action: true, target: true } })).toEqual([
      { action: "s3.pull", target: runId },
    ]);
  });

  it("says why it failed, and goes on from there when it is tried again", async () => {
    const runId = await ask();
    await work(async () => (await conditionOf(runId)) === "failed");
    expect(await getRun(store.ctx, { runId })).toMatchObject({
      run: { error: expect.stringContaining('There is no bucket "trail-logs"') },
      canRetry: true,
      canCancel: false,
    });
    s3.put("trail-logs", "a.json.gz", gzipSync(JSON.stringify({ Records: [logRecord(1)] })));
    await retryRun(store.ctx, { runId });
    await work(async () => (await conditionOf(runId)) === "done");
    expect((await getRun(store.ctx, { runId })).run).toMatchObject({ stored: 1, error: null });
  });

  it("can be cancelled before a worker has it", async () => {
    const runId = await ask();
    expect(await cancelRun(store.ctx, { runId })).toEqual({ cancelled: true });
    expect(await conditionOf(runId)).toBe("cancelled");
  });

  it.each([
    [{ address: "trail-logs" }, /s3:\/\/bucket\/prefix/],
    [{ accounts: "12" }, /12 digits/],
    [{ regions: "moon" }, /Region/],
    [{ from: "yesterday" }, /2026-10-05/],
    [{ roleArn: "admin" }, /arn:aws:iam/],
    [{ externalId: "x" }, /goes with a role/],
  ])("is refused where %j does not fit", async (wish, message) => {
    await expect(ask(wish)).rejects.toMatchObject({ code: "invalid-input", message: expect.stringMatching(message) });
  });
});
