"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { DataState } from "@/components/common/data-state";
import { Panel } from "@/components/common/panel";
import { TimeText } from "@/components/common/time-text";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDuration } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import type { RunRow } from "@/lib/sources/contract";
import { sourcesQuery } from "@/lib/sources/query-options";
import { runHref } from "@/lib/sources/search-params";
import { Conserved } from "./conserved";
import { RunBadge } from "./run-badge";
import { RUN_KIND_WORDS } from "./run-kind-words";
import { RunProgress } from "./run-progress";
import { ShowMore } from "./show-more";

/** Everything that was loaded, the latest first, with how it goes or what came of it. */
export function RunList() {
  const query = useInfiniteQuery(sourcesQuery.runs());
  return (
    <Panel title="Loads" aside="command line, uploads, S3, demo, retention">
      <DataState
        query={query}
        failure="The list of loads could not be read"
        loading={<Skeleton className="m-4 h-24" />}
        isEmpty={({ pages }) => pages[0]?.matching === 0}
        empty={<p className="px-4 py-6 text-sm text-muted">Nothing was loaded yet.</p>}
      >
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return (
            <>
              <ul className="divide-y divide-border">
                {rows.map((run) => (
                  <RunItem key={run.id} run={run} />
                ))}
              </ul>
              <ShowMore
                shown={rows.length}
                matching={pages[pages.length - 1]?.matching ?? rows.length}
                unit="load"
                isLoading={query.isFetchingNextPage}
                onMore={query.hasNextPage ? () => void query.fetchNextPage() : null}
              />
            </>
          );
        }}
      </DataState>
    </Panel>
  );
}

function RunItem({ run }: { readonly run: RunRow }) {
  return (
    <li className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 px-4 py-2.5 max-sm:grid-cols-1 max-sm:gap-y-1">
      <div>
        <RunBadge condition={run.condition} />
      </div>
      <div className="flex min-w-0 flex-col gap-1">
        <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
          <Link href={runHref(run.id)} className="font-medium hover:text-accent hover:underline">
            {RUN_KIND_WORDS[run.kind]}
          </Link>
          <span className="text-xs text-muted">
            <TimeText at={run.startedAtMs} /> by <bdi>{visibleText(run.actorName)}</bdi>,{" "}
            {run.kind === "retention" ? "log files" : "source"}{" "}
            <bdi className="font-mono">{visibleText(run.source)}</bdi>
            {run.finishedAtMs === null ? "" : `, took ${formatDuration(run.runningMs)}`}
          </span>
        </p>
        {run.kind === "retention" ? null : <Conserved counts={run} />}
        <RunProgress run={run} />
      </div>
    </li>
  );
}
