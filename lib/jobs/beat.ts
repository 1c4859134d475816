import type { Pool } from "pg";
import { HEARTBEAT } from "@/lib/telemetry/server/get-readiness";

/** Writes down that a worker lives, by the clock of the database. */
export async function beat(pool: Pool): Promise<void> {
  await pool.query(
    `insert into setting (key, value) values ($1, to_jsonb(now()))
     on conflict (key) do update set value = excluded.value`,
    [HEARTBEAT],
  );
}
