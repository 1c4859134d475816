"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { DataState } from "@/components/common/data-state";
import { Panel } from "@/components/common/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { sourcesQuery } from "@/lib/sources/query-options";
import { quarantineParams } from "@/lib/sources/search-params";
import { QuarantineEntry } from "./quarantine-entry";
import { ShowMore } from "./show-more";

type QuarantineListProps = {
  readonly reason: string | null;
  readonly sha256: string | null;
  readonly mayUnmask: boolean;
};

/** Records in quarantine by file and position; one at a time opens to its text. */
export function QuarantineList({ reason, sha256, mayUnmask }: QuarantineListProps) {
  const query = useInfiniteQuery(sourcesQuery.quarantine({ reason, sha256 }));
  const [{ record }, setParams] = useQueryStates(quarantineParams);
  return (
    <Panel title="Records">
      <DataState
        query={query}
        failure="The records could not be read"
        loading={<Skeleton className="m-4 h-40" />}
        isEmpty={({ pages }) => pages[0]?.matching === 0}
        empty={<p className="px-4 py-6 text-sm text-muted">No record has this reason.</p>}
      >
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return (
            <>
              <ul className="divide-y divide-border">
                {rows.map((row) => {
                  const key = `${row.sha256}:${row.recordIndex}`;
                  return (
                    <QuarantineEntry
                      key={key}
                      row={row}
                      isOpen={record === key}
                      onToggle={() => void setParams({ record: record === key ? null : key })}
                      mayUnmask={mayUnmask}
                    />
                  );
                })}
              </ul>
              <ShowMore
                shown={rows.length}
                matching={pages[pages.length - 1]?.matching ?? rows.length}
                unit="record"
                isLoading={query.isFetchingNextPage}
                onMore={query.hasNextPage ? () => void query.fetchNextPage() : null}
              />
            </>
          );
        }}
      </DataState>
    </Panel>
  );
}
