import { type EventRows, REFERENCE_AT as AT } from "./event-rows";
import { IntKeys } from "./int-keys";
import { movedColumn } from "./moved-column";

const HOUR_MS = 3_600_000;
const ERROR_SHIFT = 6;
/** The columns that tell one count from another, in the order of the key of `activity_hour`. */
const KEYS = 8;

/** Counts events by hour, as `activity_hour` keeps them, before they go to the database: one row for many events. */
export class HourCounts {
  events = new Int32Array(1_024);
  bytes = new Float64Array(1_024);
  firstMs = new Float64Array(1_024);
  lastMs = new Float64Array(1_024);
  readonly keys: IntKeys;

  constructor(rows: EventRows, some: readonly number[]) {
    this.keys = new IntKeys(KEYS, some.length);
    for (const row of some) this.count(rows, row);
  }

  private count(rows: EventRows, row: number): void {
    const { wanted } = this.keys;
    const timeMs = rows.timesMs[row] ?? 0;
    wanted[0] = rows.idOf(row, AT.principal);
    wanted[1] = Math.floor(timeMs / HOUR_MS);
    wanted[2] = rows.idOf(row, AT.credential);
    wanted[3] = rows.idOf(row, AT.action);
    wanted[4] = rows.idOf(row, AT.account);
    wanted[5] = rows.idOf(row, AT.container);
    wanted[6] = rows.idOf(row, AT.region);
    wanted[7] = ((rows.flags[row] ?? 0) >> ERROR_SHIFT) & 1;
    const known = this.keys.length;
    const at = this.keys.find();
    if (at === known) this.begin(at);
    const bytes = rows.bytes[row] ?? Number.NaN;
    this.events[at] = (this.events[at] ?? 0) + 1;
    if (!Number.isNaN(bytes)) this.bytes[at] = (this.bytes[at] ?? 0) + bytes;
    this.firstMs[at] = Math.min(this.firstMs[at] ?? 0, timeMs);
    this.lastMs[at] = Math.max(this.lastMs[at] ?? 0, timeMs);
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
