import { afterAll, beforeAll, expect, it } from "vitest";
import { getTask } from "@/lib/tasks/server/get-task";
import { asSession, asUser, called, idOf, issuing, loadRecords } from "@/lib/testing/factories/identity-records";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { getChain } from "./get-chain";

const OTHER = "444455556666";
const inOther = {
  type: "AssumedRole",
  principalId: "AROAREADEREXAMPLE23:run-2",
  arn: `arn:aws:sts::${OTHER}:assumed-role/reader/run-2`,
  accountId: OTHER,
  accessKeyId: "ASIAREADER",
  sessionContext: { attributes: { creationDate: "2026-01-02T03:30:00Z" } },
};
const jump = asSession("ops", "run", ["ASIAJUMP", "03:00:00"]);

const REGIONS = Array.from({ length: 20 }, (_, n) => `eu-west-${n + 1}`);

/** A role of another account is taken, and only that account's copy of the call was delivered. */
const RECORDS = [
  called({
    id: 1,
    time: "03:00:00",
    call: "sts:AssumeRole",
    by: asUser("admin", "AKIAADMINEXAMPLE"),
    ...issuing("ops", "run", "ASIAJUMP"),
  }),
  called({ id: 2, time: "03:10:00", call: "s3:ListBuckets", by: jump }),
  ...REGIONS.map((awsRegion, n) =>
    called({ id: 10 + n, time: "03:11:00", call: "ec2:DescribeRegions", by: jump, more: { awsRegion } }),
  ),
  called({
    id: 3,
    time: "03:30:00",
    call: "sts:AssumeRole",
    by: { type: "AWSAccount", principalId: String(jump.principalId), accountId: "111122223333" },
    request: { roleArn: `arn:aws:iam::${OTHER}:role/reader`, roleSessionName: "run-2" },
    response: {
      credentials: { accessKeyId: "ASIAREADER", expiration: "Jan 2, 2026, 4:30:00 AM" },
      assumedRoleUser: { assumedRoleId: "AROAREADEREXAMPLE23:run-2", arn: inOther.arn },
    },
    more: { recipientAccountId: OTHER, sharedEventID: "00000000-0000-4000-8000-00000000aaaa" },
  }),
  called({ id: 4, time: "03:31:00", call: "s3:ListBuckets", by: inOther, more: { recipientAccountId: OTHER } }),
];

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
  await loadRecords(store, RECORDS);
}, 120_000);
afterAll(() => store.close(), 60_000);

it("leads from the role of another account over the session that its copy names to the first key, and to one task", async () => {
  const { links, grade } = await getChain(store.ctx, { credential: "ASIAREADER" });
  expect(links.map(({ from, to, grade: of, issuingEventId }) => [from, to, of, issuingEventId])).toEqual([
    ["AKIAADMINEXAMPLE", "ASIAJUMP", "B", idOf(1)],
    ["ASIAJUMP", "ASIAREADER", "C", idOf(3)],
  ]);
  expect(grade).toBe("C");
  const { lanes } = await getTask(store.ctx, { task: "AKIAADMINEXAMPLE", gap: "none" });
  expect(lanes.map(({ key }) => key)).toEqual(["AKIAADMINEXAMPLE", "ASIAJUMP", "ASIAREADER"]);
});

it("counts all accounts, Regions and calls of a task, of which the busiest are listed", async () => {
  const { summary } = await getTask(store.ctx, { task: "AKIAADMINEXAMPLE", gap: "none" });
  expect(summary.regions).toHaveLength(12);
  expect(summary).toMatchObject({ accountsInAll: 2, regionsInAll: REGIONS.length + 1, actionsInAll: 3 });
});
