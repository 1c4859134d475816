"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { ErrorPanel } from "@/components/common/error-panel";
import { Button } from "@/components/ui/button";
import { sourcesQuery } from "@/lib/sources/query-options";
import { isEnded } from "@/lib/sources/run-condition";
import { runHref } from "@/lib/sources/search-params";
import { Conserved } from "./conserved";
import { RunBadge } from "./run-badge";
import { RunProgress } from "./run-progress";
import { UploadFileTable } from "./upload-file-table";
import { uploads } from "./uploads";

/** An upload whose bytes are all here: how its loading goes, and what came of each file. */
export function HandedOver({ uploadKey, runId }: { readonly uploadKey: number; readonly runId: string }) {
  const { data, error, refetch } = useQuery(sourcesQuery.run(runId));
  if (data === undefined) {
    if (error === null) return <div aria-busy className="h-24 rounded-lg border border-border bg-panel" />;
    return <ErrorPanel error={error} title="The upload could not be followed" onRetry={() => void refetch()} />;
  }
  const { run } = data;
  return (
    <section aria-label="Upload received" className="overflow-hidden rounded-lg border border-border bg-panel">
      <div className="flex flex-col gap-2 px-4 py-3">
        <div className="flex items-center gap-3">
          <p className="flex min-w-0 flex-1 items-center gap-2 text-sm font-medium">
            <RunBadge condition={run.condition} />
            {isEnded(run.condition) ? "What came of this upload" : "Received; being loaded"}
          </p>
          <Link href={runHref(runId)} className="text-xs text-accent hover:underline">
            Open this run
          </Link>
          <Button size="icon-sm" variant="ghost" aria-label="Dismiss" onClick={() => void uploads.discard(uploadKey)}>
            <X />
          </Button>
        </div>
        <Conserved counts={run} />
        <RunProgress run={run} />
      </div>
      <div className="border-t border-border">
        <UploadFileTable runId={runId} condition={run.condition} />
      </div>
    </section>
  );
}
