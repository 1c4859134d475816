import type { Pool } from "pg";

/** Its own: what loads and what drops may go on meanwhile. */
const INTEGRITY_LOCK = "2002873094";

/** Runs work that no other process may do at the same time; waits for its turn. */
export async function withIntegrityLock<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query("select pg_advisory_lock($1)", [INTEGRITY_LOCK]);
    return await work();
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A session lock goes with its session where it cannot be given back.
    const freed = await client.query("select pg_advisory_unlock($1)", [INTEGRITY_LOCK]).catch((error: Error) => error);
    client.release(freed instanceof Error ? freed : failure === undefined ? undefined : false);
  }
}
