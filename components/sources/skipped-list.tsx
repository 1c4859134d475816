"use client";

import { useQuery } from "@tanstack/react-query";
import { CountText } from "@/components/common/count-text";
import { DataState } from "@/components/common/data-state";
import { Skeleton } from "@/components/ui/skeleton";
import { sourcesQuery } from "@/lib/sources/query-options";
import { SkippedReason } from "./skipped-reason";

type SkippedListProps = { readonly runId: string; readonly skipped: number };

/** What a run could not use, by what it is instead. Written down when the run ends. */
export function SkippedList({ runId, skipped }: SkippedListProps) {
  const query = useQuery(sourcesQuery.skippedReasons(runId, skipped));
  return (
    <DataState
      query={query}
      failure="The skipped inputs could not be read"
      loading={<Skeleton className="m-4 h-16" />}
      isEmpty={({ rows }) => rows.length === 0}
      empty={
        <p className="px-4 py-3 text-sm text-muted">
          {skipped === 0
            ? "Nothing was skipped: every input held CloudTrail records."
            : "The reasons are listed when this load ends."}
        </p>
      }
    >
      {({ rows, matching }) => (
        <>
          <ul className="divide-y divide-border">
            {rows.map(({ reason, inputs }) => (
              <SkippedReason
                key={reason}
                runId={runId}
                reason={reason}
                inputs={inputs}
                startsOpen={rows.length === 1}
              />
            ))}
          </ul>
          {matching > rows.length ? (
            <p className="border-t border-border px-4 py-2 text-xs text-muted">
              <CountText count={rows.length} of={matching} unit="reason" />, those of most inputs
            </p>
          ) : null}
        </>
      )}
    </DataState>
  );
}
