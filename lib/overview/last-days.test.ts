import { describe, expect, it } from "vitest";
import { lastDays } from "./last-days";

describe("lastDays", () => {
  it("ends with the day of the newest event and crosses months", () => {
    expect(lastDays(Date.UTC(2026, 10, 2, 23, 59), 4)).toEqual([
      "2026-10-30",
      "2026-10-31",
      "2026-11-01",
      "2026-11-02",
    ]);
  });
});
