import { describe, expect, it } from "vitest";
import { isEnded, isUnderWay, RUN_CONDITIONS, RUN_KINDS, runCondition } from "./run-condition";

describe("runCondition", () => {
  it.each(RUN_KINDS)(
    "does not call a %s run running when nobody has spoken for it for long, and says what to do",
    (kind) => {
      expect(runCondition({ kind, state: "running", silentMs: 2000 })).toEqual({ condition: "running", advice: null });
      const silent = runCondition({ kind, state: "running", silentMs: 60_000 });
      expect(silent.condition).toBe("interrupted");
      expect(silent.advice).toMatch(/ended\. /);
    },
  );

  it("tells an upload whose browser left from one that no worker takes", () => {
    expect(runCondition({ kind: "upload", state: "receiving", silentMs: 90_000 }).condition).toBe("interrupted");
    expect(runCondition({ kind: "upload", state: "queued", silentMs: 90_000 }).condition).toBe("waiting");
  });

  it("leaves what is over as it is, however long ago", () => {
    for (const state of ["done", "failed", "cancelled"] as const)
      expect(runCondition({ kind: "cli", state, silentMs: 1e12 })).toEqual({ condition: state, advice: null });
  });

  it("never takes a run both for ended and for under way", () => {
    expect(RUN_CONDITIONS.filter((condition) => isEnded(condition) && isUnderWay(condition))).toEqual([]);
  });
});
