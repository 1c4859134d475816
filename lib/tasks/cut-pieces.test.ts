import { describe, expect, it } from "vitest";
import { cutPieces, pieceAt } from "./cut-pieces";

const at = (...seconds: number[]) => seconds.map((s) => ({ fromMs: s * 1_000, toMs: s * 1_000, events: 1 }));

describe("cutPieces", () => {
  it("begins a piece where nothing happened for longer than the gap, whatever the order", () => {
    const pieces = cutPieces(at(200, 0, 10, 71, 260), 60_000);
    expect(pieces).toEqual([
      { fromMs: 0, toMs: 10_000, events: 2 },
      { fromMs: 71_000, toMs: 71_000, events: 1 },
      { fromMs: 200_000, toMs: 260_000, events: 2 },
    ]);
  });

  it("leaves all of it whole without a gap, and nothing of nothing", () => {
    expect(cutPieces(at(0, 1e6), null)).toHaveLength(1);
    expect(cutPieces([], 1)).toEqual([]);
  });

  it("does not cut inside a stretch that another one covers", () => {
    const long = { fromMs: 0, toMs: 3_600_000, events: 5 };
    expect(cutPieces([long, ...at(10, 3_650)], 60_000)).toEqual([{ fromMs: 0, toMs: 3_650_000, events: 7 }]);
  });

  it("finds the piece of a moment, and the nearest one where new records moved its beginning", () => {
    const pieces = cutPieces(at(0, 100, 200), 60_000);
    expect(pieceAt(pieces, 100_000)?.fromMs).toBe(100_000);
    expect(pieceAt(pieces, 190_000)?.fromMs).toBe(200_000);
    expect(pieceAt([], 0)).toBeNull();
  });
});
