import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { ingestPaths } from "@/lib/ingest/server/ingest-paths";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { TestDemo } from "./test-demo";

let demo: TestDemo;
let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
  demo = await TestDemo.write({ seed: 13, events: 6000, days: 7 });
}, 180_000);
afterAll(async () => {
  rmSync(demo.root, { recursive: true, force: true });
  await store.close();
});

const Summary = z.object({
  store: z.object({
    records: z.number(),
    stored: z.number(),
    duplicates: z.number(),
    quarantined: z.number(),
    inTruncatedFiles: z.number(),
  }),
});

it("gives exactly the delivered events of the truth, by the ordinary way of loading files", async () => {
  const result = await ingestPaths(store, {
    kind: "cli",
    source: "demo",
    actorName: "test",
    paths: [join(demo.root, "logs"), join(demo.root, "siem")],
    loaders: 1,
    signal: new AbortController().signal,
  });
  const truth = Summary.parse(demo.json("truth/summary.json")).store;
  expect(result.stored).toBe(truth.stored);
  // Of truncated files the first records are recovered; what they hold is delivered elsewhere too.
  expect(result.records - truth.records).toBeGreaterThanOrEqual(0);
  expect(result.records - truth.records).toBeLessThanOrEqual(truth.inTruncatedFiles + 2);
  expect(result.quarantined).toBeGreaterThanOrEqual(truth.quarantined);
  expect(result.quarantined).toBeLessThanOrEqual(truth.quarantined + 2);
  const { rows } = await store.pool.query<{ id: string }>("select event_id::text as id from event");
  const happened = new Set(
    demo
      .under("truth/calls")
      .flatMap((file) => demo.lines(file.path).map((line) => z.object({ eventId: z.string() }).parse(line).eventId)),
  );
  expect(rows.length).toBe(truth.stored);
  const sums = demo
    .lines("truth/summaries.ndjson")
    .map((line) => z.object({ eventId: z.string() }).parse(line).eventId);
  expect(sums.length).toBeGreaterThan(5);
  expect(
    rows
      .filter((row) => !happened.has(row.id))
      .map((row) => row.id)
      .toSorted(),
  ).toEqual(sums.toSorted());
}, 240_000);
