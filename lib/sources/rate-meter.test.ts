import { describe, expect, it } from "vitest";
import { RateMeter } from "./rate-meter";

describe("RateMeter", () => {
  it("does not count the time before anything moved, and forgets what is long ago", () => {
    const meter = new RateMeter();
    expect(meter.measure(0, 0)).toBeNull();
    expect(meter.measure(10_000, 0)).toBeNull();
    expect(meter.measure(10_100, 100)).toBeNull();
    expect(meter.measure(12_100, 300)).toBe(100);
    expect(meter.measure(30_000, 1000)).toBeNull();
    expect(meter.measure(31_000, 1500)).toBe(500);
  });

  it("starts over where a file is sent again", () => {
    const meter = new RateMeter();
    meter.measure(0, 500);
    meter.measure(2000, 900);
    expect(meter.measure(2500, 100)).toBeNull();
    expect(meter.measure(3500, 200)).toBe(100);
  });
});
