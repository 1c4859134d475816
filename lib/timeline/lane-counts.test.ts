import { describe, expect, it } from "vitest";
import { laneCounts, lineCount } from "./lane-counts";

const lane = (key: string, events: number, failed: number) => ({
  key,
  names: [{ value: key, label: key, note: null }],
  events,
  failed,
  cells: { bucket: [], kind: [], failed: [], events: [] },
});
const answer = {
  startMs: 0,
  endMs: 1,
  bucketMs: 1,
  lanes: [lane("a", 3, 1), lane("b", 4, 0)],
  lanesInAll: 2,
  events: 7,
  marks: null,
  uncountedBeforeMs: null,
};

describe("lineCount", () => {
  it("adds up the lanes of a line, and knows that lanes which were not counted have none", () => {
    expect(lineCount(laneCounts(answer), ["a", "b", "c"])).toEqual({ events: 7, failed: 1 });
  });

  it("does not know a lane that was left out of a cut list", () => {
    expect(lineCount(laneCounts({ ...answer, lanesInAll: 9 }), ["a", "c"])).toBeNull();
  });

  it("says that a count of a part of the time is a floor", () => {
    expect(laneCounts({ ...answer, uncountedBeforeMs: 5 }).areFloors).toBe(true);
  });
});
