import { AppError } from "@/lib/base/app-error";
import { inTransaction } from "@/lib/db/in-transaction";
import type { Store } from "@/lib/db/store";
import { storeFailure } from "@/lib/db/store-failure";
import { enqueueRun } from "@/lib/jobs/enqueue";
import type { RunTask } from "@/lib/jobs/run-job";
import type { Conservation } from "../contract";
import { removeSpool } from "./spool";

export type RunEnd =
  | ({ readonly kind: "done" } & Conservation)
  | { readonly kind: "cancelled" | "interrupted" | "nothing-to-do" }
  /** The database is away: to be tried again. */
  | { readonly kind: "unavailable"; readonly error: AppError }
  | { readonly kind: "failed"; readonly error: unknown };

export type RunWork = {
  readonly runId: string;
  /** Aborted with the reason "cancelled", or "interrupted" where the process ends. */
  readonly signal: AbortSignal;
  /** An earlier attempt may have loaded a part. */
  readonly takenUp: boolean;
  readonly isLastAttempt: boolean;
};

/** Writes down how a run ended that did not come to its end: cancelled, to be taken up again, or failed. */
export async function endRun(
  store: Store,
  task: RunTask,
  { work, error }: { readonly work: RunWork; readonly error: unknown },
): Promise<RunEnd> {
  const { runId, signal } = work;
  const askedBy = signal.aborted ? await cancelAskedBy(store, runId) : null;
  if (signal.aborted && (signal.reason === "cancelled" || askedBy !== null)) {
    const by = askedBy === null ? "" : ` by ${askedBy}`;
    await setState(store, runId, { state: "cancelled", error: `Cancelled${by}. What was loaded by then stays.` });
    await removeSpool(runId);
    return { kind: "cancelled" };
  }
  if (signal.aborted) {
    await inTransaction(store.pool, async (client) => {
      await client.query(
        "update ingest_run set state = 'queued', error = null, finished_at = null, heartbeat_at = now() where id = $1",
        [runId],
      );
      await enqueueRun(client, task, { runId, takenUp: true });
    });
    return { kind: "interrupted" };
  }
  const away = error instanceof AppError && error.code === "unavailable" ? error : storeFailure(error);
  if (away !== null && !work.isLastAttempt) {
    await setState(store, runId, { state: "queued", error: `${away.message} It is tried again by itself.` }).catch(
      () => undefined,
    );
    return { kind: "unavailable", error: away };
  }
  const message =
    error instanceof AppError ? error.message : "It ended with an unexpected error; the worker's log has it.";
  await setState(store, runId, { state: "failed", error: message }).catch(() => undefined);
  return away === null ? { kind: "failed", error } : { kind: "unavailable", error: away };
}

/** Who asked for it, heard by this worker or not. */
async function cancelAskedBy(store: Store, runId: string): Promise<string | null> {
  const { rows } = await store.pool.query<{ by: string | null }>(
    "select cancel_asked_by as by from ingest_run where id = $1",
    [runId],
  );
  return rows[0]?.by ?? null;
}

async function setState(store: Store, runId: string, end: { state: string; error: string }): Promise<void> {
  await store.pool.query(
    `update ingest_run set state = $2, error = $3, heartbeat_at = now(),
       finished_at = case when $2 = 'queued' then null else now() end
     where id = $1`,
    [runId, end.state, end.error],
  );
}
