import { expect, it } from "vitest";
import { sharesSecond } from "./shares-second";

it("is true of every row of a second that holds several, and of no other", () => {
  const times = [0, 999, 1000, 2000, 2000, 2500, 3000, 9000];
  expect(times.map((_, index) => sharesSecond((at) => times[at], index))).toEqual([
    true,
    true,
    false,
    true,
    true,
    true,
    false,
    false,
  ]);
});

it("says nothing of rows that are not here", () => {
  const times = [undefined, 1000, undefined];
  expect(times.map((_, index) => sharesSecond((at) => times[at], index))).toEqual([false, false, false]);
});
