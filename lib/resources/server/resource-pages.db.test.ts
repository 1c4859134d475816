import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { firstRow, sql } from "@/lib/db/sql";
import { ingestPaths } from "@/lib/ingest/server/ingest-paths";
import { guidOf, logRecord, type LogRecord } from "@/lib/testing/factories/log-records";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { getResource } from "./get-resource";
import { getResourceCoverage } from "./get-resource-coverage";
import { listChildren } from "./list-children";
import { listStory } from "./list-story";
import { listTouches } from "./list-touches";

const OWNER = "444455556666";
const BUCKET = "arn:aws:s3:::lake";
const OBJECT = `${BUCKET}/orders/%2e%2e/a b'"<i>.json`;
const ODD = "arn:aws:tomorrow:us-east-1:111122223333:thing/../%00'; drop table event; --";
const KEY = "arn:aws:kms:us-east-1:111122223333:key/k";
const ALL = { fromMs: null, toMs: null, beforeMs: null, isFirst: false };
const MINUTE = 60_000;
const START = Date.UTC(2026, 9, 5, 8);

let store: TestDatabase;
let folder = "";
let serial = 0;

const at = (minute: number): string => new Date(START + minute * MINUTE).toISOString().replace(".000", "");

/** A call on an object of the bucket, at a minute. */
function onObject(minute: number, name: string, changes: LogRecord = {}): LogRecord {
  return logRecord(3, {
    eventID: guidOf(`story ${serial++}`),
    eventTime: at(minute),
    eventName: name,
    readOnly: name.startsWith("Get"),
    awsRegion: "us-east-1",
    resources: [
      { type: "AWS::S3::Object", ARN: OBJECT },
      { type: "AWS::S3::Bucket", ARN: BUCKET, accountId: OWNER },
    ],
    requestParameters: { bucketName: "lake", key: OBJECT.slice(BUCKET.length + 1) },
    ...changes,
  });
}

const SHARED = guidOf("shared");
const RECORDS: readonly LogRecord[] = [
  onObject(0, "PutObject", { responseElements: { "x-amz-version-id": "v1" } }),
  onObject(1, "PutObject", {
    responseElements: { "x-amz-version-id": "v2", "x-amz-server-side-encryption-aws-kms-key-id": KEY },
  }),
  onObject(2, "GetObject", { errorCode: "AccessDenied" }),
  onObject(3, "GetObject", { errorCode: "NoSuchKey" }),
  // One action, told to the caller's account and to the owner's.
  onObject(4, "GetObject", { sharedEventID: SHARED, recipientAccountId: "111122223333" }),
  onObject(4, "GetObject", {
    sharedEventID: SHARED,
    recipientAccountId: OWNER,
    userIdentity: { type: "AWSAccount", principalId: "AROAEXAMPLEWORKER-3:run-3", accountId: "111122223333" },
  }),
  onObject(5, "DeleteObject", { responseElements: { "x-amz-delete-marker": "true" } }),
  onObject(6, "PutObject"),
  onObject(7, "PutBucketPolicy", {
    eventCategory: "Management",
    resources: [{ type: "AWS::S3::Bucket", ARN: BUCKET, accountId: OWNER }],
    requestParameters: { bucketName: "lake", bucketPolicy: { Statement: [{ Effect: "Allow", Principal: "*" }] } },
  }),
  ...Array.from({ length: 6 }, (_, n) =>
    onObject(8, "GetObject", {
      resources: [
        { type: "AWS::S3::Object", ARN: `${BUCKET}/logs/${n}` },
        { type: "AWS::S3::Bucket", ARN: BUCKET, accountId: OWNER },
      ],
      requestParameters: { bucketName: "lake", key: `logs/${n}` },
    }),
  ),
  logRecord(1, { eventID: guidOf("odd"), resources: [{ type: "AWS::Tomorrow::Thing", ARN: ODD }], eventTime: at(9) }),
];

beforeAll(async () => {
  store = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), "wakeline-resources-"));
  writeFileSync(join(folder, "records.json"), JSON.stringify({ Records: RECORDS }));
  await ingestPaths(store, {
    kind: "cli",
    source: "test",
    actorName: "test",
    paths: [folder],
    loaders: 1,
    signal: new AbortController().signal,
  });
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await store.close();
});

