import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { getQueryClient } from "@/app/query-client";
import { EventsView } from "@/components/events/events-view";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";
import { loadEventParams } from "@/lib/events/search-params";
import { densityQuery, STRIP_BUCKETS } from "@/lib/timeline/query-options";
import { getDensity } from "@/lib/timeline/server/get-density";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage({ searchParams }: PageProps<"/events">) {
  const ctx = await pageContext();
  const { f, from, to } = await loadEventParams(searchParams);
  const filter = { from, to, clauses: f };
  const client = getQueryClient();
  const density = {
    ...densityQuery.of(filter),
    queryFn: () => getDensity(ctx, { filter, buckets: STRIP_BUCKETS, beforeMs: null }),
  };
  void client.infiniteQuery(density).catch(noop);
  const mayUnmask = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense>
        <EventsView mayUnmask={mayUnmask} />
      </Suspense>
    </HydrationBoundary>
  );
}
