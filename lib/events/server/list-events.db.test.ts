import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertEvents, type EventSpec } from "@/lib/testing/factories/insert-events";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { type EventFilter, EMPTY_FILTER, type FilterClause, type FilterField } from "@/lib/events/event-filter";
import { EVENTS_PAGE_MAX } from "@/lib/events/contract";
import { placeOfRank } from "@/lib/timeline/place-of-rank";
import { getDensity } from "@/lib/timeline/server/get-density";
import { countEvents } from "./count-events";
import { findPosition } from "./find-position";
import { listEvents } from "./list-events";
import { listFacets } from "./list-facets";

const START = Date.UTC(2026, 9, 30, 22, 17, 5);
const HOUR_MS = 3_600_000;
const BUCKET = "arn:aws:s3:::data";

const events = makeEvents();
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await insertEvents(database.pool, events);
}, 120_000);
afterAll(() => database.close());

/** Bursts within one second, a quiet fortnight, a month's end, four principals of three identities. */
function makeEvents(): EventSpec[] {
  const random = fc.sample(fc.nat({ max: 1_000_000 }), { numRuns: 4 * 400, seed: 7 });
  return Array.from({ length: 400 }, (_, index): EventSpec => {
    const [a = 0, b = 0, c = 0, d = 0] = random.slice(index * 4, index * 4 + 4);
    const isBurst = index % 3 === 0;
    const timeMs = isBurst
      ? START + 5 * HOUR_MS + (a % 3) * 1000
      : START + (a % (20 * 24)) * HOUR_MS + (b % 3_600_000) + (c % 2) * 30 * 24 * HOUR_MS;
    const principal = ["app#1", "app#2", "deploy", "admin"][b % 4] ?? "app#1";
    return {
      eventId:
        c % 10 === 0
          ? `not-a-guid-${index}`
          : `${(index + 10_000_000).toString(16).padStart(8, "0")}-0000-4000-9000-00000000000${c % 10}`,
      timeMs,
      principal,
      credential: d % 5 === 0 ? null : `ASIA${principal.slice(0, 3).toUpperCase()}${d % 3}`,
      source: c % 2 === 0 ? "s3.amazonaws.com" : "iam.amazonaws.com",
      action: ["GetObject", "PutObject", "ListUsers", "Get_Odd%Name"][d % 4] ?? "GetObject",
      category: c % 3 === 0 ? "data" : "management",
      region: a % 2 === 0 ? "us-east-1" : "eu-west-1",
      account: b % 3 === 0 ? "111122223333" : "444455556666",
      address: `10.${c % 2}.0.${d % 4}`,
      userAgent: d % 2 === 0 ? "aws-cli/2.1" : "Boto3/100%",
      errorCode: a % 4 === 0 ? "AccessDenied" : null,
      readOnly: [true, false, null][c % 3] ?? null,
      kind: d % 7 === 0 ? "service-event" : "api-call",
      resources: [`${BUCKET}/${d % 6}`, ...(a % 3 === 0 ? ["arn:aws:kms:us-east-1:111122223333:key/k"] : [])],
    };
  });
}

const CLAUSES: readonly { clause: [FilterField, string]; test: (event: EventSpec) => boolean }[] = [
  { clause: ["identity", "app"], test: (event) => event.principal?.startsWith("app#") ?? false },
  { clause: ["identity", "arn:aws:iam::111122223333:role/deploy"], test: ({ principal }) => principal === "deploy" },
  { clause: ["credential", "ASIAADM1"], test: ({ credential }) => credential === "ASIAADM1" },
  { clause: ["action", "Get*"], test: ({ action }) => action?.startsWith("Get") ?? false },
  {
    clause: ["action", "s3:PutObject"],
    test: (event) => event.action === "PutObject" && event.source === "s3.amazonaws.com",
  },
  { clause: ["action", "Get_Odd%Name"], test: ({ action }) => action === "Get_Odd%Name" },
  { clause: ["source", "iam"], test: ({ source }) => source === "iam.amazonaws.com" },
  { clause: ["region", "eu-west-1"], test: ({ region }) => region === "eu-west-1" },
  { clause: ["account", "444455556666"], test: ({ account }) => account === "444455556666" },
  { clause: ["outcome", "error"], test: ({ errorCode }) => errorCode !== null },
  { clause: ["category", "data"], test: ({ category }) => category === "data" },
  { clause: ["ip", "10.1.0.3"], test: ({ address }) => address === "10.1.0.3" },
  { clause: ["ip", "10.1.0.0/31"], test: ({ address }) => address === "10.1.0.0" || address === "10.1.0.1" },
  { clause: ["agent", "100%"], test: ({ userAgent }) => userAgent === "Boto3/100%" },
  { clause: ["error", "Access*"], test: ({ errorCode }) => errorCode === "AccessDenied" },
  { clause: ["kind", "service-event"], test: ({ kind }) => kind === "service-event" },
  { clause: ["readonly", "unknown"], test: ({ readOnly }) => readOnly === null },
  { clause: ["resource", "data"], test: () => true },
  { clause: ["resource", "data/3"], test: ({ resources }) => resources?.[0] === `${BUCKET}/3` },
  {
    clause: ["resource", "arn:aws:kms:us-east-1:111122223333:key/k"],
    test: ({ resources }) => resources?.length === 2,
  },
];

