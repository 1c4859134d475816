import { setTimeout as delay } from "node:timers/promises";
import { DatabaseError } from "pg";

const ATTEMPTS = 8;
const DEADLOCK = "40P01";
const SERIALISATION = "40001";

/** Runs a whole transaction again where the database chose it as the victim of a deadlock or a serialisation failure. */
export async function retryContended<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === ATTEMPTS || !isContention(error)) throw error;
      await delay(10 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

function isContention(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === DEADLOCK || error.code === SERIALISATION);
}
