import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { getQueryClient } from "@/app/query-client";
import { IdentityTimelineView } from "@/components/identities/identity-timeline-view";
import { visibleText } from "@/lib/base/visible-text";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";
import { loadEventParams, timelineHref } from "@/lib/events/search-params";
import { identityQuery } from "@/lib/identities/query-options";
import { getIdentity } from "@/lib/identities/server/get-identity";
import { prefetchDensities } from "../../../prefetch-densities";
import { findIdentity } from "../find-identity";

type Props = PageProps<"/identities/[identityId]/timeline">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { identityId } = await params;
  const { name } = await findIdentity(await pageContext(), decodeURIComponent(identityId));
  return { title: visibleText(name) };
}

export default async function TimelinePage({ params, searchParams }: Props) {
  const ctx = await pageContext();
  const asked = decodeURIComponent((await params).identityId);
  const { id } = await findIdentity(ctx, asked);
  if (id !== asked) redirect(timelineHref(id));
  const { f, from, to } = await loadEventParams(searchParams);
  const filter = { from, to, clauses: [{ field: "identity" as const, not: false, value: id }, ...f] };
  const client = getQueryClient();
  await Promise.all([
    prefetchDensities(client, ctx, filter),
    client.query({ ...identityQuery.profile(id), queryFn: () => getIdentity(ctx, { identity: id }) }).catch(noop),
  ]);
  const mayUnmask = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense>
        <IdentityTimelineView identityId={id} mayUnmask={mayUnmask} />
      </Suspense>
    </HydrationBoundary>
  );
}
