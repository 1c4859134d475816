"use client";

import { ByteText } from "@/components/common/byte-text";
import { CountText } from "@/components/common/count-text";
import { ProgressBar } from "@/components/common/progress-bar";
import { formatDuration } from "@/lib/base/format-time";
import { formatCount } from "@/lib/base/format-number";
import type { RunRow } from "@/lib/sources/contract";

/** How far a run is and how fast; why it stopped, and what to do. */
export function RunProgress({ run }: { readonly run: RunRow }) {
  const isRunning = run.condition === "running";
  return (
    <div className="flex flex-col gap-1.5">
      {isRunning ? <ProgressBar done={shareOf(run)} label="Read of what this run has to read" /> : null}
      <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-muted">
        <span>
          <CountText count={run.files + run.skipped} {...ofTotal(run)} unit="file" />
          {run.skipped > 0 ? <span className="text-warning">, {formatCount(run.skipped)} of them skipped</span> : null}
        </span>
        <ByteText bytes={run.bytes} />
        {isRunning ? <span className="tabular">{paceOf(run)}</span> : null}
      </p>
      {run.error === null ? null : (
        <p role="alert" className={`text-sm ${run.condition === "failed" ? "text-danger" : "text-ink-soft"}`}>
          {run.error}
        </p>
      )}
      {run.advice === null ? null : <p className="text-sm text-warning">{run.advice}</p>}
    </div>
  );
}

/** Archives turn out to hold more files than were announced; then only what was read is said. */
function ofTotal({ files, skipped, filesTotal }: RunRow): { of?: number } {
  return filesTotal !== null && filesTotal > files + skipped ? { of: filesTotal } : {};
}

function shareOf({ bytes, bytesTotal }: RunRow): number | null {
  return bytesTotal === null || bytesTotal === 0 ? null : bytes / bytesTotal;
}

function paceOf(run: RunRow): string {
  if (run.runningMs < 1000 || run.records === 0) return "";
  const rate = `${formatCount(Math.round((run.records * 1000) / run.runningMs))} records/s`;
  const share = shareOf(run);
  if (share === null || share <= 0 || share >= 1) return rate;
  return `${rate}, about ${formatDuration(run.runningMs * (1 / share - 1))} left`;
}
