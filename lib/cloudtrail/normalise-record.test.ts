import { describe, expect, it } from "vitest";
import { API_CALL_RECORD as RECORD } from "./testing/api-call-record";
import { normaliseRecord } from "./normalise-record";
import type { NormalisedEvent } from "./normalised-event";

const LATEST = Date.UTC(2026, 1, 1);
const result = (value: unknown) => normaliseRecord(value, LATEST);
const reason = (value: unknown) => {
  const outcome = result(value);
  return "reason" in outcome ? outcome.reason : null;
};
function event(more: object = {}): NormalisedEvent {
  // As JSON has it: undefined is absent.
  const outcome = result(JSON.parse(JSON.stringify({ ...RECORD, ...more })));
  if ("reason" in outcome) throw new Error(outcome.detail);
  return outcome;
}
const without = (key: keyof typeof RECORD): object => ({ ...RECORD, [key]: undefined });

describe("normaliseRecord", () => {
  it("types a record", () => {
    expect(event()).toMatchObject({
      kind: "api-call",
      category: "data",
      eventId: RECORD.eventID,
      timeMs: Date.UTC(2026, 0, 2, 3, 4, 5),
      windowEndMs: null,
      source: "s3.amazonaws.com",
      name: "GetObject",
      region: "eu-west-1",
      account: "111122223333",
      errorCode: null,
      readOnly: true,
      address: "192.0.2.1",
      userAgent: "aws-cli/2",
      requestId: "REQ",
      sharedEventId: RECORD.sharedEventID,
      invokedBy: "config.amazonaws.com",
      bytes: 3,
    });
  });

  it.each([
    ["a space in eventTime", { eventTime: "2026-01-02 03:04:05.000000000" }, { timeMs: Date.UTC(2026, 0, 2, 3, 4, 5) }],
    [
      "@timestamp in place of eventTime",
      { eventTime: undefined, "@timestamp": "2026-01-02T03:04:05.000Z" },
      { timeMs: Date.UTC(2026, 0, 2, 3, 4, 5) },
    ],
    [
      "eventTime, where @timestamp is there too",
      { "@timestamp": "2025-01-01T00:00:00Z" },
      { timeMs: Date.UTC(2026, 0, 2, 3, 4, 5) },
    ],
    ["a missing eventID", { eventID: undefined }, { eventId: null }],
    ["an eventID that is a placeholder", { eventID: "..." }, { eventId: null }],
    ["an eventID too long to be one", { eventID: "x".repeat(5_000) }, { eventId: null }],
    ["an eventID that is no GUID", { eventID: "1" }, { eventId: "1" }],
    ["a numeric eventID", { eventID: 17 }, { eventId: "17" }],
    ["a missing requestID", { requestID: null }, { requestId: null }],
    ["a missing Region", { awsRegion: undefined }, { region: "unknown" }],
    ["a missing eventSource", { eventSource: undefined }, { source: "unknown" }],
    [
      "a missing recipient, with the caller's account",
      { recipientAccountId: undefined, userIdentity: { type: "Root", accountId: "999999999999" } },
      { account: "999999999999" },
    ],
    ["no account anywhere", { recipientAccountId: undefined, userIdentity: {} }, { account: "unknown" }],
    [
      "booleans as text",
      { readOnly: "False", managementEvent: "true", eventCategory: undefined },
      { readOnly: false, category: "management" },
    ],
    ["a readOnly that says nothing", { readOnly: "maybe" }, { readOnly: null }],
    ["no readOnly", { readOnly: undefined }, { readOnly: null }],
    ["a service as address", { sourceIPAddress: "athena.amazonaws.com" }, { address: "athena.amazonaws.com" }],
    ["AWS Internal", { sourceIPAddress: "AWS Internal" }, { address: "AWS Internal" }],
    ["a list of addresses", { sourceIPAddress: ["192.0.2.7", "192.0.2.8"] }, { address: "192.0.2.7" }],
    ["a list of addresses in text", { sourceIPAddress: "192.0.2.7, 192.0.2.8" }, { address: "192.0.2.7" }],
    ["IPv6, in one case", { sourceIPAddress: "2001:DB8::1" }, { address: "2001:db8::1" }],
    ["an address that is a placeholder", { sourceIPAddress: "..." }, { address: null }],
    ["a missing user agent", { userAgent: undefined }, { userAgent: null }],
    [
      "text where objects belong",
      { requestParameters: "x", responseElements: "y", additionalEventData: "z" },
      { bytes: null, errorCode: null },
    ],
    ["byte counts as text", { additionalEventData: { bytesTransferredOut: "12" } }, { bytes: 12 }],
    [
      "byte counts that are none",
      { additionalEventData: { bytesTransferredIn: -1, bytesTransferredOut: "x" } },
      { bytes: null },
    ],
    [
      "keys in lower case",
      { eventName: undefined, eventname: "PutObject", eventSource: undefined, eventsource: "s3.amazonaws.com" },
      { name: "PutObject", source: "s3.amazonaws.com" },
    ],
    ["a misspelt optional key", { errorcode: "AccessDenied" }, { errorCode: "AccessDenied" }],
    [
      "a record without eventCategory or managementEvent",
      { eventCategory: undefined, managementEvent: undefined },
      { category: "unknown" },
    ],
    ["a service event", { eventType: "AwsServiceEvent" }, { kind: "service-event" }],
    ["a console action", { eventType: "AwsConsoleAction" }, { kind: "console-action" }],
    [
      "a sign-in without category",
      { eventType: "AwsConsoleSignIn", eventCategory: undefined, managementEvent: undefined },
      { kind: "sign-in", category: "management" },
    ],
    [
      "a network activity event",
      { eventType: "AwsVpceEvent", eventCategory: "NetworkActivity" },
      { kind: "network-activity", category: "network-activity" },
    ],
    [
      "a network activity event by its other name",
      { eventType: "AwsVpceEvents", eventCategory: undefined },
      { kind: "network-activity", category: "network-activity" },
    ],
    [
      "a network activity event by category only",
      { eventType: undefined, eventCategory: "NetworkActivity" },
      { kind: "network-activity" },
    ],
    ["placeholders for names", { eventName: "...", eventSource: "..." }, { name: "...", source: "..." }],
    ["vendor keys", { p_log_type: "AWS.CloudTrail", _time: 1 }, { name: "GetObject" }],
    ["keys of Object.prototype", { constructor: 1, toString: 2, hasOwnProperty: 3 }, { name: "GetObject" }],
  ])("survives %s", (_case, more, expected) => {
    expect(event(more)).toMatchObject(expected);
  });

  it.each([
    ["200", null],
    [200, null],
    ["", null],
    ["OK", null],
    ["AccessDenied", "AccessDenied"],
    ["Client.UnauthorizedOperation", "Client.UnauthorizedOperation"],
    [404, "404"],
  ])("reads errorCode %j as %j", (errorCode, expected) => {
    expect(event({ errorCode }).errorCode).toBe(expected);
  });

  it.each([
    [
      "a gateway's HTTP status",
      { responseElements: { statusCode: 401, body: { error: { code: -32_001 } } } },
      "Http401",
    ],
    ["a gateway's status as text", { responseElements: { statusCode: "403" } }, "Http403"],
    [
      "a gateway's error in the body only",
      { responseElements: { statusCode: 200, body: { error: { code: -32_600 } } } },
      "-32600",
    ],
    ["a gateway's success", { responseElements: { statusCode: 200, body: { result: {} } } }, null],
    ["an error object", { responseElements: { error: { code: "NoSuchKey" } } }, "NoSuchKey"],
    ["an error object of S3", { responseElements: { Error: { Code: "SlowDown" } } }, "SlowDown"],
    [
      "a failed sign-in",
      { responseElements: { ConsoleLogin: "Failure" }, errorMessage: "Failed authentication" },
      "Failure",
    ],
    ["a message without a code", { errorMessage: "No username found" }, "UnspecifiedError"],
    ["a successful sign-in", { responseElements: { ConsoleLogin: "Success" } }, null],
  ])("finds the error in %s", (_case, more, expected) => {
    expect(event(more).errorCode).toBe(expected);
  });

  it.each([
    ["null", null, "not-an-object"],
    ["a list", [RECORD], "not-an-object"],
    ["text", "GetObject", "not-an-object"],
    ["a number", 1, "not-an-object"],
    ["an empty object", {}, "not-a-cloudtrail-record"],
    [
      "a digest",
      { awsAccountId: "1", digestStartTime: "x", digestEndTime: "y", logFiles: [] },
      "not-a-cloudtrail-record",
    ],
    ["a record without eventName", without("eventName"), "no-event-name"],
    ["a record without eventTime", without("eventTime"), "no-event-time"],
    ["an eventTime that is none", { ...RECORD, eventTime: "eventTime" }, "bad-event-time"],
    ["an eventTime that is an object", { ...RECORD, eventTime: {} }, "bad-event-time"],
    ["a time before AWS", { ...RECORD, eventTime: "2005-12-31T23:59:59Z" }, "time-out-of-bounds"],
    ["a time after delivery", { ...RECORD, eventTime: "2026-02-01T00:00:01Z" }, "time-out-of-bounds"],
  ])("rejects %s", (_case, value, expected) => {
    expect(reason(value)).toBe(expected);
  });

  it("says what a rejected object looks like", () => {
    const details = [
      { digestStartTime: 1, digestEndTime: 2 },
      { schemaType: "ModelInvocationLog", modelId: "m" },
      { a: 1, "b\0": 2 },
    ].map((value) => {
      const outcome = result(value);
      return "reason" in outcome ? outcome.detail : "";
    });
    expect(details).toEqual([
      "this looks like a CloudTrail digest",
      "this looks like a Bedrock model invocation log",
      "this looks like an object with a, b\uFFFD",
    ]);
  });

  it("accepts times up to the bounds", () => {
    expect(event({ eventTime: "2026-02-01T00:00:00Z" }).timeMs).toBe(LATEST);
    expect(event({ eventTime: "2006-01-01T00:00:00Z" }).timeMs).toBe(Date.UTC(2006, 0, 1));
  });
});
