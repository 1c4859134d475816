import { describe, expect, it } from "vitest";
import type { CoverageState } from "@/lib/coverage/coverage";
import { judgeNewness } from "./judge-newness";

const DAY_MS = 86_400_000;
const FIRST = 10 * DAY_MS;

function spans(...states: readonly CoverageState[]) {
  const lengthMs = (FIRST + DAY_MS) / states.length;
  return states.map((state, n) => ({
    fromMs: n * lengthMs,
    toMs: (n + 1) * lengthMs,
    state,
    because: `${n} ${state}`,
  }));
}

const judged = (...states: readonly CoverageState[]) =>
  judgeNewness({ historyFromMs: 0, firstMs: FIRST }, spans(...states));

describe("judgeNewness", () => {
  it("calls new what was logged all along", () => {
    expect(judged("logged")).toEqual({ verdict: "new", loggedSinceMs: null, because: "" });
  });

  it("says since when it is logged where it never was before, and why", () => {
    expect(judged("not-logged", "unknown", "logged")).toEqual({
      verdict: "logging-began",
      loggedSinceMs: (2 * (FIRST + DAY_MS)) / 3,
      because: "1 unknown",
    });
  });

  it("does not decide where it was logged at times, in part, or is not logged as known even now", () => {
    for (const states of [
      ["logged", "not-logged", "logged"],
      ["partial", "logged"],
      ["not-logged", "partial", "logged"],
      ["partial", "not-logged", "logged"],
      ["logged", "not-logged"],
      ["unknown"],
    ] as const)
      expect([states.join(), judged(...states).verdict]).toEqual([states.join(), "unsure"]);
  });

  it("does not call anything new on the first day of records, nor where nothing is known of its kind", () => {
    expect(judgeNewness({ historyFromMs: FIRST - 1000, firstMs: FIRST }, spans("logged")).verdict).toBe(
      "records-begin",
    );
    expect(judgeNewness({ historyFromMs: 0, firstMs: FIRST }, null).verdict).toBe("unsure");
  });
});
