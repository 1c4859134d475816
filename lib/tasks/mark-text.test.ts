import { expect, it } from "vitest";
import { readMarks, type TaskMark, writeMarks } from "./mark-text";

const MARKS: readonly TaskMark[] = [
  [0, 1_790_000_000, 3, 0, 4],
  [12, 1_790_000_000, 1, 2, 0],
  [0, 1_790_086_400, 1_000, 1, 1],
];

it("reads the marks that were written, none and one and several within a second among them", () => {
  for (const marks of [[], MARKS.slice(0, 1), MARKS]) expect(readMarks(writeMarks(marks))).toEqual(marks);
});

it("writes a mark in a few characters", () => {
  expect(writeMarks(MARKS)).toBe("0,1790000000,3,0,4;12,0,1,2,0;0,86400,1000,1,1");
});
