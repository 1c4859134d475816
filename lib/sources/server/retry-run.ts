import type { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { inTransaction } from "@/lib/db/in-transaction";
import { enqueueRun, prepareQueue } from "@/lib/jobs/enqueue";
import type { runRetry } from "../contract";
import { findPageRun } from "./find-page-run";
import { hasSpool } from "./spool";

type Input = z.output<typeof runRetry.input>;
type Output = z.input<typeof runRetry.output>;

/** Loads a failed upload again, from the files that are still here, or a pull from S3, from where it stopped. */
export async function retryRun(ctx: Context, { runId }: Input): Promise<Output> {
  const run = await findPageRun(ctx, runId);
  if (run.state !== "failed")
    throw new AppError("conflict", `This load is ${run.state}: there is nothing to try again.`);
  if (run.kind === "upload" && !(await hasSpool(runId)))
    throw new AppError("conflict", "Its files are not here any more. Drop them again.");
  await prepareQueue(ctx.pool);
  await inTransaction(ctx.pool, async (client) => {
    await client.query(
      "update ingest_run set state = 'queued', error = null, finished_at = null, cancel_asked_by = null, heartbeat_at = now() where id = $1 and state = 'failed'",
      [runId],
    );
    await enqueueRun(client, run.kind === "s3" ? "pull-s3" : "ingest-upload", { runId, takenUp: true });
  });
  await recordAudit(ctx, { action: run.kind === "s3" ? "s3.retry" : "upload.retry", target: runId, detail: {} });
  return {};
}
