import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { getQueryClient } from "@/app/query-client";
import { SourcesView } from "@/components/sources/sources-view";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";
import { accountsQuery } from "@/lib/accounts/query-options";
import { listAccounts } from "@/lib/accounts/server/list-accounts";
import { integrityQuery } from "@/lib/integrity/query-options";
import { getIntegritySummary } from "@/lib/integrity/server/get-integrity-summary";
import { listWatermarks } from "@/lib/integrity/server/list-watermarks";
import { retentionQuery } from "@/lib/retention/query-options";
import { getRetention } from "@/lib/retention/server/get-retention";
import { RUNS_SHOWN, ROWS_SHOWN, sourcesQuery } from "@/lib/sources/query-options";
import { loadSourcesParams } from "@/lib/sources/search-params";
import { getSourcesSummary } from "@/lib/sources/server/get-sources-summary";
import { listLogFiles } from "@/lib/sources/server/list-log-files";
import { listRuns } from "@/lib/sources/server/list-runs";

export const metadata: Metadata = { title: "Sources" };

export default async function SourcesPage({ searchParams }: PageProps<"/sources">) {
  const ctx = await pageContext();
  const { q, source, quarantined, dropped, integrity } = await loadSourcesParams(searchParams);
  const filter = { query: q, source, quarantined, dropped, integrity };
  const client = getQueryClient();
  const first = { cursor: null, limit: ROWS_SHOWN };
  // Waited for: what the server renders and what the browser finds are the same.
  await Promise.all([
    client.query({ ...integrityQuery.summary(), queryFn: () => getIntegritySummary(ctx) }).catch(noop),
    client.query({ ...integrityQuery.watermarks(), queryFn: () => listWatermarks(ctx) }).catch(noop),
    client.query({ ...retentionQuery.state(), queryFn: () => getRetention(ctx) }).catch(noop),
    client.query({ ...accountsQuery.list(), queryFn: () => listAccounts(ctx) }).catch(noop),
    client.query({ ...sourcesQuery.summary(false), queryFn: () => getSourcesSummary(ctx) }).catch(noop),
    client
      .infiniteQuery({ ...sourcesQuery.runs(), queryFn: () => listRuns(ctx, { ...first, limit: RUNS_SHOWN }) })
      .catch(noop),
    client
      .infiniteQuery({ ...sourcesQuery.files(filter), queryFn: () => listLogFiles(ctx, { ...first, filter }) })
      .catch(noop),
  ]);
  const mayUpload = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  const mayDrop = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "admin");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense>
        <SourcesView mayUpload={mayUpload} mayDrop={mayDrop} />
      </Suspense>
    </HydrationBoundary>
  );
}
