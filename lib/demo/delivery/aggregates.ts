import { isoSeconds } from "../base/calendar";
import { json } from "../base/json";
import { Random } from "../base/random";
import { callersArn } from "../records/actor";
import type { Call } from "../records/call";
import type { Outcome } from "./delivery";
import { type PutSummary, summaryMark } from "./mark";
import { SLOT, type Span, type Trail } from "./trails";

/** What is counted in one window of five minutes. */
type Counts = { readonly account: string; readonly region: string; readonly tables: Map<string, Map<string, number>> };

const SOURCE = "s3.amazonaws.com";
const TYPE = "AWS::S3::Object";
/** A record names so many values of a dimension. */
const LISTED = 10;
/** Each template is a record of its own, with its dimension first: API_ACTIVITY, RESOURCE_ACCESS, USER_ACTIONS. */
const DIMENSIONS = ["eventName", "resourceARN", "userIdentity"] as const;

function statistics(counts: ReadonlyMap<string, number> | undefined): readonly object[] {
  return [...(counts ?? [])]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, LISTED)
    .map(([name, value]) => ({ name, value }));
}

/**
 * The aggregated records of one trail: what S3's data events were in five minutes, by API, bucket and caller, beside the events themselves.
 * AWS publishes the members; which values stand in the details, and the container of the file, are inferred.
 */
export class Aggregates {
  private readonly windows = new Map<number, Map<string, Counts>>();
  private readonly random: Random;

  constructor(
    private readonly trail: Trail,
    private readonly setting: { readonly seed: number; readonly span: Span; readonly put: PutSummary },
  ) {
    this.random = Random.of(setting.seed, "aggregates");
  }

  happened(call: Call, outcomes: readonly Outcome[]): void {
    const { operation, at, resources, actor, region } = call.deed;
    const { span } = this.setting;
    if (at < span.from || at >= span.to || operation.source !== SOURCE || operation.dataType !== TYPE) return;
    const [object = ""] = (resources ?? []).flatMap(({ ARN, ARNPrefix }) => ARN ?? ARNPrefix ?? []);
    const caller = callersArn(actor);
    for (const { mark, verdicts } of outcomes) {
      if (!verdicts.some(([trail, verdict]) => trail === this.trail.name && verdict === "recorded")) continue;
      const { tables } = this.countsOf(Math.floor(at / SLOT) * SLOT, mark.account, region);
      const values = [operation.name, object.split("/", 1)[0] ?? "", caller];
      DIMENSIONS.forEach((dimension, n) => {
        const table = tables.get(dimension) ?? new Map<string, number>();
        tables.set(dimension, table);
        const value = values[n] ?? "";
        table.set(value, (table.get(value) ?? 0) + 1);
      });
    }
  }

  /** Publishes the windows that nothing can be added to any more. */
  until(ms: number): void {
    for (const start of [...this.windows.keys()].sort((a, b) => a - b)) {
      if (start + 3 * SLOT > ms) continue;
      const places = this.windows.get(start) ?? new Map<string, Counts>();
      this.windows.delete(start);
      for (const [, counts] of [...places].sort(([a], [b]) => (a < b ? -1 : 1)))
        DIMENSIONS.forEach((primary) => this.publish(start, counts, primary));
    }
  }

  private countsOf(start: number, account: string, region: string): Counts {
    const places = this.windows.get(start) ?? new Map<string, Counts>();
    this.windows.set(start, places);
    const key = `${account} ${region}`;
    const counts = places.get(key) ?? { account, region, tables: new Map<string, Map<string, number>>() };
    places.set(key, counts);
    return counts;
  }

  private publish(start: number, counts: Counts, primary: (typeof DIMENSIONS)[number]): void {
    const { account, region, tables } = counts;
    const mark = summaryMark("aggregated", { eventId: this.random.uuid(), at: start, account, region });
    const of = (dimension: string) => ({
      dimension,
      statistics: statistics(tables.get(dimension)),
      aggregationType: "Count",
    });
    const text = json({
      eventVersion: "1.0",
      accountId: account,
      eventId: mark.eventId,
      eventCategory: "Aggregated",
      eventType: "AwsAggregatedEvent",
      awsRegion: region,
      eventSource: SOURCE,
      timeWindow: { windowStart: isoSeconds(start), windowEnd: isoSeconds(start + SLOT), windowSize: "PT5M" },
      summary: {
        primaryDimension: of(primary),
        details: DIMENSIONS.filter((dimension) => dimension !== primary).map(of),
      },
    });
    this.setting.put(this.trail, mark, { at: start + 3 * SLOT, text });
  }
}
