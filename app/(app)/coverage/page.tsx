import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { getQueryClient } from "@/app/query-client";
import { CoverageView } from "@/components/coverage/coverage-view";
import { pageContext } from "@/lib/auth/server/page-context";
import { changesInput, coverageQuery, momentInput } from "@/lib/coverage/query-options";
import { loadCoverageParams } from "@/lib/coverage/search-params";
import { getCoverageExtent } from "@/lib/coverage/server/get-coverage-extent";
import { getCoverageGrid } from "@/lib/coverage/server/get-coverage-grid";
import { listCoverageChanges } from "@/lib/coverage/server/list-coverage-changes";

export const metadata: Metadata = { title: "Coverage" };

export default async function CoveragePage({ searchParams }: PageProps<"/coverage">) {
  const ctx = await pageContext();
  const { at, known } = await loadCoverageParams(searchParams);
  const client = getQueryClient();
  const extent = await client.query({ ...coverageQuery.extent(), queryFn: () => getCoverageExtent(ctx) }).catch(noop);
  if (extent !== undefined) {
    const moment = { atMs: at ?? extent.latestMs, knownAtMs: known };
    void client
      .query({ ...coverageQuery.grid(moment), queryFn: () => getCoverageGrid(ctx, momentInput(moment)) })
      .catch(noop);
    void client
      .query({ ...coverageQuery.changes(extent), queryFn: () => listCoverageChanges(ctx, changesInput(extent)) })
      .catch(noop);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense>
        <CoverageView />
      </Suspense>
    </HydrationBoundary>
  );
}
