import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { TestDemo } from "@/lib/demo/test-demo";
import { planRemoval, removeEvidence } from "@/lib/ingest/server/remove-evidence";
import { importKeys } from "@/lib/integrity/server/import-keys";
import { ingestAndVerify } from "@/lib/integrity/server/ingest-and-verify";
import { updateIntegrity } from "@/lib/integrity/server/update-integrity";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { type Verb, VERBS } from "../../answers/verb";
import { deriveFacts } from "../derive-facts";
import { importConfig } from "../import-config";
import { askQuestion } from "./ask-question";

const HOUR = 3_600_000;
let demo: TestDemo;
let store: TestDatabase;

beforeAll(async () => {
  store = await testDatabase();
  demo = await TestDemo.write({ seed: 7, events: 6000, days: 7 });
  for (const file of demo.under("public-keys"))
    await importKeys(store.ctx, { text: file.bytes.toString("utf8"), name: file.path });
  await ingestAndVerify(store, {
    kind: "cli",
    source: "demo",
    actorName: "test",
    paths: ["logs", "object-metadata"].map((folder) => join(demo.root, folder)),
    loaders: 1,
    signal: new AbortController().signal,
  });
  await importDemoConfig();
}, 240_000);

async function importDemoConfig(): Promise<void> {
  const files = [...demo.under("config"), ...demo.under("organization")].map(({ path, bytes }) => ({
    path,
    value: JSON.parse(bytes.toString("utf8")) as unknown,
    modifiedMs: Date.parse("2026-11-02T00:00:00Z"),
  }));
  await importConfig(store.ctx, { files, asOfMs: null });
}
afterAll(async () => {
  rmSync(demo.root, { recursive: true, force: true });
  await store.close();
});

const Call = z.object({
  at: z.iso.datetime(),
  identity: z.string(),
  name: z.string(),
  resources: z.array(z.string()).optional(),
  error: z.string().optional(),
  delivered: z.boolean(),
});
const Story = z.object({ id: z.string(), events: z.array(Call) });

const VERB_OF: Readonly<Record<string, Verb>> = {
  GetObject: "read",
  CopyObject: "write",
  PutObject: "write",
  DeleteObject: "delete",
  Retrieve: "invoke",
  Decrypt: "any",
  GetParameter: "read",
};

type Asked = {
  readonly identity?: string;
  readonly did: Verb;
  readonly resource: string;
  readonly fromMs: number;
  readonly toMs: number;
};

/** For every story a few questions of each kind of call, of which the truth knows that it was done; `delivered`: and that its record is here. */
function questions(): { asked: Asked; delivered: boolean; story: string }[] {
  const found = new Map<string, { asked: Asked; delivered: boolean; story: string }>();
  for (const file of demo.under("truth/stories")) {
    const { id, events } = Story.parse(JSON.parse(file.bytes.toString("utf8")));
    for (const { at, identity, name, resources = [], error, delivered } of events) {
      const did = VERB_OF[name];
      const resource = resources.find((arn) => !arn.endsWith("/"));
      if (did === undefined || resource === undefined || error !== undefined) continue;
      const fromMs = Date.parse(at) - HOUR;
      found.set(`${id} ${identity} ${name} ${String(delivered)}`, {
        asked: { identity, did, resource, fromMs, toMs: fromMs + 2 * HOUR },
        delivered,
        story: id,
      });
    }
  }
  return [...found.values()];
}

const Touch = z.object({
  identity: z.string(),
  resource: z.string(),
  name: z.string(),
  class: z.string(),
  first: z.iso.datetime(),
  last: z.iso.datetime(),
});
/** Of every kind of touch that left no record the first: by whoever did it, or by anybody. */
function unloggedTouches(): Asked[] {
  const kinds = new Map<string, Asked>();
  for (const line of demo.lines("truth/unlogged-touches.ndjson.gz")) {
    const { identity, resource, name, class: klass, first, last } = Touch.parse(line);
    if (!resource.startsWith("arn:") || resource.endsWith("/")) continue;
    const kind = `${klass} ${name}`;
    const fromMs = Date.parse(first) - HOUR;
    const asked = { identity, did: VERB_OF[name] ?? "any", resource, fromMs, toMs: Date.parse(last) + HOUR };
    if (!kinds.has(kind)) kinds.set(kind, asked);
  }
  return [...kinds.values()];
}

const Truth = z.object({
  identities: z.array(z.string()).nullable(),
  did: z.enum(VERBS),
  resource: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  happened: z.number(),
  best: z.enum(["yes", "no", "cannot-say"]),
});

/** A role that does nothing here, an object that nobody touches, on a night of which everything is verified. */
const NOTHING: Asked = {
  identity: "arn:aws:iam::444455556666:role/security-audit",
  did: "read",
  resource: "arn:aws:s3:::assistants-reports/board/never.pdf",
  fromMs: Date.parse("2026-10-28T00:00:00Z"),
  toMs: Date.parse("2026-10-28T06:00:00Z"),
};

