import { afterEach, beforeEach, expect, it } from "vitest";
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

it("knows at once what somebody says that a source leaves out", async () => {
  const { ctx } = store.database;
  const config = {
    "snapshot.json": { takenAt: "2026-10-05T10:00:00Z", account: ACCOUNT },
    "describe-trails.json": {
      trailList: [{ Name: "main", TrailARN: TRAIL, HomeRegion: "eu-west-1", S3BucketName: "exported" }],
    },
  };
  await importConfig(ctx, {
    files: Object.entries(config).map(([name, value]) => ({ path: `config/${name}`, value, modifiedMs: 0 })),
    asOfMs: null,
  });
  await store.load([{ path: "one.json.gz", bytes: logFileOf(0, [logRecord(0), logRecord(4)]).bytes }], "exported");
  const isHeld = async () => (await readKnowledge(ctx)).held.some(({ sink }) => sink === TRAIL);
  expect(await isHeld()).toBe(false);
  await setSourceFilters(ctx, { source: "exported", leavesOut: ["nothing"] });
  expect(await isHeld()).toBe(true);
  await setSourceFilters(ctx, { source: "exported", leavesOut: ["data"] });
  expect(await isHeld()).toBe(false);
});
