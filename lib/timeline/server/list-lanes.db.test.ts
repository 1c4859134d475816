import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CALL_KINDS, callKindOf } from "@/lib/cloudtrail/call-kind";
import { familiesOf } from "@/lib/cloudtrail/catalogue/families-of";
import { CATEGORIES } from "@/lib/cloudtrail/normalised-event";
import type { FilterClause } from "@/lib/events/event-filter";
import { insertEvents, type EventSpec } from "@/lib/testing/factories/insert-events";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import type { Lanes } from "@/lib/timeline/contract";
import { LANE_DIMENSIONS, type LaneDimension } from "@/lib/timeline/lane-dimensions";
import { listLanes } from "./list-lanes";

const START = Date.UTC(2026, 9, 30, 22, 17, 5);
const HOUR_MS = 3_600_000;
const BUCKET = "arn:aws:s3:::data";

const LONG_BEFORE = START - 400 * HOUR_MS;
const MINUTE_MS = 60_000;

/** Two aggregated records of five minutes, one after the other, and a call in the middle of the second. */
const INTERVALS = [0, 5, 7].map((minute, n): EventSpec => ({
  eventId: `0000000${n}-0000-4000-9000-0000000000aa`,
  timeMs: LONG_BEFORE + minute * MINUTE_MS,
  ...(n < 2 ? { kind: "aggregated", category: "aggregated" } : {}),
}));

const events = makeEvents();
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await insertEvents(database.pool, [...events, ...INTERVALS]);
  await database.pool.query(
    `update event set window_end = event_time + interval '5 minutes' where event_time < $1 and event_time <> $2`,
    [new Date(LONG_BEFORE + HOUR_MS), new Date(INTERVALS[2]?.timeMs ?? 0)],
  );
}, 120_000);
afterAll(() => database.close());

function makeEvents(): EventSpec[] {
  const random = fc.sample(fc.nat({ max: 1_000_000 }), { numRuns: 3 * 300, seed: 11 });
  return Array.from({ length: 300 }, (_, index): EventSpec => {
    const [a = 0, b = 0, c = 0] = random.slice(index * 3, index * 3 + 3);
    return {
      eventId: `${(index + 20_000_000).toString(16).padStart(8, "0")}-0000-4000-9000-000000000001`,
      timeMs: START + (a % (12 * 24)) * HOUR_MS + (b % HOUR_MS),
      principal: ["app", "deploy"][b % 2] ?? "app",
      credential: c % 6 === 0 ? null : `ASIA${b % 2}${c % 3}`,
      source: ["s3.amazonaws.com", "sts.amazonaws.com", "iam.amazonaws.com"][c % 3] ?? "",
      action: ["GetObject", "AssumeRole", "CreateUser", "ListUsers"][a % 4] ?? "",
      region: a % 2 === 0 ? "us-east-1" : "eu-west-1",
      account: b % 3 === 0 ? "111122223333" : "444455556666",
      address: c % 7 === 0 ? null : `10.0.0.${c % 4}`,
      errorCode: a % 5 === 0 ? "AccessDenied" : null,
      resources: b % 4 === 0 ? [] : [`${BUCKET}/${c % 5}`],
    };
  });
}

const keyOf: Record<LaneDimension, (event: EventSpec) => string | null> = {
  service: ({ source }) => source ?? null,
  family: (event) => familyOf(event),
  action: ({ source, action }) => `${source}:${action}`,
  resource: ({ resources }) => (resources?.[0] === undefined ? null : BUCKET),
  credential: ({ credential }) => credential ?? null,
  account: ({ account }) => account ?? null,
  region: ({ region }) => region ?? null,
  network: ({ address }) => address ?? null,
};

const familyOf = ({ source, action }: EventSpec): string | null =>
  familiesOf({ source: source ?? "", name: action ?? "", category: CATEGORIES.indexOf("management") }).at(-1) ?? null;

/** What a lane is about, in the words of the test; resources are named by their ARN there and by our id in filters. */
const laneName = (names: Lanes["lanes"][number]["names"], by: readonly LaneDimension[]): string =>
  names.map(({ value, label }, at) => (by[at] === "resource" && value !== null ? label : String(value))).join(" / ");

const CLAUSES: readonly (readonly [FilterClause, (event: EventSpec) => boolean])[] = [
  [{ field: "identity", not: false, value: "app" }, ({ principal }) => principal === "app"],
  [{ field: "outcome", not: false, value: "error" }, ({ errorCode }) => errorCode !== null],
  [{ field: "ip", not: true, value: "10.0.0.1" }, ({ address }) => address !== "10.0.0.1"],
  [{ field: "credential", not: false, value: "ASIA11" }, ({ credential }) => credential === "ASIA11"],
];

const question = fc.record({
  by: fc.uniqueArray(fc.constantFrom(...LANE_DIMENSIONS), { minLength: 1, maxLength: 2 }),
  fromMs: fc.integer({ min: START - HOUR_MS, max: START + 10 * 24 * HOUR_MS }),
  lengthMs: fc.constantFrom(60_000, HOUR_MS, 30 * HOUR_MS, 24 * 30 * HOUR_MS),
  buckets: fc.constantFrom(1, 24, 600),
  clauses: fc.uniqueArray(fc.nat({ max: CLAUSES.length - 1 }), { maxLength: 2 }),
});

