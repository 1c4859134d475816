import type { Pool } from "pg";
import { AppError } from "@/lib/base/app-error";

/** Counts of a run. `records = stored + duplicates + quarantined`, over the files that were not here before. */
export type RunTotals = {
  files: number;
  filesNew: number;
  skipped: number;
  records: number;
  stored: number;
  duplicates: number;
  quarantined: number;
  bytes: number;
};

export type RunKind = "cli" | "upload" | "demo" | "rebuild" | "s3" | "retention";
export type NewRun = {
  readonly id: string;
  readonly kind: RunKind;
  readonly source: string;
  readonly actorName: string;
  readonly state: "receiving" | "queued" | "running";
};

/** Nothing counted yet. */
export function noTotals(): RunTotals {
  return { files: 0, filesNew: 0, skipped: 0, records: 0, stored: 0, duplicates: 0, quarantined: 0, bytes: 0 };
}

/** Writes a run down, so that the pages can show it from its first moment. */
export async function startRun(pool: Pool, run: NewRun): Promise<void> {
  await pool.query("insert into ingest_run (id, kind, state, source, actor_name) values ($1, $2, $3, $4, $5)", [
    run.id,
    run.kind,
    run.state,
    run.source,
    run.actorName,
  ]);
}

/** Brings the counts of a run up to date; `expected` is what it will come to, where that is known. Whether it runs is not for this to say. */
export async function reportRun(
  pool: Pool,
  id: string,
  { totals, expected }: { totals: RunTotals; expected: { files: number; bytes: number } | null },
): Promise<void> {
  await pool.query(
    `update ingest_run set heartbeat_at = now(), files_total = $2, bytes_total = $3, files = $4, files_new = $5, skipped = $6,
       records = $7, stored = $8, duplicates = $9, quarantined = $10, bytes = $11
     where id = $1`,
    [
      id,
      expected?.files ?? null,
      expected?.bytes ?? null,
      totals.files,
      totals.filesNew,
      totals.skipped,
      totals.records,
      totals.stored,
      totals.duplicates,
      totals.quarantined,
      totals.bytes,
    ],
  );
}

/** Closes a run. */
export async function finishRun(pool: Pool, id: string, error: string | null): Promise<void> {
  await pool.query(
    "update ingest_run set state = $2, error = $3, finished_at = now(), heartbeat_at = now() where id = $1",
    [id, error === null ? "done" : "failed", error],
  );
}

/**
 * The source that records are said to come from, made where it is new. Uploads and folders are trusted least (3). Throws
 * `AppError` "conflict" where the name stands for a source of another trust: nothing gains trust by its name.
 */
export async function ensureSource(pool: Pool, name: string, trust: number): Promise<{ id: number; trust: number }> {
  await pool.query("insert into source (name, trust) values ($1, $2) on conflict (name) do nothing", [name, trust]);
  const { rows } = await pool.query<{ id: number; trust: number }>("select id, trust from source where name = $1", [
    name,
  ]);
  const [source] = rows;
  if (!source) throw new Error(`source ${name} was not made`);
  if (source.trust !== trust)
    throw new AppError(
      "conflict",
      `The source "${name}" is one whose records are ${source.trust < trust ? "more" : "less"} trusted than these. Give these another name with --source.`,
    );
  return source;
}
