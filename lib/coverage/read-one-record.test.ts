import { describe, expect, it } from "vitest";
import { readOneRecord } from "./judge-record";

const RECORD = {
  eventVersion: "1.11",
  eventSource: "sts.amazonaws.com",
  eventName: "AssumeRole",
  awsRegion: "us-east-1",
};
const text = JSON.stringify;

describe("a pasted record", () => {
  it.each([
    ["itself", RECORD],
    ["the only one of a log file", { Records: [RECORD] }],
    ["the only one of a list", [RECORD]],
    ["what EventBridge delivers", { "detail-type": "AWS API Call via CloudTrail", source: "aws.sts", detail: RECORD }],
    ["what LookupEvents answers", { Events: [{ EventName: "AssumeRole", CloudTrailEvent: text(RECORD) }] }],
  ])("is %s", (_, value) => {
    expect(readOneRecord(text(value))).toEqual(RECORD);
  });

  it("is refused in words where it is cut off, is none or is several", () => {
    expect(() => readOneRecord(text(RECORD).slice(0, -5))).toThrow(/cut off/);
    expect(() => readOneRecord(text({ Records: [RECORD, RECORD] }))).toThrow(/There are 2 records/);
    for (const value of [{ hello: "there" }, 5, null, "text"])
      expect(() => readOneRecord(text(value))).toThrow(/no CloudTrail record/);
    for (const value of [[], { Records: [] }]) expect(() => readOneRecord(text(value))).toThrow(/There are 0 records/);
  });
});
