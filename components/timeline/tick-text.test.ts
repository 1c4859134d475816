import { expect, it } from "vitest";
import { tickText } from "./tick-text";

const NOON = Date.UTC(2026, 9, 17, 12);
const MINUTE_MS = 60_000;

it("names the day beside the first tick and at each midnight, and else the time alone", () => {
  expect(tickText(NOON, { stepMs: 15 * MINUTE_MS, isFirst: true })).toBe("2026-10-17 12:00");
  expect(tickText(NOON, { stepMs: 15 * MINUTE_MS, isFirst: false })).toBe("12:00");
  expect(tickText(NOON + 30_000, { stepMs: 30_000, isFirst: true })).toBe("2026-10-17 12:00:30");
  expect(tickText(NOON + 12 * 60 * MINUTE_MS, { stepMs: 15 * MINUTE_MS, isFirst: false })).toBe("2026-10-18");
  expect(tickText(NOON, { stepMs: 86_400_000, isFirst: true })).toBe("2026-10-17");
});
