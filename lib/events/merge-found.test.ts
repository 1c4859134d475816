import { describe, expect, it } from "vitest";
import { mergeFound } from "./merge-found";

const hit = (timeMs: number) => ({ eventId: `event-${timeMs}`, timeMs });

describe("a search that goes back step by step", () => {
  it("puts what was found earlier in time before what was found first, and nothing twice", () => {
    const found = mergeFound([
      { hits: [hit(80), hit(90)], records: 0, searchedFromMs: 80 },
      { hits: [hit(50), hit(80)], records: 0, searchedFromMs: 40 },
      { hits: [], records: 0, searchedFromMs: 20 },
    ]);
    expect(found).toEqual({ hits: [hit(50), hit(80), hit(90)], records: 0, searchedFromMs: 20 });
  });

  it("is nothing before its first answer", () => {
    expect(mergeFound([])).toBeNull();
  });
});
