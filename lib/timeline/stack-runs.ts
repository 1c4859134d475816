import type { PlacedMark } from "./place-marks";

/** More runs at one place of a lane would be too thin to tell apart: from there on they lie over each other. */
const ROWS_MAX = 4;

/**
 * Gives runs of a lane that would cover each other rows of their own, so that none hides another; `reachPx` is how far each is drawn beyond its
 * moments. Everything else keeps the whole height.
 */
export function stackRuns(marks: readonly PlacedMark[], reachPx: number): PlacedMark[] {
  const rowOf = new Map<PlacedMark, Pick<PlacedMark, "row" | "rows">>();
  for (const cluster of clustersOf(marks, reachPx)) {
    const rows = rowsOf(cluster, reachPx);
    const count = Math.min(ROWS_MAX, Math.max(...rows) + 1);
    cluster.forEach((mark, at) => rowOf.set(mark, { row: Math.min(count - 1, rows[at] ?? 0), rows: count }));
  }
  return marks.map((mark) => ({ ...mark, ...rowOf.get(mark) }));
}

/** Runs of one lane that hang together, each cluster from the left. */
function clustersOf(marks: readonly PlacedMark[], reachPx: number): PlacedMark[][] {
  const clusters: PlacedMark[][] = [];
  const open = new Map<string, { readonly cluster: PlacedMark[]; endPx: number }>();
  const runs = marks.filter(({ events, isInterval }) => events > 1 && !isInterval);
  for (const mark of runs.toSorted((a, b) => a.xPx - b.xPx || a.from - b.from)) {
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
