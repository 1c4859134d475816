import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Context } from "@/lib/context";
import { inTransaction } from "@/lib/db/in-transaction";
import { notePull } from "@/lib/ingest/server/s3-pulls";
import { enqueueRun, prepareQueue } from "@/lib/jobs/enqueue";
import type { s3Pull } from "../s3-contract";
import { parseWish } from "./parse-wish";

type Input = z.output<typeof s3Pull.input>;
type Output = z.input<typeof s3Pull.output>;

/** Has a worker pull from S3. */
export async function createS3Pull(ctx: Context, input: Input): Promise<Output> {
  const { scope, access } = parseWish(input);
  const runId = randomUUID();
  await prepareQueue(ctx.pool);
  await recordAudit(ctx, { action: "s3.pull", target: runId, detail: { ...input } });
  await inTransaction(ctx.pool, async (client) => {
    await client.query(
      "insert into ingest_run (id, kind, state, source, actor_name) values ($1, 's3', 'queued', $2, $3)",
      [runId, `s3:${scope.bucket}`, ctx.actor.name],
    );
    await notePull(client, runId, { scope, access, fetchKeys: input.fetchKeys });
    await enqueueRun(client, "pull-s3", { runId, takenUp: false });
  });
  return { runId };
}