type Case = { readonly filter: EventFilter; readonly expected: readonly string[] };

const anyCase = fc
  .record({
    picked: fc.uniqueArray(fc.tuple(fc.nat({ max: CLAUSES.length - 1 }), fc.boolean()), {
      maxLength: 3,
      selector: ([index]) => index,
    }),
    from: fc.option(fc.nat({ max: 60 * 24 * 3600 })),
    to: fc.option(fc.nat({ max: 60 * 24 * 3600 })),
  })
  .map(({ picked, from, to }): Case => {
    const fromMs = from === null ? null : START - 5 * HOUR_MS + from * 1000;
    const toMs = to === null ? null : START - 5 * HOUR_MS + to * 1000;
    const clauses = picked.map(([index, not]) => ({ index, not }));
    const matches = (event: EventSpec): boolean =>
      (fromMs === null || event.timeMs >= fromMs) &&
      (toMs === null || event.timeMs < toMs) &&
      fields(clauses).every((parts) => holds(parts, event));
    return {
      filter: {
        from: fromMs === null ? null : new Date(fromMs).toISOString(),
        to: toMs === null ? null : new Date(toMs).toISOString(),
        clauses: clauses.map(({ index, not }): FilterClause => {
          const [field, value] = CLAUSES[index]?.clause ?? ["region", "x"];
          return { field, not, value };
        }),
      },
      expected: events
        .filter(matches)
        .map(({ eventId }) => eventId)
        .sort(),
    };
  });

type Picked = { readonly index: number; readonly not: boolean };

function fields(picked: readonly Picked[]): Picked[][] {
  const byField = new Map<string, Picked[]>();
  for (const one of picked) {
    const field = CLAUSES[one.index]?.clause[0] ?? "";
    byField.set(field, [...(byField.get(field) ?? []), one]);
  }
  return [...byField.values()];
}

/** Wanted values of one field are alternatives, each that is left out must not hold. */
function holds(picked: readonly Picked[], event: EventSpec): boolean {
  const wanted = picked.filter(({ not }) => !not);
  const isWanted = wanted.length === 0 || wanted.some(({ index }) => CLAUSES[index]?.test(event));
  return isWanted && picked.filter(({ not }) => not).every(({ index }) => !CLAUSES[index]?.test(event));
}

async function readAll(filter: EventFilter, order: "oldest" | "newest", limit: number) {
  const all = [];
  let cursor: string | null = null;
  for (let page = 0; page < 500; page += 1) {
    const { rows, next } = await listEvents(database.ctx, { filter, order, at: { kind: "after", cursor }, limit });
    all.push(...rows);
    if (next === null) return all;
    cursor = next;
  }
  throw new Error("The list does not end.");
}

