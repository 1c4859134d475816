import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { AnyRecord, AnySummary, TestDemo } from "./test-demo";

const GOLDEN = "6133b38fae150d54de2b79d13f25adbe49bee990b4a52d22b7931aa6335d3a4d";

/** Accounts whose records nobody of ours gets. */
const OUTSIDE = ["999900001111", "000011112222"];
const LOG_FILE =
  /\/AWSLogs\/(?:o-[a-z0-9]+\/)?(\d{12})\/CloudTrail(?:-NetworkActivity)?\/([a-z0-9-]+)\/(\d{4})\/(\d\d)\/(\d\d)\/\1_CloudTrail(?:-NetworkActivity)?_\2_\3\4\5T(\d\d)(\d\d)Z_[A-Za-z0-9]{16}\.json\.gz$/;

let demo: TestDemo;
beforeAll(async () => {
  demo = await TestDemo.write({ seed: 7, events: 6000, days: 7 });
}, 120_000);
afterAll(() => rmSync(demo.root, { recursive: true, force: true }), 60_000);

const Summary = z.object({
  happened: z.object({ calls: z.number(), records: z.number() }),
  store: z.object({
    records: z.number(),
    stored: z.number(),
    duplicates: z.number(),
    quarantined: z.number(),
    inTruncatedFiles: z.number(),
  }),
  summaries: z.object({ insight: z.number(), aggregated: z.number() }),
  deliveries: z.object({ records: z.number(), inRepeatedFiles: z.number(), repeatedFiles: z.number() }),
});
const summary = () => Summary.parse(demo.json("truth/summary.json"));

type Delivered = { readonly record: AnyRecord; readonly path: string };

type Everything = {
  readonly all: readonly Delivered[];
  readonly summaries: readonly { readonly summary: AnySummary; readonly path: string }[];
  readonly notRecords: number;
};
let everything: Everything | null = null;

/** Every readable record with the file that holds it, files of equal content once. */
function delivered(): Everything {
  everything ??= readDelivered();
  return everything;
}

function readDelivered(): Everything {
  const seen = new Set<string>();
  const all: Delivered[] = [];
  const summaries: { summary: AnySummary; path: string }[] = [];
  let notRecords = 0;
  const take = (value: unknown, path: string) => {
    const record = AnyRecord.safeParse(value);
    if (record.success && record.data.eventTime.endsWith("Z")) all.push({ record: record.data, path });
    else {
      const summary = AnySummary.safeParse(value);
      if (summary.success) summaries.push({ summary: summary.data, path });
      else notRecords++;
    }
  };
  for (const { path, content, values } of demo.logFiles()) {
    const hash = createHash("sha256").update(content).digest("hex");
    if (seen.has(hash)) continue;
    seen.add(hash);
    for (const value of values) take(value, path);
  }
  for (const file of demo.under("siem")) for (const line of demo.lines(file.path)) take(line, file.path);
  return { all, summaries, notRecords };
}

const Call = z.looseObject({
  eventId: z.string(),
  at: z.string(),
  account: z.string(),
  region: z.string(),
  class: z.string(),
  identity: z.string(),
  trails: z.record(z.string(), z.string()),
});
const calls = () => demo.under("truth/calls").flatMap((file) => demo.lines(file.path).map((line) => Call.parse(line)));

describe("the demo organisation's files", () => {
  it("are the same bytes for the same seed on every run and every version of Node", () => {
    expect(demo.fingerprint()).toBe(GOLDEN);
  });

  it("come close to the number of events that was asked for", () => {
    expect(Math.abs(summary().store.stored - 6000)).toBeLessThan(600);
  });

  it("hold exactly what the truth says a store must hold", () => {
    const { all, summaries, notRecords } = delivered();
    const ids = [...all.map(({ record }) => record.eventID), ...summaries.map((one) => one.summary.eventId)];
    const distinct = new Set(ids).size;
    const { store } = summary();
    expect({
      records: ids.length + notRecords,
      stored: distinct,
      duplicates: ids.length - distinct,
      quarantined: notRecords,
    }).toEqual({
      records: store.records,
      stored: store.stored,
      duplicates: store.duplicates,
      quarantined: store.quarantined,
    });
  });

  it("deliver the same event in two trails, records out of order, and several files in one slot", () => {
    const { all } = delivered();
    const buckets = new Map<string, Set<string>>();
    for (const { record, path } of all)
      buckets.set(record.eventID, (buckets.get(record.eventID) ?? new Set()).add(path.split("/")[1] ?? ""));
    expect([...buckets.values()].some((set) => set.size > 1)).toBe(true);
    const times = new Map<string, string[]>();
    for (const { record, path } of all) times.set(path, [...(times.get(path) ?? []), record.eventTime]);
    const paths = [...times.keys()];
    expect([...times.values()].some((list) => list.join() !== [...list].sort().join())).toBe(true);
    const slots = paths.map((path) => path.replace(/_[A-Za-z0-9]{16}\.json\.gz$/, ""));
    expect(new Set(slots).size).toBeLessThan(slots.length);
  });

  it("are named as AWS names them, for the account and Region of every record in them", () => {
    const faults = delivered().all.filter(({ record, path }) => {
      if (path.startsWith("siem/")) return false;
      const name = LOG_FILE.exec(path);
      return record.recipientAccountId !== name?.[1] || record.awsRegion !== name[2] || Number(name[7]) % 5 !== 0;
    });
    expect(faults.map(({ path }) => path)).toEqual([]);
  });
});

