import { AppError } from "@/lib/base/app-error";
import type { Store } from "@/lib/db/store";
import type { S3Pull } from "@/lib/db/generated/client";
import type { S3Access } from "@/lib/ingest/s3/s3-access";
import type { S3Scope } from "@/lib/ingest/s3/s3-scope";
import { pullS3 } from "@/lib/ingest/server/pull-s3";
import { fetchKeys } from "@/lib/integrity/server/fetch-keys";
import { loadAndVerify } from "@/lib/integrity/server/ingest-and-verify";
import { updateIntegrity } from "@/lib/integrity/server/update-integrity";
import { endRun, type RunEnd, type RunWork } from "./end-run";
import { takeUpRun } from "./take-up-run";

/** Does a pull that was asked for on a page. May be repeated after any interruption. */
export async function runS3Pull(store: Store, work: RunWork): Promise<RunEnd> {
  const { runId, signal } = work;
  const run = await store.db.ingestRun.findUnique({ where: { id: runId }, include: { s3Pull: true } });
  if (run === null || run.s3Pull === null || (run.state !== "queued" && run.state !== "running"))
    return { kind: "nothing-to-do" };
  try {
    const end = await takeUpRun(store.pool, runId);
    if (end !== null) return end;
    const { source, actorName, s3Pull } = run;
    const request = requestOf(s3Pull);
    const result = await loadAndVerify(store, () => pullS3(store, { runId, source, actorName, ...request, signal }));
    if (s3Pull.fetchKeys) await fetchAndVerify(store, { runId, actorName, access: request.access, signal });
    return { kind: "done", ...result };
  } catch (error) {
    return endRun(store, "pull-s3", { work, error });
  }
}

type Keys = {
  readonly runId: string;
  readonly actorName: string;
  readonly access: S3Access;
  readonly signal: AbortSignal;
};

/** What was pulled stays, whatever AWS says to this: the run then tells why nothing could be verified. */
async function fetchAndVerify(store: Store, { runId, actorName, access, signal }: Keys): Promise<void> {
  const { rows } = await store.pool.query<{ now: Date }>("select now()");
  const now = (): Date => rows[0]?.now ?? new Date(0);
  const ctx = { pool: store.pool, db: store.db, actor: { kind: "job" as const, name: `pull of ${actorName}` }, now };
  try {
    const fetched = await fetchKeys(ctx, { access, range: { from: null, to: null }, signal });
    await updateIntegrity(store.pool);
    const problem = fetched.find((one) => one.problem !== null)?.problem ?? null;
    if (problem !== null) await note(store, runId, problem);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await note(store, runId, error.message);
  }
}

async function note(store: Store, runId: string, problem: string): Promise<void> {
  await store.pool.query("update ingest_run set error = $2 where id = $1", [
    runId,
    `Loaded, without AWS's public keys: ${problem}`,
  ]);
}

function requestOf(pull: S3Pull): { scope: S3Scope; access: S3Access } {
  const { bucket, prefix, accounts, regions, fromAt, toAt, profile, roleArn, externalId, endpoint } = pull;
  return {
    scope: { bucket, prefix, accounts, regions, fromMs: fromAt?.getTime() ?? null, toMs: toAt?.getTime() ?? null },
    access: { profile, roleArn, externalId, endpoint },
  };
}
