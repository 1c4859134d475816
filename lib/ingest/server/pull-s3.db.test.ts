import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { logRecord } from "@/lib/testing/factories/log-records";
import { S3Server } from "@/lib/testing/s3/s3-server";
import { storeFingerprint } from "@/lib/testing/store-fingerprint";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import type { S3Access } from "../s3/s3-access";
import type { S3Scope } from "../s3/s3-scope";
import { pullFolder } from "./clean-pulls";
import { ingestPaths } from "./ingest-paths";
import type { S3Found } from "./found-tally";
import type { IngestResult } from "./load-feed";
import { lookS3 } from "./look-s3";
import { pullS3 } from "./pull-s3";

const ORGANISATION = "o-abcdefghij";
const ROLE = "arn:aws:iam::444455556666:role/evidence-reader";
const EVERYTHING = { bucket: "trail-logs", prefix: "", accounts: [], regions: [], fromMs: null, toMs: null };

let s3: S3Server;
let store: TestDatabase;
beforeEach(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKIAREADER", AWS_SECRET_ACCESS_KEY: "secret" });
  [s3, store] = await Promise.all([S3Server.start(), testDatabase()]);
});
afterEach(async () => {
  await Promise.all([s3.stop(), store.close()]);
});

type Place = { readonly account?: string; readonly region?: string; readonly day?: string; readonly folder?: string };

function keyOf(
  n: number,
  { account = "111122223333", region = "us-east-1", day = "2026-10-05", folder = "CloudTrail" }: Place = {},
): string {
  const stamp = `${day.replaceAll("-", "")}T${String(n % 24).padStart(2, "0")}05Z`;
  return `AWSLogs/${ORGANISATION}/${account}/${folder}/${region}/${day.replaceAll("-", "/")}/${account}_${folder}_${region}_${stamp}_file${n}.json.gz`;
}

function logFile(from: number, to: number): Buffer {
  const Records = Array.from({ length: to - from }, (_, index) => logRecord(from + index));
  return gzipSync(JSON.stringify({ Records }));
}

const access = (changes: Partial<S3Access> = {}): S3Access => ({
  profile: null,
  roleArn: null,
  externalId: null,
  endpoint: s3.endpoint,
  ...changes,
});

type Pull = {
  scope?: Partial<S3Scope>;
  access?: Partial<S3Access>;
  onFound?: (found: S3Found) => void;
  signal?: AbortSignal;
};

function pull({ scope, access: changes, ...rest }: Pull = {}): Promise<IngestResult> {
  return pullS3(store, {
    source: "s3:trail-logs",
    actorName: "test",
    scope: { ...EVERYTHING, ...scope },
    access: access(changes),
    loaders: 1,
    signal: new AbortController().signal,
    ...rest,
  });
}

function look(scope: Partial<S3Scope> = {}): ReturnType<typeof lookS3> {
  return lookS3(store.pool, {
    scope: { ...EVERYTHING, ...scope },
    access: access(),
    signal: new AbortController().signal,
  });
}

