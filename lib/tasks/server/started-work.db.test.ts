import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getChain } from "@/lib/credentials/server/get-chain";
import { asSession, asUser, called, idOf, issuing, loadRecords } from "@/lib/testing/factories/identity-records";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { getTask } from "./get-task";
import { listTasks } from "./list-tasks";

const A = "111122223333";
const TASK = "0123456789abcdef0123456789abcdef";
const OTHER = "fedcba9876543210fedcba9876543210";
const ci = asUser("ci", "AKIACIEXAMPLE");
const ecs = { type: "AWSService", invokedBy: "ecs-tasks.amazonaws.com" };
const sagemaker = { type: "AWSService", invokedBy: "sagemaker.amazonaws.com" };
const look = (id: number, time: string, by: object) => called({ id, time, call: "s3:ListBuckets", by: { ...by } });
const taken = (id: number, time: string, by: object, of: readonly [role: string, session: string, key: string]) =>
  called({ id, time, call: "sts:AssumeRole", by: { ...by }, ...issuing(...of) });
const runTask = (id: number, time: string, task: string) =>
  called({
    id,
    time,
    call: "ecs:RunTask",
    by: ci,
    request: { cluster: "jobs" },
    response: { tasks: [{ taskArn: `arn:aws:ecs:us-east-1:${A}:task/jobs/${task}` }] },
  });
const train = (id: number, time: string) =>
  called({
    id,
    time,
    call: "sagemaker:CreateTrainingJob",
    by: ci,
    request: { roleArn: `arn:aws:iam::${A}:role/train` },
  });

const FUNCTION = `arn:aws:lambda:us-east-1:${A}:function:export`;
const runtime = {
  ...asSession("export", "export", ["ASIAEXPORTEXAMPLE", "02:50:00"]),
  inScopeOf: { issuerType: "AWS::Lambda::Function", credentialsIssuedTo: FUNCTION },
};
const invoke = (id: number, time: string) =>
  called({
    id,
    time,
    call: "lambda:Invoke",
    by: ci,
    request: { functionName: FUNCTION },
    more: { eventCategory: "Data", resources: [{ type: "AWS::Lambda::Function", ARN: FUNCTION, accountId: A }] },
  });

const RECORDS = [
  runTask(1, "01:00:00", TASK),
  taken(2, "01:00:04", ecs, ["worker", TASK, "ASIAWORKEXAMPLE"]),
  look(3, "01:00:30", asSession("worker", TASK, ["ASIAWORKEXAMPLE", "01:00:04"])),
  // The same task hours later: its credentials are given anew.
  taken(4, "06:00:04", ecs, ["worker", TASK, "ASIAAGAINEXAMPLE"]),
  look(5, "06:00:30", asSession("worker", TASK, ["ASIAAGAINEXAMPLE", "06:00:04"])),
  // Somebody calls a session as a task is called.
  taken(6, "01:05:00", asUser("eve", "AKIAEVEEXAMPLE"), ["admin", TASK, "ASIAFORGEDEXAMPLE"]),
  look(7, "01:05:30", asSession("admin", TASK, ["ASIAFORGEDEXAMPLE", "01:05:00"])),
  // A task that nobody in the log started.
  taken(8, "01:10:00", ecs, ["worker", OTHER, "ASIAALONEEXAMPLE"]),
  look(9, "01:10:30", asSession("worker", OTHER, ["ASIAALONEEXAMPLE", "01:10:00"])),
  // Two jobs of one role, whose sessions have one name.
  train(10, "02:00:00"),
  train(11, "02:01:00"),
  taken(12, "02:02:00", sagemaker, ["train", "SageMaker", "ASIATRAINEXAMPLE"]),
  look(13, "02:03:00", asSession("train", "SageMaker", ["ASIATRAINEXAMPLE", "02:02:00"])),
  look(14, "00:59:00", ci),
  // A function that was called once in its first minutes, and twice in the last.
  invoke(20, "03:00:00"),
  look(21, "03:00:02", runtime),
  look(22, "03:00:20", runtime),
  invoke(23, "03:30:00"),
  invoke(24, "03:30:01"),
  look(25, "03:30:05", runtime),
];

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
  await loadRecords(store, RECORDS);
}, 120_000);
afterAll(() => store.close(), 60_000);

