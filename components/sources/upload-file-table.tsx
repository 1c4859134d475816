"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { DataState } from "@/components/common/data-state";
import { ByteText } from "@/components/common/byte-text";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { sourcesQuery } from "@/lib/sources/query-options";
import type { RunCondition } from "@/lib/sources/run-condition";
import type { UploadFileRow, UploadState } from "@/lib/sources/upload-contract";
import { ForeignText } from "./foreign-text";
import { ShowMore } from "./show-more";

const TONES: Record<UploadState, "neutral" | "accent" | "danger" | "warning" | "success"> = {
  receiving: "accent",
  received: "accent",
  ingested: "success",
  skipped: "warning",
  failed: "danger",
};
const WORDS: Record<UploadState, string> = {
  receiving: "receiving",
  received: "received",
  ingested: "loaded",
  skipped: "skipped",
  failed: "failed",
};

type UploadFileTableProps = { readonly runId: string; readonly condition: RunCondition };

/** The files of an upload as the server has them, each with what became of it. */
export function UploadFileTable({ runId, condition }: UploadFileTableProps) {
  const query = useInfiniteQuery(sourcesQuery.uploadFiles(runId, condition));
  return (
    <>
      <DataState
        query={query}
        failure="The files of this upload could not be read"
        loading={<Skeleton className="m-4 h-24" />}
        isEmpty={({ pages }) => pages[0]?.matching === 0}
        empty={<p className="px-4 py-3 text-sm text-muted">This upload announced no files.</p>}
      >
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return (
            <>
              <div className="max-h-96 overflow-y-auto">
                <Table label="Files of this upload">
                  <thead>
                    <tr>
                      <TableHead>File</TableHead>
                      <TableHead>State</TableHead>
                      <TableHead className="text-right max-sm:hidden">Size</TableHead>
                      <TableHead className="text-right">Records</TableHead>
                      <TableHead className="text-right max-sm:hidden">Stored</TableHead>
                      <TableHead className="text-right max-sm:hidden">Duplicates</TableHead>
                      <TableHead className="text-right max-sm:hidden">Quarantined</TableHead>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((file) => (
                      <FileRow key={file.id} file={file} />
                    ))}
                  </tbody>
                </Table>
              </div>
              <ShowMore
                shown={rows.length}
                matching={pages[pages.length - 1]?.matching ?? rows.length}
                unit="file"
                isLoading={query.isFetchingNextPage}
                onMore={query.hasNextPage ? () => void query.fetchNextPage() : null}
              />
            </>
          );
        }}
      </DataState>
    </>
  );
}

function FileRow({ file }: { readonly file: UploadFileRow }) {
  return (
    <TableRow>
      <TableCell className="w-1/2 max-w-0 min-w-40">
        <ForeignText text={file.name} tail={20} />
        {file.reason === null ? null : <p className="text-xs break-words text-muted">{visibleText(file.reason)}</p>}
      </TableCell>
      <TableCell>
        <Badge tone={TONES[file.state]}>{WORDS[file.state]}</Badge>
      </TableCell>
      <TableCell className="text-right text-xs max-sm:hidden">
        <ByteText bytes={file.announcedBytes} />
      </TableCell>
      <TableCell className="text-right tabular">{formatCount(file.records)}</TableCell>
      <TableCell className="text-right tabular max-sm:hidden">{formatCount(file.stored)}</TableCell>
      <TableCell className="text-right tabular max-sm:hidden">{formatCount(file.duplicates)}</TableCell>
      <TableCell
        className={`text-right tabular max-sm:hidden ${file.quarantined > 0 ? "font-medium text-warning" : ""}`}
      >
        {formatCount(file.quarantined)}
      </TableCell>
    </TableRow>
  );
}
