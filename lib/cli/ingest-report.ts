import { formatDuration } from "@/lib/base/format-duration";
import { formatBytes, formatCount } from "@/lib/base/format-number";
import type { IngestProgress, IngestResult } from "@/lib/ingest/server/load-feed";
import type { Io } from "./io";

const BAR_CELLS = 24;
/** Of one reason; more are counted, and listed with --json and on the page of the load. */
const NAMED_MAX = 5;

/** How far a load is, in one line that the next one replaces. */
export function progressLine({ totals, expected }: IngestProgress, elapsedMs: number): string {
  const share = expected.bytes > 0 ? Math.min(1, totals.bytes / expected.bytes) : 0;
  const bar = "█".repeat(Math.round(share * BAR_CELLS)).padEnd(BAR_CELLS, "░");
  const rate = totals.records / (elapsedMs / 1000);
  const left = share > 0 ? formatDuration((elapsedMs / 1000) * (1 / share - 1)) : "?";
  return `${bar} ${formatCount(totals.files + totals.skipped)} of ${formatCount(expected.files)} files, ${formatCount(totals.records)} records, ${formatCount(Math.round(rate))}/s, ${left} left`;
}

/** Prints what came of a load; `more` goes into the JSON. */
export function printIngest(
  result: IngestResult,
  { seconds, more = {} }: { readonly seconds: number; readonly more?: Readonly<Record<string, unknown>> },
  io: Io,
): void {
  const { files, records, stored, duplicates, quarantined, bytes, skippedInputs } = result;
  if (io.json) {
    const counts = { files, skipped: skippedInputs, records, stored, duplicates, quarantined, bytes };
    io.stdout(JSON.stringify({ ...counts, seconds: Number(seconds.toFixed(3)), ...more }));
    return;
  }
  for (const line of skippedLines(skippedInputs)) io.stderr(line);
  const alreadyHere = files - result.filesNew;
  io.stdout(
    `${counted(files, "log file")} read (${formatBytes(bytes)})` +
      (alreadyHere > 0 ? `, ${formatCount(alreadyHere)} of them here already` : "") +
      (skippedInputs.length > 0 ? `; ${counted(skippedInputs.length, "input")} skipped` : ""),
  );
  io.stdout(
    `${counted(records, "record")} = ${formatCount(stored)} stored + ${counted(duplicates, "duplicate")} + ${formatCount(quarantined)} quarantined, in ${formatDuration(seconds)}`,
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

function counted(count: number, unit: string): string {
  return `${formatCount(count)} ${unit}${count === 1 ? "" : "s"}`;
}
