import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { formatDuration } from "@/lib/base/format-duration";
import { formatBytes, formatCount } from "@/lib/base/format-number";
import { openStore } from "@/lib/db/store";
import { type IngestProgress, type IngestResult, ingestPaths } from "@/lib/ingest/server/ingest-paths";
import { inputLimits } from "@/lib/ingest/input-limits";
import { spool } from "@/lib/ingest/sources/spool";
import { type Io, UsageError } from "./io";

const BAR_CELLS = 24;
/** Of one reason; more are counted, and listed with --json and on the page of the load. */
const NAMED_MAX = 5;

/** `wakeline ingest`: loads files, folders, archives and standard input. */
export async function ingestCommand(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { source: { type: "string" } },
  });
  if (positionals.length === 0)
    throw new UsageError("Name at least one file, folder or archive, or - for standard input.");
  const spooled = positionals.includes("-") ? await spool(io.stdin, inputLimits()) : null;
  const store = await openStore({ applicationName: "wakeline ingest" });
  const startedMs = performance.now();
  try {
    const result = await ingestPaths(store, {
      kind: "cli",
      source: values.source ?? "cli",
      actorName: "command line",
      paths: positionals.map((path) => (path === "-" && spooled ? spooled.path : absolute(path, io.cwd))),
      labels: spooled ? { [spooled.path]: "standard input" } : {},
      onProgress: (progress) => io.status?.(progressLine(progress, performance.now() - startedMs)),
      signal: io.signal,
    });
    print(result, (performance.now() - startedMs) / 1000, io);
    return 0;
  } finally {
    await store.close();
    await spooled?.remove();
  }
}

function absolute(path: string, cwd: string): string {
  return isAbsolute(path) ? path : join(cwd, path);
}

function progressLine({ totals, expected }: IngestProgress, elapsedMs: number): string {
  const share = expected.bytes > 0 ? Math.min(1, totals.bytes / expected.bytes) : 0;
  const bar = "█".repeat(Math.round(share * BAR_CELLS)).padEnd(BAR_CELLS, "░");
  const rate = totals.records / (elapsedMs / 1000);
  const left = share > 0 ? formatDuration((elapsedMs / 1000) * (1 / share - 1)) : "?";
  return `${bar} ${formatCount(totals.files + totals.skipped)} of ${formatCount(expected.files)} files, ${formatCount(totals.records)} records, ${formatCount(Math.round(rate))}/s, ${left} left`;
}

function print(result: IngestResult, seconds: number, io: Io): void {
  const { files, records, stored, duplicates, quarantined, bytes, skippedInputs } = result;
  if (io.json) {
    io.stdout(
      JSON.stringify({
        files,
        skipped: skippedInputs,
        records,
        stored,
        duplicates,
        quarantined,
        bytes,
        seconds: Number(seconds.toFixed(3)),
      }),
    );
    return;
  }
  for (const line of skippedLines(skippedInputs)) io.stderr(line);
  const alreadyHere = files - result.filesNew;
  io.stdout(
    `${formatCount(files)} log files read (${formatBytes(bytes)})` +
      (alreadyHere > 0 ? `, ${formatCount(alreadyHere)} of them here already` : "") +
      (skippedInputs.length > 0 ? `; ${formatCount(skippedInputs.length)} inputs skipped` : ""),
  );
  io.stdout(
    `${formatCount(records)} records = ${formatCount(stored)} stored + ${formatCount(duplicates)} duplicates + ${formatCount(quarantined)} quarantined, in ${formatDuration(seconds)}`,
  );
}

/** A line for each skipped input, or for each reason that many share. */
function skippedLines(skipped: IngestResult["skippedInputs"]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { path, reason } of skipped) {
    const paths = byReason.get(reason);
    if (paths) paths.push(path);
    else byReason.set(reason, [path]);
  }
  return [...byReason].flatMap(([reason, paths]) =>
    paths.length <= NAMED_MAX
      ? paths.map((path) => `skipped ${path}: ${reason}`)
      : [`skipped ${formatCount(paths.length)} inputs, the first ${paths[0]}: ${reason}`],
  );
}
