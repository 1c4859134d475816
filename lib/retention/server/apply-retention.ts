import type { Pool } from "pg";
import { AppError } from "@/lib/base/app-error";
import { type DropRule, dropFiles } from "@/lib/ingest/server/drop-files";
import { fileGroups } from "@/lib/ingest/server/file-groups";
import { rememberContents } from "@/lib/integrity/server/remember-contents";
import { updateIntegrity } from "@/lib/integrity/server/update-integrity";
import { giveBackSpace } from "./give-back-space";
import { listTooOld } from "./plan-retention";

export type RetentionProgress = {
  files: number;
  readonly filesTotal: number;
  bytes: number;
  readonly bytesTotal: number;
  /** Events that went. */
  events: number;
  /** Events of these files that stay, because files that stay hold the same records. */
  kept: number;
};

type Applying = {
  readonly cutoff: Date;
  readonly rule: DropRule;
  /** When this is done: one moment for all groups. */
  readonly at: Date;
  readonly onProgress?: (progress: Readonly<RetentionProgress>) => Promise<void> | void;
  readonly signal: AbortSignal;
};

/**
 * Drops every log file whose newest record is older than the cutoff, the oldest first, group by group with the app up. What an
 * interruption left is dropped by the same call again.
 */
export async function applyRetention(
  pool: Pool,
  { cutoff, rule, at, onProgress, signal }: Applying,
): Promise<RetentionProgress> {
  const files = await listTooOld(pool, cutoff);
  const progress: RetentionProgress = {
    files: 0,
    filesTotal: files.length,
    bytes: 0,
    bytesTotal: files.reduce((sum, { bytes }) => sum + bytes, 0),
    events: 0,
    kept: 0,
  };
  if (files.length === 0) return progress;
  try {
    for (const group of fileGroups(files)) {
      if (signal.aborted) throw new AppError("conflict", "Stopped. What was dropped is gone; the rest stays.");
      const fileIds = group.map(({ id }) => id);
      await rememberContents(pool, fileIds);
      const { events, kept } = await dropFiles(pool, { fileIds, at, rule });
      progress.files += group.length;
      progress.bytes += group.reduce((sum, { bytes }) => sum + bytes, 0);
      progress.events += events;
      progress.kept += kept;
      await onProgress?.(progress);
    }
  } finally {
    if (progress.files > 0) await updateIntegrity(pool);
  }
  await giveBackSpace(pool);
  return progress;
}
