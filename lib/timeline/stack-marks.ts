import { addTouching } from "./add-touching";
import { MARK_PX, type PlacedMark, restWidthPx } from "./placed-mark";

/** More rows at one place of a lane would be too thin to tell apart. */
const ROWS_MAX = 4;
/** Where even those do not do, one row is kept, and what has no room in it shares another: both are high enough for a number. */
const ROWS_BESIDE_REST = 1;
/** A run is drawn this far beyond its ends; a hair less, so that two which just do not touch stay side by side. */
const RUN_REACH_PX = MARK_PX / 2 - 0.05;
/** Single marks are hidden where they are nearly at the same place. */
const SINGLE_REACH_PX = 1.5;
const INTERVAL_REACH_PX = 1;

/**
 * Gives marks of a lane that would cover each other rows of their own, so that none hides another. Where they are too many for that, those
 * that are left over become one mark which says how many events it stands for. Everything else keeps the whole height.
 */
export function stackMarks(marks: readonly PlacedMark[]): PlacedMark[] {
  const [intervals, instants] = [marks.filter((mark) => mark.isInterval), marks.filter((mark) => !mark.isInterval)];
  return [...inRows(intervals), ...inRows(instants)];
}

function inRows(marks: readonly PlacedMark[]): PlacedMark[] {
  return clearOfBoxes(clustersOf(marks, reachOf)).flatMap(({ marks: cluster }) => {
    const at = rowsOf(cluster);
    const rows = Math.max(...at) + 1;
    if (rows <= ROWS_MAX) return cluster.map((mark, n) => ({ ...mark, row: at[n] ?? 0, rows }));
    const place = { rows: ROWS_BESIDE_REST + 1 };
    const kept = cluster.flatMap((mark, n) => {
      const row = at[n] ?? 0;
      return row < ROWS_BESIDE_REST ? [{ ...mark, ...place, row }] : [];
    });
    const rest = cluster.filter((_, n) => (at[n] ?? 0) >= ROWS_BESIDE_REST);
    const shared = inBoxes(rest).map((mark) => ({ ...mark, ...place, row: ROWS_BESIDE_REST }));
    return [...kept, ...shared];
  });
}

type Cluster = {
  readonly marks: PlacedMark[];
  /** Needs more rows than there are, so that a box stands in it. */
  readonly isCrowded: boolean;
  readonly fromPx: number;
  readonly endPx: number;
  readonly events: number;
};

/** A box may be wider than what it stands for: clusters that it would reach into become one with its own. */
function clearOfBoxes(found: readonly PlacedMark[][]): Cluster[] {
  const byLine = new Map<string | undefined, Cluster[]>();
  for (const marks of found) {
    const line = marks[0]?.line.key;
    const clear = byLine.get(line) ?? [];
    byLine.set(line, clear);
    addTouching(clear, clusterOf(marks), { isTouching: meet, joined: joinedClusters });
  }
  return [...byLine.values()].flat();
}

function clusterOf(marks: PlacedMark[]): Cluster {
  return {
    marks,
    isCrowded: marks.length > ROWS_MAX && Math.max(...rowsOf(marks)) >= ROWS_MAX,
    fromPx: Math.min(...marks.map(({ xPx }) => xPx)),
    endPx: Math.max(...marks.map(({ xPx, widthPx }) => xPx + widthPx)),
    events: marks.reduce((sum, { events }) => sum + events, 0),
  };
}

function joinedClusters(left: Cluster, right: Cluster): Cluster {
  left.marks.push(...right.marks);
  return {
    ...left,
    isCrowded: true,
    endPx: Math.max(left.endPx, right.endPx),
    events: left.events + right.events,
  };
}

function meet(left: Cluster, right: Cluster): boolean {
  if (!left.isCrowded && !right.isCrowded) return false;
  const besidePx = ({ isCrowded, events }: Cluster): number =>
    isCrowded ? restWidthPx({ events, widthPx: 0 }) / 2 : MARK_PX / 2;
  return right.fromPx - left.endPx < besidePx(left) + besidePx(right);
}

