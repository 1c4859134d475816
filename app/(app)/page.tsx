import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import { Suspense } from "react";
import { getQueryClient } from "@/app/query-client";
import { HomeView } from "@/components/overview/home-view";
import { HomeSkeleton } from "@/components/overview/home-skeleton";
import { pageContext } from "@/lib/auth/server/page-context";
import { hasRole } from "@/lib/auth/roles";
import { overviewQuery } from "@/lib/overview/query-options";
import { getOverview } from "@/lib/overview/server/get-overview";

export default async function HomePage() {
  const ctx = await pageContext();
  const client = getQueryClient();
  void client.query({ ...overviewQuery.now(), queryFn: () => getOverview(ctx) }).catch(noop);
  const mayUpload = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<HomeSkeleton />}>
        <HomeView mayUpload={mayUpload} />
      </Suspense>
    </HydrationBoundary>
  );
}
