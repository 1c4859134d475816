import type { PlacedMark } from "./place-marks";

/** More at one place of a lane would be too thin to tell apart: from there on they lie over each other. */
const ROWS_MAX = 4;
/** Single marks are hidden where they are nearly at the same place. */
const SINGLE_REACH_PX = 1.5;

/**
 * Gives runs of a lane that would cover each other rows of their own, and single marks that would too, so that none hides another; `reachPx` is
 * how far a run is drawn beyond its moments. Everything else keeps the whole height.
 */
export function stackMarks(marks: readonly PlacedMark[], reachPx: number): PlacedMark[] {
  const instants = marks.filter(({ isInterval }) => !isInterval);
  const runs = instants.filter(({ events }) => events > 1);
  const singles = instants.filter(({ events }) => events === 1);
  const rowOf = new Map([...rowsIn(runs, reachPx), ...rowsIn(singles, SINGLE_REACH_PX)]);
  return marks.map((mark) => ({ ...mark, ...rowOf.get(mark) }));
}

function rowsIn(marks: readonly PlacedMark[], reachPx: number): (readonly [PlacedMark, Row])[] {
  return clustersOf(marks, reachPx).flatMap((cluster) => {
    const rows = rowsOf(cluster, reachPx);
    const count = Math.min(ROWS_MAX, Math.max(...rows) + 1);
    return cluster.map((mark, at) => [mark, { row: Math.min(count - 1, rows[at] ?? 0), rows: count }] as const);
  });
}

type Row = Pick<PlacedMark, "row" | "rows">;

/** Marks of one lane that hang together, each cluster from the left. */
function clustersOf(marks: readonly PlacedMark[], reachPx: number): PlacedMark[][] {
  const clusters: PlacedMark[][] = [];
  const open = new Map<string, { readonly cluster: PlacedMark[]; endPx: number }>();
  for (const mark of marks.toSorted((a, b) => a.xPx - b.xPx || a.from - b.from)) {
    const endPx = mark.xPx + mark.widthPx + reachPx;
    const now = open.get(mark.line.key);
    if (now !== undefined && mark.xPx - reachPx < now.endPx) {
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
function rowsOf(cluster: readonly PlacedMark[], reachPx: number): number[] {
  const endsPx: number[] = [];
  return cluster.map(({ xPx, widthPx }) => {
    const free = endsPx.findIndex((endPx) => endPx <= xPx - reachPx);
    const row = free < 0 ? endsPx.length : free;
    endsPx[row] = xPx + widthPx + reachPx;
    return row;
  });
}
