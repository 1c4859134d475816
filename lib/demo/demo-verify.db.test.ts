import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { importKeys } from "@/lib/integrity/server/import-keys";
import { ingestAndVerify } from "@/lib/integrity/server/ingest-and-verify";
import { isHeld } from "@/lib/integrity/is-held";
import { listResults } from "@/lib/integrity/server/list-results";
import { listWatermarks } from "@/lib/integrity/server/list-watermarks";
import { verifyStore } from "@/lib/integrity/server/verify-store";
import type { VerifyResult } from "@/lib/integrity/verify-result";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { TestDemo } from "./test-demo";

let demo: TestDemo;
let store: TestDatabase;
const EVERYTHING = { from: null, to: null };

async function ingest(...folders: readonly string[]): Promise<void> {
  await ingestAndVerify(store, {
    kind: "cli",
    source: "demo",
    actorName: "test",
    paths: folders.map((folder) => join(demo.root, folder)),
    loaders: 1,
    signal: new AbortController().signal,
  });
}

async function results(): Promise<VerifyResult[]> {
  const found: VerifyResult[] = [];
  for await (const result of listResults(store.pool, EVERYTHING)) found.push(result);
  return found;
}

beforeAll(async () => {
  store = await testDatabase();
  demo = await TestDemo.write({ seed: 13, events: 6000, days: 7 });
}, 180_000);
afterAll(async () => {
  rmSync(demo.root, { recursive: true, force: true });
  await store.close();
});

const Harmed = z.array(z.object({ path: z.string(), mishap: z.string() }));
const Digests = z.array(z.object({ key: z.string(), from: z.number(), to: z.number() }));

describe("the demo organisation's files", () => {
  it("are unverified before their digests came, never valid", async () => {
    await ingest("siem");
    expect((await results()).map((result) => ("state" in result ? result.state : result.type))).toEqual(
      expect.arrayContaining(["unverified"]),
    );
    expect((await results()).every((result) => "state" in result && result.state === "unverified")).toBe(true);
  });

  it("are no valid ones while the keys and signatures are missing", async () => {
    await ingest("logs");
    expect((await results()).filter((result) => "state" in result && /^(verified|valid)$/.test(result.state))).toEqual(
      [],
    );
  }, 240_000);

  it("give exactly the tampered file, the deleted one and the two deleted digests once keys and signatures are there", async () => {
    await ingest("object-metadata");
    for (const file of demo.under("public-keys"))
      await importKeys(store.ctx, { text: file.bytes.toString("utf8"), name: file.path });
    await verifyStore(store.pool, { range: EVERYTHING });
    const found = await results();
    const harmed = Harmed.parse(demo.json("truth/harmed-files.json"));
    const objects = (mishap: string) =>
      harmed.filter((file) => file.mishap === mishap).map((file) => file.path.replace("logs/", "s3://"));
    const files = found.filter((result) => result.type === "log-file");
    const inState = (state: string) => files.filter((file) => file.state === state);
    expect(inState("hash-differs").map((file) => file.object)).toEqual(objects("tampered"));
    expect(inState("missing").map((file) => file.object)).toEqual(objects("deleted"));
    expect(inState("no-key")).toEqual([]);
    expect(inState("not-referenced")).toEqual([]);

    const deleted = Digests.parse(demo.json("truth/missing-digests.json"));
    const gaps = found.filter((result) => result.type === "gap" && result.kind === "digest-missing");
    const spanMs = { from: Math.min(...deleted.map((one) => one.from)), to: Math.max(...deleted.map((one) => one.to)) };
    expect(gaps).toMatchObject([
      {
        from: new Date(spanMs.from).toISOString().replace(".000", ""),
        to: new Date(spanMs.to).toISOString().replace(".000", ""),
      },
    ]);
    const digests = found.filter((result) => result.type === "digest");
    expect(digests.length).toBeGreaterThan(500);
    expect(digests.filter((digest) => digest.state !== "valid")).toEqual([]);
    expect(found.filter((result) => result.type === "gap" && result.kind === "not-logging").length).toBeGreaterThan(0);

    const signed = /assistants-cloudtrail|lake-cloudtrail/;
    const verified = inState("verified");
    expect(verified.length).toBeGreaterThan(100);
    expect(verified.every((file) => signed.test(file.object ?? "") && file.key === "imported")).toBe(true);
    const open = files.filter((file) => file.state === "unverified" || file.state === "chain-broken");
    expect(open.filter((file) => signed.test(file.file ?? "") && file.state === "unverified")).toEqual([]);
  }, 240_000);
});

describe("the demo organisation's watermarks", () => {
  const HOUR = 3_600_000;
  const marks = async () => (await listWatermarks(store.ctx)).watermarks;
  const of = async (sink: RegExp, account: string, region: string) =>
    (await marks()).find((mark) => sink.test(mark.sink) && mark.account === account && mark.region === region);

  it("say complete until the end of the window but for the usual delay, with delays as they were made", async () => {
    const mark = await of(/assistants-cloudtrail/, "444455556666", "eu-west-1");
    const end = Date.UTC(2026, 10, 2);
    expect(mark?.basis).toBe("digests");
    expect(end - (mark?.untilMs ?? 0)).toBeLessThan(HOUR);
    expect(mark?.lagP50Ms).toBeGreaterThan(60_000);
    expect(mark?.lagP50Ms).toBeLessThan(8 * 60_000);
  });

  it("hold neither the time in which logging was off, nor that of deleted digests, nor a deleted file", async () => {
    const mark = await of(/assistants-cloudtrail/, "444455556666", "eu-west-1");
    const kinds = new Set(mark?.holes.map(({ kind }) => kind));
    expect(kinds).toContain("not-logging");
    expect(kinds).toContain("file-missing");
    const deleted = Digests.parse(demo.json("truth/missing-digests.json"));
    const gone = await of(/assistants-cloudtrail/, "444455556666", "us-east-1");
    const question = { account: "444455556666", region: "us-east-1", sinkId: gone?.sinkId ?? 0 };
    for (const { from, to } of deleted)
      expect(isHeld(await marks(), { ...question, fromMs: from, toMs: to }).every(({ held }) => held !== true)).toBe(
        true,
      );
  });

  it("never say of a SIEM's export that it is complete, until somebody says what it leaves out", async () => {
    const exported = (await marks()).filter(({ basis }) => basis === "events");
    expect(exported.length).toBeGreaterThan(0);
    expect(exported.every(({ leavesOut }) => leavesOut.includes("unknown"))).toBe(true);
  });
});
