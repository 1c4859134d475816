import { describe, expect, it } from "vitest";
import { parseUtcTime } from "./parse-utc-time";

describe("parseUtcTime", () => {
  it.each([
    ["2026-11-02", Date.UTC(2026, 10, 2)],
    [" 2026-11-02 14:05 ", Date.UTC(2026, 10, 2, 14, 5)],
    ["2026-11-02T14:05:09Z", Date.UTC(2026, 10, 2, 14, 5, 9)],
    ["2026-11-02 14:05:09 UTC", Date.UTC(2026, 10, 2, 14, 5, 9)],
    ["2026-11-02T14:05:09.250+02:00", Date.UTC(2026, 10, 2, 12, 5, 9, 250)],
    ["2026-13-02", null],
    ["yesterday", null],
    ["2026-11-02 25:00", null],
    ["", null],
  ])("reads %j", (text, expected) => {
    expect(parseUtcTime(text)).toBe(expected);
  });
});
