import { describe, expect, it } from "vitest";
import { wholeSeconds } from "@/lib/timeline/strip-scale";
import { createToldWindows } from "./told-windows";

const window = (second: number) => ({ fromMs: second * 1000, toMs: (second + 10) * 1000 });

describe("a told window", () => {
  it("is no news when it comes back, also behind a later one, as it was or in whole seconds", () => {
    const told = createToldWindows();
    const between = { fromMs: 2345, toMs: 9876 };
    told.tell(window(1));
    told.tell(between);
    told.tell(between);
    expect(told.last()).toEqual(between);
    expect([window(1), wholeSeconds(between), between].map(told.isEcho)).toEqual([true, true, true]);
    expect(told.last()).toBeNull();
  });

  it("is news when it comes once more, and when another came between", () => {
    const told = createToldWindows();
    told.tell(window(1));
    expect([window(1), window(0), window(1)].map(told.isEcho)).toEqual([true, false, false]);
    told.tell(window(3));
    expect([window(0), window(3)].map(told.isEcho)).toEqual([false, false]);
  });
});
