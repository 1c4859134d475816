import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrangeLanes } from "./arrange-lanes";
import type { LaneMarks } from "./contract";
import { markAt, placeMarks } from "./place-marks";
import { MARK_PX, type PlacedMark, restWidthPx, rowOf } from "./placed-mark";

const lanes = ["a", "b"].map((key) => ({
  key,
  names: [{ value: key, label: key, note: null }],
  events: 0,
  failed: 0,
  cells: { bucket: [], kind: [], failed: [], events: [] },
}));
const lines = arrangeLanes(lanes, { pinned: [], folded: new Set(), unseen: [] });
const WINDOW = { fromMs: 1_000_000, toMs: 2_000_000 };
const box = { window: WINDOW, widthPx: 1000 };

type Event = { at: number; lane?: number; action?: number; failed?: number; end?: number | null };

function marksOf(events: readonly Event[]): LaneMarks {
  return {
    eventId: events.map((_, index) => `e${index}`),
    timeMs: events.map(({ at }) => at),
    endMs: events.map(({ end }) => end ?? null),
    lane: events.map(({ lane }) => lane ?? 0),
    kind: events.map(() => 0),
    failed: events.map(({ failed }) => failed ?? 0),
    action: events.map(({ action }) => action ?? 0),
    actions: ["A", "B"],
  };
}

const anyEvents = fc
  .array(
    fc.record({
      at: fc.integer({ min: 900_000, max: 2_100_000 }),
      lane: fc.nat({ max: 1 }),
      action: fc.nat({ max: 1 }),
      failed: fc.nat({ max: 1 }),
    }),
    { maxLength: 200 },
  )
  .map((events) => events.toSorted((a, b) => a.at - b.at));

const isSeen = (event: Event | undefined) => event !== undefined && event.at >= WINDOW.fromMs && event.at < WINDOW.toMs;
const total = (placed: readonly PlacedMark[]) => placed.reduce((sum, { events }) => sum + events, 0);

