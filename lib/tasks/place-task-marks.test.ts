import { describe, expect, it } from "vitest";
import type { WaterfallRow } from "./arrange-waterfall";
import { notableKind, placeTaskMarks } from "./place-task-marks";

const row = (...lanes: number[]): WaterfallRow => ({
  lane: {
    key: "",
    who: { id: null, name: "", kind: "role" },
    account: null,
    sessionName: null,
    depth: 0,
    firstMs: null,
    lastMs: null,
    createdAtMs: null,
    expiresAtMs: null,
    events: 0,
    errors: 0,
  },
  lanes,
  depth: 0,
  descendants: 0,
  isFolded: false,
  from: null,
  fromAccount: null,
});
type Marks = [number, number, number, number, number][];
const at = (timeMs: number, px: number) => ({ row: 0, fromPx: px, toPx: px, fromMs: timeMs, toMs: timeMs });
const look = { window: { fromMs: 0, toMs: 100_000 }, widthPx: 1_000 };

describe("placeTaskMarks", () => {
  it("joins events that no pixel keeps apart, and keeps their count, failures, refusals and kinds", () => {
    const marks: Marks = [
      [0, 10, 2, 0, 0],
      [0, 10, 1, 1, 1],
      [0, 10, 1, 2, 3],
      [0, 50, 4, 0, 4],
    ];
    expect(placeTaskMarks(marks, [row(0)], look)).toEqual([
      { ...at(10_000, 105), events: 4, failed: 2, denied: 1, kinds: [2, 1, 0, 1, 0] },
      { ...at(50_000, 505), events: 4, failed: 0, denied: 0, kinds: [0, 0, 0, 0, 4] },
    ]);
  });

  it("draws the events of folded lanes in the row that they are folded into", () => {
    const marks: Marks = [
      [0, 10, 1, 0, 0],
      [1, 60, 1, 0, 0],
      [2, 90, 1, 0, 0],
    ];
    expect(placeTaskMarks(marks, [row(0, 1), row(2)], look).map((mark) => mark.row)).toEqual([0, 0, 1]);
  });

  it("leaves out what lies outside the shown time", () => {
    const marks: Marks = [[0, 500, 1, 0, 0]];
    expect(placeTaskMarks(marks, [row(0)], look)).toEqual([]);
  });

  it("calls several kinds in one place by the one that deserves a look most", () => {
    expect(notableKind({ kinds: [9, 1, 0, 1, 0] })).toBe(3);
    expect(notableKind({ kinds: [0, 0, 0, 0, 0] })).toBe(0);
  });
});