describe("work that a call started under another role", () => {
  it("is part of the task that started it, by grade C, with the two records that prove it", async () => {
    const task = await getTask(store.ctx, { task: "AKIACIEXAMPLE", gap: "none" });
    expect(task.lanes.map(({ key }) => key).toSorted()).toEqual([
      "AKIACIEXAMPLE",
      "ASIAAGAINEXAMPLE",
      "ASIAWORKEXAMPLE",
    ]);
    expect(task.links.find(({ to }) => to === "ASIAWORKEXAMPLE")).toMatchObject({
      from: "AKIACIEXAMPLE",
      grade: "C",
      mechanism: "started-work",
      issuingEventId: idOf(1),
      usedEventId: idOf(2),
    });
    expect(task.starts.map(({ eventId, ids, lanes }) => [eventId, ids, lanes.toSorted()])).toEqual([
      [idOf(1), 1, ["ASIAAGAINEXAMPLE", "ASIAWORKEXAMPLE"]],
      [idOf(10), 0, []],
      [idOf(11), 0, []],
    ]);
    expect(task).toMatchObject({ grade: "C", events: 9 });
  });

  it("is a task of its own too, cut by its invocation, which says what started it", async () => {
    const task = await getTask(store.ctx, { task: "ASIAWORKEXAMPLE", gap: null });
    expect(task).toMatchObject({ basis: "invocation", credentials: 1, starter: { from: "AKIACIEXAMPLE", grade: "C" } });
    expect(await getTask(store.ctx, { task: "ASIAALONEEXAMPLE", gap: null })).toMatchObject({ starter: null });
  });

  it("leads back over the service to the key that asked for it, and ends at the service where nobody in the log did", async () => {
    const { links, root, grade } = await getChain(store.ctx, { credential: "ASIAWORKEXAMPLE" });
    expect(links.map(({ from, to, grade: of }) => [from, to, of])).toEqual([
      ["AKIACIEXAMPLE", "ecs-tasks.amazonaws.com", "C"],
      ["ecs-tasks.amazonaws.com", "ASIAWORKEXAMPLE", "B"],
    ]);
    expect({ root, grade }).toEqual({ root: "AKIACIEXAMPLE", grade: "C" });
    const alone = await getChain(store.ctx, { credential: "ASIAALONEEXAMPLE" });
    expect(alone.root).toBe("ecs-tasks.amazonaws.com");
    expect(alone.ends).toContain("no call in the store started");
  });

  it("is not what somebody else called as a task is called", async () => {
    const { links } = await getChain(store.ctx, { credential: "ASIAFORGEDEXAMPLE" });
    expect(links.map(({ from }) => from)).toEqual(["AKIAEVEEXAMPLE"]);
  });

  it("stays a set of calls where role and time alone speak for it", async () => {
    const { candidates, root } = await getChain(store.ctx, { credential: "ASIATRAINEXAMPLE" });
    expect({ root, of: candidates.map(({ issuingEventId, grade }) => [issuingEventId, grade]) }).toEqual({
      root: "sagemaker.amazonaws.com",
      of: [
        [idOf(10), "D"],
        [idOf(11), "D"],
      ],
    });
    const { possible } = await getTask(store.ctx, { task: "AKIACIEXAMPLE", gap: "none" });
    expect(possible.map(({ key, own, of }) => [key, own, of])).toEqual([["ASIATRAINEXAMPLE", 2, 2]]);
  });

  it("is one invocation of a function where one call alone is on record at the time, and says why not where two are", async () => {
    const { rows } = await listTasks(store.ctx, { identity: "export", gap: null, cursor: null, limit: 10 });
    expect(
      rows.map(({ basis, invocation, events }) => [basis, invocation?.eventId ?? invocation?.because, events]),
    ).toEqual([
      ["idle-gap", "2 calls of Invoke lie in this time: which of them this work belongs to is not recorded.", 1],
      ["invocation", idOf(20), 2],
    ]);
  });

  it("is the same whatever the order in which the records come", async () => {
    const other = await testDatabase();
    try {
      await loadRecords(other, RECORDS.toReversed());
      const [one, two] = await Promise.all(
        [store, other].map((of) => getTask(of.ctx, { task: "AKIACIEXAMPLE", gap: "none" })),
      );
      expect(two).toEqual(one);
    } finally {
      await other.close();
    }
  }, 60_000);
});
