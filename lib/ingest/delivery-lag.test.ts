import { describe, expect, it } from "vitest";
import { LAG_CLASSES, lagClass, lagQuantile } from "./delivery-lag";

describe("delays of delivery", () => {
  it("fall into one class each, from before the event to days after it", () => {
    expect([-5, 0, 1, 60_000, 60_001, 30 * 60_000, 9e9].map(lagClass)).toEqual([0, 0, 0, 0, 1, 12, LAG_CLASSES - 1]);
  });

  it("give a quantile to within its class, and none where there is nothing", () => {
    const classes = Array.from({ length: LAG_CLASSES }, () => 0);
    expect(lagQuantile(classes, 0.5)).toBeNull();
    for (let minute = 1; minute <= 8; minute++) classes[lagClass(minute * 60_000)] = 10;
    expect(lagQuantile(classes, 0.5)).toBe(4 * 60_000);
    expect(lagQuantile(classes, 1)).toBe(8 * 60_000);
  });
});
