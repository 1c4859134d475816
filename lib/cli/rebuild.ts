import { parseArgs } from "node:util";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { AppError } from "@/lib/base/app-error";
import { formatDuration } from "@/lib/base/format-duration";
import { countOf, formatCount } from "@/lib/base/format-number";
import { deriveFacts } from "@/lib/coverage/server/derive-facts";
import { openStore } from "@/lib/db/store";
import { rebuildStore } from "@/lib/ingest/server/rebuild-store";
import { type Io, UsageError } from "./io";

/** `wakeline rebuild`: derives events again from the kept evidence. */
export async function rebuildCommand(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { file: { type: "string" }, quarantine: { type: "boolean" } },
  });
  if (values.file !== undefined && !/^\d+$/.test(values.file))
    throw new UsageError("--file takes the number of a log file, as /sources shows it.");
  const store = await openStore({ applicationName: "wakeline rebuild" });
  const startedMs = performance.now();
  try {
    await recordAudit(
      { db: store.db, actor: { kind: "cli", name: "command line" }, now: () => new Date() },
      {
        action: "evidence.rebuild",
        target: values.file === undefined ? null : `log file ${values.file}`,
        detail: { onlyQuarantined: values.quarantine === true },
      },
    );
    const result = await rebuildStore(store.pool, {
      fileId: values.file === undefined ? null : Number(values.file),
      onlyQuarantined: values.quarantine === true,
      onProgress: ({ files, filesTotal, records }) =>
        io.status?.(
          `${formatCount(files)} of ${countOf(filesTotal, "log file")} derived again, ${countOf(records, "record")}`,
        ),
      signal: io.signal,
    });
    if (result.filesTotal === 0 && values.file !== undefined)
      throw new AppError("not-found", `There is no log file ${values.file}.`);
    await deriveFacts(store, { again: true });
    const seconds = (performance.now() - startedMs) / 1000;
    io.stdout(
      io.json
        ? JSON.stringify({ ...result, seconds: Number(seconds.toFixed(3)) })
        : `${countOf(result.files, "log file")} derived again in ${formatDuration(seconds)}: ${countOf(result.records, "record")} = ` +
            `${formatCount(result.stored)} stored + ${formatCount(result.duplicates)} duplicates + ${formatCount(result.quarantined)} quarantined`,
    );
    return 0;
  } finally {
    await store.close();
  }
}
