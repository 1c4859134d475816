"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useQueryStates } from "nuqs";
import { CountText } from "@/components/common/count-text";
import { DataState } from "@/components/common/data-state";
import { EmptyState } from "@/components/common/empty-state";
import { PageHeader } from "@/components/common/page-header";
import { ShowMore } from "@/components/sources/show-more";
import { Skeleton } from "@/components/ui/skeleton";
import { auditQuery } from "@/lib/audit/query-options";
import { auditFilterOf, auditParams } from "@/lib/audit/search-params";
import { AuditExportMenu } from "./audit-export-menu";
import { AuditFilters } from "./audit-filters";
import { AuditTable } from "./audit-table";

/** Who did what here, newest first. */
export function AuditView() {
  const [params] = useQueryStates(auditParams);
  const filter = auditFilterOf(params);
  const query = useInfiniteQuery(auditQuery.pages(filter));
  const first = query.data?.pages[0];
  return (
    <>
      <PageHeader
        title="Audit log"
        summary={
          first === undefined ? (
            "Who did what here"
          ) : (
            <CountText
              count={first.matching}
              {...(first.matching < first.total ? { of: first.total } : {})}
              unit="entry"
              plural="entries"
            />
          )
        }
        actions={<AuditExportMenu filter={filter} />}
      />
      <div className="mx-4 mb-8 overflow-hidden rounded-lg border border-border bg-panel sm:mx-6">
        <AuditFilters />
        <DataState
          query={query}
          failure="The audit log could not be read"
          loading={<Skeleton className="m-4 h-64" />}
          isEmpty={({ pages }) => pages[0]?.matching === 0}
          empty={
            <EmptyState
              icon={ScrollText}
              title="No entry fits"
              reason={`The log has ${first?.total ?? 0} entries in all; none of them fits every condition above.`}
            />
          }
        >
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.rows);
            return (
              <>
                <AuditTable rows={rows} />
                <ShowMore
                  shown={rows.length}
                  matching={pages[pages.length - 1]?.matching ?? rows.length}
                  unit="entry"
                  plural="entries"
                  isLoading={query.isFetchingNextPage}
                  onMore={query.hasNextPage ? () => void query.fetchNextPage() : null}
                />
              </>
            );
          }}
        </DataState>
      </div>
    </>
  );
}
