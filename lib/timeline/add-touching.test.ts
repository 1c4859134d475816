import { expect, it } from "vitest";
import { addTouching } from "./add-touching";

const spans = (...all: readonly [number, number][]) => {
  const placed: [number, number][] = [];
  for (const one of all)
    addTouching(placed, one, {
      isTouching: ([, end], [from]) => from < end,
      // What stands for more is wider.
      joined: ([from], [, end]): [number, number] => [from - 2, end + 2],
    });
  return placed;
};

it("keeps apart what does not touch, and makes one of all that come to touch", () => {
  expect(spans([0, 1], [1, 2], [9, 10])).toEqual([
    [0, 1],
    [1, 2],
    [9, 10],
  ]);
  expect(spans([0, 4], [6, 9], [8, 10])).toEqual([
    [0, 4],
    [4, 12],
  ]);
  expect(spans([0, 5], [6, 9], [8, 10])).toEqual([[-2, 14]]);
});
