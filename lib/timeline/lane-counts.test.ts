import { describe, expect, it } from "vitest";
import { laneCounts, lineCount } from "./lane-counts";

const lane = (key: string, events: number, failed: number) => ({
  key,
  names: [{ value: key, label: key, note: null }],
  events,
  failed,
  cells: { bucket: [], kind: [], failed: [], events: [] },
});
const lineOf = (keys: readonly string[]) => ({ key: "", keys, isHead: false });

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
    expect(lineCount(laneCounts(answer), lineOf(["a", "b", "c"]))).toEqual({ events: 7, failed: 1, isFloor: false });
  });

  it("does not know a lane that was left out of a cut list", () => {
    expect(lineCount(laneCounts({ ...answer, lanesInAll: 9 }), lineOf(["a", "c"]))).toBeNull();
  });

  it("says that a count of a part of the time is a floor", () => {
    expect(lineCount(laneCounts({ ...answer, uncountedBeforeMs: 5 }), lineOf(["a"]))?.isFloor).toBe(true);
  });

  it("counts for a head also the lanes that the picture left out, and says 'at least' where some were not counted", () => {
    const nested = { ...answer, lanes: [lane("x/a", 3, 1), lane("x/b", 4, 0), lane("y/a", 9, 9)], lanesInAll: 3 };
    const head = { key: "x/", keys: ["x/a"], isHead: true };
    expect(lineCount(laneCounts(nested), head)).toEqual({ events: 7, failed: 1, isFloor: false });
    expect(lineCount(laneCounts({ ...nested, lanesInAll: 4 }), head)).toEqual({ events: 7, failed: 1, isFloor: true });
  });
});
