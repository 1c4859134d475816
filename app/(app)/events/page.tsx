import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { getQueryClient } from "@/app/query-client";
import { EventsView } from "@/components/events/events-view";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";
import { loadEventParams } from "@/lib/events/search-params";
import { prefetchDensities } from "../prefetch-densities";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage({ searchParams }: PageProps<"/events">) {
  const ctx = await pageContext();
  const { f, from, to } = await loadEventParams(searchParams);
  const client = getQueryClient();
  await prefetchDensities(client, ctx, { from, to, clauses: f });
  const mayUnmask = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense>
        <EventsView mayUnmask={mayUnmask} />
      </Suspense>
    </HydrationBoundary>
  );
}
