import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logRecord } from "@/lib/testing/factories/log-records";
import { type StoreFingerprint, storeFingerprint } from "@/lib/testing/store-fingerprint";
import { testDatabase } from "@/lib/testing/test-database";

const FILES = 48;
const RECORDS = 500;
const root = join(import.meta.dirname, "../../..");
let folder = "";
/** What comes of it where nothing disturbs. */
let undisturbed: StoreFingerprint;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "wakeline interrupted "));
  for (let file = 0; file < FILES; file++) {
    // A third of each file is in the next one too.
    const records = Array.from({ length: RECORDS }, (_, index) => logRecord(Math.floor(file * RECORDS * 0.67) + index));
    await writeFile(join(folder, `${file}.json.gz`), gzipSync(JSON.stringify({ Records: records })));
  }
  const store = await testDatabase();
  await runToTheEnd(store.url);
  undisturbed = await storeFingerprint(store.pool);
  await store.close();
}, 180_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function startIngest(databaseUrl: string): {
  child: ChildProcess;
  ended: Promise<{ code: number | null; stderr: string }>;
} {
  const args = [
    "--conditions=react-server",
    "--import",
    "tsx",
    join(root, "bin/command.ts"),
    "ingest",
    folder,
    "--json",
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl, WAKELINE_LOADERS: "2" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr?.on("data", (chunk) => (stderr += chunk));
  return { child, ended: new Promise((resolve) => child.on("exit", (code) => resolve({ code, stderr }))) };
}

async function runToTheEnd(databaseUrl: string): Promise<void> {
  const { code, stderr } = await startIngest(databaseUrl).ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
}

describe("an interrupted ingest", () => {
  it("comes to the same store after kill -9 at any moments and a further run", async () => {
    const killed = await testDatabase();
    for (let attempt = 0; attempt < 4; attempt++) {
      const { child, ended } = startIngest(killed.url);
      await delay(1_500 + attempt * 450 + Math.random() * 400);
      child.kill("SIGKILL");
      await ended;
    }
    await runToTheEnd(killed.url);
    expect(await storeFingerprint(killed.pool)).toEqual(undisturbed);
    await killed.close();
  }, 180_000);

  it("says in one line that the database went away, and goes on from there in the next run", async () => {
    const disturbed = await testDatabase();
    const { ended } = startIngest(disturbed.url);
    const cut = setInterval(() => {
      void disturbed.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'wakeline loader' and datname = current_database()",
      );
    }, 200);
    const { code, stderr } = await ended;
    clearInterval(cut);
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/database/i);
    await runToTheEnd(disturbed.url);
    expect(await storeFingerprint(disturbed.pool)).toEqual(undisturbed);
    await disturbed.close();
  }, 180_000);
});
