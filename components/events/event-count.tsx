import Link from "next/link";
import { formatCount } from "@/lib/base/format-number";
import { TimeText } from "@/components/common/time-text";
import type { Density } from "@/lib/timeline/contract";

type EventCountProps = { readonly whole: Density; readonly shown: Density };

/** How many events the list has, of how many; where the count still runs, how far it came. */
export function EventCount({ whole, shown }: EventCountProps) {
  const dropped = shown.dropped.reduce((sum, count) => sum + count, 0);
  const failed = shown.error.reduce((sum, count) => sum + count, 0);
  return (
    <p role="status" className="flex h-7 shrink-0 items-center gap-3 px-4 text-xs text-muted">
      <span className="text-ink tabular">
        {shown.uncountedBeforeMs === null ? "" : "at least "}
        {formatCount(shown.total)}
        {whole.total > shown.total ? ` of ${formatCount(whole.total)}` : ""} {whole.total === 1 ? "event" : "events"}
      </span>
      {failed > 0 ? <span className="text-danger tabular">{formatCount(failed)} failed</span> : null}
      {dropped > 0 ? (
        <Link href="/sources#retention" className="truncate underline decoration-dotted underline-offset-2 tabular">
          {shown.isCounted ? "" : "up to "}
          {formatCount(dropped)} more dropped by retention
        </Link>
      ) : null}
      {shown.uncountedBeforeMs === null ? null : (
        <span>
          counted back to <TimeText at={shown.uncountedBeforeMs} precision="minute" />, going on…
        </span>
      )}
    </p>
  );
}
