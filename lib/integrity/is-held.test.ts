import { describe, expect, it } from "vitest";
import { isHeld } from "./is-held";
import type { Watermark } from "./watermark";

const mark = (change: Partial<Watermark> = {}): Watermark => ({
  sinkId: 1,
  sink: "org-logs",
  source: "s3",
  account: "111122223333",
  accountName: null,
  region: "us-east-1",
  fromMs: 100,
  untilMs: 900,
  basis: "file-names",
  leavesOut: [],
  files: 8,
  lagP50Ms: 1,
  lagP99Ms: 2,
  holes: [],
  ...change,
});
const ask = (watermarks: readonly Watermark[], fromMs = 0, toMs = 1000) =>
  isHeld(watermarks, { account: "111122223333", region: "us-east-1", fromMs, toMs });
const short = (watermarks: readonly Watermark[]) =>
  ask(watermarks).map(({ fromMs, toMs, held }) => [fromMs, toMs, held]);

describe("isHeld", () => {
  it("covers the whole question with adjoining intervals, and claims nothing before the first or after the last file", () => {
    expect(short([mark()])).toEqual([
      [0, 100, false],
      [100, 900, true],
      [900, 1000, false],
    ]);
  });

  it("says no where no sink has the account and Region", () => {
    expect(ask([mark({ region: "eu-west-1" })])).toMatchObject([{ held: false, sinkId: null }]);
  });

  it("cuts out holes: a missing file is not held, a missing digest unknown", () => {
    const holes = [
      { fromMs: 200, toMs: 300, kind: "file-missing" as const, detail: "x.json.gz" },
      { fromMs: 400, toMs: 500, kind: "digest-missing" as const, detail: "" },
    ];
    expect(short([mark({ holes })]).slice(1, 5)).toEqual([
      [100, 200, true],
      [200, 300, false],
      [300, 400, true],
      [400, 500, "unknown"],
    ]);
  });

  it("takes the best sink at each moment, so that another trail fills a hole", () => {
    const hole = { fromMs: 200, toMs: 300, kind: "no-files" as const, detail: "" };
    const filled = ask([mark({ holes: [hole] }), mark({ sinkId: 2, sink: "own-logs", fromMs: 250, untilMs: 280 })]);
    expect(filled.filter(({ held }) => held !== true).map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [0, 100],
      [200, 250],
      [280, 300],
      [900, 1000],
    ]);
  });

  it("never calls a filtered sink complete, and says what it leaves out", () => {
    const [, during] = ask([mark({ leavesOut: ["read-only-management"] })]);
    expect(during).toMatchObject({ held: false, leavesOut: ["read-only-management"] });
    expect(ask([mark({ leavesOut: ["unknown"] })])[1]).toMatchObject({ held: "unknown" });
  });
});
