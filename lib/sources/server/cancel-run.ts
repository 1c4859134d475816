import type { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { inTransaction } from "@/lib/db/in-transaction";
import { dequeueRun, prepareQueue } from "@/lib/jobs/enqueue";
import { CANCEL_CHANNEL } from "@/lib/jobs/run-job";
import type { runCancel } from "../contract";
import { SILENT_AFTER_MS } from "../run-condition";
import { findPageRun } from "./find-page-run";
import { removeSpool } from "./spool";

type Input = z.output<typeof runCancel.input>;
type Output = z.input<typeof runCancel.output>;

/** Stops an upload or a pull from S3, wherever it is. What was loaded stays; one that a live worker has ends a moment later. */
export async function cancelRun(ctx: Context, { runId }: Input): Promise<Output> {
  const run = await findPageRun(ctx, runId);
  if (run.state === "done" || run.state === "failed" || run.state === "cancelled") {
    throw new AppError("conflict", `This load is ${run.state} already.`);
  }
  await recordAudit(ctx, { action: run.kind === "s3" ? "s3.cancel" : "upload.cancel", target: runId, detail: {} });
  await prepareQueue(ctx.pool);
  const cancelled = await inTransaction(ctx.pool, async (client) => {
    const result = await client.query(
      `update ingest_run set state = 'cancelled', error = $2, finished_at = now()
       where id = $1 and (state in ('receiving', 'queued') or (state = 'running' and heartbeat_at < now() - make_interval(secs => $3)))`,
      [runId, `Cancelled by ${ctx.actor.name}. What was loaded by then stays.`, SILENT_AFTER_MS / 1000],
    );
    const done = result.rowCount === 1;
    if (done) await dequeueRun(client, runId);
    else {
      // Kept for a worker that does not hear it now, or takes the run up after another one.
      await client.query("update ingest_run set cancel_asked_by = $2 where id = $1 and state = 'running'", [
        runId,
        ctx.actor.name,
      ]);
      await client.query("select pg_notify($1, $2)", [CANCEL_CHANNEL, runId]);
    }
    return done;
  });
  if (cancelled) await removeSpool(runId);
  return { cancelled };
}
