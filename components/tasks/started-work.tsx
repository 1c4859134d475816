import { CountText } from "@/components/common/count-text";
import { Panel } from "@/components/common/panel";
import { TailText } from "@/components/common/tail-text";
import { TimeText } from "@/components/common/time-text";
import { GradeMark } from "@/components/credentials/grade-mark";
import { RecordLink } from "@/components/record/record-link";
import { visibleText } from "@/lib/base/visible-text";
import type { TaskDetail } from "@/lib/tasks/contract";

type StartedWorkProps = { readonly task: TaskDetail; readonly onRecord: (eventId: string) => void };

/** What a task started under other roles: the sessions of it that its records prove, or why none is. */
export function StartedWork({ task: { starts, startsAreAll, lanes }, onRecord }: StartedWorkProps) {
  if (starts.length === 0) return null;
  const names = new Map(lanes.map(({ key, who }) => [key, who.name]));
  return (
    <Panel
      title="Work that it started under other roles"
      aside={
        <>
          <CountText count={starts.length} unit="call" />
          {startsAreAll ? null : ", and more"}
        </>
      }
    >
      <ul className="text-xs">
        {starts.map((start) => (
          <li key={start.eventId} className="flex gap-2.5 border-b border-border px-4 py-2 last:border-0">
            <GradeMark grade={start.lanes.length === 0 ? "D" : "C"} />
            <div className="min-w-0 flex-1">
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                <RecordLink eventId={start.eventId} onOpen={onRecord}>
                  {visibleText(start.action)}
                </RecordLink>
                <TimeText at={start.timeMs} />
                {start.lanes.map((key) => (
                  <span key={key} className="max-w-full min-w-0">
                    <span aria-label="started">→</span> {visibleText(names.get(key) ?? "")}{" "}
                    <span className="font-mono text-muted">
                      <TailText text={key} />
                    </span>
                  </span>
                ))}
              </span>
              {start.lanes.length === 0 ? <span className="block text-muted">{whyNone(start.ids)}</span> : null}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function whyNone(ids: number): string {
  return ids > 0
    ? "No session with the id that it answered is in the store: it ran without a role, was not logged, or names no session so."
    : "The service calls the sessions of all such work alike: which one this call began is not recorded.";
}
