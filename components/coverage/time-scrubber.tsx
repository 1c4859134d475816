"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, Pause, Play, SkipForward } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { TimeText } from "@/components/common/time-text";
import { Button } from "@/components/ui/button";
import { countOf } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import type { CoverageChange, CoverageExtent } from "@/lib/coverage/contract";
import { changeAt, stepChange } from "@/lib/coverage/change-steps";
import { coverageQuery } from "@/lib/coverage/query-options";
import { eventHref } from "@/lib/events/search-params";
import { KnowledgeChoice } from "./knowledge-choice";
import type { CoverageView } from "./use-coverage-view";

const MINUTE_MS = 60_000;
const PLAY_MS = 1200;
const NONE: readonly CoverageChange[] = [];

type TimeScrubberProps = { readonly extent: CoverageExtent; readonly atMs: number; readonly view: CoverageView };

/** The moment that is shown, moved by hand, from change to change, or playing through all of them. */
export function TimeScrubber({ extent, atMs, view }: TimeScrubberProps) {
  const [isPlaying, setPlaying] = useState(false);
  const answer = useQuery(coverageQuery.changes(extent));
  const changes = answer.data?.changes ?? NONE;
  const previous = stepChange(changes, atMs, -1);
  const next = stepChange(changes, atMs, 1);
  const { moveTo } = view;
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setTimeout(() => {
      if (next === null) setPlaying(false);
      else moveTo(next);
    }, PLAY_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, next, moveTo]);
  const isLatest = view.atMs === null;
  return (
    <section aria-label="Moment" className="rounded-lg border border-border bg-panel px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="flex items-center gap-1">
          <Button
            size="icon-sm"
            aria-label="The change before"
            disabled={previous === null}
            onClick={() => moveTo(previous)}
          >
            <ChevronLeft />
          </Button>
          <Button
            size="icon-sm"
            aria-label={isPlaying ? "Stop playing" : "Play through the changes"}
            disabled={next === null && !isPlaying}
            onClick={() => setPlaying(!isPlaying)}
          >
            {isPlaying ? <Pause /> : <Play />}
          </Button>
          <Button size="icon-sm" aria-label="The next change" disabled={next === null} onClick={() => moveTo(next)}>
            <ChevronRight />
          </Button>
          <Button
            size="icon-sm"
            aria-label="The last hour of which log files are here"
            disabled={isLatest}
            onClick={() => moveTo(null)}
          >
            <SkipForward />
          </Button>
        </div>
        <p className="text-sm font-semibold">
          <TimeText at={atMs} precision="minute" />
          {isLatest ? <span className="ml-2 text-xs font-normal text-muted">the last hour with log files</span> : null}
        </p>
        <div className="ml-auto">
          <KnowledgeChoice atMs={atMs} view={view} />
        </div>
      </div>
      <Track extent={extent} atMs={atMs} changes={changes} onMove={moveTo} />
      <ChangeLine change={changeAt(changes, atMs)} total={answer.data?.total} shown={changes.length} />
    </section>
  );
}

type TrackProps = {
  readonly extent: CoverageExtent;
  readonly atMs: number;
  readonly changes: readonly CoverageChange[];
  readonly onMove: (atMs: number) => void;
};

function Track({ extent, atMs, changes, onMove }: TrackProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const spanMs = extent.toMs - extent.fromMs;
  const shownMs = dragged ?? atMs;
  return (
    <div className="mt-1">
      <svg aria-hidden viewBox="0 0 1000 10" preserveAspectRatio="none" className="block h-2.5 w-full px-[7px]">
        {changes.map((change, n) => (
          <rect
            key={n}
            x={(1000 * (change.atMs - extent.fromMs)) / spanMs - 0.75}
            y={0}
            width={1.5}
            height={10}
            className="fill-accent"
          />
        ))}
      </svg>
      <input
        type="range"
        aria-label="Moment"
        aria-valuetext={formatTime(shownMs, "minute")}
        min={extent.fromMs}
        max={extent.toMs}
        step={MINUTE_MS}
        value={Math.min(Math.max(shownMs, extent.fromMs), extent.toMs)}
        onChange={(event) => {
          setDragged(Number(event.target.value));
          onMove(Number(event.target.value));
        }}
        onPointerUp={() => setDragged(null)}
        onBlur={() => setDragged(null)}
        className="block w-full accent-accent"
      />
      <div className="flex justify-between text-2xs text-muted">
        <TimeText at={extent.fromMs} precision="day" />
        <TimeText at={extent.toMs} precision="day" />
      </div>
    </div>
  );
}

type ChangeLineProps = {
  readonly change: CoverageChange | null;
  readonly total: number | undefined;
  readonly shown: number;
};

function ChangeLine({ change, total, shown }: ChangeLineProps) {
  if (total === undefined) return <p className="text-xs text-muted">Looking for changes…</p>;
  return (
    <p aria-live="polite" className="mt-0.5 text-xs break-words text-muted">
      {total === 0 ? "No change of what is logged is known." : null}
      {total > shown ? `The first ${shown} of ${total} changes. ` : null}
      {total > 0 && change === null ? `${countOf(total, "change is", "changes are")} known, all later. ` : null}
      {change === null ? null : (
        <>
          Last change before: {visibleText(change.what)},{" "}
          <span className="font-mono text-ink-soft">{visibleText(change.subject)}</span>, <TimeText at={change.atMs} />{" "}
          {change.eventId === null ? null : (
            <Link href={eventHref(change.eventId)} className="text-accent underline underline-offset-2">
              the event
            </Link>
          )}
        </>
      )}
    </p>
  );
}
