import { describe, expect, it } from "vitest";
import { ribbonRuns } from "./ribbon-runs";

describe("ribbonRuns", () => {
  it("joins what is alike, shows the worst of a bucket, and keeps no files apart from unverified and from dropped ones", () => {
    const runs = ribbonRuns({
      startMs: 0,
      bucketMs: 10,
      verified: [3, 2, 1, 0, 0, 4, 1],
      unverified: [0, 0, 1, 0, 0, 1, 0],
      differs: [0, 0, 0, 0, 0, 1, 0],
      missing: [0, 0, 0, 0, 2, 1, 0],
      dropped: [0, 0, 0, 0, 1, 1, 2],
      untilMs: null,
      pairs: 1,
    });
    expect(runs).toEqual([
      { fromMs: 0, toMs: 20, state: "verified", files: 5 },
      { fromMs: 20, toMs: 30, state: "partly", files: 2 },
      { fromMs: 30, toMs: 40, state: "none", files: 0 },
      { fromMs: 40, toMs: 50, state: "missing", files: 1 },
      { fromMs: 50, toMs: 60, state: "differs", files: 7 },
      { fromMs: 60, toMs: 70, state: "dropped", files: 3 },
    ]);
  });
});
