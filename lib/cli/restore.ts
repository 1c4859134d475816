import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { formatDuration } from "@/lib/base/format-duration";
import { formatBytes, countOf } from "@/lib/base/format-number";
import { restoreBackup } from "@/lib/db/backup/restore-backup";
import { type Io, UsageError } from "./io";
import { withStore } from "./with-store";

/** `wakeline restore`: makes the store what it was when a backup was written. */
export async function restoreCommand(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { replace: { type: "boolean" } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError("Name the one file to restore from.");
  const path = isAbsolute(file) ? file : join(io.cwd, file);
  return withStore(io, async (ctx) => {
    const startedMs = performance.now();
    const result = await restoreBackup(ctx.pool, {
      path,
      replace: values.replace === true,
      onProgress: ({ table, bytes }) => io.status?.(`${formatBytes(bytes)} read, ${table}`),
      signal: io.signal,
    });
    await recordAudit(ctx, {
      action: "backup.restore",
      target: path,
      detail: { ...result, replaced: values.replace === true },
    });
    const seconds = (performance.now() - startedMs) / 1000;
    const { createdAt, tables, rows, migrated } = result;
    io.stdout(
      io.json
        ? JSON.stringify({ file: path, ...result, seconds: Number(seconds.toFixed(3)) })
        : `The store is as it was on ${createdAt}: ${countOf(rows, "row")} of ${tables} tables, in ${formatDuration(seconds)}` +
            (migrated > 0 ? `; ${migrated} newer migrations were applied on top` : ""),
    );
    return 0;
  });
}
