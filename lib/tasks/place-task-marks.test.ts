import { describe, expect, it } from "vitest";
import type { WaterfallRow } from "./arrange-waterfall";
import { placeTaskMarks } from "./place-task-marks";

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
const look = { window: { fromMs: 0, toMs: 100_000 }, widthPx: 1_000 };

describe("placeTaskMarks", () => {
  it("joins events that no pixel keeps apart, and keeps their count and failures", () => {
    const marks: [number, number, number, number][] = [
      [0, 10, 2, 0],
      [0, 10, 1, 1],
      [0, 50, 4, 0],
    ];
    expect(placeTaskMarks({ marks }, [row(0)], look)).toEqual([
      { row: 0, fromPx: 105, toPx: 105, events: 3, failed: 1 },
      { row: 0, fromPx: 505, toPx: 505, events: 4, failed: 0 },
    ]);
  });

  it("draws the events of folded lanes in the row that they are folded into", () => {
    const marks: [number, number, number, number][] = [
      [0, 10, 1, 0],
      [1, 60, 1, 0],
      [2, 90, 1, 0],
    ];
    expect(placeTaskMarks({ marks }, [row(0, 1), row(2)], look).map((mark) => mark.row)).toEqual([0, 0, 1]);
  });

  it("leaves out what lies outside the shown time", () => {
    const marks: [number, number, number, number][] = [[0, 500, 1, 0]];
    expect(placeTaskMarks({ marks }, [row(0)], look)).toEqual([]);
  });
});
