import type { PoolClient } from "pg";
import { arrayParameter } from "./array-parameter";
import type { EventRows } from "./event-rows";
import { HourCounts } from "./hour-counts";
import type { IntKeys } from "./int-keys";
import { ROLLUP_LOCK } from "./rollup-lock";
import { ADD_COUNTED, ADD_SEEN } from "./rollup-sql";
import { SeenDays } from "./seen-days";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Counts rows that were just written in the rollups. */
export async function addRollups(client: PoolClient, rows: EventRows, fresh: readonly number[]): Promise<void> {
  if (fresh.length === 0) return;
  await client.query(`select pg_advisory_xact_lock_shared(${ROLLUP_LOCK})`);
  await addHours(client, new HourCounts(rows, fresh));
  await addSeen(client, new SeenDays(rows, fresh));
}

async function addHours(client: PoolClient, counts: HourCounts): Promise<void> {
  const { key, times, of } = columnsOf(counts.keys);
  await client.query(ADD_COUNTED, [
    key("int4", 0),
    times((at) => counts.keys.part(at, 1) * HOUR_MS),
    ...[2, 3, 4, 5].map((column) => key("int4", column)),
    key("int2", 6),
    key("int2", 7),
    of("int4", (to, at) => to.int4(counts.events[at] ?? 0)),
    of("int8", (to, at) => to.int8(counts.bytes[at] ?? 0)),
    times((at) => counts.firstMs[at] ?? 0),
    times((at) => counts.lastMs[at] ?? 0),
  ]);
}

async function addSeen(client: PoolClient, seen: SeenDays): Promise<void> {
  const { key, times } = columnsOf(seen.keys);
  await client.query(ADD_SEEN, [
    key("int4", 0),
    times((at) => seen.keys.part(at, 1) * DAY_MS),
    key("int2", 2),
    key("int4", 3),
    times((at) => seen.firstMs[at] ?? 0),
  ]);
}

type Write = Parameters<typeof arrayParameter>[2];

/** Columns of rows that go to the database in the order of their keys. */
function columnsOf(keys: IntKeys) {
  const order = keys.inOrder();
  const of = (type: Parameters<typeof arrayParameter>[0], write: Write): Buffer =>
    arrayParameter(type, order.length, (to, index) => write(to, order[index] ?? 0));
  return {
    of,
    key: (type: "int4" | "int2", column: number): Buffer =>
      of(type, (to, at) => (type === "int4" ? to.int4(keys.part(at, column)) : to.int2(keys.part(at, column)))),
    times: (ms: (at: number) => number): Buffer => of("timestamptz", (to, at) => to.time(ms(at))),
  };
}
