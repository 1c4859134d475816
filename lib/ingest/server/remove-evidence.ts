import type { Pool } from "pg";
import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { rows, sql } from "@/lib/db/sql";
import { Dictionaries } from "./dictionaries";
import { fileGroups } from "./file-groups";
import { leaveSource } from "./leave-source";
import type { LoadContext } from "./load-batch";
import { removeFiles } from "./remove-files";
import { removeSource } from "./remove-source";
import { Stopwatch } from "./stopwatch";

/** What is to be removed: one log file, or all that one source delivered. */
export type Removal = { readonly kind: "file" | "source"; readonly id: number; readonly name: string };

/** What a removal is about: files that go, and files that stay because other sources delivered them too. */
export type RemovalPlan = {
  readonly files: readonly z.output<typeof FileRow>[];
  readonly shared: readonly z.output<typeof FileRow>[];
  readonly records: number;
  readonly bytes: number;
};

export type RemovalResult = {
  readonly files: number;
  readonly shared: number;
  readonly records: number;
  /** That are gone; of the others that the files held, other files have copies. */
  readonly events: number;
};

const Found = z.object({ kind: z.enum(["file", "source"]), id: z.number(), name: z.string() });
const FileRow = z.object({ id: z.number(), records: z.number(), bytes: z.number(), isShared: z.boolean() });
const SHOWN_MAX = 5;

/** Finds what a person means: a source by its name, a log file by its number, SHA-256 (or its beginning) or place. */
export async function resolveRemoval(pool: Pool, words: string): Promise<Removal> {
  const isNumber = /^\d{1,9}$/.test(words);
  const isHash = /^[0-9a-f]{8,64}$/.test(words);
  const found = await rows(
    pool,
    Found,
    sql`
      select 'source' as kind, id, name from source where name = ${words}
      union all
      select 'file', f.id, encode(f.sha256, 'hex') from log_file f
      where (${isNumber} and f.id = ${isNumber ? Number(words) : 0})
        or (${isHash} and starts_with(encode(f.sha256, 'hex'), ${words}))
        or f.id in (select log_file_id from log_file_location where path = ${words})
      limit ${SHOWN_MAX + 1}`,
  );
  const [only] = found;
  if (!only)
    throw new AppError(
      "not-found",
      `There is no source and no log file "${words.slice(0, 200)}". /sources lists them.`,
    );
  if (found.length === 1) return only;
  const list = found.slice(0, SHOWN_MAX).map(({ kind, name }) => `${kind === "file" ? "log file" : "source"} ${name}`);
  const more = found.length > SHOWN_MAX ? " and more" : "";
  throw new AppError("conflict", `"${words.slice(0, 200)}" fits several: ${list.join(", ")}${more}. Name one of them.`);
}

/** What would go. */
export async function planRemoval(pool: Pool, { kind, id }: Removal): Promise<RemovalPlan> {
  if (kind === "file") await refuseDroppedFile(pool, id);
  const found = await rows(
    pool,
    FileRow,
    kind === "file"
      ? sql`select id, records, delivered_bytes::float8 as bytes, false as "isShared" from log_file where id = ${id}`
      : sql`
          select f.id, f.records, f.delivered_bytes::float8 as bytes,
            exists (select from log_file_location o where o.log_file_id = f.id and o.source_id <> ${id}) as "isShared"
          from log_file f
          where f.dropped_at is null
            and (f.source_id = ${id} or exists (select from log_file_location l where l.log_file_id = f.id and l.source_id = ${id}))
          order by f.id`,
  );
  const files = found.filter(({ isShared }) => !isShared);
  return {
    files,
    shared: found.filter(({ isShared }) => isShared),
    records: files.reduce((sum, { records }) => sum + records, 0),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** Nothing is left of it to be taken back, and what the summaries count of it cannot be told apart any more. */
async function refuseDroppedFile(pool: Pool, id: number): Promise<void> {
  const { rows: dropped } = await pool.query("select from log_file where id = $1 and dropped_at is not null", [id]);
  if (dropped.length > 0)
    throw new AppError("conflict", "Retention dropped this log file: its evidence and events are gone already.");
}

type Removing = {
  readonly onProgress?: (progress: { readonly files: number; readonly filesTotal: number }) => void;
  readonly signal: AbortSignal;
};

/** Removes it, group by group, with the app up. What an interruption left is removed by the same call again. */
export async function removeEvidence(
  pool: Pool,
  { removal, plan }: { readonly removal: Removal; readonly plan: RemovalPlan },
  { onProgress, signal }: Removing,
): Promise<RemovalResult> {
  const ctx: LoadContext = {
    pool,
    source: { id: 0, trust: 0 },
    dictionaries: new Dictionaries(),
    watch: new Stopwatch(() => performance.now()),
  };
  const total = { files: 0, events: 0 };
  for (const group of fileGroups(plan.files)) {
    throwIfStopped(signal);
    const { events, kept } = await removeFiles(ctx, idsOf(group));
    total.files += group.length;
    total.events += events - kept;
    onProgress?.({ files: total.files, filesTotal: plan.files.length });
  }
  for (const group of fileGroups(plan.shared)) {
    throwIfStopped(signal);
    await leaveSource(ctx, { sourceId: removal.id, fileIds: idsOf(group) });
  }
  if (removal.kind === "source") await removeSource(pool, removal.id);
  return { ...total, shared: plan.shared.length, records: plan.records };
}

function idsOf(group: readonly { readonly id: number }[]): number[] {
  return group.map(({ id }) => id);
}

function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted)
    throw new AppError("conflict", "Stopped. What was removed is gone; run the same again for the rest.");
}
