import type { PoolClient } from "pg";
import { arrayParameter } from "./array-parameter";
import type { EventRows } from "./event-rows";
import { HourCounts } from "./hour-counts";
import { ROLLUP_LOCK } from "./rollup-lock";
import { ADD_COUNTED } from "./rollup-sql";

const HOUR_MS = 3_600_000;

/** Counts rows that were just written in the rollups. */
export async function addRollups(client: PoolClient, rows: EventRows, fresh: readonly number[]): Promise<void> {
  if (fresh.length === 0) return;
  const counts = new HourCounts(rows, fresh);
  const order = counts.inKeyOrder();
  const at = (index: number): number => order[index] ?? 0;
  const column = (type: "int4" | "int2", key: number): Buffer =>
    arrayParameter(type, order.length, (to, index) =>
      type === "int4" ? to.int4(counts.key(at(index), key)) : to.int2(counts.key(at(index), key)),
    );
  const times = (of: (count: number) => number): Buffer =>
    arrayParameter("timestamptz", order.length, (to, index) => to.time(of(at(index))));
  await client.query(`select pg_advisory_xact_lock_shared(${ROLLUP_LOCK})`);
  await client.query(ADD_COUNTED, [
    column("int4", 0),
    times((count) => counts.key(count, 1) * HOUR_MS),
    ...[2, 3, 4, 5].map((key) => column("int4", key)),
    column("int2", 6),
    column("int2", 7),
    arrayParameter("int4", order.length, (to, index) => to.int4(counts.events[at(index)] ?? 0)),
    arrayParameter("int8", order.length, (to, index) => to.int8(counts.bytes[at(index)] ?? 0)),
    times((count) => counts.firstMs[count] ?? 0),
    times((count) => counts.lastMs[count] ?? 0),
  ]);
}
