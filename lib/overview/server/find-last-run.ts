import type { Context } from "@/lib/context";
import { Overview } from "../contract";

const State = Overview.shape.lastRun.unwrap().shape.state;

/** The run that started last, whatever became of it; null before the first. */
export async function findLastRun({ db }: Pick<Context, "db">): Promise<Overview["lastRun"]> {
  const run = await db.ingestRun.findFirst({ orderBy: { startedAt: "desc" } });
  if (run === null) return null;
  return {
    id: run.id,
    kind: run.kind,
    state: State.parse(run.state),
    source: run.source,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    files: run.files,
    skipped: run.skipped,
    records: Number(run.records),
    stored: Number(run.stored),
    duplicates: Number(run.duplicates),
    quarantined: Number(run.quarantined),
    error: run.error,
  };
}
