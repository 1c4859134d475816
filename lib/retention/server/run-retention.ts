import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Store } from "@/lib/db/store";
import { endRun, type RunEnd, type RunWork } from "@/lib/sources/server/end-run";
import { takeUpRun } from "@/lib/sources/server/take-up-run";
import { applyRetention, type RetentionProgress } from "./apply-retention";
import { cutoffOf } from "./plan-retention";
import { readRetention } from "./retention-setting";

/** Drops what is too old by now. May be repeated after any interruption; where the age was taken back meanwhile, nothing more goes. */
export async function runRetention(store: Store, work: RunWork): Promise<RunEnd> {
  const { pool } = store;
  const { runId, signal } = work;
  const run = await store.db.ingestRun.findUnique({ where: { id: runId } });
  if (run === null || (run.state !== "queued" && run.state !== "running")) return { kind: "nothing-to-do" };
  try {
    const { days = null, by = "" } = (await readRetention(pool)) ?? {};
    if (days === null) return await finish(store, runId, "Nothing was dropped: the age was taken back meanwhile.");
    const end = await takeUpRun(pool, runId);
    if (end !== null) return end;
    const { rows } = await pool.query<{ now: Date }>("select now()");
    const cutoff = cutoffOf(rows[0]?.now ?? run.startedAt, days);
    await recordAudit(
      { db: store.db, actor: { kind: "job", name: "retention" }, now: () => new Date(rows[0]?.now ?? run.startedAt) },
      { action: "retention.drop", target: runId, detail: { days, cutoff: cutoff.toISOString() } },
    );
    await applyRetention(pool, {
      cutoff,
      rule: { days, by },
      at: rows[0]?.now ?? run.startedAt,
      onProgress: (progress) => report(store, runId, progress),
      signal,
    });
    return await finish(store, runId, null);
  } catch (error) {
    return endRun(store, "apply-retention", { work, error });
  }
}

/** What an earlier attempt dropped is counted too. */
async function report(
  store: Store,
  runId: string,
  { files, filesTotal, bytes, bytesTotal }: RetentionProgress,
): Promise<void> {
  await store.pool.query(
    `update ingest_run set heartbeat_at = now(), files_total = greatest(files_total, $3), files = greatest(files_total, $3) - ($3 - $2),
       bytes_total = greatest(bytes_total, $5), bytes = greatest(bytes_total, $5) - ($5 - $4)
     where id = $1`,
    [runId, files, filesTotal, bytes, bytesTotal],
  );
}

async function finish(store: Store, runId: string, note: string | null): Promise<RunEnd> {
  await store.pool.query(
    "update ingest_run set state = 'done', error = $2, finished_at = now(), heartbeat_at = now() where id = $1",
    [runId, note],
  );
  return { kind: "done", records: 0, stored: 0, duplicates: 0, quarantined: 0 };
}
