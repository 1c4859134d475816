import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { getQueryClient } from "@/app/query-client";
import { IdentitiesView } from "@/components/identities/identities-view";
import { pageContext } from "@/lib/auth/server/page-context";
import { IDENTITY_PAGE_ROWS, identityQuery } from "@/lib/identities/query-options";
import { loadIdentityParams, toIdentityFilter } from "@/lib/identities/search-params";
import { listIdentities } from "@/lib/identities/server/list-identities";
import { listIdentityFacets } from "@/lib/identities/server/list-identity-facets";

export const metadata: Metadata = { title: "Identities" };

export default async function IdentitiesPage({ searchParams }: PageProps<"/identities">) {
  const ctx = await pageContext();
  const params = await loadIdentityParams(searchParams);
  const filter = toIdentityFilter(params);
  const { sort } = params;
  const client = getQueryClient();
  const first = { filter, sort, cursor: null, limit: IDENTITY_PAGE_ROWS };
  void client
    .infiniteQuery({ ...identityQuery.list(filter, sort), queryFn: () => listIdentities(ctx, first) })
    .catch(noop);
  void client
    .query({ ...identityQuery.facets(filter), queryFn: () => listIdentityFacets(ctx, { filter }) })
    .catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense>
        <IdentitiesView />
      </Suspense>
    </HydrationBoundary>
  );
}
