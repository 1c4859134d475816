import { rmSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import { isJsonObject } from "@/lib/cloudtrail/json-object";
import { windowOf } from "@/lib/demo/base/window";
import { trailsOf } from "@/lib/demo/delivery/trails";
import { ALL_ACCOUNTS, REGIONS } from "@/lib/demo/organisation/accounts";
import { TestDemo } from "@/lib/demo/test-demo";
import { WRITES_ALWAYS } from "@/lib/testing/factories/writes-always";
import { compileCoverage } from "./compile-coverage";
import { evaluateAmong } from "./evaluate-coverage";
import type { Fact, HeldPlace } from "./fact";
import { readConfig } from "./read-config";
import { recordFacts } from "./record-facts";
import { sinksAt } from "./sinks-at";
import { subtractSpans, uniteSpans } from "./spans";

const HOUR = 3_600_000;
const DAYS = 7;
const window = windowOf(DAYS);
const TruthSpan = z.object({
  account: z.string(),
  region: z.string(),
  class: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  state: z.enum(["logged", "partial", "not-logged", "recorded-not-held"]),
});
type TruthSpan = z.infer<typeof TruthSpan>;

let truth: TruthSpan[];
let facts: Fact[];

/** As a perfect watermark would say it: every file of a trail is here but for what the demo lost on its way. */
function heldPlaces(): HeldPlace[] {
  return trailsOf(window).flatMap((trail) =>
    ALL_ACCOUNTS.flatMap(({ id }) =>
      REGIONS.map((region) => {
        const lost = trail.lost.filter(({ account }) => account === undefined || account === id);
        const spans = uniteSpans(lost.map(({ from, to }) => ({ fromMs: from, toMs: to })));
        const complete = subtractSpans({ fromMs: window.from, toMs: window.to }, spans);
        return { account: id, region, sink: trail.arn, complete, verified: [], firstWrite: WRITES_ALWAYS };
      }),
    ),
  );
}

beforeAll(async () => {
  const demo = await TestDemo.write({ seed: 7, events: 6000, days: DAYS });
  try {
    const files = [...demo.under("config"), ...demo.under("organization")].map(({ path, bytes }) => ({
      path,
      value: JSON.parse(bytes.toString("utf8")) as unknown,
      modifiedMs: window.to,
    }));
    const reading = readConfig(files, { asOfMs: null, knownAtMs: 0 });
    expect(reading.skipped).toEqual([]);
    const records = demo.logFiles().flatMap(({ values }) => values.filter(isJsonObject));
    const distinct = new Map(records.map((record) => [record["eventID"], record]));
    const changes = [...distinct.values()].flatMap((record) =>
      recordFacts(record, { knownAtMs: 0, trust: "delivered" }),
    );
    facts = [...reading.facts, ...changes];
    truth = demo.lines("truth/coverage.ndjson").map((line) => TruthSpan.parse(line));
  } finally {
    rmSync(demo.root, { recursive: true, force: true });
  }
}, 120_000);

/** What the evaluator says in the middle of every hour, against the truth; what was last known counts as said, but never as logged for certain. */
function compare(held: readonly HeldPlace[], stepMs: number) {
  const model = compileCoverage({ facts, held });
  const found: Record<string, number> = {};
  const wrong: string[] = [];
  for (let atMs = window.from + HOUR / 2; atMs < window.to; atMs += stepMs) {
    const sinks = sinksAt(model, atMs);
    for (const span of truth) {
      if (Date.parse(span.from) > atMs || Date.parse(span.to) <= atMs) continue;
      const family = findFamily(span.class);
      if (family === null) throw new Error(`There is no family ${span.class}.`);
      const { account, region } = span;
      const result = evaluateAmong(family, { account, region, atMs, sinks }, model);
      const said = result.state === "unknown" ? `unknown, last ${result.lastKnown?.state}` : result.state;
      const isRight =
        span.state === "recorded-not-held"
          ? ["logged", "partial"].includes(said) && result.held === "missing"
          : said === span.state || said === `unknown, last ${span.state}`;
      found[`${span.state}: ${said}`] = (found[`${span.state}: ${said}`] ?? 0) + 1;
      if (!isRight) wrong.push(`${span.class} ${account} ${region} ${new Date(atMs).toISOString()}: ${said}`);
    }
  }
  return { found, wrong };
}

describe("the evaluator over the demo organisation", () => {
  it("agrees with the truth in every class, account, Region and hour, and proves all that was logged", () => {
    const { found, wrong } = compare(heldPlaces(), HOUR);
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(Object.keys(found).toSorted()).toEqual([
      "logged: logged",
      "not-logged: not-logged",
      "not-logged: unknown, last not-logged",
      "partial: partial",
      "recorded-not-held: logged",
      "recorded-not-held: partial",
    ]);
  }, 120_000);

  it("proves nothing between the snapshots where no file of any trail is here", () => {
    const { found } = compare([], 12 * HOUR);
    expect(Object.keys(found).filter((outcome) => outcome.endsWith(": logged"))).toEqual([]);
  }, 120_000);
});