describe("the truth", () => {
  it("has one line for every record that AWS would have made", () => {
    const lines = calls();
    expect(lines.length).toBe(summary().happened.records);
    expect(new Set(lines.map((line) => line.eventId)).size).toBe(lines.length);
  });

  it("says of every delivered event that it happened, and of every lost one why it is not there", () => {
    const truth = new Map(calls().map((line) => [line.eventId, line]));
    const ids = new Set(delivered().all.map(({ record }) => record.eventID));
    expect([...ids].filter((id) => !truth.has(id))).toEqual([]);
    const harmed = z
      .array(z.object({ mishap: z.string(), records: z.array(z.string()) }))
      .parse(demo.json("truth/harmed-files.json"));
    const excused = new Set(harmed.flatMap((file) => file.records));
    const faults = [...truth.values()].filter((line) => {
      const verdicts = Object.values(line.trails);
      if (verdicts.includes("recorded")) return !ids.has(line.eventId) && !excused.has(line.eventId);
      return !verdicts.includes("lost") && ids.has(line.eventId);
    });
    expect(faults).toEqual([]);
  });

  it("counts per hour what its totals say", () => {
    const hours = demo
      .lines("truth/hours.ndjson.gz")
      .map((line) => z.object({ happened: z.number(), recorded: z.number(), delivered: z.number() }).parse(line));
    const sum = (key: "happened" | "delivered") => hours.reduce((total, row) => total + row[key], 0);
    expect(sum("happened")).toBe(summary().happened.records);
    // What sums up calls is no call, and happened in no hour.
    const { insight, aggregated } = summary().summaries;
    expect(sum("delivered") + insight + aggregated).toBe(summary().store.stored);
    expect(hours.every((row) => row.delivered <= row.happened && row.recorded <= row.happened)).toBe(true);
  });

  it("calls a class logged only where all of it was recorded, and not logged only where nothing was", () => {
    const Span = z.object({
      account: z.string(),
      region: z.string(),
      class: z.string(),
      from: z.string(),
      to: z.string(),
      state: z.string(),
    });
    const spans = new Map<string, z.infer<typeof Span>[]>();
    for (const line of demo.lines("truth/coverage.ndjson")) {
      const span = Span.parse(line);
      const key = `${span.account} ${span.region} ${span.class}`;
      spans.set(key, [...(spans.get(key) ?? []), span]);
    }
    const faults = calls().filter((call) => {
      const span = spans
        .get(`${call.account} ${call.region} ${call.class}`)
        ?.find((entry) => call.at >= entry.from && call.at < entry.to);
      const verdicts = Object.values(call.trails);
      if (span === undefined) return !OUTSIDE.includes(call.account);
      if (span.state === "logged") return !verdicts.includes("recorded");
      if (span.state === "not-logged") return verdicts.some((verdict) => verdict !== "not-recorded");
      return span.state === "recorded-not-held" && verdicts.includes("recorded");
    });
    expect(faults).toEqual([]);
  });
});

describe("every story", () => {
  const Story = z.object({
    id: z.string(),
    cast: z.array(z.object({ identity: z.string() })),
    credentials: z.array(z.object({ credential: z.string(), calls: z.number() })),
    chain: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        issuingEventId: z.string(),
        issuingDelivered: z.boolean(),
        grade: z.string().nullable(),
      }),
    ),
    tasks: z.array(z.object({ events: z.array(z.string()) })),
    provable: z.array(z.object({ events: z.array(z.string()), notDelivered: z.array(z.string()) })),
    events: z.array(
      z.object({ eventId: z.string(), identity: z.string(), issues: z.string().optional(), delivered: z.boolean() }),
    ),
  });
  const stories = () => demo.under("truth/stories").map((file) => Story.parse(demo.json(file.path)));

  it("has its cast on the stage", () => {
    expect(stories().map((story) => story.id)).toEqual(
      expect.arrayContaining(["S01", "S03", "S10", "S11", "S12", "S13", "S14", "S16", "S18", "S21"]),
    );
    for (const story of stories()) {
      const seen = new Set(story.events.map((event) => event.identity));
      for (const { identity } of story.cast) expect(seen.has(identity), `${story.id}: ${identity}`).toBe(true);
      expect(story.events.length).toBeGreaterThan(5);
    }
  });

  it("says of each of its events whether it was delivered, as the files do", () => {
    const ids = new Set(delivered().all.map(({ record }) => record.eventID));
    for (const story of stories()) {
      for (const event of story.events)
        expect(event.delivered, `${story.id} ${event.eventId}`).toBe(ids.has(event.eventId));
      for (const claim of story.provable) for (const id of claim.events) expect(ids.has(id)).toBe(true);
    }
  });

  it("links credentials by the key that the issuing record names", () => {
    const faults = stories().flatMap((story) => {
      const issued = new Map(story.events.map((event) => [event.eventId, event.issues]));
      return story.chain.filter((link) => !link.to.includes("@") && issued.get(link.issuingEventId) !== link.to);
    });
    expect(faults).toEqual([]);
  });

  it("of the dark hours cannot prove the reads that nobody logged", () => {
    const dark = stories().find((story) => story.id === "S18");
    const hidden = dark?.events.filter((event) => !event.delivered) ?? [];
    expect(hidden.length).toBeGreaterThanOrEqual(100);
  });
});
