import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { ingestAndVerify } from "@/lib/integrity/server/ingest-and-verify";
import { guidOf, logRecord, type LogRecord } from "@/lib/testing/factories/log-records";
import { testDatabase } from "@/lib/testing/test-database";
import { foldObserved } from "../fold-observed";
import { planFix } from "./fixes/plan-fix";
import { updatePrices } from "./fixes/update-prices";
import { deriveFacts } from "./derive-facts";
import { getCoverageCell } from "./get-coverage-cell";
import { getCoverageGrid } from "./get-coverage-grid";
import { importConfig, importConfigTexts } from "./import-config";
import { judgeRecord } from "./judge-record";
import { readKnowledge } from "./knowledge";

const ACCOUNT = "111122223333";
const TRAIL = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`;
const OBJECTS = "AWS::S3::Object";
const T = (text: string): number => Date.parse(`2026-10-05T${text}Z`);

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()));
});

async function database() {
  const opened = await testDatabase();
  cleanUps.push(opened.close);
  return opened;
}
type Store = Awaited<ReturnType<typeof database>>;

/** Log files of the trail as its bucket would hold them, one for each time of day. */
async function ingest(store: Store, files: Readonly<Record<string, readonly LogRecord[]>>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), "wakeline coverage "));
  cleanUps.push(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, `logs/AWSLogs/${ACCOUNT}/CloudTrail/us-east-1/2026/10/05`);
  await mkdir(folder, { recursive: true });
  for (const [time, records] of Object.entries(files)) {
    const name = `${ACCOUNT}_CloudTrail_us-east-1_20261005T${time}Z_${guidOf(time).replaceAll("-", "").slice(0, 16)}.json.gz`;
    await writeFile(join(folder, name), gzipSync(JSON.stringify({ Records: records })));
  }
  await ingestAndVerify(store, {
    kind: "cli",
    source: "test",
    actorName: "test",
    paths: [root],
    loaders: 1,
    signal: new AbortController().signal,
  });
}

let number = 0;
const change = (time: string, eventName: string, more: LogRecord): LogRecord =>
  logRecord(10, {
    eventTime: `2026-10-05T${time}Z`,
    eventSource: "cloudtrail.amazonaws.com",
    eventName,
    awsRegion: "us-east-1",
    eventID: guidOf(`change ${number++}`),
    eventCategory: "Management",
    managementEvent: true,
    readOnly: false,
    errorCode: undefined,
    ...more,
  });

const SELECTORS = {
  advancedEventSelectors: [
    { name: "Management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
    {
      name: "Objects",
      fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: [OBJECTS] },
      ],
    },
  ],
};

const files = (takenAt: string): readonly (readonly [name: string, value: object])[] => [
  ["snapshot.json", { takenAt, account: ACCOUNT }],
  [
    "describe-trails.json",
    {
      trailList: [
        { Name: "main", TrailARN: TRAIL, HomeRegion: "us-east-1", IsMultiRegionTrail: true, S3BucketName: "logs" },
      ],
    },
  ],
  ["list-trails.json", { Trails: [{ Name: "main", TrailARN: TRAIL, HomeRegion: "us-east-1" }] }],
  ["get-event-selectors--main.json", { TrailARN: TRAIL, EventSelectors: [{ ReadWriteType: "All" }] }],
  ["get-trail-status--main--us-east-1.json", { IsLogging: true, StartLoggingTime: "2026-01-01T00:00:00Z" }],
];
const config = (folder: string, takenAt: string) =>
  files(takenAt).map(([name, value]) => ({ path: `${folder}/${name}`, value, modifiedMs: 0 }));

const importAt = (store: Store, takenAt: string) =>
  importConfig(store.ctx, { files: config(takenAt, takenAt), asOfMs: null });

/** The files of a day in which the selectors changed at ten, and a change at twelve was refused. */
const DAY = {
  "0800": [logRecord(4, { eventTime: "2026-10-05T07:55:00Z" })],
  "1005": [change("10:00:00", "PutEventSelectors", { responseElements: { trailARN: TRAIL, ...SELECTORS } })],
  "1205": [change("12:00:00", "StopLogging", { requestParameters: { name: TRAIL }, errorCode: "AccessDenied" })],
  "1800": [change("17:55:00", "StopLogging", { requestParameters: { name: "main" } })],
};

async function stateAt(store: Store, atMs: number, family = OBJECTS) {
  const grid = await getCoverageGrid(store.ctx, {
    atMs,
    accounts: [ACCOUNT],
    regions: ["us-east-1"],
    families: [family],
  });
  const result = grid.profiles[grid.places[0]?.profile ?? 0]?.[0];
  if (result === undefined) throw new Error("There is no cell.");
  return foldObserved(result, grid.observed[0] ?? null);
}

describe("coverage from the store", () => {
  it("follows configuration and log together: a change in the log counts from its second, a refused one not at all", async () => {
    const store = await database();
    await importAt(store, "2026-10-05T08:30:00Z");
    await ingest(store, DAY);
    expect((await stateAt(store, T("09:00:00"))).result.state).toBe("not-logged");
    expect((await stateAt(store, T("10:05:00"))).result.state).toBe("unknown");
    expect((await stateAt(store, T("11:00:00"))).result.state).toBe("logged");
    const after = (await stateAt(store, T("13:00:00"))).result;
    expect(after.state).toBe("logged");
    expect(after.decidedBy[0]?.selectors).toEqual(["“Objects”"]);
    expect(after.marks).toContain("uploaded-facts");
    const stopped = (await stateAt(store, T("17:58:00"))).result;
    expect(stopped.state).toBe("unknown");
    expect(stopped.lastKnown?.state).toBe("not-logged");
  });

  it("derives the same facts whatever came first, and anew, and forgets those of events that are gone", async () => {
    const [one, other] = [await database(), await database()];
    await ingest(one, DAY);
    const { "1005": late, ...early } = DAY;
    await ingest(other, early);
    await readKnowledge(other.ctx);
    await ingest(other, { "1005": late });
    const strip = async (store: Store) =>
      (await readKnowledge(store.ctx)).facts.map((fact) => JSON.stringify({ ...fact, knownAtMs: 0 })).toSorted();
    const facts = await strip(one);
    expect(facts.length).toBeGreaterThan(2);
    expect(await strip(other)).toEqual(facts);
    await deriveFacts(other.ctx, { again: true });
    expect(await strip(other)).toEqual(facts);
    await other.pool.query("delete from event");
    await other.pool.query("delete from event_locator");
    await deriveFacts(other.ctx);
    const left = await other.pool.query("select from config_fact");
    expect(left.rows).toHaveLength(0);
  });

  it("counts a snapshot once however often it is imported, and names what is missing in it", async () => {
    const store = await database();
    const first = await importAt(store, "2026-10-05T08:30:00Z");
    const again = await importAt(store, "2026-10-05T08:30:00Z");
    expect(first.added).toBe(first.facts);
    expect(again.added).toBe(0);
    const without = config("b", "2026-10-06T08:30:00Z").filter(({ path }) => !path.includes("selectors"));
    const { missing } = await importConfig(store.ctx, { files: without, asOfMs: null });
    expect(missing).toEqual(["b: get-event-selectors of trail main"]);
  });

  it("reads everything once for many who ask at the same time, and anew when a file came", async () => {
    const store = await database();
    await importAt(store, "2026-10-05T08:30:00Z");
    const [one, other] = await Promise.all([readKnowledge(store.ctx), readKnowledge(store.ctx)]);
    expect(other).toBe(one);
    await ingest(store, DAY);
    const later = await Promise.all([readKnowledge(store.ctx), readKnowledge(store.ctx)]);
    expect(later[0].facts.length).toBeGreaterThan(one.facts.length);
    expect(later[1]).toBe(later[0]);
  });

  it("composes a change with the list prices until others are set, and again after they are taken back", async () => {
    const store = await database();
    await importAt(store, "2026-10-05T08:30:00Z");
    const plan = () =>
      planFix(store.ctx, { account: ACCOUNT, region: "us-east-1", families: [OBJECTS], atMs: T("08:30:00") });
    expect(await plan()).toMatchObject({
      arePricesSet: false,
      prices: { asOf: "2025-07-01" },
      trails: 1,
      trailsMax: 5,
    });
    const prices = { asOf: "contract", data: 0.5, managementCopy: 0, networkActivity: 0 };
    await updatePrices(store.ctx, { prices });
    expect(await plan()).toMatchObject({ arePricesSet: true, prices });
    await updatePrices(store.ctx, { prices: null });
    expect((await plan()).arePricesSet).toBe(false);
  });

  it("takes in files as a page sends them, and names what is no JSON", async () => {
    const store = await database();
    const sent = config("a", "2026-10-05T08:30:00Z").map(({ value, ...file }) => ({
      ...file,
      text: JSON.stringify(value),
    }));
    const taken = await importConfigTexts(store.ctx, {
      files: [...sent, { path: "a/x.json", text: "{", modifiedMs: 0 }],
    });
    expect(taken).toMatchObject({ trails: 1, missing: [], skipped: [{ path: "a/x.json", reason: "not JSON" }] });
    expect(taken.added).toBe(taken.facts);
  });

  it("raises a class that was seen and is not configured to partial, never to logged", async () => {
    const store = await database();
    await importAt(store, "2026-10-05T08:30:00Z");
    await ingest(store, {
      ...DAY,
      "0905": [logRecord(12, { eventTime: "2026-10-05T09:01:00Z", awsRegion: "us-east-1" })],
    });
    const { result, quadrant } = await stateAt(store, T("09:05:00"));
    expect(quadrant).toBe("unexplained");
    expect(result.state).toBe("partial");
    expect(result.marks).toContain("seen-unexplained");
  });

  it("says of one record which selector takes it, or which field of each rejects it", async () => {
    const store = await database();
    await importAt(store, "2026-10-05T08:30:00Z");
    await ingest(store, DAY);
    const record = logRecord(12, {
      eventTime: "2026-10-05T11:00:00Z",
      awsRegion: "us-east-1",
      resources: [{ type: OBJECTS, ARN: "arn:aws:s3:::bucket-0/a" }],
    });
    const taken = await judgeRecord(store.ctx, { record: JSON.stringify(record) });
    expect(taken.state).toBe("logged");
    expect(taken.decidedBy[0]?.selectors).toEqual(["“Objects”"]);
    const before = await judgeRecord(store.ctx, { record: JSON.stringify(record), atMs: T("09:00:00") });
    expect(before.state).toBe("not-logged");
    expect(before.sinks[0]?.selectors[0]?.field).toBe("dataResources");
  });

  it("says of a class that is recorded in part how much of what was seen before would pass", async () => {
    const store = await database();
    await importAt(store, "2026-10-05T08:30:00Z");
    const [management, objects] = SELECTORS.advancedEventSelectors;
    const narrow = { field: "resources.ARN", startsWith: ["arn:aws:s3:::reports/"] };
    const narrowed = [management, { ...objects, fieldSelectors: [...(objects?.fieldSelectors ?? []), narrow] }];
    const read = (minute: number, key: string) =>
      logRecord(12, {
        eventTime: `2026-10-05T11:${minute}:00Z`,
        awsRegion: "us-east-1",
        eventID: guidOf(`read ${minute}`),
        errorCode: undefined,
        requestParameters: { bucketName: key.split("/")[0], key: key.split("/")[1] },
        resources: [{ type: OBJECTS, ARN: `arn:aws:s3:::${key}` }],
      });
    await ingest(store, {
      "0800": DAY["0800"],
      "1005": DAY["1005"],
      "1105": [read(10, "reports/a.pdf"), read(20, "lake/a"), read(30, "lake/b"), read(40, "lake/c")],
      "1405": [
        change("14:00:00", "PutEventSelectors", {
          responseElements: { trailARN: TRAIL, advancedEventSelectors: narrowed },
        }),
      ],
      "1800": DAY["1800"],
    });
    const cell = { account: ACCOUNT, region: "us-east-1", family: OBJECTS };
    const { result, sinks } = await getCoverageCell(store.ctx, { ...cell, atMs: T("15:00:00") });
    expect(result.state).toBe("partial");
    expect(sinks[0]?.share).toEqual({
      of: 4,
      passing: 1,
      untold: 0,
      reference: "from times in which all of it was recorded",
    });
    const whole = await getCoverageCell(store.ctx, { ...cell, atMs: T("12:00:00") });
    expect(whole.sinks[0]?.share).toBeNull();
  });
});
