"use client";

import { useQuery } from "@tanstack/react-query";
import { LocateFixed } from "lucide-react";
import Link from "next/link";
import { ErrorPanel } from "@/components/common/error-panel";
import type { EventView } from "@/components/events/use-event-view";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { RulerMark } from "@/lib/timeline/contract";
import { rulerQuery } from "@/lib/timeline/query-options";
import type { TimeWindow } from "@/lib/timeline/strip-scale";
import { rulerTime, rulerTitle } from "./ruler-words";

type RulerPanelProps = { readonly view: EventView; readonly window: TimeWindow };

const SHOWN = 200;
const ROOM_MS = 5 * 60_000;

/** In words what stands on the ruler: changes of logging, and credentials of the identity that began and ended in this time. */
export function RulerPanel({ view, window }: RulerPanelProps) {
  const { data, error, refetch } = useQuery(rulerQuery.of({ filter: view.wholeFilter, window }));
  if (data === undefined) {
    if (error !== null)
      return <ErrorPanel error={error} title="Changes could not be read" onRetry={() => void refetch()} />;
    return <Skeleton className="m-3 h-40" />;
  }
  const { marks, elsewhere } = data;
  const total = marks.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="px-3 py-3 text-xs">
      <h2 className="label-caps flex justify-between px-1 pb-1">
        <span>changes in this time</span>
        <span className="tabular">{formatCount(total)}</span>
      </h2>
      {marks.length === 0 ? (
        <p className="px-1 text-muted">
          No change of logging is known that concerns this identity’s accounts, and none of its credentials began or
          ended.
        </p>
      ) : null}
      <ul aria-label="Changes of logging and lives of credentials">
        {marks.slice(0, SHOWN).map((mark) => (
          <RulerItem key={`${mark.kind} ${mark.fromMs} ${mark.label}`} mark={mark} view={view} />
        ))}
      </ul>
      {marks.length > SHOWN ? (
        <p className="px-1 pt-1 text-muted">
          the first {SHOWN} of {formatCount(marks.length)} places; a shorter time shows all
        </p>
      ) : null}
      {elsewhere === 0 ? null : (
        <p className="px-1 pt-1 text-muted">
          {formatCount(elsewhere)} more {elsewhere === 1 ? "change" : "changes"} of logging in this time: of accounts in
          which this identity never acted. All are on the page{" "}
          <Link href="/coverage" className="text-accent hover:underline">
            Coverage
          </Link>
          .
        </p>
      )}
    </div>
  );
}

function RulerItem({ mark, view }: { readonly mark: RulerMark; readonly view: EventView }) {
  const { fromMs, toMs, count, note, eventId, credential } = mark;
  const title = rulerTitle(mark);
  const text = (
    <>
      <span className="block wrap-anywhere">{title}</span>
      <span className="block text-muted tabular">{rulerTime(mark)}</span>
      {count > 1 || note === null ? null : <span className="block wrap-anywhere text-muted">{visibleText(note)}</span>}
    </>
  );
  const open =
    count > 1
      ? null
      : eventId !== null
        ? () => view.open(eventId, view.eventId !== null)
        : credential !== null
          ? () => view.add("credential", credential, false)
          : null;
  return (
    <li className="flex items-start rounded-sm py-1 hover:bg-hover">
      {open === null ? (
        <div className="min-w-0 flex-1 px-1">{text}</div>
      ) : (
        <button type="button" onClick={open} className="min-w-0 flex-1 px-1 text-left">
          {text}
        </button>
      )}
      <button
        type="button"
        title={count > 1 ? "Show their time" : "Show the minutes around it"}
        aria-label={`Show the time of: ${title}`}
        onClick={() => view.setWindow({ fromMs: fromMs - ROOM_MS, toMs: toMs + ROOM_MS }, false)}
        className="grid size-6 shrink-0 place-items-center text-muted hover:text-ink"
      >
        <LocateFixed className="size-3" />
      </button>
    </li>
  );
}
