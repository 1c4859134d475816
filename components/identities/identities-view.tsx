"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Fingerprint } from "lucide-react";
import { CountText } from "@/components/common/count-text";
import { DataState } from "@/components/common/data-state";
import { EmptyState } from "@/components/common/empty-state";
import { PageHeader } from "@/components/common/page-header";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { IdentityPage } from "@/lib/identities/contract";
import { identityQuery } from "@/lib/identities/query-options";
import { IdentityControls } from "./identity-controls";
import { IdentityTable } from "./identity-table";
import { type IdentityListView, useIdentityList } from "./use-identity-list";

/** Everybody who appears in the delivered records. */
export function IdentitiesView() {
  const view = useIdentityList();
  const list = useInfiniteQuery(identityQuery.list(view.filter, view.sort));
  const facets = useQuery(identityQuery.facets(view.filter));
  const matching = list.data?.pages.at(-1)?.matching;
  const all = facets.data?.all;
  return (
    <>
      <PageHeader
        title="Identities"
        summary={
          matching === undefined || all === undefined ? (
            "Counting…"
          ) : (
            <CountText count={matching} {...(matching < all ? { of: all } : {})} unit="identity" plural="identities" />
          )
        }
      />
      <div className="px-4 pb-8 sm:px-6">
        <IdentityControls view={view} facets={facets.data} />
        <div className="mt-3 overflow-hidden rounded-lg border border-border bg-panel" aria-busy={list.isFetching}>
          <DataState
            query={list}
            failure="The identities could not be read"
            loading={<ListSkeleton />}
            isEmpty={({ pages }) => pages[0]?.rows.length === 0}
            empty={<NobodyFound view={view} />}
          >
            {({ pages }) => (
              <Listed
                pages={pages}
                view={view}
                hasMore={list.hasNextPage}
                isLoading={list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage()}
              />
            )}
          </DataState>
        </div>
        <p className="pt-3 text-xs text-muted">
          No coverage information: who is not listed, or was last seen long ago, may still have been active.
        </p>
      </div>
    </>
  );
}

type ListedProps = {
  readonly pages: readonly IdentityPage[];
  readonly view: IdentityListView;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
};

function Listed({ pages, view, hasMore, isLoading, onMore }: ListedProps) {
  const rows = pages.flatMap((page) => page.rows);
  const last = pages.at(-1);
  return (
    <>
      <IdentityTable rows={rows} span={last?.span ?? null} view={view} />
      <div className="flex items-center justify-between gap-4 border-t border-border px-4 py-2 text-xs text-muted">
        <CountText count={rows.length} of={last?.matching ?? rows.length} unit="identity" plural="identities" />
        {hasMore ? (
          <Button size="sm" disabled={isLoading} onClick={onMore}>
            {isLoading ? "Loading…" : "Show more"}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function NobodyFound({ view }: { readonly view: IdentityListView }) {
  if (!view.isFiltered) {
    return (
      <EmptyState
        icon={Fingerprint}
        title="No identities yet"
        reason="They appear with the first CloudTrail records that are loaded."
      />
    );
  }
  return (
    <EmptyState
      icon={Fingerprint}
      title="Nobody matches"
      reason="No identity in the delivered records fits the search and the chosen fields."
      action={<Button onClick={view.clear}>Show everybody</Button>}
    />
  );
}

function ListSkeleton() {
  return (
    <div className="flex flex-col gap-3 p-4">
      {Array.from({ length: 12 }, (_, index) => (
        <Skeleton key={index} className="h-5" />
      ))}
    </div>
  );
}
