import type { Pool } from "pg";
import type { HashProgress } from "./hash-contents";
import type { VerifyRange } from "./list-results";
import { updateIntegrity } from "./update-integrity";

type Request = { readonly range: VerifyRange; readonly progress?: HashProgress };

/**
 * Verifies a time from the ground: reads the kept bytes of its digests and log files again, checks every signature anew, follows
 * the chains and compares every hash. What it finds is what pages and commands show from then on.
 */
export function verifyStore(pool: Pool, { range, progress }: Request): Promise<void> {
  return updateIntegrity(pool, { again: range, ...(progress ? { progress } : {}) });
}
