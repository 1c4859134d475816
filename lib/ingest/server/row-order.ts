import { type EventRows, REFERENCE_AT } from "./event-rows";

/** Rows by event id, the order in which they are claimed; of rows with one id the first added comes first. */
export function inIdOrder(rows: EventRows, some: readonly number[]): number[] {
  const { ids } = rows;
  const keys = new Float64Array(rows.length);
  for (const row of some) keys[row] = ids.readUInt32BE(row * 16) * 2 ** 20 + (ids.readUInt32BE(row * 16 + 4) >>> 12);
  return some.toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || compareIds(ids, a, b) || a - b);
}

/** Rows as a principal's timeline reads them, so that what is read together lies together. */
export function inTimelineOrder(rows: EventRows, some: readonly number[]): number[] {
  const { timesMs } = rows;
  const principals = new Float64Array(rows.length);
  for (const row of some) principals[row] = rows.idOf(row, REFERENCE_AT.principal);
  return some.toSorted(
    (a, b) =>
      (principals[a] ?? 0) - (principals[b] ?? 0) ||
      (timesMs[a] ?? 0) - (timesMs[b] ?? 0) ||
      compareIds(rows.ids, a, b),
  );
}

/** Whether two rows have one event id. */
export function haveSameId(rows: EventRows, a: number, b: number): boolean {
  return compareIds(rows.ids, a, b) === 0;
}

/** Whether a row has the id of these 16 bytes. */
export function hasId(rows: EventRows, row: number, id: Buffer): boolean {
  return rows.ids.compare(id, 0, 16, row * 16, row * 16 + 16) === 0;
}

function compareIds(ids: Buffer, a: number, b: number): number {
  for (let at = 0; at < 16; at++) {
    const difference = (ids[a * 16 + at] ?? 0) - (ids[b * 16 + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
