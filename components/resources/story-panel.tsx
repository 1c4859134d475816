"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ErrorPanel } from "@/components/common/error-panel";
import { Panel } from "@/components/common/panel";
import { TimeText } from "@/components/common/time-text";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import type { ResourceHead } from "@/lib/resources/contract";
import { resourceQuery, type Shown } from "@/lib/resources/query-options";
import { resourceEventsHref } from "@/lib/resources/search-params";
import { neverRecorded } from "@/lib/resources/type-words";
import { StoryEntry } from "./story-entry";

type StoryPanelProps = {
  readonly resource: ResourceHead;
  readonly window: Shown;
  readonly withAll: boolean;
  readonly onAll: (all: boolean) => void;
  readonly onRecord: (eventId: string) => void;
};

/** What happened to it, call by call, with what each record says of its state. */
export function StoryPanel({ resource, window, withAll, onAll, onRecord }: StoryPanelProps) {
  const story = useInfiniteQuery(resourceQuery.story(resource.key, window, !withAll));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = story;
  const entries = data?.pages.flatMap((page) => page.rows) ?? [];
  const lookedBackToMs = data?.pages.at(-1)?.lookedBackToMs ?? null;
  const never = neverRecorded(resource.type);
  return (
    <Panel
      title="Its story"
      aside={
        <Link href={resourceEventsHref(resource.id)} className="text-accent hover:underline">
          All events
        </Link>
      }
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-border px-4 py-2 text-xs text-muted">
        <span className="flex items-center gap-2">
          <Checkbox id="story-all" checked={withAll} onCheckedChange={(checked) => onAll(checked === true)} />
          <Label htmlFor="story-all" className="text-xs font-normal">
            with calls that only read or use it
          </Label>
        </span>
        <span>{resource.hasChildren ? "on itself, not on what lies in it; newest first" : "newest first"}</span>
      </div>
      {data === undefined && error === null ? <Skeleton className="m-4 h-40" /> : null}
      {error === null ? null : (
        <ErrorPanel error={error} title="Its story could not be read" onRetry={() => void refetch()} />
      )}
      {data !== undefined && entries.length === 0 ? (
        <p className="px-4 py-3 text-sm text-muted">
          {withAll ? "No call on it is here in this time." : "No call that changed it is here in this time."} What was
          not recorded is not here either.
        </p>
      ) : null}
      <ol aria-label="Its story" className="flex flex-col">
        {entries.map((entry) => (
          <StoryEntry key={entry.event.eventId} entry={entry} onRecord={onRecord} />
        ))}
      </ol>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-border px-4 py-2 text-xs text-muted">
        <span>{never}</span>
        {lookedBackToMs === null ? null : (
          <span role="status">
            looked back to <TimeText at={lookedBackToMs} precision="minute" />
          </span>
        )}
        {hasNextPage ? (
          <Button size="sm" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? "Loading…" : "Show earlier"}
          </Button>
        ) : null}
      </div>
    </Panel>
  );
}
