import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { logRecord } from "@/lib/testing/factories/log-records";
import { S3Server } from "@/lib/testing/s3/s3-server";
import { storeFingerprint } from "@/lib/testing/store-fingerprint";
import { testDatabase } from "@/lib/testing/test-database";

const OBJECTS = 600;
const RECORDS = 25;
const KILLS = 4;
const root = join(import.meta.dirname, "../../..");

function startPull(databaseUrl: string, endpoint: string): { child: ChildProcess; ended: Promise<string> } {
  const command = ["--conditions=react-server", "--import", "tsx", join(root, "bin/command.ts")];
  const words = ["ingest", "s3://trail-logs/org", "--endpoint", endpoint, "--json"];
  const env = { ...process.env, DATABASE_URL: databaseUrl, AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "secret" };
  const child = spawn(process.execPath, [...command, ...words], {
    cwd: root,
    env: { ...env, WAKELINE_LOADERS: "2" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout?.on("data", (chunk) => (output += chunk));
  child.stderr?.on("data", (chunk) => (output += chunk));
  return { child, ended: new Promise((resolve) => child.on("exit", (code) => resolve(`${code} ${output}`))) };
}

it("stores each object once and loses none, though the process is killed again and again and requests fail", async () => {
  const [s3, store] = await Promise.all([S3Server.start(), testDatabase()]);
  for (let n = 0; n < OBJECTS; n++) {
    const day = String(1 + (n % 28)).padStart(2, "0");
    const key = `org/AWSLogs/111122223333/CloudTrail/us-east-1/2026/10/${day}/111122223333_CloudTrail_us-east-1_202610${day}T0000Z_${n}.json.gz`;
    // A fifth of each file is in the next one too.
    const Records = Array.from({ length: RECORDS }, (_, index) => logRecord(n * (RECORDS - 5) + index));
    s3.put("trail-logs", key, gzipSync(JSON.stringify({ Records })));
  }
  s3.faults.fail(0.05);
  for (let kill = 0; kill < KILLS; kill++) {
    const { child, ended } = startPull(store.url, s3.endpoint);
    // Well after the start, which takes a second, and always at another moment of the work.
    while (s3.world.sent.size < ((kill + 1) * OBJECTS) / (KILLS + 2)) await delay(20);
    await delay(Math.random() * 300);
    child.kill("SIGKILL");
    await ended;
  }
  expect(await startPull(store.url, s3.endpoint).ended).toMatch(/^0 /);
  const { totals, events } = await storeFingerprint(store.pool);
  const distinct = (OBJECTS - 1) * (RECORDS - 5) + RECORDS;
  expect(totals).toMatchObject({ records: OBJECTS * RECORDS, stored: distinct, quarantined: 0 });
  expect(events).toHaveLength(distinct);
  const { rows } = await store.pool.query(
    "select count(*)::int as files, (select count(*)::int from s3_object where done_at is not null) as done from log_file where complete",
  );
  expect(rows).toEqual([{ files: OBJECTS, done: OBJECTS }]);
  await Promise.all([s3.stop(), store.close()]);
}, 240_000);
