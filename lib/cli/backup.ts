import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { formatDuration } from "@/lib/base/format-duration";
import { formatBytes, countOf } from "@/lib/base/format-number";
import { writeBackup } from "@/lib/db/backup/write-backup";
import { type Io, UsageError } from "./io";
import { withStore } from "./with-store";

/** `wakeline backup`: the whole store in one file, while the app goes on. */
export async function backupCommand(args: readonly string[], io: Io): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError("Name the one file to write.");
  const path = isAbsolute(file) ? file : join(io.cwd, file);
  return withStore(io, async (ctx) => {
    const startedMs = performance.now();
    const result = await writeBackup(ctx.pool, {
      path,
      now: ctx.now(),
      onProgress: ({ table, bytes }) => io.status?.(`${formatBytes(bytes)} written, ${table}`),
      signal: io.signal,
    });
    await recordAudit(ctx, { action: "backup.create", target: path, detail: result });
    const seconds = (performance.now() - startedMs) / 1000;
    io.stdout(
      io.json
        ? JSON.stringify({ file: path, ...result, seconds: Number(seconds.toFixed(3)) })
        : `${countOf(result.rows, "row")} of ${result.tables} tables in ${path} (${formatBytes(result.bytes)}), in ${formatDuration(seconds)}`,
    );
    return 0;
  });
}
