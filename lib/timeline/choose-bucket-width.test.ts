import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUCKET_WIDTHS_MS, chooseBucketWidth } from "./choose-bucket-width";

describe("chooseBucketWidth", () => {
  it("is the narrowest width that fits, and never wider than a day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e11 }), fc.integer({ min: 1, max: 2000 }), (windowMs, bucketsMax) => {
        const chosen = chooseBucketWidth(windowMs, bucketsMax);
        const narrower = BUCKET_WIDTHS_MS.filter((width) => width < chosen);
        expect(narrower.every((width) => windowMs / width > bucketsMax)).toBe(true);
        expect(windowMs / chosen <= bucketsMax || chosen === 86_400_000).toBe(true);
      }),
    );
  });
});
