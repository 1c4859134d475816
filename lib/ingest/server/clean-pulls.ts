import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Pool } from "pg";
import { z } from "zod";
import { isUuid } from "@/lib/base/is-uuid";
import { rows, sql } from "@/lib/db/sql";
import { inputLimits } from "../input-limits";

const NAME = "s3-";
/** A run says every half second that it is alive. */
const DEAD_AFTER = "1 minute";

/** Where the objects of one pull wait until they are read. */
export function pullFolder(runId: string): string {
  return join(inputLimits().temporaryFolder, NAME + runId);
}

/** Removes what pulls left behind whose process was killed. */
export async function cleanPulls(pool: Pool): Promise<void> {
  const names = await readdir(inputLimits().temporaryFolder).catch(() => []);
  const left = names.filter((name) => name.startsWith(NAME)).map((name) => name.slice(NAME.length));
  const dead = await rows(
    pool,
    z.object({ id: z.string() }),
    sql`
      select id from ingest_run
      where id = any(${left.filter(isUuid)}::uuid[]) and (state <> 'running' or heartbeat_at < now() - ${DEAD_AFTER}::interval)`,
  );
  for (const { id } of dead) await rm(pullFolder(id), { recursive: true, force: true });
}