describe("lanes", () => {
  it("hold every event of the window once: in its lane, bucket, kind of call and outcome, and by itself", async () => {
    await fc.assert(
      fc.asyncProperty(question, async ({ by, fromMs, lengthMs, buckets, clauses }) => {
        const toMs = fromMs + lengthMs;
        const chosen = clauses.flatMap((index) => CLAUSES.slice(index, index + 1));
        const filter = { from: null, to: null, clauses: chosen.map(([clause]) => clause) };
        const wanted = events.filter(
          (event) => event.timeMs >= fromMs && event.timeMs < toMs && chosen.every(([, matches]) => matches(event)),
        );
        const lanes = await listLanes(database.ctx, { filter, fromMs, toMs, by, buckets, lanes: 200, isFirst: false });
        expect(lanes.events).toBe(wanted.length);
        expect(cellsOf(lanes, by)).toEqual(expectedCells(wanted, by, lanes));
        expect(marksOf(lanes, by)).toEqual(wanted.map((event) => markText(event, by)).toSorted());
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it("names the busiest lanes first and says how many there are in all", async () => {
    const input = {
      filter: { from: null, to: null, clauses: [] },
      fromMs: START - HOUR_MS,
      toMs: START + 400 * HOUR_MS,
    };
    const all = await listLanes(database.ctx, {
      ...input,
      by: ["network", "service"],
      buckets: 100,
      lanes: 200,
      isFirst: false,
    });
    const two = await listLanes(database.ctx, {
      ...input,
      by: ["network", "service"],
      buckets: 100,
      lanes: 2,
      isFirst: false,
    });
    expect(two.lanes).toEqual(all.lanes.slice(0, 2));
    expect(two).toMatchObject({ lanesInAll: all.lanes.length, events: events.length, marks: null });
  });

  it("show a record whose interval reaches into the time, though it began before and is not counted in it", async () => {
    const ask = (fromMinute: number, toMinute: number) =>
      listLanes(database.ctx, {
        filter: { from: null, to: null, clauses: [] },
        fromMs: LONG_BEFORE + fromMinute * MINUTE_MS,
        toMs: LONG_BEFORE + toMinute * MINUTE_MS,
        by: ["service"],
        buckets: 100,
        lanes: 40,
        isFirst: false,
      });
    const inside = await ask(6, 8);
    expect(inside.events).toBe(1);
    expect(inside.marks?.timeMs.map((timeMs) => (timeMs - LONG_BEFORE) / MINUTE_MS)).toEqual([5, 7]);
    expect(inside.marks?.endMs).toEqual([LONG_BEFORE + 10 * MINUTE_MS, null]);
    expect((await ask(5, 8)).marks?.eventId).toHaveLength(2);
  });

  it("are none where nothing can match", async () => {
    const filter = { from: null, to: null, clauses: [{ field: "region", not: false, value: "nowhere-1" } as const] };
    const lanes = await listLanes(database.ctx, {
      filter,
      fromMs: 0,
      toMs: 1000,
      by: ["service"],
      buckets: 10,
      lanes: 5,
      isFirst: false,
    });
    expect(lanes).toMatchObject({ lanes: [], lanesInAll: 0, events: 0, uncountedBeforeMs: null });
  });
});

function cellsOf(lanes: Lanes, by: readonly LaneDimension[]): Record<string, number> {
  const cells: Record<string, number> = {};
  for (const { names, cells: columns } of lanes.lanes) {
    columns.bucket.forEach((bucket, at) => {
      const kind = CALL_KINDS[columns.kind[at] ?? -1];
      cells[`${laneName(names, by)} ${bucket} ${kind} ${columns.failed[at]}`] = columns.events[at] ?? 0;
    });
  }
  return cells;
}

function expectedCells(
  wanted: readonly EventSpec[],
  by: readonly LaneDimension[],
  lanes: Lanes,
): Record<string, number> {
  const cells: Record<string, number> = {};
  for (const event of wanted) {
    const lane = by.map((dimension) => String(keyOf[dimension](event))).join(" / ");
    const bucket = Math.floor((event.timeMs - lanes.startMs) / lanes.bucketMs);
    const kind = callKindOf(event.source ?? "", event.action ?? "");
    const key = `${lane} ${bucket} ${kind} ${event.errorCode === null ? 0 : 1}`;
    cells[key] = (cells[key] ?? 0) + 1;
  }
  return cells;
}

function markText(event: EventSpec, by: readonly LaneDimension[]): string {
  const lane = by.map((dimension) => String(keyOf[dimension](event))).join(" / ");
  return `${event.eventId} ${event.timeMs} ${lane} ${event.action} ${event.errorCode === null ? 0 : 1}`;
}

function marksOf({ marks, lanes }: Lanes, by: readonly LaneDimension[]): string[] {
  if (marks === null) return ["no marks"];
  return marks.eventId
    .map((eventId, at) => {
      const lane = lanes[marks.lane[at] ?? -1];
      const action = marks.actions[marks.action[at] ?? -1];
      return `${eventId} ${marks.timeMs[at]} ${laneName(lane?.names ?? [], by)} ${action} ${marks.failed[at]}`;
    })
    .toSorted();
}
