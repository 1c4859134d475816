import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { getQueryClient } from "@/app/query-client";
import { ResourceEventsView } from "@/components/resources/resource-events-view";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";
import { visibleText } from "@/lib/base/visible-text";
import { loadEventParams } from "@/lib/events/search-params";
import { shortKey } from "@/lib/events/short-names";
import { resourceQuery } from "@/lib/resources/query-options";
import { resourceEventsHref, resourceHref } from "@/lib/resources/search-params";
import { prefetchDensities } from "../../../prefetch-densities";
import { decoded, findResource } from "../find-resource";

type Props = PageProps<"/resources/[resourceId]/events">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const resource = await findResource(await pageContext(), (await params).resourceId);
  return { title: visibleText(`Events on ${resource === null ? "a resource" : shortKey(resource.key)}`) };
}

export default async function ResourceEventsPage({ params, searchParams }: Props) {
  const ctx = await pageContext();
  const { resourceId } = await params;
  const resource = await findResource(ctx, resourceId);
  if (resource === null) redirect(resourceHref(decoded(resourceId)));
  if (decoded(resourceId).toLowerCase() !== resource.id) redirect(resourceEventsHref(resource.id));
  const { f, from, to } = await loadEventParams(searchParams);
  const client = getQueryClient();
  client.setQueryData(resourceQuery.detail(resource.id).queryKey, resource);
  const clauses = [{ field: "resource" as const, not: false, value: resource.key }, ...f];
  await prefetchDensities(client, ctx, { from, to, clauses });
  const mayUnmask = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense>
        <ResourceEventsView resourceId={resource.id} resourceKey={resource.key} mayUnmask={mayUnmask} />
      </Suspense>
    </HydrationBoundary>
  );
}