/** What becomes one box: how wide it is follows from how much it stands for. */
type Box = {
  readonly group: PlacedMark[];
  readonly xPx: number;
  readonly widthPx: number;
  readonly events: number;
};

/** Puts together what would touch: the number in each box needs room, and more of it the more it stands for. */
function inBoxes(rest: readonly PlacedMark[]): PlacedMark[] {
  const boxes: Box[] = [];
  for (const one of rest.toSorted((a, b) => a.xPx - b.xPx || a.from - b.from)) {
    const box: Box = { group: [one], xPx: one.xPx, widthPx: one.widthPx, events: one.events };
    addTouching(boxes, box, { isTouching, joined: joinedBoxes });
  }
  return boxes.map(({ group }) => together(group));
}

function joinedBoxes(left: Box, right: Box): Box {
  left.group.push(...right.group);
  return {
    ...left,
    widthPx: Math.max(left.widthPx, right.xPx + right.widthPx - left.xPx),
    events: left.events + right.events,
  };
}

function isTouching(left: Box, right: Box): boolean {
  const middle = ({ xPx, widthPx }: Box): number => xPx + widthPx / 2;
  return middle(right) - middle(left) < (restWidthPx(left) + restWidthPx(right)) / 2;
}

/** One mark for all of them; one alone stays what it is. */
function together(group: readonly PlacedMark[]): PlacedMark {
  const [first, ...others] = group;
  if (first === undefined) throw new RangeError("No marks to put together.");
  if (others.length === 0) return first;
  const indexes = group.flatMap((mark) => mark.indexes).toSorted((a, b) => a - b);
  const endPx = Math.max(...group.map(({ xPx, widthPx }) => xPx + widthPx));
  const [from = first.from] = indexes;
  const isMixed = others.some((mark) => mark.action !== first.action || mark.isFailed !== first.isFailed);
  const kind = Math.max(...group.map((mark) => mark.kind));
  const isFailed = group.some((mark) => mark.isFailed);
  const all = { isMixed, kind, isFailed, events: indexes.length, widthPx: endPx - first.xPx };
  return { ...first, ...all, indexes, from, last: indexes.at(-1) ?? from };
}

function reachOf({ isInterval, events }: PlacedMark): number {
  if (isInterval) return INTERVAL_REACH_PX;
  return events > 1 ? RUN_REACH_PX : SINGLE_REACH_PX;
}

/** Marks of one lane that hang together, each cluster from the left. */
function clustersOf(marks: readonly PlacedMark[], reach: (mark: PlacedMark) => number): PlacedMark[][] {
  const clusters: PlacedMark[][] = [];
  const open = new Map<string, { readonly cluster: PlacedMark[]; endPx: number }>();
  const fromLeft = marks.toSorted((a, b) => a.xPx - reach(a) - (b.xPx - reach(b)) || a.from - b.from);
  for (const mark of fromLeft) {
    const endPx = mark.xPx + mark.widthPx + reach(mark);
    const now = open.get(mark.line.key);
    if (now !== undefined && mark.xPx - reach(mark) < now.endPx) {
      now.cluster.push(mark);
      now.endPx = Math.max(now.endPx, endPx);
    } else {
      const begun = { cluster: [mark], endPx };
      open.set(mark.line.key, begun);
      clusters.push(begun.cluster);
    }
  }
  return clusters;
}

/** The first row that is free again, for each. */
function rowsOf(cluster: readonly PlacedMark[]): number[] {
  const endsPx: number[] = [];
  return cluster.map((mark) => {
    const free = endsPx.findIndex((endPx) => endPx <= mark.xPx - reachOf(mark));
    const row = free < 0 ? endsPx.length : free;
    endsPx[row] = mark.xPx + mark.widthPx + reachOf(mark);
    return row;
  });
}
