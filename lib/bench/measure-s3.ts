import { spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { leaseEmbedded } from "@/lib/db/embedded/lease";
import { removeEmbedded } from "@/lib/db/embedded/remove-embedded";
import { makePool } from "@/lib/db/make-pool";
import { environmentFor } from "@/lib/env";
import { type LogRecord, logRecord } from "@/lib/testing/factories/log-records";
import { S3Server } from "@/lib/testing/s3/s3-server";

export const OBJECT_RECORDS = 20;
/** Of each object's records, so many are in the next one too. */
const OVERLAP = 4;
const FAILING = 0.05;
const START_MS = Date.UTC(2026, 0, 1);
const STEP_MS = 20_000;
const ROOT = join(import.meta.dirname, "../..");

type Plan = { readonly objects: number; readonly kills: number; readonly say: (line: string) => void };

export type S3Measured = {
  readonly objects: number;
  readonly records: number;
  readonly distinct: number;
  readonly kills: number;
  readonly requests: number;
  readonly sentTwice: number;
  readonly seconds: number;
  readonly complete: number;
  readonly done: number;
  readonly stored: number;
  readonly counted: number;
};

/** Pulls objects from a server of our own, killing the process at even distances, and counts what the store has in the end. */
export async function measureS3({ objects, kills, say }: Plan): Promise<S3Measured> {
  const home = await mkdtemp(join(tmpdir(), "wakeline-bench-s3-"));
  const s3 = await S3Server.start();
  fill(s3, objects);
  s3.faults.fail(FAILING);
  // Held, so that killed pulls do not stop the database too.
  const lease = await leaseEmbedded(home, say);
  const startedMs = performance.now();
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const pull = startPull(home, s3.endpoint);
      const isFar = (): boolean => s3.world.sent.size >= (kill * objects) / (kills + 1);
      while (!isFar() && pull.isRunning()) await delay(20);
      pull.kill();
      await pull.ended;
      say(`kill ${kill} of ${kills}: ${s3.world.sent.size} objects were fetched by then`);
    }
    const code = await startPull(home, s3.endpoint).ended;
    if (code !== 0) throw new Error(`the last pull ended with ${code}`);
    const seconds = (performance.now() - startedMs) / 1000;
    const records = objects * OBJECT_RECORDS;
    const sentTwice = [...s3.world.sent.values()].filter((times) => times > 1).length;
    const distinct = (objects - 1) * (OBJECT_RECORDS - OVERLAP) + OBJECT_RECORDS;
    return {
      objects,
      records,
      distinct,
      kills,
      requests: s3.requests,
      sentTwice,
      seconds,
      ...(await count(lease.url)),
    };
  } finally {
    await s3.stop();
    lease.close();
    await removeEmbedded(home);
  }
}

function fill(s3: S3Server, objects: number): void {
  for (let n = 0; n < objects; n++) {
    const day = String(1 + (n % 28)).padStart(2, "0");
    const Records = Array.from({ length: OBJECT_RECORDS }, (_, k) => recordOf(n * (OBJECT_RECORDS - OVERLAP) + k));
    s3.put(
      "trail-logs",
      `AWSLogs/111122223333/CloudTrail/us-east-1/2026/10/${day}/111122223333_CloudTrail_us-east-1_202610${day}T0000Z_${n}.json.gz`,
      gzipSync(JSON.stringify({ Records })),
    );
  }
}

/** Close together, so that however many there are none lies in the future. */
function recordOf(n: number): LogRecord {
  return logRecord(n, { eventTime: new Date(START_MS + n * STEP_MS).toISOString() });
}

type RunningPull = {
  readonly ended: Promise<number | null>;
  readonly kill: () => void;
  readonly isRunning: () => boolean;
};

function startPull(home: string, endpoint: string): RunningPull {
  const words = ["ingest", "s3://trail-logs", "--endpoint", endpoint, "--json"];
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", join(ROOT, "bin", "command.ts"), ...words],
    {
      cwd: ROOT,
      env: environmentFor({
        WAKELINE_HOME: home,
        DATABASE_URL: undefined,
        AWS_PROFILE: undefined,
        AWS_ACCESS_KEY_ID: "AKIABENCH",
        AWS_SECRET_ACCESS_KEY: "secret",
      }),
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  return {
    ended: new Promise((resolve) => child.once("exit", resolve)),
    kill: () => child.kill("SIGKILL"),
    isRunning: () => child.exitCode === null,
  };
}

async function count(url: string): Promise<Pick<S3Measured, "complete" | "done" | "stored" | "counted">> {
  const pool = makePool(url, { max: 1, applicationName: "wakeline bench" });
  try {
    const { rows } = await pool.query<Pick<S3Measured, "complete" | "done" | "stored" | "counted">>(
      `select (select count(*)::int from log_file where complete) as complete,
         (select count(*)::int from s3_object where done_at is not null) as done,
         (select count(*)::int from event) as stored, (select coalesce(sum(records), 0)::int from log_file) as counted`,
    );
    const [row] = rows;
    if (!row) throw new Error("the store could not be counted");
    return row;
  } finally {
    await pool.end();
  }
}
