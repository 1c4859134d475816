import { describe, expect, it } from "vitest";
import { nextTaskEvent } from "./next-task-event";

const events = [
  { eventId: "1", lane: "a" },
  { eventId: "2", lane: "b" },
  { eventId: "3", lane: "a" },
];

describe("nextTaskEvent", () => {
  it("goes along one lane and stops at its ends", () => {
    const lanes = new Set(["a"]);
    expect(nextTaskEvent(events, { eventId: "1", lanes }, 1)).toBe("3");
    expect(nextTaskEvent(events, { eventId: "3", lanes }, 1)).toBeNull();
    expect(nextTaskEvent(events, { eventId: "2", lanes }, -1)).toBe("1");
  });

  it("begins at the ends where nothing is open, over all lanes where none is chosen", () => {
    expect(nextTaskEvent(events, { eventId: null, lanes: new Set() }, 1)).toBe("1");
    expect(nextTaskEvent(events, { eventId: null, lanes: new Set(["b"]) }, -1)).toBe("2");
    expect(nextTaskEvent(events, { eventId: "1", lanes: new Set() }, 1)).toBe("2");
  });
});
