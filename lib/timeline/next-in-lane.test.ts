import { describe, expect, it } from "vitest";
import { nextInLane } from "./next-in-lane";

const marks = {
  eventId: ["a", "b", "c", "d"],
  timeMs: [1, 2, 3, 4],
  endMs: [null, null, null, null],
  lane: [0, 1, 0, 1],
  kind: [0, 0, 0, 0],
  failed: [0, 0, 0, 0],
  action: [0, 0, 0, 0],
  actions: ["A"],
};

const WINDOW = { fromMs: 2, toMs: 4 };

describe("nextInLane", () => {
  it("goes along the lane of the open event and stops at its ends", () => {
    expect(nextInLane(marks, { openEventId: "a", window: WINDOW }, 1)).toBe("c");
    expect(nextInLane(marks, { openEventId: "d", window: WINDOW }, -1)).toBe("b");
    expect(nextInLane(marks, { openEventId: "c", window: WINDOW }, 1)).toBeNull();
  });

  it("begins at the end from which it comes of the window where nothing is open", () => {
    expect(nextInLane(marks, { openEventId: null, window: WINDOW }, 1)).toBe("b");
    expect(nextInLane(marks, { openEventId: "elsewhere", window: WINDOW }, -1)).toBe("c");
  });
});
