import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { getQueryClient } from "@/app/query-client";
import { QuarantineView } from "@/components/sources/quarantine-view";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";
import { Sha256 } from "@/lib/sources/contract";
import { ROWS_SHOWN, sourcesQuery } from "@/lib/sources/query-options";
import { loadQuarantineParams } from "@/lib/sources/search-params";
import { listQuarantine } from "@/lib/sources/server/list-quarantine";
import { listQuarantineReasons } from "@/lib/sources/server/list-quarantine-reasons";

export const metadata: Metadata = { title: "Quarantine" };

export default async function QuarantinePage({ searchParams }: PageProps<"/sources/quarantine">) {
  const ctx = await pageContext();
  const { reason, file: sha256 } = await loadQuarantineParams(searchParams);
  if (sha256 !== null && !Sha256.safeParse(sha256).success) notFound();
  const filter = { reason, sha256 };
  const client = getQueryClient();
  // Waited for: what the server renders and what the browser finds are the same.
  await Promise.all([
    client
      .query({ ...sourcesQuery.quarantineReasons(sha256), queryFn: () => listQuarantineReasons(ctx, { sha256 }) })
      .catch(noop),
    client
      .infiniteQuery({
        ...sourcesQuery.quarantine(filter),
        queryFn: () => listQuarantine(ctx, { filter, cursor: null, limit: ROWS_SHOWN }),
      })
      .catch(noop),
  ]);
  const mayUnmask = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense>
        <QuarantineView mayUnmask={mayUnmask} />
      </Suspense>
    </HydrationBoundary>
  );
}
