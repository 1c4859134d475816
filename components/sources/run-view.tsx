"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ErrorPanel } from "@/components/common/error-panel";
import { PageHeader } from "@/components/common/page-header";
import { Panel } from "@/components/common/panel";
import { TimeText } from "@/components/common/time-text";
import { ConservationLine } from "@/components/overview/conservation-line";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDuration } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import { sourcesQuery } from "@/lib/sources/query-options";
import { RunActions } from "./run-actions";
import { RunBadge } from "./run-badge";
import { RUN_KIND_WORDS } from "./run-kind-words";
import { RunProgress } from "./run-progress";
import { SkippedList } from "./skipped-list";
import { UploadFileTable } from "./upload-file-table";

type RunViewProps = { readonly runId: string; readonly mayChange: boolean };

/** One load, or what retention dropped: how it goes or what came of it, file by file, and what it could not use. */
export function RunView({ runId, mayChange }: RunViewProps) {
  const { data, error, refetch } = useQuery(sourcesQuery.run(runId));
  if (data === undefined) {
    if (error !== null)
      return <ErrorPanel error={error} title="This load could not be read" onRetry={() => void refetch()} />;
    return <Skeleton className="m-6 h-64" />;
  }
  const { run, canRetry, canCancel } = data;
  const isLoad = run.kind !== "retention";
  return (
    <>
      <PageHeader
        title={
          <span className="flex items-center gap-2">
            {RUN_KIND_WORDS[run.kind]} <RunBadge condition={run.condition} />
          </span>
        }
        summary={
          <>
            Started <TimeText at={run.startedAtMs} /> by <bdi>{visibleText(run.actorName)}</bdi>,{" "}
            {isLoad ? "source" : "log files"} <bdi className="font-mono">{visibleText(run.source)}</bdi>
            {run.finishedAtMs === null ? "" : `, took ${formatDuration(run.runningMs)}`}
          </>
        }
        actions={
          <>
            <Button asChild variant="ghost">
              <Link href="/sources">All sources</Link>
            </Button>
            {mayChange ? <RunActions run={run} canRetry={canRetry} canCancel={canCancel} /> : null}
          </>
        }
      />
      <div className="flex flex-col gap-4 px-4 pb-8 sm:px-6">
        <section
          aria-label="Progress"
          className="flex flex-col gap-3 rounded-lg border border-border bg-panel px-4 py-3"
        >
          {isLoad ? <ConservationLine counts={run} /> : null}
          <RunProgress run={run} />
        </section>
        {run.kind === "upload" ? (
          <Panel title="Files of this upload" aside="size and SHA-256 checked on arrival">
            <UploadFileTable runId={runId} condition={run.condition} />
          </Panel>
        ) : null}
        {isLoad ? (
          <Panel title="Skipped" aside="inputs that hold no CloudTrail records">
            <SkippedList runId={runId} skipped={run.skipped} />
          </Panel>
        ) : null}
      </div>
    </>
  );
}
