import { describe, expect, it } from "vitest";
import { visibleText } from "./visible-text";

describe("visibleText", () => {
  it("leaves identifiers and words of any script as they are", () => {
    const plain = "arn:aws:sts::123456789012:assumed-role/Pipeline/Ünïcode-名前";
    expect(visibleText(plain)).toBe(plain);
  });

  it.each([
    ["a right-to-left override", "admin\u202Etxt.exe", "admin⟨U+202E⟩txt.exe"],
    ["a zero-width space", "ro\u200Bot", "ro⟨U+200B⟩ot"],
    ["a line feed", "a\nb", "a⟨U+000A⟩b"],
    ["NUL", "a\0b", "a⟨U+0000⟩b"],
    ["a lone surrogate", "a\uD800b", "a⟨U+D800⟩b"],
  ])("shows %s", (_name, text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });
});
