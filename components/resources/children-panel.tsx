"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import { Panel } from "@/components/common/panel";
import { TailText } from "@/components/common/tail-text";
import { TimeText } from "@/components/common/time-text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import type { ResourceHead } from "@/lib/resources/contract";
import { resourceQuery } from "@/lib/resources/query-options";
import { resourceHref } from "@/lib/resources/search-params";
import { childWords } from "@/lib/resources/type-words";

/** What lies in it or belongs to it and was ever named by a record, by name. */
export function ChildrenPanel({ resource }: { readonly resource: ResourceHead }) {
  const [startsWith, setStartsWith] = useState("");
  const list = useInfiniteQuery(resourceQuery.children(resource.id, startsWith));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = list;
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const [first] = data?.pages ?? [];
  const words = childWords(resource.type);
  const title = `${words.slice(0, 1).toUpperCase()}${words.slice(1)} that records name`;
  const inAll = first === undefined ? "" : `${first.isCountWhole ? "" : "more than "}${formatCount(first.inAll)}`;
  return (
    <Panel title={title} aside={first === undefined ? undefined : `${formatCount(rows.length)} of ${inAll}`}>
      <div className="flex items-center justify-between gap-4 border-b border-border px-4 py-2">
        <Input
          type="search"
          value={startsWith}
          onChange={(event) => setStartsWith(event.target.value)}
          placeholder="Name begins with…"
          aria-label={`Show only ${words} whose name begins with`}
          className="h-8 max-w-80 text-xs"
        />
        <span className="shrink-0 text-xs text-muted">last touched</span>
      </div>
      {data === undefined && error === null ? <Skeleton className="m-4 h-24" /> : null}
      {error === null ? null : (
        <ErrorPanel error={error} title="They could not be read" onRetry={() => void refetch()} />
      )}
      {data !== undefined && rows.length === 0 ? (
        <p className="px-4 py-3 text-sm text-muted">No record names one that begins so.</p>
      ) : null}
      <ul aria-label={title} className="flex flex-col py-1">
        {rows.map(({ uid, key, lastMs }) => (
          <li key={uid} className="flex min-w-0 items-baseline gap-4 px-4 text-xs hover:bg-hover/60">
            <Link href={resourceHref(uid)} className="min-w-0 flex-1 py-1 font-mono text-accent hover:underline">
              <TailText text={withoutParent(key, resource.key)} />
            </Link>
            <span className="shrink-0 text-muted">
              {lastMs === null ? null : <TimeText at={lastMs} precision="minute" />}
            </span>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="border-t border-border px-4 py-2">
          <Button size="sm" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? "Loading…" : "Show more"}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

function withoutParent(key: string, parent: string): string {
  return key.startsWith(`${parent}/`) ? key.slice(parent.length + 1) : key;
}
