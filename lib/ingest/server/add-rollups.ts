import type { PoolClient } from "pg";
import { type ActivityCounts, countDays, countHours } from "./activity-counts";
import { arrayParameter } from "./array-parameter";
import type { EventRows } from "./event-rows";
import type { IntKeys } from "./int-keys";
import { ROLLUP_LOCK } from "./rollup-lock";
import { ADD_DAYS, ADD_HOURS, ADD_SEEN } from "./rollup-sql";
import { SeenDays } from "./seen-days";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Counts rows that were just written in the rollups. */
export async function addRollups(client: PoolClient, rows: EventRows, fresh: readonly number[]): Promise<void> {
  if (fresh.length === 0) return;
  await client.query(`select pg_advisory_xact_lock_shared(${ROLLUP_LOCK})`);
  const hours = countHours(rows, fresh);
  await client.query(ADD_HOURS, countColumns(hours, HOUR_MS));
  await client.query(ADD_DAYS, countColumns(countDays(hours), DAY_MS));
  await addSeen(client, new SeenDays(rows, fresh));
}

/** The key, whose second column counts periods and whose last two are narrow, then the measures. */
function countColumns(counts: ActivityCounts, periodMs: number): Buffer[] {
  const { key, times, of } = columnsOf(counts.keys);
  const { width } = counts.keys;
  return [
    key("int4", 0),
    times((at) => counts.keys.part(at, 1) * periodMs),
    ...Array.from({ length: width - 4 }, (_, index) => key("int4", index + 2)),
    key("int2", width - 2),
    key("int2", width - 1),
    of("int4", (to, at) => to.int4(counts.events[at] ?? 0)),
    of("int8", (to, at) => to.int8(counts.bytes[at] ?? 0)),
    times((at) => counts.firstMs[at] ?? 0),
    times((at) => counts.lastMs[at] ?? 0),
  ];
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
