import { TailText } from "@/components/common/tail-text";
import { TimeText } from "@/components/common/time-text";
import { RecordLink } from "@/components/record/record-link";
import { visibleText } from "@/lib/base/visible-text";
import { shortKey, shortSource } from "@/lib/events/short-names";
import type { StoryRow } from "@/lib/resources/contract";
import { TouchKindMark } from "./touch-kind-mark";

type StoryEntryProps = { readonly entry: StoryRow; readonly onRecord: (eventId: string) => void };

/** One call on it: when, by whom, what, and what it left behind. */
export function StoryEntry({ entry, onRecord }: StoryEntryProps) {
  const { event, kind, facts, note } = entry;
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-b border-border px-4 py-2 text-xs last:border-0 md:grid-cols-[11rem_minmax(0,1fr)]">
      <p className="text-muted">
        <TimeText at={event.timeMs} />
        <span className="ml-3 md:ml-0 md:block">
          <TouchKindMark kind={kind} />
        </span>
      </p>
      <div className="min-w-0">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <span className="text-sm">
            <span className="text-muted">{visibleText(shortSource(event.source))}</span>{" "}
            <RecordLink eventId={event.eventId} onOpen={onRecord}>
              {visibleText(event.action)}
            </RecordLink>
          </span>
          <span className="max-w-full min-w-0">
            <TailText text={event.identity} />
          </span>
          {event.outcome === "ok" ? null : (
            <span className="text-danger">✕ {visibleText(event.errorCode ?? "failed")}</span>
          )}
        </p>
        {note === null ? null : <p className="mt-0.5">{note}</p>}
        {facts.length === 0 ? null : (
          <dl className="mt-0.5 flex flex-wrap gap-x-4 gap-y-0.5">
            {facts.map(({ name, value }) => (
              <div key={name} className="flex max-w-full min-w-0 gap-1.5">
                <dt className="shrink-0 text-muted">{name}</dt>
                <dd className="min-w-0 font-mono break-all" title={visibleText(value)}>
                  <bdi>{visibleText(value.startsWith("arn:") ? shortKey(value) : value)}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}
