import type { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { inTransaction } from "@/lib/db/in-transaction";
import { enqueueIngestUpload, prepareQueue } from "@/lib/jobs/enqueue";
import type { runRetry } from "../contract";
import { findUpload } from "./find-upload";
import { hasSpool } from "./spool";

type Input = z.output<typeof runRetry.input>;
type Output = z.input<typeof runRetry.output>;

/** Loads a failed upload again, from the files that are still here. */
export async function retryRun(ctx: Context, { runId }: Input): Promise<Output> {
  const upload = await findUpload(ctx, runId);
  if (upload.state !== "failed")
    throw new AppError("conflict", `This upload is ${upload.state}: there is nothing to try again.`);
  if (!(await hasSpool(runId))) throw new AppError("conflict", "Its files are not here any more. Drop them again.");
  await prepareQueue(ctx.pool);
  await inTransaction(ctx.pool, async (client) => {
    await client.query(
      "update ingest_run set state = 'queued', error = null, finished_at = null, heartbeat_at = now() where id = $1 and state = 'failed'",
      [runId],
    );
    await enqueueIngestUpload(client, { runId, takenUp: true });
  });
  await recordAudit(ctx, { action: "upload.retry", target: runId, detail: {} });
  return {};
}
