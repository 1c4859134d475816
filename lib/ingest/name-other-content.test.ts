import { expect, test } from "vitest";
import { decodeText } from "./decode-text";

const json = (value: unknown): string => JSON.stringify(value);

test.each([
  ["empty", ""],
  ["empty", " \n"],
  ["empty", "[]"],
  ["empty", "{}"],
  ["empty", "[{},[]]"],
  [
    "VPC flow logs",
    "version account-id interface-id srcaddr dstaddr srcport\n2 123456789012 eni-0a 10.0.0.1 10.0.0.2 443",
  ],
  ["VPC flow logs", "2 123456789012 eni-0abc 10.0.0.1 10.0.0.2 443 443 6 1 40 1 2 ACCEPT OK"],
  ["OCSF", json({ class_uid: 6003, metadata: { uid: "x" }, api: { operation: "GetObject" } })],
  [
    "Bedrock model-invocation log",
    json({ schemaType: "ModelInvocationLog", schemaVersion: "1.0", timestamp: "t", operation: "Converse", input: {} }),
  ],
  ["digest", json({ awsAccountId: "1", digestStartTime: "t", digestEndTime: "t", digestS3Object: "k", logFiles: [] })],
  ["Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 12345\n"],
  ["HTML", "<!DOCTYPE html><html><body>Sign in</body></html>"],
  ["XML", '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'],
  [
    "control message",
    json({
      messageType: "CONTROL_MESSAGE",
      owner: "CloudwatchLogs",
      logEvents: [{ id: "1", message: "CWL CONTROL MESSAGE" }],
    }),
  ],
  ["configuration", json({ trailList: [{ Name: "t" }] })],
  ["configuration", json({ TrailARN: "arn", EventSelectors: [] })],
  ["get-trail-status", json({ IsLogging: true, LatestDeliveryTime: "t" })],
  ["GuardDuty Finding", json({ "detail-type": "GuardDuty Finding", source: "aws.guardduty", detail: { severity: 5 } })],
  ["GuardDuty findings", json({ schemaVersion: "2.0", service: {}, severity: 2, type: "Recon" })],
  ["AWS Config", json({ fileVersion: "1.0", configSnapshotId: "x", configurationItems: [{ a: 1 }] })],
  [
    "S3 event notifications",
    json({
      Records: [{ eventVersion: "2.1", eventSource: "aws:s3", eventTime: "t", eventName: "ObjectCreated:Put", s3: {} }],
    }),
  ],
  [
    "log group",
    json({ messageType: "DATA_MESSAGE", logGroup: "/aws/rds", logEvents: [{ id: "1", message: "CONNECT" }] }),
  ],
  ["CSV of CloudTrail columns", "eventtime,eventname,useridentity\n2026,GetObject,{type=Role}"],
  ["CSV whose raw column", "_raw,host\nnothing,h"],
  ["its keys are a, b", json({ a: 1, b: 2 })],
  ["cannot be read", '{"a":'],
  ["not JSON", "just some words"],
  ["binary", "\u0001\u0002\u0003\u0004"],
  ["Parquet", "PAR1\u0015\u0004"],
  ["no objects", "[1,2,3]"],
])("names what is no CloudTrail: %s", (name, text) => {
  const result = decodeText(text);
  expect("skip" in result ? result.skip : "decoded").toContain(name);
});

test("tells a digest and a control message from the rest, so that they can be treated apart", () => {
  expect(decodeText(json({ digestStartTime: "t", logFiles: [] }))).toMatchObject({ kind: "digest" });
  expect(decodeText(json({ messageType: "CONTROL_MESSAGE", logEvents: [] }))).toMatchObject({
    kind: "control-message",
  });
});
