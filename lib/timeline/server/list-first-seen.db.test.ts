import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertEvents, type EventSpec } from "@/lib/testing/factories/insert-events";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { listFirstSeen } from "./list-first-seen";

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 9, 1, 12);
const KEY = "arn:aws:kms:us-east-1:111122223333:key/k";

let database: TestDatabase;
let serial = 0;

function event(day: number, spec: Partial<EventSpec>): EventSpec {
  serial += 1;
  const eventId = `${(serial + 30_000_000).toString(16).padStart(8, "0")}-0000-4000-9000-000000000001`;
  return { eventId, timeMs: START + day * DAY_MS, principal: "app", ...spec };
}

beforeAll(async () => {
  database = await testDatabase();
  await insertEvents(database.pool, [
    event(0, { action: "GetObject", address: "10.0.0.1", resources: ["arn:aws:s3:::old/a"] }),
    event(0, { action: "Decrypt", source: "kms.amazonaws.com", resources: [KEY] }),
    event(1, { action: "PutObject", principal: "deploy", address: "10.0.0.9", resources: ["arn:aws:s3:::new/x"] }),
    event(2, { action: "GetObject", address: "10.0.0.1", resources: ["arn:aws:s3:::old/b"] }),
    event(2, { action: "PutObject", address: "10.0.0.9", resources: ["arn:aws:s3:::new/x"], region: "eu-west-1" }),
    event(2, { action: "Decrypt", source: "kms.amazonaws.com", resources: [KEY] }),
    event(3, { action: "PutObject", address: "10.0.0.9", resources: ["arn:aws:s3:::new/y"], region: "eu-west-1" }),
  ]);
});
afterAll(() => database.close());

const of = async (fromDay: number, toDay: number, limit = 25) => {
  const window = { fromMs: START + fromDay * DAY_MS - 1, toMs: START + toDay * DAY_MS };
  const answer = await listFirstSeen(database.ctx, { identity: "app", ...window, limit });
  return {
    ...answer,
    found: Object.fromEntries(answer.groups.map(({ field, items }) => [field, items.map(({ label }) => label)])),
  };
};

describe("what was new", () => {
  it("is what the identity itself never did, touched or came from before, whatever others did", async () => {
    const { found, historyFromMs } = await of(2, 3);
    expect(found).toEqual({
      action: ["PutObject"],
      resource: ["arn:aws:s3:::new"],
      ip: ["10.0.0.9"],
      region: ["eu-west-1"],
      account: [],
    });
    expect(historyFromMs).toBe(START);
  });

  it("is nothing once it has been seen", async () => {
    expect((await of(3, 4)).found).toEqual({ action: [], resource: [], ip: [], region: [], account: [] });
  });

  it("is everything where the history begins, in the order in which it came, and says how many there are", async () => {
    const { groups } = await of(0, 4, 1);
    expect(groups.find(({ field }) => field === "resource")).toMatchObject({ items: [{ firstMs: START }], inAll: 3 });
  });

  it("does not call new what has no past to compare with, or whose logging nothing is known of", async () => {
    const { groups } = await of(0, 4);
    const verdicts = groups.flatMap(({ items }) => items.map(({ label, verdict }) => [label, verdict]));
    expect(verdicts).toContainEqual(["GetObject", "records-begin"]);
    expect(verdicts).toContainEqual(["PutObject", "unsure"]);
  });
});

const BUCKETS = ["arn:aws:s3:::old", "arn:aws:s3:::new"];

/** Calls of two principals of one identity and of somebody else, on few things, so that most are seen before by one of them. */
const someEvents = fc.array(
  fc.record({
    principal: fc.constantFrom("app#1", "app#2", "other"),
    minutes: fc.integer({ min: 0, max: 5 * 24 * 60 }),
    action: fc.constantFrom("GetObject", "PutObject", "ListObjects"),
    region: fc.constantFrom("us-east-1", "eu-west-1"),
    account: fc.constantFrom("111122223333", "444455556666"),
    address: fc.constantFrom(null, "10.0.0.1", "10.0.0.2", "10.0.0.3"),
    resources: fc.constantFrom(
      [],
      [BUCKETS[0] ?? ""],
      [`${BUCKETS[0]}/a`],
      [`${BUCKETS[1]}/x`],
      [KEY],
      [KEY, `${BUCKETS[1]}/y`],
    ),
  }),
  { minLength: 10, maxLength: 60 },
);

/** By hand: what each event of the identity names in each field, and when it first did. */
const FIRSTS = `
  select field, value, min(event_time) as first from event e join principal p on p.id = e.principal_id
  join action ac on ac.id = e.action_id join account a on a.id = e.account_id join region r on r.id = e.region_id
  left join address ad on ad.id = e.address_id left join resource t on t.id = e.resource_id left join resource c on c.id = e.container_id
  cross join lateral (values ('action', ac.name), ('region', r.region), ('account', a.account), ('ip', ad.address), ('resource', coalesce(c.key, t.key))) v (field, value)
  where p.key like 'app%' and value is not null group by field, value`;

const someWindows = fc.array(
  fc.record({ from: fc.integer({ min: -60, max: 5 * 24 * 60 }), minutes: fc.integer({ min: 1, max: 4000 }) }),
  { minLength: 12, maxLength: 12 },
);

describe("whatever happened", () => {
  it("was new in a window is what SQL finds no earlier event of", async () => {
    await fc.assert(
      fc.asyncProperty(someEvents, someWindows, async (made, windows) => {
        const store = await testDatabase();
        const others = made.map(({ minutes, ...spec }) => event(minutes / 1440, spec));
        await insertEvents(store.pool, [event(2, { principal: "app#1" }), ...others]);
        for (const { from, minutes } of windows) {
          const [fromMs, toMs] = [START + from * 60_000, START + (from + minutes) * 60_000];
          const wanted = await store.pool.query<{ found: string }>(
            `select field || ' ' || value as found from (${FIRSTS}) f where first >= $1 and first < $2`,
            [new Date(fromMs), new Date(toMs)],
          );
          const { groups } = await listFirstSeen(store.ctx, { identity: "app", fromMs, toMs, limit: 200 });
          const found = groups.flatMap(({ field, items }) => items.map(({ label }) => `${field} ${label}`));
          expect(found.toSorted()).toEqual(wanted.rows.map((row) => row.found).toSorted());
          expect(groups.every(({ items, inAll }) => items.length === inAll)).toBe(true);
        }
        await store.close();
      }),
      { numRuns: 6, endOnFailure: true },
    );
  }, 180_000);
});
