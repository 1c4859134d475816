"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";
import { useQueryState } from "nuqs";
import { CountText } from "@/components/common/count-text";
import { DataState } from "@/components/common/data-state";
import { EmptyState } from "@/components/common/empty-state";
import { ProfileHeader } from "@/components/identities/profile-header";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import { taskQuery } from "@/lib/tasks/query-options";
import { taskParams } from "@/lib/tasks/search-params";
import { CutSelect } from "./cut-select";
import { TaskTable } from "./task-table";

/** The pieces of work that an identity's credentials did, or had a part in. */
export function IdentityTasksView({ identityId }: { readonly identityId: string }) {
  const [gap, setGap] = useQueryState("gap", taskParams.gap);
  const list = useInfiniteQuery(taskQuery.list(identityId, gap));
  const pages = list.data?.pages ?? [];
  const rows = [...new Map(pages.flatMap((page) => page.rows).map((row) => [row.id, row])).values()];
  const leftOut = pages.reduce((sum, page) => sum + page.leftOut, 0);
  const credentials = pages.at(-1)?.credentials ?? 0;
  return (
    <>
      <ProfileHeader identityId={identityId} withDetails={false} />
      <div className="px-4 pt-2 pb-8">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pb-3">
          <p role="status" className="text-xs text-muted">
            {list.data === undefined ? (
              "Looking…"
            ) : (
              <>
                <CountText count={rows.length} unit="task" />
                {list.hasNextPage ? " so far" : ""} of <CountText count={credentials} unit="credential" />
                {leftOut > 0 ? `; ${formatCount(leftOut)} pieces of work are left out: cut less` : ""}
              </>
            )}
          </p>
          <CutSelect gap={gap} onCut={(next) => void setGap(next, { history: "push" })} />
        </div>
        <div className="overflow-hidden rounded-lg border border-border bg-panel" aria-busy={list.isFetching}>
          <DataState
            query={list}
            failure="The tasks could not be read"
            loading={<Skeleton className="m-4 h-64" />}
            isEmpty={() => rows.length === 0 && !list.hasNextPage}
            empty={
              <EmptyState
                icon={Workflow}
                title="No tasks in the records"
                reason="A task begins with a credential, and none of its calls was recorded with one. The timeline shows what it did."
              />
            }
          >
            {() => (
              <>
                <TaskTable rows={rows} identityId={identityId} gap={gap} />
                {list.hasNextPage ? (
                  <div className="flex justify-end border-t border-border px-4 py-2">
                    <Button size="sm" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                      {list.isFetchingNextPage ? "Loading…" : "Look at older credentials"}
                    </Button>
                  </div>
                ) : null}
              </>
            )}
          </DataState>
        </div>
        <p className="pt-3 text-xs text-muted">
          Without a run id in the records, a task is the activity of a credential and of all that came from it; one may
          hold several runs. Times say when the first and last recorded call were, not when the work began or ended.
        </p>
      </div>
    </>
  );
}
