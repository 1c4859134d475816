import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { showNotFound } from "@/app/(app)/sources/show-not-found";
import { getQueryClient } from "@/app/query-client";
import { LogFileView } from "@/components/sources/log-file-view";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";
import { Sha256 } from "@/lib/sources/contract";
import { sourcesQuery } from "@/lib/sources/query-options";
import { getLogFile } from "@/lib/sources/server/get-log-file";

export const metadata: Metadata = { title: "Log file" };

export default async function LogFilePage({ params }: PageProps<"/sources/files/[sha256]">) {
  const ctx = await pageContext();
  const parsed = Sha256.safeParse((await params).sha256);
  if (!parsed.success) notFound();
  const sha256 = parsed.data;
  const client = getQueryClient();
  await client.query({ ...sourcesQuery.file(sha256), queryFn: () => getLogFile(ctx, { sha256 }) }).catch(showNotFound);
  const mayDownload = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LogFileView sha256={sha256} mayDownload={mayDownload} />
    </HydrationBoundary>
  );
}
