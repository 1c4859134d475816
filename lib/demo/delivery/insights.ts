import { isoSeconds, MINUTE } from "../base/calendar";
import { json } from "../base/json";
import { Random } from "../base/random";
import { callersArn } from "../records/actor";
import type { Call } from "../records/call";
import type { Outcome } from "./delivery";
import { type PutSummary, summaryMark } from "./mark";
import type { Recording } from "./recording";
import { SLOT, type Trail } from "./trails";

/** A story's calls of one API in one place, each soon after the other. */
type Burst = {
  readonly account: string;
  readonly calls: Call[];
  readonly sharedEventId: string;
  state: "to come" | "started" | "over";
};

/** Longer without a call, and the anomaly is over. */
const PAUSE = 15 * MINUTE;
/** What stands out from the background: refusals of one API, and writes by one API. */
const FEW_ERRORS = 3;
const MANY_WRITES = 20;
/** CloudTrail compares with the seven days before. */
const BASELINE = 7 * 24 * 60;
const ATTRIBUTED = 5;

const keyOf = (call: Call, account: string): string => {
  const { operation, region, error } = call.deed;
  return `${account} ${region} ${operation.source} ${operation.name} ${error?.code ?? "null"}`;
};

/** The anomalies of the script: errors of any management call, and how often something is written. */
function burstsIn(script: readonly Call[], takes: (call: Call) => boolean, random: Random): readonly Burst[] {
  const open = new Map<string, Burst>();
  const all: Burst[] = [];
  for (const call of script) {
    const { operation, at, error } = call.deed;
    if (operation.dataType !== null || (operation.readOnly && error === undefined) || !takes(call)) continue;
    const key = keyOf(call, call.account);
    let burst = open.get(key);
    if (burst === undefined || at - (burst.calls.at(-1)?.deed.at ?? 0) > PAUSE) {
      burst = { account: call.account, calls: [], sharedEventId: random.uuid(), state: "to come" };
      open.set(key, burst);
      all.push(burst);
    }
    burst.calls.push(call);
  }
  return all.filter(({ calls }) => calls.length >= (calls[0]?.deed.error === undefined ? MANY_WRITES : FEW_ERRORS));
}

/** Ten digits, as averages a minute are printed. */
const perMinute = (count: number, minutes: number) => Math.round((count / minutes) * 1e10) / 1e10;

function attribution(attribute: string, values: readonly string[], minutes: number): object {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const insight = [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, ATTRIBUTED)
    .map(([value, count]) => ({ value, average: perMinute(count, minutes) }));
  return { attribute, insight, baseline: [] };
}

/**
 * The Insights of one trail: a record where an API begins to be called, or refused, more often than is usual, and one where that ends. AWS
 * publishes the members of these records, but not from when on a rate is unusual: here it is what stories do in bursts. Inferred.
 */
export class Insights {
  private readonly bursts: readonly Burst[];
  private readonly usual = new Map<string, number>();
  private readonly random: Random;

  constructor(
    private readonly trail: Trail,
    private readonly setting: {
      readonly seed: number;
      readonly from: number;
      readonly recording: Recording;
      readonly script: readonly Call[];
      readonly put: PutSummary;
    },
  ) {
    this.random = Random.of(setting.seed, "insights");
    const takes = ({ account, deed }: Call) => {
      const { operation, region, at } = deed;
      return setting.recording.verdict(trail, { account, region, at }, { operation, arn: "" }) === "recorded";
    };
    this.bursts = burstsIn(setting.script, takes, this.random);
    for (const { account, calls } of this.bursts) for (const call of calls) this.usual.set(keyOf(call, account), 0);
  }

  /** Counts what is usual: calls of the background of the APIs that will stand out. */
  happened(call: Call, outcomes: readonly Outcome[]): void {
    if (call.story !== null || call.deed.operation.dataType !== null) return;
    for (const { mark } of outcomes) {
      const key = keyOf(call, mark.account);
      const count = this.usual.get(key);
      if (count !== undefined) this.usual.set(key, count + 1);
    }
  }

  /** Publishes what is known by then; a start some minutes after the first call, an end after the last. */
  until(ms: number): void {
    for (const burst of this.bursts) {
      const first = burst.calls[0]?.deed.at ?? 0;
      const last = burst.calls.at(-1)?.deed.at ?? 0;
      if (burst.state === "to come" && ms >= first + 2 * SLOT) this.publish(burst, "Start", first);
      if (burst.state === "started" && ms >= last + PAUSE) this.publish(burst, "End", last);
    }
  }

  private publish(burst: Burst, state: "Start" | "End", call: number): void {
    const { account, calls } = burst;
    const [first] = calls;
    if (first === undefined) return;
    const start = Math.floor(first.deed.at / MINUTE) * MINUTE;
    const at = state === "Start" ? start : (Math.floor(call / MINUTE) + 1) * MINUTE;
    const seen = state === "Start" ? calls.filter(({ deed }) => deed.at < start + SLOT) : calls;
    const until = (Math.floor((seen.at(-1)?.deed.at ?? start) / MINUTE) + 1) * MINUTE;
    const minutes = (until - start) / MINUTE;
    const { region } = first.deed;
    const mark = summaryMark("insight", { eventId: this.random.uuid(), at, account, region });
    const text = json({
      eventVersion: "1.09",
      eventTime: isoSeconds(at),
      awsRegion: region,
      eventID: mark.eventId,
      eventType: "AwsCloudTrailInsight",
      recipientAccountId: account,
      sharedEventID: burst.sharedEventId,
      insightDetails: this.detailsOf(first, { account, state, seen, minutes }),
      eventCategory: "Insight",
    });
    burst.state = state === "Start" ? "started" : "over";
    this.setting.put(this.trail, mark, { at: call + PAUSE + SLOT, text });
  }

  private detailsOf(
    first: Call,
    what: { account: string; state: "Start" | "End"; seen: readonly Call[]; minutes: number },
  ): object {
    const { account, state, seen, minutes } = what;
    const { operation, error, at } = first.deed;
    const before = Math.max(1, Math.floor((at - this.setting.from) / MINUTE));
    const usual = this.usual.get(keyOf(first, account)) ?? 0;
    return {
      state,
      eventSource: operation.source,
      eventName: operation.name,
      insightType: error === undefined ? "ApiCallRateInsight" : "ApiErrorRateInsight",
      ...(error === undefined ? {} : { errorCode: error.code }),
      insightContext: {
        statistics: {
          baseline: { average: perMinute(usual, before) },
          insight: { average: perMinute(seen.length, minutes) },
          insightDuration: minutes,
          baselineDuration: Math.min(BASELINE, before),
        },
        attributions: [
          attribution(
            "userIdentityArn",
            seen.map(({ deed }) => callersArn(deed.actor)),
            minutes,
          ),
          attribution(
            "userAgent",
            seen.map(({ deed }) => deed.actor.userAgent.slice(1, -1)),
            minutes,
          ),
          // AWS writes the word where there was no error.
          attribution(
            "errorCode",
            seen.map(({ deed }) => deed.error?.code ?? "null"),
            minutes,
          ),
        ],
      },
    };
  }
}
