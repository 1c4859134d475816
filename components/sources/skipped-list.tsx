"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { DataState } from "@/components/common/data-state";
import { Skeleton } from "@/components/ui/skeleton";
import { visibleText } from "@/lib/base/visible-text";
import { sourcesQuery } from "@/lib/sources/query-options";
import { ForeignText } from "./foreign-text";
import { ShowMore } from "./show-more";

type SkippedListProps = { readonly runId: string; readonly skipped: number };

/** What a run could not use, each with what it is instead. Written down when the run ends. */
export function SkippedList({ runId, skipped }: SkippedListProps) {
  const query = useInfiniteQuery(sourcesQuery.skipped(runId, skipped));
  return (
    <DataState
      query={query}
      failure="The skipped inputs could not be read"
      loading={<Skeleton className="m-4 h-16" />}
      isEmpty={({ pages }) => pages[0]?.matching === 0}
      empty={
        <p className="px-4 py-3 text-sm text-muted">
          {skipped === 0
            ? "Nothing was skipped: every input held CloudTrail records."
            : "The reasons are listed when this load ends."}
        </p>
      }
    >
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        return (
          <>
            <ul className="divide-y divide-border">
              {rows.map(({ id, path, reason }) => (
                <li
                  key={id}
                  className="grid items-baseline gap-x-4 px-4 py-1.5 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
                >
                  <span className="flex min-w-0">
                    <ForeignText text={path} tail={48} />
                  </span>
                  <span className="min-w-0 text-sm break-words text-ink-soft">{visibleText(reason)}</span>
                </li>
              ))}
            </ul>
            <ShowMore
              shown={rows.length}
              matching={pages[pages.length - 1]?.matching ?? rows.length}
              unit="skipped input"
              isLoading={query.isFetchingNextPage}
              onMore={query.hasNextPage ? () => void query.fetchNextPage() : null}
            />
          </>
        );
      }}
    </DataState>
  );
}
