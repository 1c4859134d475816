import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { API_CALL_RECORD as RECORD } from "./testing/api-call-record";
import { normaliseRecord } from "./normalise-record";
import { CATEGORIES, type NormalisedEvent, RECORD_KINDS, RESOURCE_ROLES } from "./normalised-event";

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
describe("normaliseRecord, given hostile records,", () => {
  it("makes every text storable, and bounds it, without losing the event", () => {
    const hostile = `a\0\ud800${"😀".repeat(5_000)}`;
    const stored = event({
      eventName: hostile,
      eventSource: hostile,
      awsRegion: hostile,
      userAgent: hostile,
      errorCode: hostile,
      sourceIPAddress: hostile,
      recipientAccountId: hostile,
      requestID: hostile,
      resources: [{ ARN: `arn:aws:s3:::b/${hostile}`, type: hostile, accountId: hostile }],
      userIdentity: {
        type: "IAMUser",
        userName: hostile,
        principalId: hostile,
        accessKeyId: hostile,
        invokedBy: hostile,
      },
    });
    const texts = textsIn(stored);
    expect(texts.length).toBeGreaterThan(12);
    for (const text of texts) {
      expect(text).not.toContain("\0");
      expect(text.isWellFormed()).toBe(true);
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(2_100);
    }
  });

  it("gives the same event whatever the order of the keys", () => {
    const { eventName: _absent, ...rest } = RECORD;
    const entries = Object.entries({ ...rest, event_name: "First", EventName: "Second", eventname: "Third" });
    const sorted = Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
    expect(result(sorted)).toMatchObject({ name: "Second" });
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        expect(result(Object.fromEntries(shuffled))).toEqual(result(sorted));
      }),
    );
  });

  it("gives an event or a reason for any JSON value, and never throws", () => {
    const key = fc.oneof(fc.constantFrom(...KEYS), fc.string());
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(...TEXTS),
        fc.string({ unit: "binary" }),
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(key, tie("value"), { maxKeys: 12 }),
      ),
    }));
    const records = fc.dictionary(key, value, { maxKeys: 16 }).map((parts) => ({ ...RECORD, ...parts }));
    fc.assert(
      fc.property(fc.oneof(value, records, fc.jsonValue()), (input) => {
        const outcome = result(JSON.parse(JSON.stringify(input) ?? "null"));
        expect("reason" in outcome ? [] : problemsOf(outcome)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it("does not go down with deep nesting", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`);
    const record = {
      ...RECORD,
      requestParameters: deep,
      userIdentity: deep,
      resources: deep,
      additionalEventData: deep,
    };
    expect(result(record)).toMatchObject({ name: "GetObject" });
    expect(reason(deep)).toBe("not-a-cloudtrail-record");
  });

  it("reads own keys named like the prototype", () => {
    const record = JSON.parse(
      `{"__proto__":{"eventName":"Forged"},"eventSource":"s3.amazonaws.com","eventTime":"2026-01-02T03:04:05Z"}`,
    );
    expect(reason(record)).toBe("no-event-name");
  });
});

const KEYS = [
  ...Object.keys(RECORD),
  "errorCode",
  "responseElements",
  "requestParameters",
  "resources",
  "sessionContext",
  "sessionIssuer",
  "attributes",
  "arn",
  "ARN",
  "ARNPrefix",
  "type",
  "principalId",
  "accountId",
  "insightDetails",
  "timeWindow",
  "windowStart",
  "summary",
  "primaryDimension",
  "statistics",
  "dimension",
  "details",
  "bucketName",
  "key",
  "x-amz-copy-source",
  "statusCode",
  "body",
  "error",
  "code",
  "jwt",
  "claims",
  "__proto__",
];
const TEXTS = [
  "AwsApiCall",
  "AwsCloudTrailInsight",
  "AwsAggregatedEvent",
  "AWSAccount",
  "AssumedRole",
  "IAMUser",
  "arn:aws:s3:::b/k",
  "arn:",
  "arn:aws:iam::1:role/",
  "arn:aws:sts::1:assumed-role/",
  "arn:aws:lambda:::function:",
  "anonymous",
  "bedrock.amazonaws.com",
  "2026-01-02T03:04:05Z",
  "...",
  "{}",
  "[",
  '{"a":1}',
];

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What is wrong with an event, whatever record it came from. */
function problemsOf(outcome: NormalisedEvent): string[] {
  const keys = outcome.resources.map(({ resource }) => resource.key);
  const required = [outcome.name, outcome.source, outcome.region, outcome.account, outcome.principal.key, ...keys];
  const problems: readonly (readonly [problem: string, isThere: boolean])[] = [
    ["unknown kind", !RECORD_KINDS.includes(outcome.kind)],
    ["unknown category", !CATEGORIES.includes(outcome.category)],
    ["time out of bounds", !Number.isSafeInteger(outcome.timeMs) || outcome.timeMs > LATEST],
    ["impossible bytes", outcome.bytes !== null && !Number.isSafeInteger(outcome.bytes)],
    ["empty text", required.includes("")],
    ["unknown role", outcome.resources.some(({ role }) => !RESOURCE_ROLES.includes(role))],
    ["a resource twice", new Set(keys).size !== keys.length],
    ["text that no column holds", textsIn(outcome).some((text) => text.includes("\0") || !text.isWellFormed())],
  ];
  return problems.flatMap(([problem, isThere]) => (isThere ? [problem] : []));
}
