import { describe, expect, it } from "vitest";
import { RecentObjects } from "./recent-objects";

describe("RecentObjects", () => {
  it("keeps what is used and lets go of what is not", () => {
    const recent = new RecentObjects<object, number>(2);
    const [used, unused, ...others] = Array.from({ length: 8 }, () => ({}));
    if (!used || !unused) throw new Error("there are eight");
    recent.set(used, 1);
    recent.set(unused, 2);
    for (const other of others) {
      recent.set(other, 3);
      expect(recent.get(used)).toBe(1);
    }
    expect(recent.get(unused)).toBeUndefined();
  });

  it("tells objects apart that look the same", () => {
    const recent = new RecentObjects<object, number>(2);
    recent.set({}, 1);
    expect(recent.get({})).toBeUndefined();
  });
});
