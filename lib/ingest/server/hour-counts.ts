import { type EventRows, REFERENCE_AT as AT } from "./event-rows";
import { movedColumn } from "./moved-column";

const HOUR_MS = 3_600_000;
const ERROR_SHIFT = 6;
/** The columns that tell one count from another, in the order of the key of `activity_hour`. */
const KEYS = 8;

/** Counts events by hour, as `activity_hour` keeps them, before they go to the database: one row for many events. */
export class HourCounts {
  length = 0;
  keys = new Int32Array(KEYS * 1_024);
  events = new Int32Array(1_024);
  bytes = new Float64Array(1_024);
  firstMs = new Float64Array(1_024);
  lastMs = new Float64Array(1_024);
  /** Open addressing: place of a count plus one, 0 for a free slot. */
  private slots: Int32Array;
  private readonly wanted = new Int32Array(KEYS);

  constructor(rows: EventRows, some: readonly number[]) {
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(16, some.length * 2))));
    for (const row of some) this.count(rows, row);
  }

  key(count: number, column: number): number {
    return this.keys[count * KEYS + column] ?? 0;
  }

  /** Counts in key order, in which every loader adds them. */
  inKeyOrder(): number[] {
    const order = Array.from({ length: this.length }, (_, index) => index);
    return order.sort((a, b) => {
      for (let column = 0; column < KEYS; column++) {
        const difference = this.key(a, column) - this.key(b, column);
        if (difference !== 0) return difference;
      }
      return 0;
    });
  }

  private count(rows: EventRows, row: number): void {
    const { wanted } = this;
    const timeMs = rows.timesMs[row] ?? 0;
    wanted[0] = rows.idOf(row, AT.principal);
    wanted[1] = Math.floor(timeMs / HOUR_MS);
    wanted[2] = rows.idOf(row, AT.credential);
    wanted[3] = rows.idOf(row, AT.action);
    wanted[4] = rows.idOf(row, AT.account);
    wanted[5] = rows.idOf(row, AT.container);
    wanted[6] = rows.idOf(row, AT.region);
    wanted[7] = ((rows.flags[row] ?? 0) >> ERROR_SHIFT) & 1;
    const at = this.find();
    const bytes = rows.bytes[row] ?? Number.NaN;
    this.events[at] = (this.events[at] ?? 0) + 1;
    if (!Number.isNaN(bytes)) this.bytes[at] = (this.bytes[at] ?? 0) + bytes;
    this.firstMs[at] = Math.min(this.firstMs[at] ?? 0, timeMs);
    this.lastMs[at] = Math.max(this.lastMs[at] ?? 0, timeMs);
  }

  private find(): number {
    const mask = this.slots.length - 1;
    let hash = 0;
    for (let column = 0; column < KEYS; column++) hash = Math.imul(hash ^ (this.wanted[column] ?? 0), 0x9e3779b1);
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const held = this.slots[slot] ?? 0;
      if (held === 0) return this.make(slot);
      if (this.isWanted(held - 1)) return held - 1;
    }
  }

  private isWanted(at: number): boolean {
    for (let column = 0; column < KEYS; column++)
      if (this.keys[at * KEYS + column] !== this.wanted[column]) return false;
    return true;
  }

  private make(slot: number): number {
    const at = this.length++;
    if (at >= this.events.length) this.grow();
    this.slots[slot] = at + 1;
    this.keys.set(this.wanted, at * KEYS);
    this.firstMs[at] = Number.POSITIVE_INFINITY;
    this.lastMs[at] = Number.NEGATIVE_INFINITY;
    return at;
  }

  private grow(): void {
    const capacity = this.events.length * 2;
    this.keys = movedColumn(this.keys, new Int32Array(capacity * KEYS));
    this.events = movedColumn(this.events, new Int32Array(capacity));
    this.bytes = movedColumn(this.bytes, new Float64Array(capacity));
    this.firstMs = movedColumn(this.firstMs, new Float64Array(capacity));
    this.lastMs = movedColumn(this.lastMs, new Float64Array(capacity));
  }
}