describe("listEvents", () => {
  it("gives exactly the events that a filter means, once each and in order, whatever the page size", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyCase,
        fc.constantFrom("oldest" as const, "newest" as const),
        fc.constantFrom(7, 60, 500),
        async (one, order, limit) => {
          const rows = await readAll(one.filter, order, limit);
          expect(rows.map(({ eventId }) => eventId).sort()).toEqual(one.expected);
          const times = rows.map(({ timeMs }) => (order === "oldest" ? timeMs : -timeMs));
          expect(times).toEqual([...times].sort((a, b) => a - b));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("counts what it lists, in total, per bucket and per facet", async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, fc.constantFrom(10, 200, 2000), async ({ filter, expected }, buckets) => {
        expect((await countEvents(database.ctx, { filter })).events).toBe(expected.length);
        const density = await getDensity(database.ctx, { filter, buckets, beforeMs: null, isFirst: false });
        expect(density.total).toBe(expected.length);
        const found = events.filter(({ eventId }) => expected.includes(eventId));
        for (const [index, count] of density.ok.entries()) {
          const [from, to] = [
            density.startMs + index * density.bucketMs,
            density.startMs + (index + 1) * density.bucketMs,
          ];
          const inBucket = found.filter(({ timeMs }) => timeMs >= from && timeMs < to);
          expect(count + (density.error[index] ?? 0)).toBe(inBucket.length);
          expect(count).toBe(inBucket.filter(({ errorCode }) => errorCode === null).length);
        }
        const { facets } = await listFacets(database.ctx, { filter, facets: ["identity", "category"], limit: 50 });
        const narrowed = filter.clauses.some(({ field }) => field === "category");
        const categories = facets.find(({ facet }) => facet === "category")?.values ?? [];
        if (!narrowed) expect(categories.reduce((sum, one) => sum + one.events, 0)).toBe(expected.length);
      }),
      { numRuns: 40 },
    );
  });

  it("enters the list at any position and gives the same rows as reading up to it", async () => {
    const ofTwo = { value: "app", eventsMin: 100 };
    const ofOne = { value: "deploy", eventsMin: 50 };
    const asked = [ofTwo, ofOne].flatMap((one) => [
      { ...one, order: "oldest" as const },
      { ...one, order: "newest" as const },
    ]);
    for (const { value, eventsMin, order } of asked) {
      const filter: EventFilter = { ...EMPTY_FILTER, clauses: [{ field: "identity", not: false, value }] };
      const all = await readAll(filter, order, EVENTS_PAGE_MAX);
      expect(all.length).toBeGreaterThan(eventsMin);
      const density = await getDensity(database.ctx, { filter, buckets: 200, beforeMs: null, isFirst: false });
      for (const rank of [0, 13, 27, 40, 55, all.length - 21, all.length - 1]) {
        const place = placeOfRank(density, rank, order);
        expect(place).not.toBeNull();
        const at = { kind: "rank" as const, ...(place ?? { rank: 0, within: null }) };
        const { rows } = await listEvents(database.ctx, { filter, order, at, limit: 20 });
        expect(rows.map(({ eventId }) => eventId)).toEqual(all.slice(rank, rank + 20).map(({ eventId }) => eventId));
      }
      for (const rank of [0, 1, 17, 63, all.length - 5, all.length - 1, all.length, all.length + 9]) {
        const { rows } = await listEvents(database.ctx, {
          filter,
          order,
          at: { kind: "rank", rank, within: null },
          limit: 20,
        });
        expect(rows.map(({ eventId }) => eventId)).toEqual(all.slice(rank, rank + 20).map(({ eventId }) => eventId));
      }
    }
  });

  it("says at which position a list has an event, and that it does not have others", async () => {
    const filter: EventFilter = { ...EMPTY_FILTER, clauses: [{ field: "identity", not: false, value: "app" }] };
    for (const order of ["oldest", "newest"] as const) {
      const all = await readAll(filter, order, EVENTS_PAGE_MAX);
      for (const index of [0, 5, 40, all.length - 1]) {
        const eventId = all[index]?.eventId ?? "";
        expect(await findPosition(database.ctx, { filter, order, eventId })).toEqual({ rank: index });
      }
      const other = events.find(({ principal }) => principal === "deploy")?.eventId ?? "";
      expect(await findPosition(database.ctx, { filter, order, eventId: other })).toEqual({ rank: null });
    }
  });

  it("goes back before a row as it went forward behind it", async () => {
    const all = await readAll(EMPTY_FILTER, "oldest", EVENTS_PAGE_MAX);
    const at = all[200];
    const { rows } = await listEvents(database.ctx, {
      filter: EMPTY_FILTER,
      order: "oldest",
      at: { kind: "before", cursor: at?.cursor ?? null },
      limit: 30,
    });
    expect(rows.map(({ eventId }) => eventId)).toEqual(all.slice(170, 200).map(({ eventId }) => eventId));
  });

  it("refuses what is not in the store, or is no value of its field, and says what would be", async () => {
    const list = (field: FilterField, value: string) =>
      listEvents(database.ctx, {
        filter: { ...EMPTY_FILTER, clauses: [{ field, not: false, value }] },
        order: "oldest",
        at: { kind: "after", cursor: null },
        limit: 1,
      });
    await expect(list("identity", "nobody")).rejects.toThrow(/No identity "nobody"/);
    await expect(list("outcome", "maybe")).rejects.toThrow(/one of ok, error/);
    await expect(list("ip", "10.0.0.0/99")).rejects.toThrow(/10\.1\.0\.0\/16/);
    await expect(list("resource", "nowhere")).rejects.toThrow(/No resource/);
  });
});
