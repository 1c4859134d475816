import { describe, expect, it } from "vitest";
import { nextHit } from "./next-hit";

const hits = ["a", "b", "c"].map((eventId, n) => ({ eventId, timeMs: n }));

describe("nextHit", () => {
  it("goes round from hit to hit in both directions, and begins at an end", () => {
    expect(["a", "b", "c"].map((open) => nextHit(hits, open, 1))).toEqual(["b", "c", "a"]);
    expect(["a", "b", "c"].map((open) => nextHit(hits, open, -1))).toEqual(["c", "a", "b"]);
    expect([nextHit(hits, null, 1), nextHit(hits, "other", -1)]).toEqual(["a", "c"]);
  });

  it("is nothing where nothing was found", () => {
    expect(nextHit([], "a", 1)).toBeNull();
  });
});
