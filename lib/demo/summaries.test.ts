import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { AnyRecord, AnySummary, TestDemo } from "./test-demo";

let demo: TestDemo;
type Read<T> = { readonly path: string } & T;
let readRecords: readonly Read<{ readonly record: AnyRecord }>[] = [];
let readSummaries: readonly Read<{ readonly summary: AnySummary }>[] = [];
const records = () => readRecords;
const summaries = () => readSummaries;

beforeAll(async () => {
  demo = await TestDemo.write({ seed: 19, events: 7000, days: 7 });
  const values = demo.logFiles().flatMap(({ path, values: all }) => all.map((value) => ({ path, value })));
  readRecords = values.flatMap(({ path, value }) => {
    const record = AnyRecord.safeParse(value);
    return record.success ? [{ path, record: record.data }] : [];
  });
  readSummaries = values.flatMap(({ path, value }) => {
    const summary = AnySummary.safeParse(value);
    return summary.success ? [{ path, summary: summary.data }] : [];
  });
}, 120_000);
afterAll(() => rmSync(demo.root, { recursive: true, force: true }), 60_000);

describe("the records that sum up calls", () => {
  const named =
    /\/AWSLogs\/(?:o-[a-z0-9]+\/)?(\d{12})\/(CloudTrail-(?:Insight|Aggregated))\/([a-z0-9-]+)\/[\d/]{10}\/\1_\2_\3_\d{8}T\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/;

  it("lie in folders of their own, are counted in the truth, and are nobody's calls", () => {
    for (const { summary: one, path } of summaries()) {
      const [, account, folder, region] = named.exec(path) ?? [];
      expect({ account, folder, region }).toEqual({
        account: one.account,
        folder: one.kind === "insight" ? "CloudTrail-Insight" : "CloudTrail-Aggregated",
        region: one.record["awsRegion"],
      });
    }
    const listed = demo
      .lines("truth/summaries.ndjson")
      .map((line) => z.object({ kind: z.string(), eventId: z.string() }).parse(line));
    expect(listed.map((row) => row.eventId).sort()).toEqual(
      summaries()
        .map((one) => one.summary.eventId)
        .sort(),
    );
    const count = (kind: string) => listed.filter((row) => row.kind === kind).length;
    expect(z.object({ summaries: z.unknown() }).parse(demo.json("truth/summary.json")).summaries).toEqual({
      insight: count("insight"),
      aggregated: count("aggregated"),
    });
    expect(Math.min(count("insight"), count("aggregated"))).toBeGreaterThan(3);
    const happened = new Set(
      demo
        .under("truth/calls")
        .flatMap((file) => demo.lines(file.path).map((line) => z.object({ eventId: z.string() }).parse(line).eventId)),
    );
    expect(listed.filter((row) => happened.has(row.eventId))).toEqual([]);
  });

  it("show an anomaly by its start and its end, of an API that was really called then", () => {
    const Insight = z.object({
      sharedEventID: z.string(),
      eventTime: z.string(),
      recipientAccountId: z.string(),
      awsRegion: z.string(),
      insightDetails: z.object({
        state: z.enum(["Start", "End"]),
        eventSource: z.string(),
        eventName: z.string(),
        insightType: z.enum(["ApiCallRateInsight", "ApiErrorRateInsight"]),
        errorCode: z.string().optional(),
      }),
    });
    const insights = summaries().flatMap(({ summary: one }) =>
      one.kind === "insight" ? [Insight.parse(one.record)] : [],
    );
    const starts = insights.filter((record) => record.insightDetails.state === "Start");
    expect(new Set(starts.map((record) => record.insightDetails.insightType)).size).toBe(2);
    for (const start of starts) {
      const ends = insights.filter((one) => one.sharedEventID === start.sharedEventID && one !== start);
      expect(ends.map((one) => one.insightDetails.state)).toEqual(["End"]);
      const { eventSource, eventName, errorCode } = start.insightDetails;
      const within = records().filter(
        ({ record }) =>
          record.recipientAccountId === start.recipientAccountId &&
          record.awsRegion === start.awsRegion &&
          record.eventSource === eventSource &&
          record.eventName === eventName &&
          record["errorCode"] === errorCode &&
          record.eventTime >= start.eventTime &&
          record.eventTime <= (ends[0]?.eventTime ?? ""),
      );
      expect(within.length).toBeGreaterThanOrEqual(3);
    }
  });

  it("count the data events that were delivered beside them", () => {
    const Aggregate = z.object({
      accountId: z.string(),
      awsRegion: z.string(),
      eventSource: z.string(),
      timeWindow: z.object({ windowStart: z.string(), windowEnd: z.string() }),
      summary: z.object({
        primaryDimension: z.object({
          dimension: z.string(),
          statistics: z.array(z.object({ name: z.string(), value: z.int() })),
        }),
      }),
    });
    const aggregates = summaries().flatMap(({ summary: one }) =>
      one.kind === "aggregated" ? [Aggregate.parse(one.record)] : [],
    );
    expect(new Set(aggregates.map((one) => one.summary.primaryDimension.dimension))).toEqual(
      new Set(["eventName", "resourceARN", "userIdentity"]),
    );
    for (const one of aggregates) {
      const { windowStart, windowEnd } = one.timeWindow;
      const events = new Set(
        records().flatMap(({ record }) =>
          record["eventCategory"] === "Data" &&
          record.eventSource === one.eventSource &&
          record.recipientAccountId === one.accountId &&
          record.awsRegion === one.awsRegion &&
          record.eventTime >= windowStart &&
          record.eventTime < windowEnd
            ? [record.eventID]
            : [],
        ),
      );
      const counted = one.summary.primaryDimension.statistics.reduce((sum, { value }) => sum + value, 0);
      expect(counted).toBe(events.size);
    }
  });
});
