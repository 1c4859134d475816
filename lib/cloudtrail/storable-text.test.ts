import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPlaceholder, storableText } from "./storable-text";

const bytes = (text: string): number => new TextEncoder().encode(text).length;

describe("storableText", () => {
  it("replaces NUL and lone surrogates, and leaves pairs alone", () => {
    expect(storableText("a\0b\ud800c\udc00d😀", 100)).toBe("a\uFFFDb\uFFFDc\uFFFDd😀");
  });

  const units = fc.constantFrom("a", "\0", "é", "€", "\uffff", "😀", "\ud83d", "\ude00");
  const texts = fc.array(units, { maxLength: 200 }).map((parts) => parts.join(""));

  it("never exceeds its limit, whatever the text", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 64, max: 150 }), (text, limit) => {
        const stored = storableText(text, limit);
        expect(bytes(stored)).toBeLessThanOrEqual(limit);
        expect(stored.isWellFormed()).toBe(true);
        expect(stored).not.toContain("\0");
      }),
    );
  });

  it("keeps two long texts apart that differ only after the cut", () => {
    const [one, two] = ["x".repeat(5_000) + "1", "x".repeat(5_000) + "2"].map((text) => storableText(text, 512));
    expect(one).not.toBe(two);
    expect(one).toContain("5001 characters");
  });

  it("leaves a text alone that fits exactly", () => {
    const text = "é".repeat(256);
    expect(storableText(text, 512)).toBe(text);
    expect(storableText(`${text}e`, 512)).not.toBe(`${text}e`);
  });
});

describe("isPlaceholder", () => {
  it.each([
    ["", true],
    ["...", true],
    ["-", true],
    ["****", true],
    ["a", false],
    ["0", false],
    ["é", false],
  ])("%j: %s", (text, expected) => {
    expect(isPlaceholder(text)).toBe(expected);
  });
});
