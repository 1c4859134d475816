import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dropFiles } from "@/lib/ingest/server/drop-files";
import { removeFiles } from "@/lib/ingest/server/remove-files";
import { Dictionaries } from "@/lib/ingest/server/dictionaries";
import { Stopwatch } from "@/lib/ingest/server/stopwatch";
import { applyRetention } from "@/lib/retention/server/apply-retention";
import { guidOf, logRecord } from "@/lib/testing/factories/log-records";
import { digestOf, logFileOf, makeSigner, type SignedDigest } from "@/lib/testing/factories/signed-digests";
import { headsOf, HOURS, TrailStore } from "@/lib/testing/factories/trail-store";
import { importConfig } from "../import-config";
import { askQuestion } from "./ask-question";

const ACCOUNT = "111122223333";
const REGION = "eu-west-1";
const TRAIL = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/main`;
const secret = (name: string): string => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}`;
/** Read at 09:20, and never again. */
const READ_EARLY = secret("early-AbCdEf");
const NEVER_READ = secret("never-AbCdEf");
const RULE = { days: 40, by: "grace" };
const DROPPED_AT = new Date("2026-11-14T10:00:00Z");
const T = (time: string): number => Date.parse(`2026-10-05T${time}:00Z`);

const signer = makeSigner();
let store: TrailStore;

/** One management event in every hour from eight on, at twenty past, the first of them a write; and how the trail is set up. */
beforeEach(async () => {
  store = await TrailStore.open();
  await store.trust(signer);
  const files = HOURS.map((hour) => logFileOf(hour, [use(hour)]));
  const digests: SignedDigest[] = [];
  for (const [hour, file] of files.entries())
    digests.push(
      digestOf(hour, {
        signer,
        previous: digests.at(-1) ?? null,
        files: [{ file, content: gunzipSync(file.bytes) }],
      }),
    );
  await store.load([...files, ...digests, headsOf(digests)]);
  await importConfig(store.database.ctx, { files: CONFIG, asOfMs: null });
});
afterEach(() => store.close());

function use(hour: number) {
  return logRecord(hour, {
    eventID: guidOf(`use ${hour}`),
    eventTime: `2026-10-05T${String(8 + hour).padStart(2, "0")}:20:00Z`,
    eventSource: "secretsmanager.amazonaws.com",
    eventName: hour === 0 ? "PutSecretValue" : "GetSecretValue",
    readOnly: hour !== 0,
    awsRegion: REGION,
    requestParameters: { secretId: hour === 1 ? READ_EARLY : secret("other-AbCdEf") },
    errorCode: undefined,
    managementEvent: true,
    eventCategory: "Management",
    additionalEventData: undefined,
  });
}

const CONFIG = Object.entries({
  "snapshot.json": { takenAt: "2026-10-05T10:00:00Z", account: ACCOUNT },
  "describe-trails.json": {
    trailList: [
      {
        Name: "main",
        TrailARN: TRAIL,
        HomeRegion: REGION,
        IsMultiRegionTrail: true,
        LogFileValidationEnabled: true,
        S3BucketName: "audit-logs",
      },
    ],
  },
  "get-event-selectors--main.json": { TrailARN: TRAIL, EventSelectors: [{ ReadWriteType: "All" }] },
  [`get-trail-status--main--${REGION}.json`]: { IsLogging: true, StartLoggingTime: "2026-01-01T00:00:00Z" },
}).map(([name, value]) => ({ path: `config/${name}`, value, modifiedMs: 0 }));

const ask = (resource: string, from: string, to: string) =>
  askQuestion(store.database.ctx, { did: "read", resource, fromMs: T(from), toMs: T(to) });

/** The log files of eight and nine o'clock. */
const drop = () =>
  applyRetention(store.database.pool, {
    cutoff: new Date(T("10:00")),
    rule: RULE,
    at: DROPPED_AT,
    signal: new AbortController().signal,
  });

async function idsOf(hours: number): Promise<number[]> {
  const { rows } = await store.database.pool.query<{ id: number }>(
    "select id from log_file order by publish_time limit $1",
    [hours],
  );
  return rows.map(({ id }) => id);
}

describe("answers over a time of which retention dropped log files", () => {
  it("were yes and no before, and cannot be said after: retention is named with its range, day, age and person", async () => {
    expect(await ask(NEVER_READ, "09:00", "09:30")).toMatchObject({ verdict: "no", limits: [] });
    expect(await ask(READ_EARLY, "09:00", "09:30")).toMatchObject({ verdict: "yes", total: 1 });
    await drop();
    for (const resource of [NEVER_READ, READ_EARLY]) {
      const answer = await ask(resource, "09:00", "09:20");
      expect(answer).toMatchObject({ verdict: "cannot-say", events: [], total: 0 });
      expect(answer.limits.filter(({ kind }) => kind === "not-held")).toEqual([]);
      expect(answer.limits.filter(({ kind }) => kind === "dropped")).toEqual([
        {
          kind: "dropped",
          text: expect.stringMatching(
            /^Retention dropped 2 log files with records of 111122223333, eu-west-1 from 2026-10-05 08:20:00 UTC to 2026-10-05 09:20:00 UTC on 2026-11-14 10:00:00 UTC, as older than 40 days \(grace\)\./,
          ),
          remedy: expect.stringContaining("backup"),
          fromMs: T("09:00"),
          toMs: T("09:20"),
          account: ACCOUNT,
          region: REGION,
          events: [],
        },
      ]);
    }
  });

  it("cannot be said where only a part of the time was dropped, and are no where none of it was", async () => {
    await drop();
    const partly = await ask(NEVER_READ, "09:10", "10:30");
    expect(partly.verdict).toBe("cannot-say");
    expect(partly.limits.find(({ kind }) => kind === "dropped")).toMatchObject({
      fromMs: T("09:10"),
      toMs: T("09:20") + 1,
    });
    expect(await ask(NEVER_READ, "10:30", "11:30")).toMatchObject({ verdict: "no", limits: [] });
    expect(await ask(READ_EARLY, "10:30", "11:30")).toMatchObject({ verdict: "no", limits: [] });
  });

  it("are never no between a drop, or a removal, and the next look at how far the records are here", async () => {
    const fileIds = await idsOf(2);
    expect(await ask(NEVER_READ, "09:00", "09:20")).toMatchObject({ verdict: "no" });
    await dropFiles(store.database.pool, { fileIds, at: DROPPED_AT, rule: RULE });
    expect(await ask(NEVER_READ, "09:00", "09:20")).toMatchObject({ verdict: "cannot-say" });
    expect(await ask(NEVER_READ, "10:30", "11:30")).toMatchObject({ verdict: "no" });
    const [, , third = 0] = await idsOf(3);
    const { pool } = store.database;
    const watch = new Stopwatch(() => performance.now());
    const ctx = { pool, source: { id: 0, trust: 0 }, dictionaries: new Dictionaries(), watch };
    await removeFiles(ctx, [third]);
    expect(await ask(NEVER_READ, "10:10", "10:30")).toMatchObject({ verdict: "cannot-say" });
  });

  it("say that records which nobody could read went with what was dropped", async () => {
    await store.database.pool.query(
      "update log_file set records = records + 1, quarantined = 1 where id = (select id from log_file order by publish_time limit 1)",
    );
    await drop();
    const { limits } = await ask(NEVER_READ, "10:30", "11:30");
    expect(limits).toMatchObject([
      { kind: "dropped", text: expect.stringMatching(/^1 record that could not be read/) },
    ]);
  });
});