describe("placeMarks", () => {
  it("draws every event of the window exactly once, inside the picture", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const placed = placeMarks(marksOf(events), lines, box);
        const drawn = placed.flatMap(({ indexes }) => indexes).toSorted((a, b) => a - b);
        expect(drawn).toEqual([...events.keys()].filter((index) => isSeen(events[index])));
        expect(total(placed)).toBe(events.filter(({ at }) => at >= WINDOW.fromMs && at < WINDOW.toMs).length);
        for (const { xPx, widthPx } of placed) {
          expect(xPx).toBeGreaterThanOrEqual(MARK_PX / 2);
          expect(xPx + widthPx).toBeLessThanOrEqual(1000 - MARK_PX / 2);
        }
      }),
    );
  });

  it("draws what is at the first moment of the window, and leaves to the next one what is at its end", () => {
    const edges = [{ at: WINDOW.fromMs }, { at: WINDOW.toMs - 1 }, { at: WINDOW.toMs }];
    expect(placeMarks(marksOf(edges), lines, box).flatMap(({ indexes }) => indexes)).toEqual([0, 1]);
  });

  it("makes one mark of many equal calls that would touch, and says how many", () => {
    const burst = Array.from({ length: 50 }, (_, index) => ({ at: 1_500_000 + index * 1000 }));
    expect(placeMarks(marksOf(burst), lines, box)).toMatchObject([{ events: 50, from: 0, last: 49, xPx: 500 }]);
  });

  it("never joins calls of another name, outcome or lane", () => {
    const mixed = [{ lane: 1 }, { action: 1 }, { failed: 1 }, {}].flatMap((kind) =>
      Array.from({ length: 3 }, () => ({ at: 1_500_000, ...kind })),
    );
    expect(placeMarks(marksOf(mixed), lines, box).map(({ events }) => events)).toEqual([3, 3, 3, 3]);
  });

  it("lets no run of calls hide another: where they lie at one time, each has a row of its own", () => {
    const burst = fc.record({
      at: fc.integer({ min: 1_000_000, max: 1_990_000 }),
      action: fc.nat({ max: 3 }),
      length: fc.integer({ min: 3, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(burst, { maxLength: 12 }), (bursts) => {
        const events = bursts.flatMap(({ at, action, length }) =>
          Array.from({ length }, (_, n) => ({ at: Math.min(2_000_000, at + n * 2000), action })),
        );
        const placed = placeMarks(marksOf(events.toSorted((a, b) => a.at - b.at)), lines, box);
        const runs = placed.filter((mark) => mark.events > 1);
        for (const one of runs)
          for (const other of runs) {
            const isOver = one.xPx < other.xPx + other.widthPx && other.xPx < one.xPx + one.widthPx;
            if (one !== other && isOver) expect([one.row, one.rows]).not.toEqual([other.row, other.rows]);
            if (one !== other && isOver) expect(one.rows).toBe(other.rows);
          }
        for (const { row, rows } of placed) expect(row < rows && rows <= 4).toBe(true);
      }),
    );
  });

  it("hides nothing: whatever lies at one place, pointing at the middle of a mark finds it", () => {
    const crowd = fc.array(
      fc.record({
        at: fc.integer({ min: 1_490_000, max: 1_510_000 }),
        action: fc.nat({ max: 9 }),
        failed: fc.nat({ max: 1 }),
        end: fc.option(fc.integer({ min: 1_520_000, max: 1_600_000 })),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(crowd, (events) => {
        const placed = placeMarks(marksOf(events.toSorted((a, b) => a.at - b.at)), lines, box);
        expect(total(placed)).toBe(events.length);
        const boxes = placed.filter((mark) => mark.isMixed);
        for (const { xPx, widthPx, line, events: count } of boxes)
          for (const other of boxes) {
            const apartPx = Math.abs(xPx + widthPx / 2 - other.xPx - other.widthPx / 2);
            const needPx = (restWidthPx({ widthPx, events: count }) + restWidthPx(other)) / 2;
            if (other.line === line && other.xPx !== xPx) expect(apartPx).toBeGreaterThanOrEqual(needPx);
          }
        const instants = placed.filter((mark) => !mark.isInterval);
        for (const mark of instants) {
          const { yPx } = rowOf(mark);
          expect(markAt(instants, { xPx: mark.xPx + mark.widthPx / 2, yPx })?.indexes).toEqual(mark.indexes);
        }
      }),
    );
  });

  it("leaves room around a box for its number: no mark of another place reaches into it", () => {
    const crowd = fc.array(
      fc.record({ at: fc.integer({ min: 1_400_000, max: 1_600_000 }), action: fc.nat({ max: 30 }) }),
      { maxLength: 120 },
    );
    fc.assert(
      fc.property(crowd, (events) => {
        const placed = placeMarks(marksOf(events.toSorted((a, b) => a.at - b.at)), lines, box);
        for (const one of placed.filter(({ isMixed }) => isMixed))
          for (const other of placed.filter(({ rows }) => rows !== one.rows)) {
            const middlePx = one.xPx + one.widthPx / 2;
            const halfPx = restWidthPx(one) / 2;
            const isBeside = other.xPx + other.widthPx <= middlePx - halfPx || other.xPx >= middlePx + halfPx;
            expect(isBeside).toBe(true);
          }
      }),
    );
  });

  it("puts what has no room together, says how many there are, and whether any of them failed", () => {
    const nine = Array.from({ length: 9 }, (_, action) => ({ at: 1_500_000, action, failed: action === 8 ? 1 : 0 }));
    const placed = placeMarks(marksOf(nine), lines, box);
    expect(placed.map(({ events, isMixed, isFailed, row, rows }) => [events, isMixed, isFailed, row, rows])).toEqual([
      [1, false, false, 0, 2],
      [8, true, true, 1, 2],
    ]);
  });

  it("shows a pair of the same second as two, and four as four", () => {
    const pair = placeMarks(marksOf([{ at: 1_500_000 }, { at: 1_500_000 }]), lines, box);
    expect(pair.map(({ xPx, row, rows }) => [xPx, row, rows])).toEqual([
      [500, 0, 2],
      [500, 1, 2],
    ]);
    const four = placeMarks(
      marksOf([0, 1].flatMap((action) => [0, 1].map(() => ({ at: 1_500_000, action })))),
      lines,
      box,
    );
    expect(new Set(four.map(({ row }) => row)).size).toBe(4);
    const apart = placeMarks(marksOf([{ at: 1_500_000 }, { at: 1_504_000 }]), lines, box);
    expect(apart.map(({ rows }) => rows)).toEqual([1, 1]);
  });

  it("keeps a pair apart: a number is only worth more than its marks from three on", () => {
    expect(placeMarks(marksOf([{ at: 1_500_000 }, { at: 1_500_100 }]), lines, box)).toHaveLength(2);
  });

  it("draws an interval as long as it is, cut to the window", () => {
    const [mark] = placeMarks(marksOf([{ at: 900_000, end: 1_100_000 }]), lines, box);
    expect(mark).toMatchObject({ xPx: 0, widthPx: 100 });
  });
});

describe("markAt", () => {
  it("finds what is drawn at a point, and nothing where nothing is", () => {
    const placed = placeMarks(marksOf([{ at: 1_100_000 }, { at: 1_900_000, lane: 1 }]), lines, box);
    expect(markAt(placed, { xPx: 102, yPx: 10 })?.from).toBe(0);
    expect(markAt(placed, { xPx: 900, yPx: 30 })?.from).toBe(1);
    expect(markAt(placed, { xPx: 900, yPx: 10 })).toBeUndefined();
    expect(markAt(placed, { xPx: 500, yPx: 10 })).toBeUndefined();
  });

  it("finds each of two runs that lie at one time in its own row", () => {
    const two = [0, 1].flatMap((action) => Array.from({ length: 5 }, (_, n) => ({ at: 1_500_000 + n, action })));
    const placed = placeMarks(marksOf(two), lines, box);
    expect(markAt(placed, { xPx: 500, yPx: 6 })?.action).toBe(0);
    expect(markAt(placed, { xPx: 500, yPx: 20 })?.action).toBe(1);
  });
});
