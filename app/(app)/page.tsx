import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import { getQueryClient } from "@/app/query-client";
import { HomeView } from "@/components/overview/home-view";
import { pageContext } from "@/lib/auth/server/page-context";
import { hasRole } from "@/lib/auth/roles";
import { integrityQuery } from "@/lib/integrity/query-options";
import { getIntegritySummary } from "@/lib/integrity/server/get-integrity-summary";
import { overviewQuery } from "@/lib/overview/query-options";
import { getOverview } from "@/lib/overview/server/get-overview";

export default async function HomePage() {
  const ctx = await pageContext();
  const client = getQueryClient();
  await Promise.all([
    client.query({ ...overviewQuery.now(), queryFn: () => getOverview(ctx) }).catch(noop),
    client.query({ ...integrityQuery.summary(), queryFn: () => getIntegritySummary(ctx) }).catch(noop),
  ]);
  const mayUpload = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <HomeView mayUpload={mayUpload} />
    </HydrationBoundary>
  );
}
