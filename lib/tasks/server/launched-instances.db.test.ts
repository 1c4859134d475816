import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getChain } from "@/lib/credentials/server/get-chain";
import type { LogRecord } from "@/lib/testing/factories/log-records";
import { asSession, asUser, called, idOf, issuing, loadRecords } from "@/lib/testing/factories/identity-records";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { getTask } from "./get-task";

const SEEN = "i-0123456789abcdef0";
const UNSEEN = "i-0123456789abcdef1";
const ec2 = { type: "AWSService", invokedBy: "ec2.amazonaws.com" };
const look = (id: number, time: string, by: LogRecord): LogRecord =>
  called({ id, time, call: "s3:ListBuckets", by: { ...by } });
const taken = (id: number, time: string, by: LogRecord, of: readonly [role: string, session: string, key: string]) =>
  called({ id, time, call: "sts:AssumeRole", by: { ...by }, ...issuing(...of) });
const delivered = (instance: string, key: string, created: string): LogRecord => {
  const session = asSession("web", instance, [key, created]);
  return { ...session, sessionContext: { ...Object(session.sessionContext), ec2RoleDelivery: "2.0" } };
};

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
  await loadRecords(store, [
    called({
      id: 1,
      time: "01:00:00",
      call: "ec2:RunInstances",
      by: asUser("eve", "AKIAEVEEXAMPLE"),
      request: { instancesSet: { items: [{ imageId: "ami-1", minCount: 2, maxCount: 2 }] } },
      response: { instancesSet: { items: [{ instanceId: SEEN }, { instanceId: UNSEEN }] } },
    }),
    // EC2's taking of the role is in the log, twice: the key is renewed.
    taken(2, "01:01:00", ec2, ["web", SEEN, "ASIAFIRSTEXAMPLE"]),
    look(3, "01:02:00", delivered(SEEN, "ASIAFIRSTEXAMPLE", "01:01:00")),
    taken(4, "07:01:00", ec2, ["web", SEEN, "ASIARENEWEDEXAMPLE"]),
    look(5, "07:02:00", delivered(SEEN, "ASIARENEWEDEXAMPLE", "07:01:00")),
    // It is not, but the records say that an instance was given the key.
    look(6, "02:02:00", delivered(UNSEEN, "ASIAUNSEENEXAMPLE", "02:01:00")),
    // Somebody calls a session like the instance.
    taken(7, "03:01:00", asUser("mallory", "AKIAMALLORYEXAMPLE"), ["web", SEEN, "ASIANAMEDEXAMPLE"]),
    look(8, "03:02:00", asSession("web", SEEN, ["ASIANAMEDEXAMPLE", "03:01:00"])),
  ]);
}, 120_000);
afterAll(() => store.close(), 60_000);

describe("what a launched instance did", () => {
  it("is part of the task of whoever launched it, over every key that it was given, and nothing that only has its name", async () => {
    const { lanes, links, starts } = await getTask(store.ctx, { task: "AKIAEVEEXAMPLE", gap: "none" });
    expect(lanes.map(({ key }) => key).toSorted()).toEqual([
      "AKIAEVEEXAMPLE",
      "ASIAFIRSTEXAMPLE",
      "ASIARENEWEDEXAMPLE",
      "ASIAUNSEENEXAMPLE",
    ]);
    expect(links.map(({ mechanism, grade, issuingEventId }) => [mechanism, grade, issuingEventId])).toEqual([
      ["started-work", "C", idOf(1)],
      ["started-work", "C", idOf(1)],
      ["started-work", "C", idOf(1)],
    ]);
    expect(starts.map(({ eventId, ids }) => [eventId, ids])).toEqual([[idOf(1), 2]]);
  });

  it("leads back to the key that launched it, with EC2 between where its taking of the role is in the log", async () => {
    const seen = await getChain(store.ctx, { credential: "ASIARENEWEDEXAMPLE" });
    expect(seen.links.map(({ from, to, grade }) => [from, to, grade])).toEqual([
      ["AKIAEVEEXAMPLE", "ec2.amazonaws.com", "C"],
      ["ec2.amazonaws.com", "ASIARENEWEDEXAMPLE", "B"],
    ]);
    const unseen = await getChain(store.ctx, { credential: "ASIAUNSEENEXAMPLE" });
    expect(unseen.links.map(({ from, to, grade }) => [from, to, grade])).toEqual([
      ["AKIAEVEEXAMPLE", "ASIAUNSEENEXAMPLE", "C"],
    ]);
    const named = await getChain(store.ctx, { credential: "ASIANAMEDEXAMPLE" });
    expect(named.links.map(({ from }) => from)).toEqual(["AKIAMALLORYEXAMPLE"]);
  });
});
