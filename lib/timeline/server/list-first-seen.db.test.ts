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
  const answer = await listFirstSeen(database.ctx, { identity: "app", ...window, limit, beforeMs: null });
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

  it("finds in several steps what one step finds, wherever they are cut", async () => {
    const window = { fromMs: START - 1, toMs: START + 4 * DAY_MS };
    const ask = (fromMs: number, beforeMs: number | null) =>
      listFirstSeen(database.ctx, { identity: "app", fromMs, toMs: window.toMs, limit: 25, beforeMs });
    const whole = await ask(window.fromMs, null);
    const cutMs = START + 1.5 * DAY_MS;
    const steps = [await ask(cutMs, null), await ask(window.fromMs, cutMs)];
    const of = (answers: typeof steps, field: string) =>
      answers
        .flatMap(({ groups }) => groups.find((group) => group.field === field)?.items ?? [])
        .map(({ label }) => label);
    expect(of(steps, "ip").toSorted()).toEqual(of([whole], "ip").toSorted());
    expect(of([whole], "resource").toSorted()).toEqual(["arn:aws:s3:::new", "arn:aws:s3:::old", KEY].toSorted());
  });

  it("does not call new what has no past to compare with, or whose logging nothing is known of", async () => {
    const { groups } = await of(0, 4);
    const verdicts = groups.flatMap(({ items }) => items.map(({ label, verdict }) => [label, verdict]));
    expect(verdicts).toContainEqual(["GetObject", "records-begin"]);
    expect(verdicts).toContainEqual(["PutObject", "unsure"]);
  });
});
