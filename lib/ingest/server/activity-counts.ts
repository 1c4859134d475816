import { type EventRows, REFERENCE_AT as AT } from "./event-rows";
import { IntKeys } from "./int-keys";
import { movedColumn } from "./moved-column";

const HOUR_MS = 3_600_000;
const HOURS_OF_DAY = 24;
const ERROR_SHIFT = 6;
/** The columns that tell one count from another, in the order of the key of `activity_hour`; `activity_day` has no credential. */
const HOUR_KEYS = 8;
const DAY_KEYS = 7;

type Measures = { readonly events: number; readonly bytes: number; readonly firstMs: number; readonly lastMs: number };

/** Counts of events by whole numbers, as the rollups keep them, before they go to the database: one row for many events. */
export class ActivityCounts {
  events = new Int32Array(1_024);
  bytes = new Float64Array(1_024);
  firstMs = new Float64Array(1_024);
  lastMs = new Float64Array(1_024);
  readonly keys: IntKeys;

  constructor(width: number, most: number) {
    this.keys = new IntKeys(width, most);
  }

  /** Adds to the key that was filled into `keys.wanted`. */
  add({ events, bytes, firstMs, lastMs }: Measures): void {
    const known = this.keys.length;
    const at = this.keys.find();
    if (at === known) this.begin(at);
    this.events[at] = (this.events[at] ?? 0) + events;
    this.bytes[at] = (this.bytes[at] ?? 0) + bytes;
    this.firstMs[at] = Math.min(this.firstMs[at] ?? 0, firstMs);
    this.lastMs[at] = Math.max(this.lastMs[at] ?? 0, lastMs);
  }

  private begin(at: number): void {
    if (at >= this.events.length) this.grow();
    this.firstMs[at] = Number.POSITIVE_INFINITY;
    this.lastMs[at] = Number.NEGATIVE_INFINITY;
  }

  private grow(): void {
    const capacity = this.events.length * 2;
    this.events = movedColumn(this.events, new Int32Array(capacity));
    this.bytes = movedColumn(this.bytes, new Float64Array(capacity));
    this.firstMs = movedColumn(this.firstMs, new Float64Array(capacity));
    this.lastMs = movedColumn(this.lastMs, new Float64Array(capacity));
  }
}

/** Events by hour, in the columns of `activity_hour`; the hour is counted from 1970. */
export function countHours(rows: EventRows, some: readonly number[]): ActivityCounts {
  const counts = new ActivityCounts(HOUR_KEYS, some.length);
  const { wanted } = counts.keys;
  for (const row of some) {
    const timeMs = rows.timesMs[row] ?? 0;
    const bytes = rows.bytes[row] ?? Number.NaN;
    wanted[0] = rows.idOf(row, AT.principal);
    wanted[1] = Math.floor(timeMs / HOUR_MS);
    wanted[2] = rows.idOf(row, AT.credential);
    wanted[3] = rows.idOf(row, AT.action);
    wanted[4] = rows.idOf(row, AT.account);
    wanted[5] = rows.idOf(row, AT.container);
    wanted[6] = rows.idOf(row, AT.region);
    wanted[7] = ((rows.flags[row] ?? 0) >> ERROR_SHIFT) & 1;
    counts.add({ events: 1, bytes: Number.isNaN(bytes) ? 0 : bytes, firstMs: timeMs, lastMs: timeMs });
  }
  return counts;
}

/** The same by day, in the columns of `activity_day`; the day is counted from 1970. */
export function countDays(hours: ActivityCounts): ActivityCounts {
  const counts = new ActivityCounts(DAY_KEYS, hours.keys.length);
  const { wanted } = counts.keys;
  for (let at = 0; at < hours.keys.length; at++) {
    wanted[0] = hours.keys.part(at, 0);
    wanted[1] = Math.floor(hours.keys.part(at, 1) / HOURS_OF_DAY);
    for (let column = 2; column < DAY_KEYS; column++) wanted[column] = hours.keys.part(at, column + 1);
    counts.add({
      events: hours.events[at] ?? 0,
      bytes: hours.bytes[at] ?? 0,
      firstMs: hours.firstMs[at] ?? 0,
      lastMs: hours.lastMs[at] ?? 0,
    });
  }
  return counts;
}
