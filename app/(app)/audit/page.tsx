import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient } from "@/app/query-client";
import { AuditView } from "@/components/audit/audit-view";
import { auditQuery } from "@/lib/audit/query-options";
import { auditFilterOf, loadAuditParams } from "@/lib/audit/search-params";
import { listAudit } from "@/lib/audit/server/list-audit";
import { listAuditActions } from "@/lib/audit/server/list-audit-actions";
import { pageContext } from "@/lib/auth/server/page-context";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const ctx = await pageContext("admin");
  const filter = auditFilterOf(await loadAuditParams(searchParams));
  const client = getQueryClient();
  await Promise.all([
    client
      .infiniteQuery({
        ...auditQuery.pages(filter),
        queryFn: () => listAudit(ctx, { filter, cursor: null, limit: 100 }),
      })
      .catch(noop),
    client.query({ ...auditQuery.actions(), queryFn: () => listAuditActions(ctx) }).catch(noop),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AuditView />
    </HydrationBoundary>
  );
}
