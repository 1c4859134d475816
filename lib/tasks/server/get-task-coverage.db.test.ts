import { afterAll, beforeAll, expect, it } from "vitest";
import { importConfig } from "@/lib/coverage/server/import-config";
import { logRecord } from "@/lib/testing/factories/log-records";
import { TrailStore } from "@/lib/testing/factories/trail-store";
import { getTaskCoverage } from "./get-task-coverage";
import { listTasks } from "./list-tasks";

const ACCOUNT = "111122223333";
let store: TrailStore;

/** worker-3 reads an object. */
beforeAll(async () => {
  store = await TrailStore.open();
  await store.load([
    { path: "log.json", bytes: JSON.stringify({ Records: [logRecord(3, { awsRegion: "us-east-1" })] }) },
  ]);
}, 60_000);
afterAll(() => store.close());

async function worst() {
  const { ctx, pool } = store.database;
  const { rows: identities } = await pool.query<{ id: string }>("select id::text from identity order by name");
  const pages = await Promise.all(
    identities.map(({ id }) => listTasks(ctx, { identity: id, gap: null, cursor: null, limit: 20 })),
  );
  const [task] = pages.flatMap(({ rows }) => rows);
  return (await getTaskCoverage(ctx, { task: task?.id ?? "", gap: null })).worst;
}

it("says of a task the worst state of its time: unknown without configuration, and as last known where a change would not have been seen", async () => {
  expect(await worst()).toMatchObject({ state: "unknown", account: ACCOUNT, region: "us-east-1" });
  const trail = {
    Name: "main",
    TrailARN: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`,
    HomeRegion: "us-east-1",
  };
  const files = Object.entries({
    snapshot: { takenAt: "2026-10-06T00:00:00Z", account: ACCOUNT },
    "describe-trails": { trailList: [{ ...trail, IsMultiRegionTrail: true, S3BucketName: "logs" }] },
    "get-event-selectors--main": { TrailARN: trail.TrailARN, EventSelectors: [{ ReadWriteType: "All" }] },
    "get-trail-status--main--us-east-1": { IsLogging: true, StartLoggingTime: "2026-01-01T00:00:00Z" },
  }).map(([stem, value]) => ({ path: `a/${stem}.json`, value, modifiedMs: 0 }));
  await importConfig(store.database.ctx, { files, asOfMs: null });
  // Between the record and the snapshot a change would not have been seen.
  expect(await worst()).toMatchObject({ state: "unknown", family: "AWS::S3::Object" });
  await importConfig(store.database.ctx, {
    files: files.map((file) =>
      file.path.includes("snapshot") ? { ...file, value: { takenAt: "2026-10-01T00:00:00Z", account: ACCOUNT } } : file,
    ),
    asOfMs: null,
  });
  expect((await worst())?.because).toContain("main as last known");
}, 60_000);
