import type { Pool } from "pg";
import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { rows, sql } from "@/lib/db/sql";
import { Dictionaries } from "./dictionaries";
import { fileGroups } from "./file-groups";
import { rebuildFiles } from "./rebuild-files";
import { Stopwatch } from "./stopwatch";

const CURSOR = "rebuild-cursor";

export type RebuildRequest = {
  /** One log file, or null for all. */
  readonly fileId: number | null;
  /** Only files that have records in quarantine. */
  readonly onlyQuarantined: boolean;
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly signal: AbortSignal;
};

export type RebuildProgress = {
  files: number;
  filesTotal: number;
  records: number;
  stored: number;
  duplicates: number;
  quarantined: number;
};

const FileRow = z.object({ id: z.number(), records: z.number() });
type FileRow = z.output<typeof FileRow>;

/**
 * Derives log files again from their evidence, group by group, with the app up. A rebuild of everything that was interrupted
 * goes on where it stopped.
 */
export async function rebuildStore(pool: Pool, request: RebuildRequest): Promise<RebuildProgress> {
  const isWhole = request.fileId === null && !request.onlyQuarantined;
  const files = await filesToRebuild(pool, request, isWhole ? await readCursor(pool) : 0);
  const progress = { files: 0, filesTotal: files.length, records: 0, stored: 0, duplicates: 0, quarantined: 0 };
  const ctx = {
    pool,
    source: { id: 0, trust: 0 },
    dictionaries: new Dictionaries(),
    watch: new Stopwatch(() => performance.now()),
  };
  for (const group of fileGroups(files)) {
    if (request.signal.aborted) throw new AppError("conflict", "Stopped. Run the same command again to go on.");
    const rebuilt = await rebuildFiles(
      ctx,
      group.map(({ id }) => id),
    );
    progress.files += group.length;
    for (const key of ["records", "stored", "duplicates", "quarantined"] as const) progress[key] += rebuilt[key];
    if (isWhole) await writeCursor(pool, group.at(-1)?.id ?? 0);
    request.onProgress?.(progress);
  }
  const orphaned = await filesOfOrphans(pool);
  if (orphaned.length > 0) await rebuildFiles(ctx, orphaned);
  if (isWhole) await pool.query("delete from setting where key = $1", [CURSOR]);
  return progress;
}

function filesToRebuild(pool: Pool, { fileId, onlyQuarantined }: RebuildRequest, after: number): Promise<FileRow[]> {
  return rows(
    pool,
    FileRow,
    sql`
      select id, records from log_file
      where complete and dropped_at is null and id > ${after} and (${fileId}::int is null or id = ${fileId}) and (not ${onlyQuarantined}::boolean or quarantined > 0)
      order by id`,
  );
}

/** Files whose copies are of events that are gone, because the file that stored them now reads them differently. */
async function filesOfOrphans(pool: Pool): Promise<number[]> {
  const { rows: found } = await pool.query<{ id: number }>(
    `select distinct c.log_file_id as id from event_copy c
     where not exists (select from event_locator l where l.event_id = c.event_id) order by 1`,
  );
  return found.map(({ id }) => id);
}

async function readCursor(pool: Pool): Promise<number> {
  const { rows: found } = await pool.query<{ at: number }>(
    "select (value #>> '{}')::int as at from setting where key = $1",
    [CURSOR],
  );
  return found[0]?.at ?? 0;
}

async function writeCursor(pool: Pool, fileId: number): Promise<void> {
  await pool.query(
    "insert into setting (key, value) values ($1, to_jsonb($2::int)) on conflict (key) do update set value = excluded.value",
    [CURSOR, fileId],
  );
}
