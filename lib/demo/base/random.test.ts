import { describe, expect, it } from "vitest";
import { Random } from "./random";

describe("chance", () => {
  it("gives the same stream for the same parts, and another for others", () => {
    const take = (random: Random) => Array.from({ length: 5 }, () => random.u32());
    expect(take(Random.of(7, "a", 1))).toEqual(take(Random.of(7, "a", 1)));
    expect(take(Random.of(7, "a", 1))).not.toEqual(take(Random.of(7, "a", 2)));
    expect(take(Random.of(7, "a1"))).not.toEqual(take(Random.of(7, "a", 1)));
  });

  it("makes version 4 uuids that do not repeat", () => {
    const random = Random.of("uuids");
    const made = Array.from({ length: 20_000 }, () => random.uuid());
    expect(new Set(made).size).toBe(made.length);
    for (const uuid of made.slice(0, 500))
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("counts with the mean that was asked for, small and large", () => {
    for (const mean of [0.2, 3, 40]) {
      const random = Random.of("count", mean);
      const total = Array.from({ length: 20_000 }, () => random.count(mean)).reduce((sum, n) => sum + n, 0);
      expect(Math.abs(total / 20_000 / mean - 1)).toBeLessThan(0.05);
    }
  });

  it("has a heavy tail within its bounds", () => {
    const random = Random.of("heavy");
    const values = Array.from({ length: 20_000 }, () => random.heavy(10, 500));
    expect(Math.min(...values)).toBe(10);
    expect(Math.max(...values)).toBe(500);
    expect(values.filter((value) => value < 15).length / values.length).toBeGreaterThan(0.5);
  });
});
