import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { showNotFound } from "@/app/(app)/sources/show-not-found";
import { getQueryClient } from "@/app/query-client";
import { RunView } from "@/components/sources/run-view";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";
import { isUuid } from "@/lib/base/is-uuid";
import { sourcesQuery } from "@/lib/sources/query-options";
import { getRun } from "@/lib/sources/server/get-run";

export const metadata: Metadata = { title: "Load" };

export default async function RunPage({ params }: PageProps<"/sources/runs/[runId]">) {
  const ctx = await pageContext();
  const { runId } = await params;
  if (!isUuid(runId)) notFound();
  const client = getQueryClient();
  await client.query({ ...sourcesQuery.run(runId), queryFn: () => getRun(ctx, { runId }) }).catch(showNotFound);
  const mayChange = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunView runId={runId} mayChange={mayChange} />
    </HydrationBoundary>
  );
}
