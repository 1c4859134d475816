"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { ErrorPanel } from "@/components/common/error-panel";
import { PageHeader } from "@/components/common/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { CoverageExtent } from "@/lib/coverage/contract";
import { coverageQuery } from "@/lib/coverage/query-options";
import { fixParams } from "@/lib/coverage/search-params";
import { CoverageTabs } from "./coverage-tabs";
import { FixChoice } from "./fix-choice";
import { FixPlanView } from "./fix-plan-view";
import { WithExtent } from "./with-extent";

/** What to change so that chosen families are logged in a place, without losing what is logged there today. */
export function FixView({ mayEdit }: { readonly mayEdit: boolean }) {
  return (
    <>
      <PageHeader
        title="Close blind spots"
        summary="The whole new selector set of the trail that watches the place: it keeps all that is taken today. Nothing is changed from here."
      />
      <CoverageTabs />
      <div className="px-4 pb-8 sm:px-6">
        <WithExtent>{(extent) => <AtLatest extent={extent} mayEdit={mayEdit} />}</WithExtent>
      </div>
    </>
  );
}

function AtLatest({ extent, mayEdit }: { readonly extent: CoverageExtent; readonly mayEdit: boolean }) {
  const [{ account, region, family }, setParams] = useQueryStates(fixParams);
  const { data: grid, error, refetch } = useQuery(coverageQuery.grid({ atMs: extent.latestMs, knownAtMs: null }));
  if (grid === undefined)
    return error === null ? (
      <Skeleton className="h-96" />
    ) : (
      <ErrorPanel error={error} title="The coverage could not be read" onRetry={() => void refetch()} />
    );
  const place = {
    account: account === "" ? (grid.accounts[0]?.id ?? "") : account,
    region: region === "" ? (grid.regions[0] ?? "") : region,
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
      <FixChoice
        grid={grid}
        place={place}
        chosen={family}
        onPlace={(next) => void setParams({ ...next, family: [] })}
        onChoose={(next) => void setParams({ ...place, family: [...next] })}
      />
      {family.length === 0 ? (
        <p className="rounded-lg border border-dashed border-border-strong px-4 py-8 text-center text-sm text-muted">
          Choose the families that are to be logged in this account and Region.
        </p>
      ) : (
        <Plan wish={{ ...place, families: family, atMs: extent.latestMs }} mayEdit={mayEdit} />
      )}
    </div>
  );
}

type Wish = {
  readonly account: string;
  readonly region: string;
  readonly families: string[];
  readonly atMs: number;
};

function Plan({ wish, mayEdit }: { readonly wish: Wish; readonly mayEdit: boolean }) {
  const { data, error, isPlaceholderData } = useQuery(coverageQuery.fix(wish));
  if (error !== null) return <ErrorPanel error={error} title="There is no such change" onRetry={null} />;
  if (data === undefined) return <Skeleton className="h-96" />;
  return <FixPlanView plan={data} isStale={isPlaceholderData} mayEdit={mayEdit} />;
}
