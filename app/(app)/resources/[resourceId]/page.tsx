import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getQueryClient } from "@/app/query-client";
import { NeverSeen } from "@/components/resources/never-seen";
import { ResourceView } from "@/components/resources/resource-view";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";
import { visibleText } from "@/lib/base/visible-text";
import { loadEventParams } from "@/lib/events/search-params";
import { shortKey } from "@/lib/events/short-names";
import { resourceQuery } from "@/lib/resources/query-options";
import { resourceHref } from "@/lib/resources/search-params";
import { listTouches } from "@/lib/resources/server/list-touches";
import { prefetchDensities } from "../../prefetch-densities";
import { decoded, findResource } from "./find-resource";

type Props = PageProps<"/resources/[resourceId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { resourceId } = await params;
  const resource = await findResource(await pageContext(), resourceId);
  return { title: visibleText(shortKey(resource?.key ?? decoded(resourceId))) };
}

export default async function ResourcePage({ params, searchParams }: Props) {
  const ctx = await pageContext();
  const { resourceId } = await params;
  const resource = await findResource(ctx, resourceId);
  if (resource === null) return <NeverSeen arn={decoded(resourceId)} />;
  if (decoded(resourceId).toLowerCase() !== resource.id) redirect(resourceHref(resource.id));
  const { from, to } = await loadEventParams(searchParams);
  const window = { fromMs: from === null ? null : Date.parse(from), toMs: to === null ? null : Date.parse(to) };
  const client = getQueryClient();
  client.setQueryData(resourceQuery.detail(resource.id).queryKey, resource);
  const first = { resource: resource.key, ...window, beforeMs: null, isFirst: true };
  await Promise.all([
    prefetchDensities(client, ctx, {
      from: null,
      to: null,
      clauses: [{ field: "resource", not: false, value: resource.key }],
    }),
    client
      .infiniteQuery({ ...resourceQuery.touches(resource.key, window), queryFn: () => listTouches(ctx, first) })
      .catch(noop),
  ]);
  const mayUnmask = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ResourceView resourceId={resource.id} mayUnmask={mayUnmask} />
    </HydrationBoundary>
  );
}
