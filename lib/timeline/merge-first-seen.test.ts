import { describe, expect, it } from "vitest";
import type { FirstSeenAnswer } from "./contract";
import { mergeFirstSeen } from "./merge-first-seen";

function step(searchedFromMs: number, times: readonly number[], inAll = times.length): FirstSeenAnswer {
  const items = times.map((firstMs) => ({
    value: String(firstMs),
    label: String(firstMs),
    note: null,
    firstMs,
    verdict: "new" as const,
    loggedSinceMs: null,
    because: "",
  }));
  return { groups: [{ field: "ip", items, inAll }], historyFromMs: 0, searchedFromMs };
}

describe("mergeFirstSeen", () => {
  it("keeps the earliest of all steps, adds their counts, and says how far back the last one came", () => {
    const merged = mergeFirstSeen([step(50, [60, 90]), step(20, [25, 30], 7)], 3);
    expect(merged?.groups[0]?.items.map(({ firstMs }) => firstMs)).toEqual([25, 30, 60]);
    expect(merged?.groups[0]?.inAll).toBe(9);
    expect(merged?.searchedFromMs).toBe(20);
  });

  it("is nothing before the first step", () => {
    expect(mergeFirstSeen([], 3)).toBeNull();
  });
});
