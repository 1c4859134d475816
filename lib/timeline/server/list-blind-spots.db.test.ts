import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertEvents, type EventSpec } from "@/lib/testing/factories/insert-events";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import type { CoverageLane } from "@/lib/coverage/contract";
import { findSeenInDark, spanKey } from "./find-seen-in-dark";
import { listBlindSpots } from "./list-blind-spots";

const START = Date.UTC(2026, 9, 1, 12);
const DAY_MS = 86_400_000;

let database: TestDatabase;

const event = (serial: number, spec: Partial<EventSpec>): EventSpec => ({
  eventId: `${(serial + 40_000_000).toString(16).padStart(8, "0")}-0000-4000-9000-000000000001`,
  timeMs: START,
  principal: "agent",
  ...spec,
});

beforeAll(async () => {
  database = await testDatabase();
  await insertEvents(database.pool, [
    event(1, { source: "bedrock.amazonaws.com", action: "InvokeModel" }),
    event(4, {
      principal: "watcher",
      source: "sts.amazonaws.com",
      action: "AssumeRole",
      kind: "insight",
      category: "insight",
    }),
    event(3, { principal: "stranger", source: "new.amazonaws.com", action: "ReadNewThing", category: "data" }),
    ...Array.from({ length: 210 }, (_, n) =>
      event(10 + n, {
        principal: "stranger",
        source: "sqs.amazonaws.com",
        action: "ListQueues",
        region: `zz-region-${n}`,
      }),
    ),
    event(2, { source: "s3.amazonaws.com", action: "GetObject", category: "data", resources: ["arn:aws:s3:::data/a"] }),
  ]);
});
afterAll(() => database.close());

const FILTER = { from: null, to: null, clauses: [{ field: "identity" as const, not: false, value: "agent" }] };
const CELL = { account: "111122223333", region: "us-east-1", family: "AWS::S3::Object" };

function lane(fromMs: number): CoverageLane {
  const result = {
    state: "not-logged",
    lastKnown: null,
    dimensions: [],
    decidedBy: [],
    because: "",
    marks: [],
    held: null,
  } as const;
  return {
    ...CELL,
    spans: [{ fromMs, toMs: fromMs + 3600_000, result: { ...result, dimensions: [], decidedBy: [], marks: [] } }],
  };
}

const ask = (by: "service" | "family", fromMs = START - DAY_MS) =>
  listBlindSpots(database.ctx, {
    filter: FILTER,
    fromMs,
    toMs: fromMs + 3 * DAY_MS,
    by: [by],
  });

describe("blind spots", () => {
  it("say that nothing is known where no configuration is, and call no lane logged", async () => {
    const { hasConfiguration, lanes, worst } = await ask("service");
    expect(hasConfiguration).toBe(false);
    expect(lanes.map(({ key }) => key).toSorted()).toEqual(["bedrock.amazonaws.com", "s3.amazonaws.com"]);
    for (const { spans } of lanes)
      expect(spans.every(({ state }) => state === "partial" || state === "unknown")).toBe(true);
    expect(worst.some(({ state }) => state === "logged")).toBe(false);
  });

  it("call a lane unknown whose data events are of no family that is known, and a lane beyond what is judged at once", async () => {
    const filter = { from: null, to: null, clauses: [{ field: "identity" as const, not: false, value: "stranger" }] };
    const window = { fromMs: START - DAY_MS, toMs: START + DAY_MS };
    const { lanes } = await listBlindSpots(database.ctx, { filter, ...window, by: ["service"] });
    expect(lanes.map(({ key }) => key).toSorted()).toEqual(["new.amazonaws.com", "sqs.amazonaws.com"]);
    for (const { spans } of lanes) expect(spans.map(({ state }) => state)).toEqual(["unknown"]);
    const regional = await listBlindSpots(database.ctx, { filter, ...window, by: ["region"] });
    expect(regional.lanes).toHaveLength(211);
    expect(
      regional.lanes.filter(({ spans }) => spans.some(({ because }) => because.startsWith("Not looked at"))),
    ).toHaveLength(regional.cells.inAll - regional.cells.evaluated);
  });

  it("judge nothing of Insights: a lane that has only them is unknown, not logged", async () => {
    const filter = { from: null, to: null, clauses: [{ field: "identity" as const, not: false, value: "watcher" }] };
    const window = { fromMs: START - DAY_MS, toMs: START + DAY_MS };
    const { lanes } = await listBlindSpots(database.ctx, { filter, ...window, by: ["service"] });
    expect(lanes.map(({ spans }) => spans.map(({ state }) => state))).toEqual([["unknown"]]);
  });

  it("name the data families of the services that were called, of which nothing was delivered", async () => {
    const { unseen } = await ask("family");
    const titles = unseen.map(({ family }) => family);
    expect(titles).toContain("AWS::Bedrock::AgentAlias");
    expect(titles).not.toContain("AWS::S3::Object");
    expect(titles).not.toContain("AWS::BedrockAgentCore::Gateway");
    expect(unseen[0]?.places).toEqual([{ account: "111122223333", region: "us-east-1" }]);
  });

  it("cover the whole window", async () => {
    const { unseen, lanes } = await ask("family");
    for (const { spans } of [...unseen, ...lanes]) {
      expect(spans[0]?.fromMs).toBe(START - DAY_MS);
      expect(spans.at(-1)?.toMs).toBe(START + 2 * DAY_MS);
    }
  });

  it("raise to partial only a class that was seen in that very time, and none to logged", async () => {
    const states = async (fromMs: number) =>
      (await ask("family", fromMs)).lanes.map(({ spans }) => spans.map(({ state }) => state));
    expect(await states(START - DAY_MS)).toEqual([["partial"], ["partial"]]);
    const dark = await findSeenInDark(database.ctx, { filter: FILTER }, [lane(START + 3600_000), lane(START - 1)]);
    expect([...dark]).toEqual([spanKey(CELL, START - 1)]);
  });

  it("name in an empty time what the identity did at other times: it may have done it unseen", async () => {
    const { lanes, worst, unseen } = await ask("service", START + 100 * DAY_MS);
    expect({ lanes, worst }).toEqual({ lanes: [], worst: [] });
    expect(unseen.map(({ family }) => family)).toEqual(
      expect.arrayContaining(["AWS::S3::Object", "AWS::Bedrock::AgentAlias"]),
    );
  });

  it("are none of somebody who never did anything", async () => {
    const filter = { from: null, to: null, clauses: [{ field: "region" as const, not: false, value: "nowhere-1" }] };
    const window = { fromMs: START, toMs: START + DAY_MS };
    expect(await listBlindSpots(database.ctx, { filter, ...window, by: ["service"] })).toMatchObject({
      lanes: [],
      unseen: [],
    });
  });
});
