import { describe, expect, it } from "vitest";
import { RecentTexts } from "./recent-texts";

describe("RecentTexts", () => {
  it("gives a value for the very text that it was kept for, whatever shares its slot", () => {
    const recent = new RecentTexts<number>(2, 64);
    const texts = Array.from({ length: 50 }, (_, index) => `agent/${index} of some client`);
    for (const [index, text] of texts.entries()) {
      recent.set(text, index);
      expect(recent.get(`${text}`)).toBe(index);
      for (const other of texts) expect([undefined, texts.indexOf(other)]).toContain(recent.get(other));
    }
  });

  it("keeps the empty text, and nothing longer than it may", () => {
    const recent = new RecentTexts<string>(16, 8);
    recent.set("", "empty");
    recent.set("123456789", "long");
    expect(recent.get("")).toBe("empty");
    expect(recent.get("123456789")).toBeUndefined();
  });
});
