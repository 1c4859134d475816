import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { inTransaction } from "@/lib/db/in-transaction";
import { enqueueRun, prepareQueue } from "@/lib/jobs/enqueue";
import { cutoffOf, listTooOld } from "./plan-retention";
import { claimDay, readRetention } from "./retention-setting";

/** Once a day, where an age is set and something is older, has it dropped by a job; says whether. */
export async function queueDueRetention(pool: Pool, now: Date): Promise<boolean> {
  if (!(await claimDay(pool, now))) return false;
  const setting = await readRetention(pool);
  if (setting === null || setting.days === null) return false;
  const files = await listTooOld(pool, cutoffOf(now, setting.days));
  if (files.length === 0) return false;
  const runId = randomUUID();
  await prepareQueue(pool);
  await inTransaction(pool, async (client) => {
    await client.query(
      `insert into ingest_run (id, kind, state, source, actor_name, files_total, bytes_total) values ($1, 'retention', 'queued', $2, $3, $4, $5)`,
      [
        runId,
        `older than ${setting.days} days`,
        setting.by,
        files.length,
        files.reduce((sum, { bytes }) => sum + bytes, 0),
      ],
    );
    await enqueueRun(client, "apply-retention", { runId, takenUp: false });
  });
  return true;
}