describe("pullS3", () => {
  it("says what it found, loads it, and fetches nothing twice", async () => {
    for (let n = 0; n < 5; n++)
      s3.put("trail-logs", keyOf(n, { day: `2026-10-0${n + 1}` }), logFile(n * 10, n * 10 + 12));
    let found: S3Found | null = null;
    const first = await pull({ onFound: (summary) => (found = summary) });
    expect(found).toMatchObject({ files: 5, hereFiles: 0, firstDay: "2026-10-01", lastDay: "2026-10-05" });
    expect(first).toMatchObject({ files: 5, filesNew: 5, records: 60, stored: 52, duplicates: 8 });
    s3.put("trail-logs", keyOf(9), logFile(900, 903));
    s3.world.sent.clear();
    const second = await pull({ onFound: (summary) => (found = summary) });
    expect(found).toMatchObject({ files: 6, hereFiles: 5 });
    expect(second).toMatchObject({ files: 1, stored: 3 });
    expect([...s3.world.sent.keys()]).toEqual([keyOf(9)]);
  });

  it("trusts what it pulled above what was uploaded, and says where each file lies in S3", async () => {
    s3.put("trail-logs", keyOf(1), logFile(0, 3));
    await pull();
    const { rows } = await store.pool.query(
      "select f.trust, l.path from log_file f join log_file_location l on l.log_file_id = f.id",
    );
    expect(rows).toEqual([{ trust: 1, path: `s3://trail-logs/${keyOf(1)}` }]);
    const upload = ingestPaths(store, {
      kind: "cli",
      source: "s3:trail-logs",
      actorName: "somebody",
      paths: [],
      signal: new AbortController().signal,
    });
    await expect(upload).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("--source") });
  });

  it("goes through pages of a listing", async () => {
    for (let n = 0; n < 2_300; n++) s3.put("trail-logs", keyOf(n), "");
    expect(await look()).toMatchObject({ files: 2_300, isComplete: true });
  });

  it("leaves nothing on the disk, not even of a pull that was killed", async () => {
    s3.put("trail-logs", keyOf(0), logFile(20, 22));
    const killed = await pull().then(({ runId }) => runId);
    mkdirSync(pullFolder(killed), { recursive: true });
    s3.put("trail-logs", keyOf(1), logFile(0, 3));
    const { runId } = await pull();
    expect([killed, runId].map((id) => existsSync(pullFolder(id)))).toEqual([false, false]);
  });

  it("loads archives and loose files below a prefix that has no layout", async () => {
    s3.put("trail-logs", "copies/october.json.gz", logFile(0, 4));
    s3.put("trail-logs", "copies/readme.txt", "not a log");
    const result = await pull({ scope: { prefix: "copies" } });
    expect(result).toMatchObject({ files: 1, stored: 4, skipped: 1 });
    const again = await pull({ scope: { prefix: "copies" } });
    expect(again).toMatchObject({ files: 0, skipped: 0 });
  });
});

describe("the scope of a pull", () => {
  it("takes accounts, Regions and days with one day more on each side, and the folders beside CloudTrail's own", async () => {
    for (const account of ["111122223333", "444455556666"])
      for (const region of ["us-east-1", "eu-west-1"])
        for (let day = 1; day <= 9; day++)
          s3.put("trail-logs", keyOf(day, { account, region, day: `2026-10-0${day}` }), "");
    for (const folder of [
      "CloudTrail-Digest",
      "CloudTrail-Insight",
      "CloudTrail-NetworkActivity",
      "CloudTrail-Aggregated",
    ])
      s3.put("trail-logs", keyOf(1, { folder, day: "2026-10-05" }), "");
    s3.put("trail-logs", `AWSLogs/${ORGANISATION}/111122223333/Config/us-east-1/2026/10/5/config.json.gz`, "");
    const scope = {
      accounts: ["111122223333"],
      regions: ["us-east-1"],
      fromMs: Date.UTC(2026, 9, 4, 12),
      toMs: Date.UTC(2026, 9, 5, 12),
    };
    expect(await look(scope)).toMatchObject({ files: 4 + 4, firstDay: "2026-10-03", lastDay: "2026-10-06" });
    expect(await look({ accounts: ["444455556666"] })).toMatchObject({ files: 18 });
    expect(
      await look({ prefix: `AWSLogs/${ORGANISATION}/111122223333/CloudTrail/eu-west-1/2026/10/03/` }),
    ).toMatchObject({
      files: 1,
    });
  });

  it("finds trails whose prefixes differ", async () => {
    for (const prefix of ["one/", "two/"]) s3.put("trail-logs", prefix + keyOf(1), "");
    s3.put("trail-logs", "three/other.txt", "");
    expect(await look()).toMatchObject({ files: 2 });
    expect(await look({ prefix: "one" })).toMatchObject({ files: 1 });
  });
});

