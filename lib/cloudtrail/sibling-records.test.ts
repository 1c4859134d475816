import { describe, expect, it } from "vitest";
import { normaliseRecord } from "./normalise-record";

const LATEST = Date.UTC(2027, 0, 1);
const START = Date.UTC(2026, 0, 2, 3, 5);

function insight(state: "Start" | "End") {
  return {
    eventVersion: "1.08",
    eventTime: "2026-01-02T03:05:00Z",
    awsRegion: "eu-central-1",
    eventID: "0f0e0d0c-0000-4000-8000-000000000001",
    eventType: "AwsCloudTrailInsight",
    recipientAccountId: "111122223333",
    sharedEventID: "0f0e0d0c-0000-4000-8000-000000000002",
    insightDetails: {
      state,
      eventSource: "iam.amazonaws.com",
      eventName: "CreateAccessKey",
      insightType: "ApiCallRateInsight",
      insightContext: { statistics: { baseline: { average: 0.1 }, insight: { average: 9 }, insightDuration: 5 } },
    },
    eventCategory: "Insight",
  };
}

const aggregated = (summary: object) => ({
  eventVersion: "1.0",
  accountId: "111122223333",
  eventId: "0f0e0d0c-0000-4000-8000-000000000003",
  eventCategory: "Aggregated",
  eventType: "AwsAggregatedEvent",
  awsRegion: "eu-west-1",
  eventSource: "s3.amazonaws.com",
  timeWindow: { windowStart: "2026-01-02T03:05:00Z", windowEnd: "2026-01-02T03:10:00Z", windowSize: "PT5M" },
  summary,
});

describe("an Insights record", () => {
  it("is an interval of its own kind, about an API and without a caller", () => {
    expect(normaliseRecord(insight("Start"), LATEST)).toMatchObject({
      kind: "insight",
      category: "insight",
      source: "iam.amazonaws.com",
      name: "CreateAccessKey",
      timeMs: START,
      windowEndMs: START + 5 * 60_000,
      account: "111122223333",
      sharedEventId: "0f0e0d0c-0000-4000-8000-000000000002",
      principal: { kind: "unattributed", account: "111122223333" },
      credential: null,
    });
    expect(normaliseRecord(insight("End"), LATEST)).toMatchObject({ timeMs: START, windowEndMs: START });
  });

  it("needs to say about which API", () => {
    expect(normaliseRecord({ ...insight("Start"), insightDetails: {} }, LATEST)).toMatchObject({
      reason: "no-event-name",
    });
  });
});

describe("an aggregated record", () => {
  it("is an interval with the one API, caller and resource that it counts", () => {
    const summary = {
      primaryDimension: {
        dimension: "userIdentity",
        statistics: [{ name: "arn:aws:sts::111122223333:assumed-role/worker/s", value: 7 }],
      },
      details: [
        { dimension: "eventName", statistics: [{ name: "GetObject", value: 7 }] },
        { dimension: "resourceARN", statistics: [{ name: "arn:aws:s3:::b", value: 7 }] },
      ],
    };
    expect(normaliseRecord(aggregated(summary), LATEST)).toMatchObject({
      kind: "aggregated",
      category: "aggregated",
      eventId: "0f0e0d0c-0000-4000-8000-000000000003",
      timeMs: START,
      windowEndMs: START + 5 * 60_000,
      source: "s3.amazonaws.com",
      name: "GetObject",
      account: "111122223333",
      principal: { kind: "role", name: "worker" },
      resources: [{ role: "target", resource: { key: "arn:aws:s3:::b" } }],
    });
  });

  it("names nobody where it counts several", () => {
    const statistics = [
      { name: "GetObject", value: 1 },
      { name: "PutObject", value: 2 },
    ];
    expect(
      normaliseRecord(aggregated({ primaryDimension: { dimension: "eventName", statistics } }), LATEST),
    ).toMatchObject({
      name: "(aggregated)",
      principal: { kind: "unattributed", account: "111122223333" },
    });
  });

  it("needs a window", () => {
    expect(normaliseRecord({ ...aggregated({}), timeWindow: null }, LATEST)).toMatchObject({ reason: "no-event-time" });
  });
});
