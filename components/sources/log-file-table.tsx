"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { FileSearch } from "lucide-react";
import { DataState } from "@/components/common/data-state";
import { EmptyState } from "@/components/common/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableHead } from "@/components/ui/table";
import type { LogFileFilter } from "@/lib/sources/contract";
import { sourcesQuery } from "@/lib/sources/query-options";
import { LogFileTableRow } from "./log-file-table-row";
import { ShowMore } from "./show-more";

const NUMBERS = ["Records", "Stored", "Duplicates", "Quarantined"] as const;

/** Every log file in the store, those that came last first. */
export function LogFileTable({ filter }: { readonly filter: LogFileFilter }) {
  const query = useInfiniteQuery({ ...sourcesQuery.files(filter), placeholderData: keepPreviousData });
  const isFiltered = filter.query !== "" || filter.source !== null || filter.quarantined;
  return (
    <div aria-busy={query.isFetching}>
      <DataState
        query={query}
        failure="The log files could not be read"
        loading={<Skeleton className="m-4 h-48" />}
        isEmpty={({ pages }) => pages[0]?.matching === 0}
        empty={
          <EmptyState
            icon={FileSearch}
            title={isFiltered ? "No log file matches" : "No log files yet"}
            reason={
              isFiltered
                ? "Other files are here; change the search or the filters."
                : "Drop some above, or load a folder by the command line."
            }
          />
        }
      >
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return (
            <>
              <Table label="Log files">
                <thead>
                  <tr>
                    <TableHead>Path, source, format, SHA-256</TableHead>
                    <TableHead className="text-right max-md:hidden">Delivered</TableHead>
                    {NUMBERS.map((name) => (
                      <TableHead key={name} className={`text-right ${name === "Records" ? "" : "max-md:hidden"}`}>
                        {name}
                      </TableHead>
                    ))}
                    <TableHead className="max-lg:hidden">Published</TableHead>
                    <TableHead className="max-md:hidden">Received</TableHead>
                    <TableHead className="max-xl:hidden">Integrity</TableHead>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((file) => (
                    <LogFileTableRow key={file.sha256} file={file} />
                  ))}
                </tbody>
              </Table>
              <ShowMore
                shown={rows.length}
                matching={pages[pages.length - 1]?.matching ?? rows.length}
                unit="log file"
                isLoading={query.isFetchingNextPage}
                onMore={query.hasNextPage ? () => void query.fetchNextPage() : null}
              />
            </>
          );
        }}
      </DataState>
    </div>
  );
}
