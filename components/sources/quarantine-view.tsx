"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { CountText } from "@/components/common/count-text";
import { DataState } from "@/components/common/data-state";
import { EmptyState } from "@/components/common/empty-state";
import { PageHeader } from "@/components/common/page-header";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { sourcesQuery } from "@/lib/sources/query-options";
import { logFileHref, quarantineParams } from "@/lib/sources/search-params";
import { QuarantineList } from "./quarantine-list";
import { QuarantineReasons } from "./quarantine-reasons";

/** Records that could not be stored: why, which, and their text. */
export function QuarantineView({ mayUnmask }: { readonly mayUnmask: boolean }) {
  const [{ reason, file }, setParams] = useQueryStates(quarantineParams);
  const reasons = useQuery(sourcesQuery.quarantineReasons(file));
  return (
    <>
      <PageHeader
        title="Quarantine"
        summary={
          reasons.data === undefined ? (
            "Counting…"
          ) : (
            <>
              <CountText count={reasons.data.total} unit="record" /> kept as delivered, but not readable as CloudTrail
              events. A rebuild tries them again.
            </>
          )
        }
        actions={
          <Button asChild variant="ghost">
            <Link href="/sources">All sources</Link>
          </Button>
        }
      />
      <div className="flex flex-col gap-4 px-4 pb-8 sm:px-6">
        {file === null ? null : (
          <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
            Only of the log file
            <Link href={logFileHref(file)} className="font-mono text-xs text-accent hover:underline">
              {file.slice(0, 16)}
            </Link>
            <Button size="sm" variant="ghost" onClick={() => void setParams({ file: null, record: null })}>
              Show all files
            </Button>
          </p>
        )}
        <DataState
          query={reasons}
          failure="The quarantine could not be read"
          loading={<Skeleton className="h-40" />}
          isEmpty={({ total }) => total === 0}
          empty={
            <div className="rounded-lg border border-border bg-panel">
              <EmptyState
                icon={ShieldCheck}
                title="Nothing is in quarantine"
                reason="Every delivered record could be read and is stored."
              />
            </div>
          }
        >
          {(data) => (
            <div className="grid items-start gap-4 lg:grid-cols-[18rem_minmax(0,1fr)]">
              <QuarantineReasons
                reasons={data.reasons}
                total={data.total}
                chosen={reason}
                onChoose={(chosen) => void setParams({ reason: chosen, record: null })}
              />
              <QuarantineList reason={reason} sha256={file} mayUnmask={mayUnmask} />
            </div>
          )}
        </DataState>
      </div>
    </>
  );
}
