"use client";

import { useQuery } from "@tanstack/react-query";
import { ErrorPanel } from "@/components/common/error-panel";
import { PageHeader } from "@/components/common/page-header";
import { TimeText } from "@/components/common/time-text";
import type { Overview } from "@/lib/overview/contract";
import { integrityQuery } from "@/lib/integrity/query-options";
import { overviewQuery } from "@/lib/overview/query-options";
import { AttentionList } from "./attention-list";
import { FirstRun } from "./first-run";
import { HomeSkeleton } from "./home-skeleton";
import { LastRunPanel } from "./last-run-panel";
import { MostActivePanel } from "./most-active-panel";
import { TotalsStrip } from "./totals-strip";
import { UnseenPanel } from "./unseen-panel";

/** What needs somebody, who was busy, what could not be seen, what came last; or how to begin. */
export function HomeView({ mayUpload }: { readonly mayUpload: boolean }) {
  const { data, error, refetch } = useQuery(overviewQuery.now());
  const integrity = useQuery(integrityQuery.summary());
  if (data === undefined) {
    if (error === null) return <HomeSkeleton />;
    return <ErrorPanel error={error} title="The overview could not be read" onRetry={() => void refetch()} />;
  }
  if (data.totals.files === 0) return <FirstRun mayUpload={mayUpload} lastRun={data.lastRun} />;
  return (
    <>
      <PageHeader title="Home" summary={<HeldSpan overview={data} />} />
      {error === null ? null : (
        <ErrorPanel error={error} title="This is not up to date" onRetry={() => void refetch()} />
      )}
      <div className="flex flex-col gap-4 px-4 pb-8 sm:px-6">
        <TotalsStrip overview={data} />
        <AttentionList overview={data} integrity={integrity.data} />
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
          <MostActivePanel overview={data} />
          <div className="flex min-w-0 flex-col gap-4">
            <UnseenPanel />
            <LastRunPanel overview={data} />
          </div>
        </div>
      </div>
    </>
  );
}

function HeldSpan({ overview }: { readonly overview: Overview }) {
  const { oldestEventAt, newestEventAt } = overview;
  if (oldestEventAt === null || newestEventAt === null) return <>No events yet, only files.</>;
  return (
    <>
      Events from <TimeText at={oldestEventAt} precision="minute" /> to{" "}
      <TimeText at={newestEventAt} precision="minute" />
    </>
  );
}
