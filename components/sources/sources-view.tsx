"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { DataState } from "@/components/common/data-state";
import { PageHeader } from "@/components/common/page-header";
import { Panel } from "@/components/common/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { sourcesQuery } from "@/lib/sources/query-options";
import { isUnderWay } from "@/lib/sources/run-condition";
import { sourcesParams } from "@/lib/sources/search-params";
import { AccountsPanel } from "./accounts-panel";
import { CompletenessPanel } from "./completeness-panel";
import { IntegrityPanel } from "./integrity-panel";
import { LogFileFilters } from "./log-file-filters";
import { LogFileTable } from "./log-file-table";
import { RetentionPanel } from "./retention-panel";
import { RunList } from "./run-list";
import { SourcesTotals } from "./sources-totals";
import { UploadCard } from "./upload-card";
import { UploadZone } from "./upload-zone";
import { uploads, useUploads } from "./uploads";
import { useLeaveWarning } from "./use-leave-warning";
import { useRefreshAfterRuns } from "./use-refresh-after-runs";

const isBusy = (): boolean => uploads.isBusy();

/** What was delivered, what became of it, and the way to deliver more. */
export function SourcesView({ mayUpload, mayDrop }: { readonly mayUpload: boolean; readonly mayDrop: boolean }) {
  const [{ q, source, quarantined, dropped, integrity }] = useQueryStates(sourcesParams);
  const runs = useInfiniteQuery(sourcesQuery.runs());
  const isLoading = runs.data?.pages.some(({ rows }) => rows.some(({ condition }) => isUnderWay(condition))) ?? false;
  const summary = useQuery(sourcesQuery.summary(isLoading));
  const underWay = useUploads();
  useLeaveWarning(isBusy);
  useRefreshAfterRuns(runs.data?.pages[0]?.rows ?? []);
  return (
    <>
      <PageHeader title="Sources" summary="Every log file that was delivered, and where each of its records went" />
      <div className="flex flex-col gap-4 px-4 pb-8 sm:px-6">
        {mayUpload ? <UploadZone /> : null}
        {underWay.toReversed().map((upload) => (
          <UploadCard key={upload.key} upload={upload} />
        ))}
        <DataState
          query={summary}
          failure="The totals could not be read"
          loading={<Skeleton className="h-36" />}
          isEmpty={() => false}
          empty={null}
        >
          {(data) => <SourcesTotals summary={data} />}
        </DataState>
        <IntegrityPanel />
        <CompletenessPanel mayDeclare={mayUpload} />
        <AccountsPanel mayImport={mayUpload} />
        <RetentionPanel mayDrop={mayDrop} />
        <RunList />
        <Panel title="Log files">
          <LogFileFilters sources={summary.data?.sources.map(({ name }) => name) ?? []} />
          <LogFileTable filter={{ query: q, source, quarantined, dropped, integrity }} />
        </Panel>
      </div>
    </>
  );
}
