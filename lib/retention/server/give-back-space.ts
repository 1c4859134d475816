import type { Pool } from "pg";
import { inTransaction } from "@/lib/db/in-transaction";

const TABLES = ["evidence_chunk", "event", "event_resource", "event_copy", "event_locator", "quarantine"];
/** Readers must not queue up behind this for long. */
const LOCK_TIMEOUT = "2s";

/**
 * Makes what rows took that are gone available again: the files of months without any event left shrink to nothing, and the space in the
 * others is used for what comes next.
 */
export async function giveBackSpace(pool: Pool): Promise<void> {
  const { rows: months } = await pool.query<{ name: string }>(
    "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'event'::regclass order by 1",
  );
  for (const { name } of months) await emptyMonth(pool, name);
  for (const table of TABLES) await pool.query(`vacuum ${table}`);
}

/** Left for another day where somebody is at it. */
async function emptyMonth(pool: Pool, name: string): Promise<void> {
  const { rows } = await pool.query<{ bytes: number; any: boolean }>(
    `select pg_relation_size('${name}')::float8 as bytes, exists (select from ${name}) as any`,
  );
  if (rows[0] === undefined || rows[0].any || rows[0].bytes === 0) return;
  await inTransaction(pool, async (client) => {
    await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query(`lock table ${name} in access exclusive mode`);
    const { rows: late } = await client.query(`select from ${name} limit 1`);
    if (late.length === 0) await client.query(`truncate ${name}`);
  }).catch((error: unknown) => {
    if (!isLockTimeout(error)) throw error;
  });
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "55P03";
}
