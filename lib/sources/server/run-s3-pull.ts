import type { Store } from "@/lib/db/store";
import type { S3Pull } from "@/lib/db/generated/client";
import type { S3Access } from "@/lib/ingest/s3/s3-access";
import type { S3Scope } from "@/lib/ingest/s3/s3-scope";
import { pullS3 } from "@/lib/ingest/server/pull-s3";
import { endRun, type RunEnd, type RunWork } from "./end-run";

/** Does a pull that was asked for on a page. May be repeated after any interruption. */
export async function runS3Pull(store: Store, work: RunWork): Promise<RunEnd> {
  const { runId, signal } = work;
  const run = await store.db.ingestRun.findUnique({ where: { id: runId }, include: { s3Pull: true } });
  if (run === null || run.s3Pull === null || (run.state !== "queued" && run.state !== "running"))
    return { kind: "nothing-to-do" };
  try {
    await store.pool.query(
      "update ingest_run set state = 'running', error = null, finished_at = null, heartbeat_at = now() where id = $1",
      [runId],
    );
    const { source, actorName, s3Pull } = run;
    const result = await pullS3(store, { runId, source, actorName, ...requestOf(s3Pull), signal });
    return { kind: "done", ...result };
  } catch (error) {
    return endRun(store, "pull-s3", { work, error });
  }
}

function requestOf(pull: S3Pull): { scope: S3Scope; access: S3Access } {
  const { bucket, prefix, accounts, regions, fromAt, toAt, profile, roleArn, externalId, endpoint } = pull;
  return {
    scope: { bucket, prefix, accounts, regions, fromMs: fromAt?.getTime() ?? null, toMs: toAt?.getTime() ?? null },
    access: { profile, roleArn, externalId, endpoint },
  };
}
