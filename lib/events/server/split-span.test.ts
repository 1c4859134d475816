import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSpan } from "./split-span";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe("splitSpan", () => {
  it("covers every moment of the span exactly once, with whole hours and days on their borders", () => {
    const moment = fc.integer({ min: 1_600_000_000_000, max: 1_600_900_000_000 });
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const span = { from: new Date(Math.min(a, b)), to: new Date(Math.max(a, b) + 1) };
        const { days, hours, rest } = splitSpan(span);
        const pieces = [...(days ? [days] : []), ...hours, ...rest].sort((x, y) => x.from.getTime() - y.from.getTime());
        expect(pieces[0]?.from).toEqual(span.from);
        expect(pieces.at(-1)?.to).toEqual(span.to);
        pieces.slice(1).forEach((piece, index) => expect(piece.from).toEqual(pieces[index]?.to));
        if (days) expect((days.from.getTime() % DAY_MS) + (days.to.getTime() % DAY_MS)).toBe(0);
        for (const piece of hours) expect((piece.from.getTime() % HOUR_MS) + (piece.to.getTime() % HOUR_MS)).toBe(0);
        for (const piece of rest) expect(piece.to.getTime() - piece.from.getTime()).toBeLessThan(2 * HOUR_MS);
      }),
    );
  });
});
