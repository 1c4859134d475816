import { describe, expect, it } from "vitest";
import { ActivityCounts, countDays } from "./activity-counts";

const HOUR_MS = 3_600_000;
/** Principal, hour, credential, action, account, container, Region, outcome. */
type HourKey = readonly [number, number, number, number, number, number, number, number];

function hoursOf(some: readonly { key: HourKey; events: number; bytes: number }[]): ActivityCounts {
  const counts = new ActivityCounts(8, some.length);
  for (const { key, events, bytes } of some) {
    counts.keys.wanted.set(key);
    counts.add({ events, bytes, firstMs: key[1] * HOUR_MS + 5, lastMs: key[1] * HOUR_MS + 9 });
  }
  return counts;
}

function rowsOf(counts: ActivityCounts): object[] {
  return counts.keys.inOrder().map((at) => ({
    key: Array.from({ length: counts.keys.width }, (_, column) => counts.keys.part(at, column)),
    events: counts.events[at],
    bytes: counts.bytes[at],
    firstMs: counts.firstMs[at],
    lastMs: counts.lastMs[at],
  }));
}

describe("counts of activity", () => {
  it("adds what has one key and keeps the rest apart, with the first and the last moment of each", () => {
    const hours = hoursOf([
      { key: [1, 30, 7, 4, 5, 6, 2, 0], events: 2, bytes: 10 },
      { key: [1, 30, 7, 4, 5, 6, 2, 1], events: 1, bytes: 0 },
      { key: [1, 30, 7, 4, 5, 6, 2, 0], events: 3, bytes: 5 },
    ]);
    const moments = { firstMs: 30 * HOUR_MS + 5, lastMs: 30 * HOUR_MS + 9 };
    expect(rowsOf(hours)).toEqual([
      { key: [1, 30, 7, 4, 5, 6, 2, 0], events: 5, bytes: 15, ...moments },
      { key: [1, 30, 7, 4, 5, 6, 2, 1], events: 1, bytes: 0, ...moments },
    ]);
  });

  it("brings the hours of a day together whatever their credential, and those of the next day not", () => {
    const days = countDays(
      hoursOf([
        { key: [1, 47, 8, 4, 5, 6, 2, 0], events: 1, bytes: 2 },
        { key: [1, 24, 7, 4, 5, 6, 2, 0], events: 2, bytes: 3 },
        { key: [1, 48, 7, 4, 5, 6, 2, 0], events: 4, bytes: 5 },
        { key: [1, 24, 7, 4, 5, 6, 3, 0], events: 8, bytes: 0 },
      ]),
    );
    expect(rowsOf(days)).toEqual([
      { key: [1, 1, 4, 5, 6, 2, 0], events: 3, bytes: 5, firstMs: 24 * HOUR_MS + 5, lastMs: 47 * HOUR_MS + 9 },
      { key: [1, 1, 4, 5, 6, 3, 0], events: 8, bytes: 0, firstMs: 24 * HOUR_MS + 5, lastMs: 24 * HOUR_MS + 9 },
      { key: [1, 2, 4, 5, 6, 2, 0], events: 4, bytes: 5, firstMs: 48 * HOUR_MS + 5, lastMs: 48 * HOUR_MS + 9 },
    ]);
  });

  it("keeps counting beyond the room that it began with", () => {
    const some = Array.from({ length: 3_000 }, (_, n) => ({
      key: [n, 30, 0, 1, 1, 0, 1, 0] satisfies HourKey,
      events: n,
      bytes: 1,
    }));
    const hours = hoursOf(some);
    expect(rowsOf(hours).map((row) => ("events" in row ? row.events : null))).toEqual(some.map(({ events }) => events));
  });
});