describe("the page of a resource", () => {
  it("is found by ARN and by id, and says whose it is and what it lies in", async () => {
    const object = await getResource(store.ctx, { resource: OBJECT });
    expect(object).toMatchObject({ key: OBJECT, type: "AWS::S3::Object", parent: { key: BUCKET } });
    expect((await getResource(store.ctx, { resource: object.id })).key).toBe(OBJECT);
    expect(object.firstMs).toBe(START);
    expect(object.lastMs).toBe(START + 6 * MINUTE);
    const bucket = await getResource(store.ctx, { resource: BUCKET });
    expect(bucket).toMatchObject({
      type: "AWS::S3::Bucket",
      accounts: [{ id: OWNER }],
      hasChildren: true,
      parent: null,
    });
    expect([bucket.firstMs, bucket.lastMs]).toEqual([START, START + 8 * MINUTE]);
  });

  it("counts an action that several accounts were told of once, with its records beside, as SQL does over the same time", async () => {
    const counted = await listTouches(store.ctx, { resource: BUCKET, ...ALL });
    const Counts = z.object({ actions: z.number(), records: z.number() });
    const expected = await firstRow(
      store.pool,
      Counts,
      sql`select count(distinct coalesce(shared_event_id, event_id))::int as actions, count(*)::int as records from event e
        where exists (select from resource r where r.id in (e.resource_id, e.container_id) and r.key = ${BUCKET})`,
    );
    expect({ actions: counted.actions, records: counted.records }).toEqual(expected);
    expect(counted.records).toBe(counted.actions + 1);
    expect(counted.touches.reduce((sum, { actions }) => sum + actions, 0)).toBe(counted.actions);
    expect(counted.places.map(({ account }) => account)).toEqual(["111122223333", OWNER]);
    expect(counted.identities).toBe(1);
  });

  it("counts the children of a bucket with it, and of an object only its own calls, failures and denials apart", async () => {
    const { touches, actions } = await listTouches(store.ctx, { resource: OBJECT, ...ALL });
    expect(actions).toBe(7);
    expect(touches.find(({ kind }) => kind === "read")).toMatchObject({ actions: 3, errors: 1, denials: 1 });
    expect(touches.find(({ kind }) => kind === "write")).toMatchObject({ actions: 3 });
    const part = { fromMs: START + 2 * MINUTE, toMs: START + 4 * MINUTE, beforeMs: null, isFirst: true };
    expect(await listTouches(store.ctx, { resource: OBJECT, ...part })).toMatchObject({
      actions: 2,
      uncountedBeforeMs: null,
    });
  });

  it("lists what lies in a bucket by name, in pages that neither repeat nor leave out", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listChildren(store.ctx, { resource: BUCKET, startsWith: "", cursor, limit: 3 });
      expect(page).toMatchObject({ inAll: 7, isCountWhole: true });
      seen.push(...page.rows.map(({ key }) => key));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual([...Array.from({ length: 6 }, (_, n) => `${BUCKET}/logs/${n}`), OBJECT]);
    const logs = await listChildren(store.ctx, { resource: BUCKET, startsWith: "logs/", cursor: null, limit: 3 });
    expect(logs.inAll).toBe(6);
    const none = await listChildren(store.ctx, { resource: BUCKET, startsWith: "%", cursor: null, limit: 3 });
    expect(none.rows).toEqual([]);
  });

  it("tells an object's story from its records: versions, the key, overwrites and the delete marker", async () => {
    const story = await listStory(store.ctx, { resource: OBJECT, ...ALL, changesOnly: true, cursor: null, limit: 25 });
    expect(story.rows.map(({ event, note }) => [event.action, note?.split(" ").slice(0, 2).join(" ")])).toEqual([
      ["PutObject", "Written anew:"],
      ["DeleteObject", "Hidden by"],
      ["PutObject", "Overwrote what"],
      ["PutObject", "The first"],
    ]);
    expect(story.rows[2]?.facts.slice(0, 2)).toEqual([
      { name: "version", value: "v2" },
      { name: "encrypted with key", value: KEY },
    ]);
    expect(story.next).toBeNull();
  });

  it("pages through a story without repeating or leaving out a call, with reads and without", async () => {
    for (const changesOnly of [true, false]) {
      const whole = await listStory(store.ctx, { resource: OBJECT, ...ALL, changesOnly, cursor: null, limit: 25 });
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await listStory(store.ctx, { resource: OBJECT, ...ALL, changesOnly, cursor, limit: 1 });
        seen.push(...page.rows.map(({ event }) => event.eventId));
        cursor = page.next;
      } while (cursor !== null);
      expect(seen).toEqual(whole.rows.map(({ event }) => event.eventId));
      expect(new Set(seen).size).toBe(changesOnly ? 4 : 8);
    }
  });

  it("has a bucket's own configuration in its story, not what lies in it", async () => {
    const story = await listStory(store.ctx, { resource: BUCKET, ...ALL, changesOnly: true, cursor: null, limit: 25 });
    expect(story.rows.map(({ event, kind }) => [event.action, kind])).toEqual([["PutBucketPolicy", "permission"]]);
    expect(story.rows[0]?.facts[0]?.value).toContain('"Principal":"*"');
  });

  it("says that coverage is unknown where no configuration is, never that all was logged", async () => {
    const window = { fromMs: START, toMs: START + 10 * MINUTE };
    const coverage = await getResourceCoverage(store.ctx, { resource: BUCKET, ...window });
    expect(coverage).toMatchObject({ isKnownKind: true, missing: [] });
    expect(coverage.lines.length).toBeGreaterThan(2);
    expect(coverage.lines.flatMap(({ spans }) => spans.map(({ state }) => state))).not.toContain("logged");
    expect(coverage.worst?.state).toBe("unknown");
  });

  it("shows a thing of a kind and with a name that nobody expected as it is", async () => {
    const odd = await getResource(store.ctx, { resource: ODD });
    expect(odd).toMatchObject({ key: ODD, type: "AWS::Tomorrow::Thing", accounts: [{ id: "111122223333" }] });
    const coverage = await getResourceCoverage(store.ctx, { resource: ODD, fromMs: START, toMs: START + 1 });
    expect(coverage.isKnownKind).toBe(false);
    expect((await listTouches(store.ctx, { resource: odd.id, ...ALL })).actions).toBe(1);
  });

  it("refuses a name that no record has", async () => {
    await expect(getResource(store.ctx, { resource: `${BUCKET}/nothing` })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
