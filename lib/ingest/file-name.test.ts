import { expect, test } from "vitest";
import { parseFileName, publishTimeOf } from "./file-name";

const LOG = "111122223333_CloudTrail_eu-west-1_20260102T0305Z_AbCdEfGhIjKlMnOp.json.gz";

test("reads account, Region, organisation and publish minute from a delivered path", () => {
  expect(
    parseFileName(`s3://logs/prefix/AWSLogs/o-abcdefghij/111122223333/CloudTrail/eu-west-1/2026/01/02/${LOG}`),
  ).toEqual({
    folder: "CloudTrail",
    organisation: "o-abcdefghij",
    account: "111122223333",
    region: "eu-west-1",
    deliveredAtMs: Date.UTC(2026, 0, 2, 3, 5),
    isBackfill: false,
  });
});

test("knows a delivered name wherever the file was moved, inside archives too", () => {
  for (const path of [LOG, `export.zip!a/${LOG}`, `C:\\logs\\${LOG}`, `${LOG}#2`]) {
    expect(publishTimeOf(path)).toBe(Date.UTC(2026, 0, 2, 3, 5));
  }
});

test.each([
  ["CloudTrail-Insight", "111122223333_CloudTrail-Insight_us-east-1_20260102T0305Z_x.json.gz"],
  ["CloudTrail-NetworkActivity", "111122223333_CloudTrail-NetworkActivity_us-gov-west-1_20260102T0305Z_x.json.gz"],
  ["CloudTrail-Aggregated", "111122223333_CloudTrail-Aggregated_cn-north-1_20260102T0305Z_x.json.gz"],
] as const)("tells %s files apart", (folder, name) => {
  expect(parseFileName(name)?.folder).toBe(folder);
});

test("reads a digest's name to the second, whatever its trail is called, and knows a backfill", () => {
  const digest = "111122223333_CloudTrail-Digest_eu-west-1_my_trail-1_us-east-1_20260102T030509Z_backfill.json.gz";
  expect(parseFileName(digest)).toMatchObject({
    folder: "CloudTrail-Digest",
    region: "eu-west-1",
    deliveredAtMs: Date.UTC(2026, 0, 2, 3, 5, 9),
    isBackfill: true,
  });
});

test.each([
  "events.json",
  "",
  "111122223333_CloudTrail_eu-west-1_.json.gz",
  "1111_CloudTrail_eu-west-1_20260102T0305Z_x.json.gz",
  "result_1.csv.gz",
])("gives nothing for the name %j", (name) => {
  expect(parseFileName(name)).toBeNull();
});

test("gives no time that does not exist", () => {
  expect(publishTimeOf("111122223333_CloudTrail_eu-west-1_20261302T9905Z_x.json.gz")).toBeNull();
});
