import { describe, expect, it } from "vitest";
import { formatBytes, formatCount } from "./format-number";

describe("formatCount", () => {
  it("separates thousands", () => {
    expect(formatCount(1_204_338)).toBe("1,204,338");
  });
});

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1.0 KiB"],
    [12_897_484, "12.3 MiB"],
    [500 * 1024 ** 2, "500 MiB"],
    [2 ** 31, "2.0 GiB"],
    [-1, "unknown"],
  ])("%d bytes are %s", (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });
});
