import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getQueryClient } from "@/app/query-client";
import { IdentityTasksView } from "@/components/tasks/identity-tasks-view";
import { visibleText } from "@/lib/base/visible-text";
import { pageContext } from "@/lib/auth/server/page-context";
import { identityQuery } from "@/lib/identities/query-options";
import { getIdentity } from "@/lib/identities/server/get-identity";
import { TASK_PAGE_CREDENTIALS, taskQuery } from "@/lib/tasks/query-options";
import { loadTaskParams, tasksHref } from "@/lib/tasks/search-params";
import { listTasks } from "@/lib/tasks/server/list-tasks";
import { findIdentity } from "../find-identity";

type Props = PageProps<"/identities/[identityId]/tasks">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { identityId } = await params;
  const { name } = await findIdentity(await pageContext(), decodeURIComponent(identityId));
  return { title: `Tasks of ${visibleText(name)}` };
}

export default async function IdentityTasksPage({ params, searchParams }: Props) {
  const ctx = await pageContext();
  const asked = decodeURIComponent((await params).identityId);
  const { id } = await findIdentity(ctx, asked);
  const { gap } = await loadTaskParams(searchParams);
  if (id !== asked) redirect(tasksHref(id, gap));
  const client = getQueryClient();
  const first = { identity: id, gap, cursor: null, limit: TASK_PAGE_CREDENTIALS };
  await Promise.all([
    client.infiniteQuery({ ...taskQuery.list(id, gap), queryFn: () => listTasks(ctx, first) }).catch(noop),
    client.query({ ...identityQuery.profile(id), queryFn: () => getIdentity(ctx, { identity: id }) }).catch(noop),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <IdentityTasksView identityId={id} />
    </HydrationBoundary>
  );
}
