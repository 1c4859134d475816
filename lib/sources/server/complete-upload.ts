import type { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { inTransaction } from "@/lib/db/in-transaction";
import { enqueueRun, prepareQueue } from "@/lib/jobs/enqueue";
import type { uploadComplete } from "../upload-contract";
import { findUpload } from "./find-upload";
import { removeSpool } from "./spool";

type Input = z.output<typeof uploadComplete.input>;
type Output = z.input<typeof uploadComplete.output>;

/** Ends the sending: what was received is queued for loading, what was not is failed. Asked again, it answers the same. */
export async function completeUpload(ctx: Context, { runId }: Input): Promise<Output> {
  const upload = await findUpload(ctx, runId);
  if (upload.actorName !== ctx.actor.name) throw new AppError("forbidden", "This is somebody else's upload.");
  if (upload.state === "cancelled") throw new AppError("conflict", "This upload was cancelled. Begin a new one.");
  if (upload.state === "receiving") await close(ctx, runId);
  const failed = await ctx.db.uploadFile.count({ where: { runId, state: "failed" } });
  const all = await ctx.db.uploadFile.count({ where: { runId } });
  return { received: all - failed, failed };
}

async function close(ctx: Context, runId: string): Promise<void> {
  await prepareQueue(ctx.pool);
  const queued = await inTransaction(ctx.pool, async (client) => {
    await client.query(
      "update upload_file set state = 'failed', reason = coalesce(reason, 'never arrived') where run_id = $1 and state = 'receiving'",
      [runId],
    );
    const result = await client.query<{ state: string }>(
      `update ingest_run r set
         state = case when received.files > 0 then 'queued' else 'failed' end,
         error = case when received.files > 0 then null else 'None of its files arrived.' end,
         finished_at = case when received.files > 0 then null else now() end,
         files_total = received.files, bytes_total = received.bytes, heartbeat_at = now()
       from (
         select count(*)::int as files, coalesce(sum(received_bytes), 0) as bytes
         from upload_file where run_id = $1 and state = 'received'
       ) received
       where r.id = $1 and r.state = 'receiving'
       returning r.state`,
      [runId],
    );
    const state = result.rows[0]?.state;
    if (state === "queued") await enqueueRun(client, "ingest-upload", { runId, takenUp: false });
    return state === "queued";
  });
  if (!queued) await removeSpool(runId);
  await recordAudit(ctx, { action: "upload.complete", target: runId, detail: {} });
}
