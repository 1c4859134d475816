import { type EventRows, REFERENCE_AT as AT } from "./event-rows";
import { IntKeys } from "./int-keys";

const DAY_MS = 86_400_000;
/** Principal, day, field and value: the key of `seen_day`. */
const KEYS = 4;
const ADDRESS = 0;
const RESOURCE = 1;

/** When each principal of some events first came from an address, or touched something that belongs to nothing, on each day. */
export class SeenDays {
  readonly keys: IntKeys;
  readonly firstMs: number[] = [];

  constructor(rows: EventRows, some: readonly number[]) {
    this.keys = new IntKeys(KEYS, some.length * 2);
    for (const row of some) {
      this.see(rows, row, [ADDRESS, rows.idOf(row, AT.address)]);
      if (rows.idOf(row, AT.container) === 0) this.see(rows, row, [RESOURCE, rows.idOf(row, AT.resource)]);
    }
  }

  private see(rows: EventRows, row: number, [field, value]: readonly [field: number, value: number]): void {
    if (value === 0) return;
    const { wanted } = this.keys;
    const timeMs = rows.timesMs[row] ?? 0;
    wanted[0] = rows.idOf(row, AT.principal);
    wanted[1] = Math.floor(timeMs / DAY_MS);
    wanted[2] = field;
    wanted[3] = value;
    const at = this.keys.find();
    this.firstMs[at] = Math.min(this.firstMs[at] ?? timeMs, timeMs);
  }
}