const verdictOf = async (asked: Asked) => (await askQuestion(store.ctx, asked)).verdict;

describe("answers about the demo organisation", () => {
  it("are never no where the truth knows of a touch, and yes where its record is here", async () => {
    const asked = questions();
    expect(asked.some(({ delivered }) => !delivered)).toBe(true);
    for (const { asked: question, delivered, story } of asked) {
      const verdict = await verdictOf(question);
      expect(`${story} ${question.did} ${question.resource}: ${verdict}`).not.toMatch(/: no$/);
      if (delivered) expect(`${story} ${question.did} ${question.resource}: ${verdict}`).toMatch(/: yes$/);
    }
  }, 240_000);

  it("are never no about a touch of which there is no record, be it asked of whoever did it or of anybody", async () => {
    const touches = unloggedTouches();
    expect(touches.length).toBeGreaterThan(20);
    for (const touch of touches) {
      const { identity, ...anybody } = touch;
      expect(`${touch.did} ${touch.resource}: ${await verdictOf(anybody)}`).not.toMatch(/: no$/);
      // Who was never seen to do anything, or has a name that several have, cannot be asked about by it.
      const asked = await verdictOf(touch).catch((error: unknown) => {
        if (error instanceof AppError && ["not-found", "conflict"].includes(error.code)) return "unknown";
        throw error;
      });
      expect(`${identity} ${touch.did} ${touch.resource}: ${asked}`).not.toMatch(/: no$/);
    }
  }, 240_000);

  it("claim no more than the truth bears, whoever is asked about", async () => {
    const verdicts = new Set<string>();
    for (const line of demo.lines("truth/answers.ndjson")) {
      const { identities, did, resource, from, to, happened, best } = Truth.parse(line);
      for (const identity of identities ?? [undefined]) {
        const asked = { did, resource, fromMs: Date.parse(from), toMs: Date.parse(to) };
        const verdict = await verdictOf(identity === undefined ? asked : { ...asked, identity });
        verdicts.add(verdict);
        if (happened > 0 || best !== "no") expect(`${did} ${resource}: ${verdict}`).not.toMatch(/: no$/);
        if (happened === 0) expect(`${did} ${resource}: ${verdict}`).not.toMatch(/: yes$/);
      }
    }
    expect(verdicts.has("cannot-say")).toBe(true);
  }, 240_000);

  it("are yes through a role that was taken, and cannot say through a query service that reads in somebody's name", async () => {
    const day = { fromMs: Date.parse("2026-10-25T00:00:00Z"), toMs: Date.parse("2026-11-02T00:00:00Z") };
    const resource = "arn:aws:s3:::lake-curated/crown/customers.parquet";
    const identity = "arn:aws:iam::666677778888:role/etl-transform";
    const wrote = await askQuestion(store.ctx, { ...day, identity, resource, did: "write" });
    expect(wrote.verdict).toBe("yes");
    expect(wrote.events.some(({ through }) => through !== null)).toBe(true);
    const read = await askQuestion(store.ctx, { ...day, identity, resource, did: "read" });
    expect(read.verdict).toBe("cannot-say");
    expect(read.limits.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["indirect", "partly-recorded"]));
  });

  it("are no on a quiet night, and cannot say while the lights are off or without one fact, one log file or the owner's log", async () => {
    expect(await askQuestion(store.ctx, NOTHING)).toMatchObject({ verdict: "no", limits: [] });
    const dark = Date.parse("2026-10-31T02:00:00Z");
    expect(await verdictOf({ ...NOTHING, fromMs: dark, toMs: dark + HOUR })).toBe("cannot-say");

    const { rows: facts } = await store.pool.query(
      "delete from config_fact where subject like '%assistants-trail' and aspect = 'selectors' returning id",
    );
    expect(facts.length).toBeGreaterThan(0);
    expect(await verdictOf(NOTHING)).toBe("cannot-say");
    await importDemoConfig();
    await deriveFacts(store.ctx, { again: true });
    expect(await verdictOf(NOTHING)).toBe("no");

    const { rows: files } = await store.pool.query<{ id: number }>(
      "select log_file_id as id from log_file_location where path ~ 'assistants-cloudtrail.*/CloudTrail/eu-west-1/2026/10/28/.*T0[1-4]' limit 1",
    );
    const removal = { kind: "file" as const, id: files[0]?.id ?? 0, name: "" };
    const plan = await planRemoval(store.pool, removal);
    await removeEvidence(store.pool, { removal, plan }, { signal: new AbortController().signal });
    await updateIntegrity(store.pool);
    const without = await askQuestion(store.ctx, NOTHING);
    expect(without.verdict).toBe("cannot-say");
    expect(without.limits.some(({ kind }) => kind === "not-held" || kind === "unverified")).toBe(true);

    await store.pool.query("delete from watermark where region = 'eu-west-1'");
    await store.pool.query("update sink set watermark_of = null");
    const blind = await askQuestion(store.ctx, NOTHING);
    expect(blind.limits.some(({ kind }) => kind === "configuration-unknown")).toBe(true);
  }, 240_000);
});