describe("what AWS refuses", () => {
  it.each([
    ["a missing bucket", { scope: { bucket: "no-such-bucket" } }, /There is no bucket "no-such-bucket"/],
    [
      "a role that trusts nobody here",
      { access: { roleArn: `${ROLE}-2` } },
      /role .*evidence-reader-2 cannot be assumed/,
    ],
    ["a wrong external id", { access: { roleArn: ROLE, externalId: "guess" } }, /cannot be assumed.*external id/],
    ["a profile that does not exist", { access: { profile: "nobody-has-this" } }, /profile "nobody-has-this"/],
    ["an endpoint where nobody listens", { access: { endpoint: "http://127.0.0.1:9" } }, /cannot be reached/],
  ] as const)(
    "is told in one line: %s",
    async (_case, request, message) => {
      s3.world.roles.set(ROLE, { externalId: "secret-handshake", accessKeyId: "ASIAROLE" });
      const failure = await pull(request).catch((error: unknown) => error);
      expect(failure).toMatchObject({ name: "AppError", message: expect.stringMatching(message) });
      expect(String(failure)).not.toContain("\n");
    },
    30_000,
  );

  it("is told in one line: a bucket that may not be listed, and keys that may not be used", async () => {
    s3.put("trail-logs", keyOf(1), { bytes: logFile(0, 3), isLocked: true });
    await expect(pull()).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("Allow kms:Decrypt"),
    });
    s3.world.allowed = new Set(["SOMEBODY"]);
    await expect(pull()).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("s3:ListBucket"),
    });
  });

  it("reads with a role that may what the caller may not", async () => {
    s3.put("trail-logs", keyOf(1), logFile(0, 3));
    s3.world.roles.set(ROLE, { externalId: "secret-handshake", accessKeyId: "ASIAROLE" });
    s3.world.allowed = new Set(["ASIAROLE"]);
    expect(await pull({ access: { roleArn: ROLE, externalId: "secret-handshake" } })).toMatchObject({ stored: 3 });
  });

  it("leaves what may be read: the rest is loaded, the refused is named, and tried again", async () => {
    for (let n = 0; n < 6; n++) s3.put("trail-logs", keyOf(n), { bytes: logFile(n * 5, n * 5 + 5), isLocked: n === 3 });
    await expect(pull()).rejects.toMatchObject({
      message: expect.stringMatching(/^1 of 6 objects could not be read.*kms:Decrypt/),
    });
    expect((await storeFingerprint(store.pool)).totals.stored).toBe(25);
    s3.put("trail-logs", keyOf(3), logFile(15, 20));
    expect(await pull()).toMatchObject({ files: 1, stored: 5 });
  });
});

describe("a troubled network", () => {
  it("ends in the same store when a twentieth of all requests fails in any way", async () => {
    for (let n = 0; n < 120; n++)
      s3.put(
        "trail-logs",
        keyOf(n, { day: `2026-10-${String(1 + (n % 28)).padStart(2, "0")}` }),
        logFile(n * 7, n * 7 + 10),
      );
    s3.faults.fail(0.05);
    expect(await pull()).toMatchObject({ files: 120, skipped: 0 });
    const { totals, events } = await storeFingerprint(store.pool);
    expect(totals).toMatchObject({ records: 1_200, stored: 119 * 7 + 10 });
    expect(events).toHaveLength(119 * 7 + 10);
  }, 120_000);

  it("never stores damaged bytes", async () => {
    s3.put("trail-logs", keyOf(1), randomBytes(500));
    s3.faults.fail(1, ["damage"]);
    await expect(pull({ scope: { prefix: keyOf(1) } })).rejects.toMatchObject({ code: "conflict" });
    expect((await storeFingerprint(store.pool)).totals.records).toBe(0);
  }, 120_000);

  it("stops when it is told to, and goes on from there", async () => {
    for (let n = 0; n < 40; n++) s3.put("trail-logs", keyOf(n), logFile(n * 5, n * 5 + 5));
    const controller = new AbortController();
    const stopped = pull({ onFound: () => controller.abort(), signal: controller.signal });
    await expect(stopped).rejects.toMatchObject({ message: expect.stringContaining("Stopped") });
    expect(await pull()).toMatchObject({ files: 40 });
    expect((await storeFingerprint(store.pool)).totals.stored).toBe(200);
  });
});
