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
import type { FirstSeenAnswer, FirstSeenItem, FirstSeenVerdict } from "@/lib/timeline/contract";
import { firstSeenQuery } from "@/lib/timeline/query-options";
import type { TimeWindow } from "@/lib/timeline/strip-scale";

type NewPanelProps = { readonly identityId: string; readonly view: EventView; readonly window: TimeWindow };

const AROUND_MS = 10 * 60_000;

/** What the identity did, touched and came from in this time for the first time; a click goes there. */
export function NewPanel({ identityId, view, window }: NewPanelProps) {
  const { data: answer, error, refetch } = useQuery(firstSeenQuery.of(identityId, window));
  if (answer === undefined) {
    if (error !== null)
      return <ErrorPanel error={error} title="What was new could not be read" onRetry={() => void refetch()} />;
    return <Skeleton className="m-3 h-40" />;
  }
  return (
    <div className="flex flex-col gap-4 px-3 py-3">
      <HistoryNote answer={answer} window={window} />
      {answer.groups.map((group) => (
        <NewGroup key={group.field} group={group} view={view} />
      ))}
    </div>
  );
}

type HistoryNoteProps = { readonly answer: FirstSeenAnswer; readonly window: TimeWindow };

/** Without a past to compare with, everything is new: that is said before anything is listed. */
function HistoryNote({ answer: { historyFromMs }, window }: HistoryNoteProps) {
  if (historyFromMs === null) return null;
  return historyFromMs < window.fromMs ? (
    <p className="text-xs text-muted">
      Compared with delivered events since <TimeText at={historyFromMs} precision="minute" />.
    </p>
  ) : (
    <p className="text-xs text-warning">
      This time holds the first delivered event of this identity. That says nothing about the time before.
    </p>
  );
}

/** What a first time can mean, the most telling first. */
const MEANINGS: Record<FirstSeenVerdict, { readonly title: string; readonly means: string }> = {
  new: { title: "first time", means: "Calls of this kind were logged all along, and there was none." },
  unsure: { title: "first seen; may not be the first", means: "Calls of this kind were not logged all along." },
  "logging-began": { title: "seen since logging began", means: "Calls of this kind were not logged before." },
  "records-begin": { title: "seen on the first day of records", means: "There is less than a day to compare with." },
};
const VERDICTS = ["new", "unsure", "logging-began", "records-begin"] as const satisfies readonly FirstSeenVerdict[];

type Group = FirstSeenAnswer["groups"][number];

function NewGroup({ group, view }: { readonly group: Group; readonly view: EventView }) {
  const { field, items, inAll } = group;
  const parts = VERDICTS.map((verdict) => ({ verdict, own: items.filter((item) => item.verdict === verdict) }));
  return (
    <section>
      <h2 className="label-caps flex justify-between px-1 pb-1">
        <span>{FIELD_NAMES[field]}</span>
        <span className="tabular">{formatCount(inAll)}</span>
      </h2>
      {items.length === 0 ? <p className="px-1 text-xs text-muted">none for the first time</p> : null}
      {parts
        .filter(({ own }) => own.length > 0)
        .map(({ verdict, own }) => (
          <div key={verdict} className="pb-1">
            <h3
              title={MEANINGS[verdict].means}
              className={`px-1 text-xs ${verdict === "new" ? "font-medium text-ink-soft" : "text-muted"}`}
            >
              {MEANINGS[verdict].title}
            </h3>
            <ul>
              {own.map((item) => (
                <NewItem key={item.value} field={field} item={item} view={view} />
              ))}
            </ul>
          </div>
        ))}
      {inAll > items.length ? (
        <p className="px-1 pt-0.5 text-xs text-muted">
          the first {items.length} of {formatCount(inAll)}
        </p>
      ) : null}
    </section>
  );
}

type NewItemProps = { readonly field: Group["field"]; readonly item: FirstSeenItem; readonly view: EventView };

function NewItem({ field, item, view }: NewItemProps) {
  const { value, label, note, firstMs, loggedSinceMs, because } = item;
  return (
    <li className="flex min-h-6 items-center rounded-sm text-xs hover:bg-hover">
      <button
        type="button"
        title={visibleText([label, note, because].filter((text) => text !== null && text !== "").join(" · "))}
        onClick={() => view.add(field, value, false)}
        className="min-w-0 flex-1 px-1 text-left"
      >
        <bdi className="block truncate">{visibleText(label)}</bdi>
        {loggedSinceMs === null ? null : (
          <span className="block truncate text-muted">
            logged since <TimeText at={loggedSinceMs} precision="minute" />
          </span>
        )}
      </button>
      <button
        type="button"
        title="Show the ten minutes around its first event"
        aria-label={`Go to the first ${visibleText(label)}`}
        onClick={() => view.setWindow(around(firstMs), false)}
        className="grid size-6 shrink-0 place-items-center text-muted hover:text-ink"
      >
        <LocateFixed className="size-3" />
      </button>
    </li>
  );
}

function around(timeMs: number): TimeWindow {
  return { fromMs: timeMs - AROUND_MS, toMs: timeMs + AROUND_MS };
}
