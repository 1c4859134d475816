import { describe, expect, it } from "vitest";
import { formatDuration, formatTime, formatTimeFrom } from "./format-time";

const at = Date.UTC(2026, 10, 2, 14, 5, 9, 37);

describe("formatTime", () => {
  it.each([
    ["day", "2026-11-02 UTC"],
    ["minute", "2026-11-02 14:05 UTC"],
    ["second", "2026-11-02 14:05:09 UTC"],
    ["millisecond", "2026-11-02 14:05:09.037 UTC"],
  ] as const)("always shows the zone, to the %s", (precision, expected) => {
    expect(formatTime(at, precision)).toBe(expected);
  });

  it("moves a time with an offset to UTC", () => {
    expect(formatTime("2026-11-02T15:05:09+01:00")).toBe("2026-11-02 14:05:09 UTC");
  });

  it.each([["garbage"], [Number.NaN], [1e20]])("never throws on %s", (value) => {
    expect(formatTime(value)).toBe("no time");
  });
});

describe("formatTimeFrom", () => {
  it.each([
    [at + 3 * 3_600_000 + 5, "3 hours ago"],
    [at + 60_000, "1 minute ago"],
    [at + 10, "just now"],
    [at - 2 * 86_400_000, "in 2 days"],
  ])("counts whole units from %d", (now, expected) => {
    expect(formatTimeFrom(at, now)).toBe(expected);
  });
});

describe("formatDuration", () => {
  it.each([
    [850, "850 ms"],
    [4200, "4.2 s"],
    [200_000, "3 min 20 s"],
    [7_500_000, "2 h 5 min"],
    [5 * 86_400_000, "5 d 0 h"],
    [-1, "unknown"],
  ])("%d ms is %s", (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected);
  });
});
