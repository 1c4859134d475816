import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { AnyRecord, TestDemo } from "../test-demo";

let demo: TestDemo;
let delivered: ReadonlyMap<string, AnyRecord>;
beforeAll(async () => {
  demo = await TestDemo.write({ seed: 3, events: 6000, days: 7 });
  const values = [
    ...demo.logFiles().flatMap((file) => file.values),
    ...demo.under("siem").flatMap((file) => demo.lines(file.path)),
  ];
  delivered = new Map(
    values.flatMap((value) => {
      const record = AnyRecord.safeParse(value);
      return record.success ? [[record.data.eventID, record.data] as const] : [];
    }),
  );
}, 120_000);
afterAll(() => rmSync(demo.root, { recursive: true, force: true }), 60_000);

const Call = z.looseObject({
  eventId: z.string(),
  at: z.string(),
  name: z.string(),
  source: z.string(),
  identity: z.string(),
  credential: z.string().nullable(),
  resources: z.array(z.string()).optional(),
  sharedEventId: z.string().optional(),
  task: z.string().optional(),
  trails: z.record(z.string(), z.string()),
});
const calls = () => demo.under("truth/calls").flatMap((file) => demo.lines(file.path).map((line) => Call.parse(line)));
const textOf = (value: unknown) => JSON.stringify(value ?? null);

describe("the truth about links", () => {
  const Link = z.object({
    credential: z.string(),
    issuerCredential: z.string().nullable(),
    deliveredIssuingEventId: z.string().nullable(),
    deliveredUseEventId: z.string().nullable(),
    issuerGrade: z.enum(["A"]).nullable(),
    grade: z.enum(["B", "C", "D"]).nullable(),
    firstUseEventId: z.string().nullable(),
    uses: z.int(),
  });
  const links = () => demo.lines("truth/links.ndjson.gz").map((line) => Link.parse(line));

  it("has every credential that a delivered record hands out", () => {
    const known = new Set(links().map((link) => link.credential));
    const handedOut = [...delivered.values()].flatMap(
      (record) => /"accessKeyId":"(ASIA[A-Z2-7]{16})"/.exec(textOf(record["responseElements"]))?.[1] ?? [],
    );
    // Service-linked roles are given a key that their records never show.
    const used = new Set([...delivered.values()].map((record) => record.userIdentity["accessKeyId"]));
    expect(handedOut.length).toBeGreaterThan(50);
    expect(handedOut.filter((key) => used.has(key) && !known.has(key))).toEqual([]);
  });

  it("grades B only where two delivered records name the key, C where they share a session, and A where one names both", () => {
    const graded = links();
    expect(new Set(graded.map((link) => link.grade))).toEqual(new Set(["B", "C", "D", null]));
    for (const link of graded) {
      const issuing = textOf(delivered.get(link.deliveredIssuingEventId ?? ""));
      const use = textOf(delivered.get(link.deliveredUseEventId ?? "")?.userIdentity);
      if (link.grade === "B") expect([issuing, use].filter((text) => !text.includes(link.credential))).toEqual([]);
      if (link.grade === "C") expect(use).not.toContain("accessKeyId");
      if (link.grade !== null) expect(issuing !== "null" && use !== "null").toBe(true);
      if (link.issuerGrade === "A" && link.issuerCredential !== null && !link.issuerCredential.includes("@"))
        expect(issuing).toContain(link.issuerCredential);
    }
  });
});

describe("the truth about what nobody logged", () => {
  it("sums the calls that no trail recorded, resource by resource", () => {
    const Touch = z.object({ identity: z.string(), resource: z.string(), name: z.string(), calls: z.int() });
    const counted = new Map<string, number>();
    for (const line of demo.lines("truth/unlogged-touches.ndjson.gz")) {
      const touch = Touch.parse(line);
      const key = `${touch.identity} ${touch.resource} ${touch.name}`;
      counted.set(key, (counted.get(key) ?? 0) + touch.calls);
    }
    const logged = new Set(
      calls().flatMap((call) =>
        Object.values(call.trails).includes("recorded") || delivered.has(call.eventId)
          ? [call.sharedEventId ?? call.eventId]
          : [],
      ),
    );
    const expected = new Map<string, number>();
    const seen = new Set<string>();
    for (const call of calls()) {
      const id = call.sharedEventId ?? call.eventId;
      if (logged.has(id) || seen.has(id)) continue;
      seen.add(id);
      for (const resource of call.resources ?? []) {
        const key = `${call.identity} ${resource} ${call.name}`;
        expected.set(key, (expected.get(key) ?? 0) + 1);
      }
    }
    expect(expected.size).toBeGreaterThan(100);
    expect(counted).toEqual(expected);
  });
});

describe("the truth about questions", () => {
  const Answer = z.object({ best: z.string(), happened: z.int(), events: z.array(z.string()), resource: z.string() });

  it("has a delivered event behind every yes, none behind the others, and nothing at all behind a no", () => {
    const answers = demo.lines("truth/answers.ndjson").map((line) => Answer.parse(line));
    expect(answers.length).toBeGreaterThan(20);
    for (const { best, happened, events, resource } of answers) {
      expect(events.every((id) => delivered.has(id))).toBe(true);
      expect(events.length > 0, `${best}: ${resource}`).toBe(best === "yes");
      if (best === "no") expect(happened, `${resource}`).toBe(0);
    }
    expect(answers.some(({ best, happened }) => best === "cannot-say" && happened > 0)).toBe(true);
  });
});

describe("the truth about integrity", () => {
  const Checked = z.object({ kind: z.string(), bucket: z.string(), key: z.string(), expected: z.string() });
  const Digest = z.object({ logFiles: z.array(z.object({ s3Object: z.string(), hashValue: z.string() })) });

  it("is what comparing the digests with the files gives", () => {
    const rows = demo.lines("truth/integrity.ndjson").map((line) => Checked.parse(line));
    const hashes = new Map<string, string>();
    for (const file of demo.under("logs"))
      if (file.path.includes("/CloudTrail-Digest/"))
        for (const entry of Digest.parse(JSON.parse(gunzipSync(file.bytes).toString())).logFiles)
          hashes.set(entry.s3Object, entry.hashValue);
    const written = new Map(demo.files.map((file) => [file.path, file.bytes]));
    for (const { kind, bucket, key, expected } of rows) {
      const bytes = written.get(`logs/${bucket}/${key}`);
      if (kind === "digest") expect(bytes === undefined ? "missing" : "valid").toBe(expected);
      else expect(fileState(bytes, hashes.get(key)), `${key}`).toBe(expected);
    }
    const states = new Set(rows.map((row) => `${row.kind} ${row.expected}`));
    expect([...states].sort()).toEqual([
      "digest missing",
      "digest valid",
      "log-file hash-differs",
      "log-file missing",
      "log-file not-referenced",
      "log-file valid",
    ]);
  });

  function fileState(bytes: Buffer | undefined, hash: string | undefined): string {
    if (hash === undefined) return "not-referenced";
    if (bytes === undefined) return "missing";
    return createHash("sha256").update(gunzipSync(bytes)).digest("hex") === hash ? "valid" : "hash-differs";
  }
});

it("names the piece of work of every call of the background", () => {
  const background = calls().filter((call) => !("story" in call));
  expect(background.filter((call) => call.task === undefined)).toEqual([]);
  expect(new Set(background.map((call) => call.task?.split("/")[0])).size).toBeGreaterThan(15);
});
