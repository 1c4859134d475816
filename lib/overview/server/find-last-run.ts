import type { Context } from "@/lib/context";
import { KEPT_REASONS } from "@/lib/ingest/name-other-content";
import { Overview } from "../contract";

const State = Overview.shape.lastRun.unwrap().shape.state;

/** The run that started last, whatever became of it; null before the first. */
export async function findLastRun({ db }: Pick<Context, "db">): Promise<Overview["lastRun"]> {
  const run = await db.ingestRun.findFirst({ orderBy: { startedAt: "desc" } });
  if (run === null) return null;
  const keptAside =
    run.skipped === 0
      ? 0
      : await db.skippedInput.count({ where: { runId: run.id, reason: { in: [...KEPT_REASONS] } } });
  return {
    id: run.id,
    kind: run.kind,
    state: State.parse(run.state),
    source: run.source,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    files: run.files,
    skipped: run.skipped,
    keptAside,
    records: Number(run.records),
    stored: Number(run.stored),
    duplicates: Number(run.duplicates),
    quarantined: Number(run.quarantined),
    error: run.error,
  };
}
