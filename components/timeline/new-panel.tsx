"use client";

import { useQuery } from "@tanstack/react-query";
import { LocateFixed } from "lucide-react";
import { ErrorPanel } from "@/components/common/error-panel";
import { TimeText } from "@/components/common/time-text";
import { FIELD_NAMES } from "@/components/events/clause-text";
import type { EventView } from "@/components/events/use-event-view";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { FirstSeenAnswer } from "@/lib/timeline/contract";
import { firstSeenQuery } from "@/lib/timeline/query-options";
import type { TimeWindow } from "@/lib/timeline/strip-scale";

type NewPanelProps = { readonly identityId: string; readonly view: EventView; readonly window: TimeWindow };

const AROUND_MS = 10 * 60_000;

/** What the identity did, touched and came from in this time for the first time; a click goes there. */
export function NewPanel({ identityId, view, window }: NewPanelProps) {
  const { data, error, refetch } = useQuery(firstSeenQuery.of(identityId, window));
  if (data === undefined) {
    if (error !== null)
      return <ErrorPanel error={error} title="What was new could not be read" onRetry={() => void refetch()} />;
    return <Skeleton className="m-3 h-40" />;
  }
  return (
    <div className="flex flex-col gap-4 px-3 py-3">
      <HistoryNote answer={data} window={window} />
      {data.groups.map((group) => (
        <NewGroup key={group.field} group={group} view={view} />
      ))}
    </div>
  );
}

/** Without a past to compare with, everything is new: that is said before anything is listed. */
function HistoryNote({ answer, window }: { readonly answer: FirstSeenAnswer; readonly window: TimeWindow }) {
  const { historyFromMs, searchedFromMs } = answer;
  const hasPast = historyFromMs !== null && historyFromMs < window.fromMs;
  return (
    <div className="flex flex-col gap-1 text-xs text-muted">
      {historyFromMs === null ? null : hasPast ? (
        <p>
          Compared with delivered events since <TimeText at={historyFromMs} precision="minute" />.
        </p>
      ) : (
        <p className="text-warning">
          This time holds the first delivered event, so all in it is new here. That says nothing about the time before.
        </p>
      )}
      {searchedFromMs > window.fromMs ? (
        <p>
          Resources and addresses: only from <TimeText at={searchedFromMs} precision="minute" /> on.
        </p>
      ) : null}
    </div>
  );
}

type Group = FirstSeenAnswer["groups"][number];

function NewGroup({ group, view }: { readonly group: Group; readonly view: EventView }) {
  const { field, items, inAll } = group;
  return (
    <section>
      <h2 className="label-caps flex justify-between px-1 pb-1">
        <span>new {FIELD_NAMES[field]}</span>
        <span className="tabular">{formatCount(inAll)}</span>
      </h2>
      {items.length === 0 ? <p className="px-1 text-xs text-muted">none</p> : null}
      <ul>
        {items.map((item) => (
          <li key={item.value} className="group flex min-h-6 items-center rounded-sm text-xs hover:bg-hover">
            <button
              type="button"
              title={visibleText(item.note === null ? item.label : `${item.label} · ${item.note}`)}
              onClick={() => view.add(field, item.value, false)}
              className="min-w-0 flex-1 truncate px-1 text-left"
            >
              <bdi>{visibleText(item.label)}</bdi>
            </button>
            <button
              type="button"
              title="Show the ten minutes around its first event"
              aria-label={`Go to the first ${visibleText(item.label)}`}
              onClick={() => view.setWindow(around(item.firstMs), false)}
              className="grid size-6 shrink-0 place-items-center text-muted hover:text-ink"
            >
              <LocateFixed className="size-3" />
            </button>
          </li>
        ))}
      </ul>
      {inAll > items.length ? (
        <p className="px-1 pt-0.5 text-xs text-muted">
          the first {items.length} of {formatCount(inAll)}
        </p>
      ) : null}
    </section>
  );
}

function around(timeMs: number): TimeWindow {
  return { fromMs: timeMs - AROUND_MS, toMs: timeMs + AROUND_MS };
}
