import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getQueryClient } from "@/app/query-client";
import { IdentityProfileView } from "@/components/identities/identity-profile-view";
import { visibleText } from "@/lib/base/visible-text";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";
import { CREDENTIAL_PAGE_ROWS, credentialQuery } from "@/lib/credentials/query-options";
import { getChain } from "@/lib/credentials/server/get-chain";
import { listCredentials } from "@/lib/credentials/server/list-credentials";
import { identityQuery } from "@/lib/identities/query-options";
import { loadProfileParams, profileHref } from "@/lib/identities/search-params";
import { getIdentity } from "@/lib/identities/server/get-identity";
import { findIdentity } from "./find-identity";

type Props = PageProps<"/identities/[identityId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { identityId } = await params;
  const { name } = await findIdentity(await pageContext(), decodeURIComponent(identityId));
  return { title: visibleText(name) };
}

export default async function ProfilePage({ params, searchParams }: Props) {
  const ctx = await pageContext();
  const asked = decodeURIComponent((await params).identityId);
  const { id } = await findIdentity(ctx, asked);
  const { credential } = await loadProfileParams(searchParams);
  if (id !== asked) redirect(profileHref(id, credential));
  const client = getQueryClient();
  const first = { identity: id, cursor: null, limit: CREDENTIAL_PAGE_ROWS };
  await Promise.all([
    client.query({ ...identityQuery.profile(id), queryFn: () => getIdentity(ctx, { identity: id }) }).catch(noop),
    client.infiniteQuery({ ...credentialQuery.list(id), queryFn: () => listCredentials(ctx, first) }).catch(noop),
    credential === null
      ? null
      : client
          .query({ ...credentialQuery.chain(credential), queryFn: () => getChain(ctx, { credential }) })
          .catch(noop),
  ]);
  const isInvestigator = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <IdentityProfileView identityId={id} isInvestigator={isInvestigator} />
    </HydrationBoundary>
  );
}
