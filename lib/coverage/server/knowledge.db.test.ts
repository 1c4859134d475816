import { afterEach, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { setSourceFilters } from "@/lib/integrity/server/set-source-filters";
import { logRecord } from "@/lib/testing/factories/log-records";
import { logFileOf } from "@/lib/testing/factories/signed-digests";
import { TrailStore } from "@/lib/testing/factories/trail-store";
import { importConfig } from "./import-config";
import { readKnowledge } from "./knowledge";

const ACCOUNT = "111122223333";
const TRAIL = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/main`;
let store: TrailStore;
beforeEach(async () => {
  store = await TrailStore.open();
});
afterEach(() => store.close());

/** Takes in that the trail delivers to a bucket. */
async function describeTrail(ctx: Context, bucket: string): Promise<void> {
  const config = {
    "snapshot.json": { takenAt: "2026-10-05T10:00:00Z", account: ACCOUNT },
    "describe-trails.json": {
      trailList: [{ Name: "main", TrailARN: TRAIL, HomeRegion: "eu-west-1", S3BucketName: bucket }],
    },
  };
  await importConfig(ctx, {
    files: Object.entries(config).map(([name, value]) => ({ path: `config/${name}`, value, modifiedMs: 0 })),
    asOfMs: null,
  });
}

it("knows at once what somebody says that a source leaves out", async () => {
  const { ctx } = store.database;
  await describeTrail(ctx, "exported");
  await store.load([{ path: "one.json.gz", bytes: logFileOf(0, [logRecord(0), logRecord(4)]).bytes }], "exported");
  const isHeld = async () => (await readKnowledge(ctx)).held.some(({ sink }) => sink === TRAIL);
  expect(await isHeld()).toBe(false);
  await setSourceFilters(ctx, { source: "exported", leavesOut: ["nothing"] });
  expect(await isHeld()).toBe(true);
  await setSourceFilters(ctx, { source: "exported", leavesOut: ["data"] });
  expect(await isHeld()).toBe(false);
});

it("knows from when on a trail's own files show that it took changes, also of records that another source brought first", async () => {
  const { ctx } = store.database;
  await describeTrail(ctx, "audit-logs");
  const call = (n: number, eventCategory: string, readOnly: boolean) =>
    logRecord(n, {
      eventTime: `2026-10-05T${String(8 + n).padStart(2, "0")}:20:00Z`,
      eventCategory,
      managementEvent: eventCategory === "Management",
      readOnly,
      awsRegion: "eu-west-1",
      additionalEventData: undefined,
    });
  const firstWrite = async () =>
    (await readKnowledge(ctx)).held.find(({ sink, region }) => sink === TRAIL && region === "eu-west-1")?.firstWrite;
  const write = call(2, "Management", false);
  await store.load([{ path: "export.json", bytes: JSON.stringify({ Records: [write] }) }], "siem");
  await store.load([logFileOf(0, [call(0, "Management", true)]), logFileOf(1, [call(1, "Data", false)])]);
  expect(await firstWrite()).toEqual({ complete: null, verified: null });
  await store.load([logFileOf(2, [write]), logFileOf(3, [call(3, "Management", false)])]);
  expect(await firstWrite()).toEqual({ complete: Date.parse("2026-10-05T10:20:00Z"), verified: null });
});
