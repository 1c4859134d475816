"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import Link from "next/link";
import { ErrorPanel } from "@/components/common/error-panel";
import { PageHeader } from "@/components/common/page-header";
import { Panel } from "@/components/common/panel";
import { ConservationLine } from "@/components/overview/conservation-line";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { formatBytes } from "@/lib/base/format-number";
import type { LogFile } from "@/lib/sources/contract";
import { sourcesQuery } from "@/lib/sources/query-options";
import { evidenceHref, quarantineHref } from "@/lib/sources/search-params";
import { ForeignText } from "./foreign-text";
import { LogFileFacts } from "./log-file-facts";
import { LogFilePlaces } from "./log-file-places";
import { LogFileSegments } from "./log-file-segments";

type LogFileViewProps = { readonly sha256: string; readonly mayDownload: boolean };

/** One log file: where it came from, what it held, and its bytes. */
export function LogFileView({ sha256, mayDownload }: LogFileViewProps) {
  const { data, error, refetch } = useQuery(sourcesQuery.file(sha256));
  if (data === undefined) {
    if (error !== null)
      return <ErrorPanel error={error} title="This log file could not be read" onRetry={() => void refetch()} />;
    return <Skeleton className="m-6 h-64" />;
  }
  return (
    <>
      <PageHeader
        title={<ForeignText text={data.path === "" ? data.sha256 : data.path} tail={40} />}
        summary={data.droppedAtMs === null ? "Log file, kept as it was delivered" : "Log file, dropped by retention"}
        actions={
          <>
            <Button asChild variant="ghost">
              <Link href="/sources">All sources</Link>
            </Button>
            {mayDownload && data.droppedAtMs === null ? <DownloadButton file={data} /> : null}
          </>
        }
      />
      <div className="flex flex-col gap-4 px-4 pb-8 sm:px-6">
        <section aria-label="Records" className="rounded-lg border border-border bg-panel px-4 py-3">
          <ConservationLine counts={data} />
          {data.quarantined === 0 || data.droppedAtMs !== null ? null : (
            <Link
              href={quarantineHref({ file: data.sha256 })}
              className="mt-2 inline-block text-sm text-accent hover:underline"
            >
              Read what is in quarantine
            </Link>
          )}
        </section>
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <LogFileFacts file={data} />
          <Panel title="Places" aside="where these same bytes were delivered">
            <LogFilePlaces file={data} />
          </Panel>
        </div>
        {data.droppedAtMs === null ? (
          <Panel title="Segments" aside="parts that can be read alone">
            <LogFileSegments file={data} />
          </Panel>
        ) : null}
      </div>
    </>
  );
}

function DownloadButton({ file }: { readonly file: LogFile }) {
  const isExact = file.evidence === "exact";
  return (
    <Button
      asChild
      title={isExact ? "Audited" : "The compressed bytes of a file over 32 MiB are not kept, only their text. Audited"}
    >
      <a href={evidenceHref(file.sha256)} download>
        <Download />{" "}
        {isExact
          ? `Download the bytes (${formatBytes(file.deliveredBytes)})`
          : `Download the text (${formatBytes(file.textBytes)})`}
      </a>
    </Button>
  );
}
