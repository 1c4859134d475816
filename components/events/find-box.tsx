"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, TextSearch, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useState } from "react";
import { useKeyBindings } from "@/components/common/key-bindings";
import { useLatest } from "@/components/common/use-latest";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { FOUND_MAX, type FoundText } from "@/lib/events/contract";
import { mergeFound } from "@/lib/events/merge-found";
import { nextHit } from "@/lib/events/next-hit";
import { eventQuery } from "@/lib/events/query-options";
import type { EventView } from "./use-event-view";

const TEXT_MIN = 2;

/** Finds a text among the events of the selected time, and goes from one to the next; the list stays as it is. */
export function FindBox({ view }: { readonly view: EventView }) {
  const [text, setText] = useState(view.find ?? "");
  const asked = view.find ?? "";
  const { hits, isSearching, error } = useFound(view, asked);
  const go = useHitKeys(view, hits);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") clear();
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (text.trim() !== asked) view.setFind(text.trim() === "" ? null : text.trim());
    else go(event.shiftKey ? -1 : 1);
  }
  function clear(): void {
    setText("");
    view.setFind(null);
  }

  return (
    <search aria-label="Find in this time" className="flex min-w-0 items-center gap-1">
      <span className="relative flex items-center">
        <TextSearch aria-hidden className="pointer-events-none absolute left-2 size-3.5 text-muted" />
        <Input
          value={text}
          aria-label="Find in this time"
          placeholder="Find in this time"
          title="In actions, resources, errors, addresses, agents and keys; in whole records where they are few. Enter: find, then next; Shift+Enter: previous"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-7 w-44 pl-7 text-xs"
        />
      </span>
      {asked === "" ? null : (
        <>
          <span
            role="status"
            className="text-xs text-muted tabular"
            title={hits === null ? undefined : scopeText(hits)}
          >
            {error !== null
              ? "could not be searched"
              : asked.length < TEXT_MIN
                ? `${TEXT_MIN} characters or more`
                : hits === null
                  ? "…"
                  : hitsText(hits, view.eventId, isSearching)}
          </span>
          <Button size="icon-sm" variant="ghost" aria-label="Previous found event (Shift+N)" onClick={() => go(-1)}>
            <ChevronUp />
          </Button>
          <Button size="icon-sm" variant="ghost" aria-label="Next found event (n)" onClick={() => go(1)}>
            <ChevronDown />
          </Button>
          <Button size="icon-sm" variant="ghost" aria-label="Find nothing" onClick={clear}>
            <X />
          </Button>
        </>
      )}
    </search>
  );
}

/** What was found so far. Goes on into the past by itself, until all is searched or enough is found. */
function useFound(view: EventView, asked: string) {
  const isAsked = asked.length >= TEXT_MIN;
  const query = useInfiniteQuery({ ...eventQuery.found(view.filter, asked), enabled: isAsked });
  const { data, error, isFetching, hasNextPage, fetchNextPage } = query;
  const found = useMemo(() => (isAsked ? mergeFound(data?.pages ?? []) : null), [isAsked, data]);
  const wantsMore = isAsked && hasNextPage && error === null && (found?.hits.length ?? 0) < FOUND_MAX;
  const goesOn = wantsMore && !isFetching;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage, data]);
  return { hits: found, isSearching: isFetching || wantsMore, error };
}

/** Keys that go from hit to hit while something is asked for. */
function useHitKeys(view: EventView, found: FoundText | null): (step: -1 | 1) => void {
  const latest = useLatest({ view, found });
  const go = useMemo(
    () => (step: -1 | 1) => {
      const { view: now, found: all } = latest.current;
      const next = nextHit(all?.hits ?? [], now.eventId, step);
      if (next !== null) now.open(next, now.eventId !== null);
    },
    [latest],
  );
  const keys = useMemo(
    () => ({
      title: "Find",
      bindings: [
        { key: "n", label: "Next found event", run: () => go(1) },
        { key: "Shift+N", label: "Previous found event", run: () => go(-1) },
      ],
    }),
    [go],
  );
  useKeyBindings(keys);
  return go;
}

function hitsText({ hits, searchedFromMs }: FoundText, openEventId: string | null, isSearching: boolean): string {
  const at = hits.findIndex(({ eventId }) => eventId === openEventId);
  const all = `${formatCount(hits.length)}${hits.length >= FOUND_MAX ? "+" : ""}`;
  const text = at < 0 ? `${all} found` : `${formatCount(at + 1)} of ${all}`;
  return isSearching && searchedFromMs !== null ? `${text} back to ${formatTime(searchedFromMs, "minute")} …` : text;
}

/** What was searched: nothing found somewhere else does not count as not there. */
function scopeText({ records, searchedFromMs }: FoundText): string {
  const where =
    records > 0
      ? `Searched in names and in the whole text of ${formatCount(records)} records.`
      : "Searched in names only: for whole records, choose a time with at most 300 events.";
  return searchedFromMs === null ? where : `${where} Only from ${formatTime(searchedFromMs, "minute")} on.`;
}
