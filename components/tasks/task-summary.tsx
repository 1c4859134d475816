import Link from "next/link";
import type { ReactNode } from "react";
import { AccountName } from "@/components/common/account-name";
import { CountText } from "@/components/common/count-text";
import { Panel } from "@/components/common/panel";
import { Stat } from "@/components/common/stat";
import { TailText } from "@/components/common/tail-text";
import { TimeText } from "@/components/common/time-text";
import { GradeMark } from "@/components/credentials/grade-mark";
import { RecordLink } from "@/components/record/record-link";
import { formatBytes, formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { profileHref } from "@/lib/identities/search-params";
import { resourceHref } from "@/lib/resources/search-params";
import type { Gap, TaskDetail } from "@/lib/tasks/contract";
import { whoTookPart } from "@/lib/tasks/who-took-part";
import { FirstTouched } from "./first-touched";
import { TaskCount, TaskCoverageReason } from "./task-count";

type TaskSummaryProps = {
  readonly task: TaskDetail;
  readonly gap: Gap;
  readonly onRecord: (eventId: string) => void;
};

const SHOWN = 8;

/** What a long run comes to: who took part, what was refused, what could be used elsewhere, what was new. */
export function TaskSummary({ task, gap, onRecord }: TaskSummaryProps) {
  const { summary } = task;
  const people = whoTookPart(task.lanes);
  return (
    <Panel title="Summary" aside={<TaskCount task={task} gap={gap} />}>
      <TaskCoverageReason task={task} gap={gap} />
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 border-b border-border px-4 py-3 sm:grid-cols-4 lg:grid-cols-7">
        <Stat
          label="Credentials"
          value={formatCount(task.lanes.length)}
          {...(task.isWhole ? {} : { note: "and more" })}
        />
        <Stat label="Identities" value={formatCount(people.length)} />
        <Stat label="Accounts" value={formatCount(summary.accountsInAll)} />
        <Stat label="Failed" value={formatCount(summary.errors)} tone={summary.errors > 0 ? "danger" : "plain"} />
        <Stat label="Denied" value={formatCount(summary.denials)} tone={summary.denials > 0 ? "danger" : "plain"} />
        <Stat
          label="Possible hand-offs"
          value={formatCount(summary.handOffsInAll)}
          tone={summary.handOffsInAll > 0 ? "warning" : "plain"}
        />
        <Stat label="Bytes moved" value={formatBytes(summary.bytes)} note="as records tell" />
      </dl>
      <div className="grid gap-x-8 gap-y-4 px-4 py-3 text-xs sm:grid-cols-2 xl:grid-cols-4">
        <Group title="Who took part" shown={Math.min(people.length, SHOWN)} inAll={people.length}>
          {people.slice(0, SHOWN).map(({ id, name, kind, credentials, events }) => (
            <Row key={id ?? name} count={events}>
              {id === null ? (
                <TailText text={name} />
              ) : (
                <Link href={profileHref(id)} className="block min-w-0 text-accent hover:underline">
                  <TailText text={name} />
                </Link>
              )}
              <span className="block text-2xs text-muted">
                {kind}, <CountText count={credentials} unit="credential" />
              </span>
            </Row>
          ))}
        </Group>
        <Group title="Calls" shown={Math.min(SHOWN, summary.actions.length)} inAll={summary.actionsInAll}>
          {summary.actions.slice(0, SHOWN).map(({ value, label, events }) => (
            <Row key={value} count={events}>
              <TailText text={label} />
            </Row>
          ))}
        </Group>
        <section className="flex min-w-0 flex-col gap-3">
          <Group
            title="Accounts and Regions"
            shown={summary.accounts.length + summary.regions.length}
            inAll={summary.accountsInAll + summary.regionsInAll}
          >
            {summary.accounts.map(({ value, events }) => (
              <Row key={value} count={events}>
                <AccountName account={value} />
              </Row>
            ))}
            {summary.regions.map(({ value, events }) => (
              <Row key={value} count={events}>
                {visibleText(value)}
              </Row>
            ))}
          </Group>
          {summary.runs.length === 0 ? null : (
            <Group
              title="Runs that records name"
              shown={Math.min(SHOWN, summary.runs.length)}
              inAll={summary.runsInAll}
            >
              {summary.runs.slice(0, SHOWN).map(({ kind, value, events }) => (
                <Row key={kind + value} count={events}>
                  <span className="font-mono">
                    <TailText text={value} />
                  </span>
                  <span className="block text-2xs text-muted">{kind}</span>
                </Row>
              ))}
            </Group>
          )}
        </section>
        <FirstTouched task={task} />
      </div>
      {summary.handOffs.length === 0 ? null : <HandOffs summary={summary} onRecord={onRecord} />}
    </Panel>
  );
}

type HandOffsProps = { readonly summary: TaskDetail["summary"]; readonly onRecord: (eventId: string) => void };

/** What was read could be used by anybody who got it: that is possible, and no link. */
function HandOffs({ summary, onRecord }: HandOffsProps) {
  return (
    <section aria-label="Possible hand-offs" className="border-t border-border px-4 py-3 text-xs">
      <h3 className="label-caps pb-1">
        Secrets, parameters and keys that were read,{" "}
        <CountText count={Math.min(SHOWN, summary.handOffs.length)} of={summary.handOffsInAll} />
      </h3>
      <p className="pb-2 text-muted">
        Whoever holds what was read may go on with it elsewhere. That is possible, and proved by nothing here.
      </p>
      <ul className="flex flex-col gap-1">
        {summary.handOffs.slice(0, SHOWN).map(({ eventId, timeMs, action, resource }) => (
          <li key={eventId} className="flex min-w-0 items-center gap-2">
            <GradeMark grade="D" />
            <span className="shrink-0">
              <RecordLink eventId={eventId} onOpen={onRecord}>
                {visibleText(action)}
              </RecordLink>
            </span>
            <span className="min-w-0 flex-1 font-mono">
              {resource === null ? (
                "–"
              ) : (
                <Link href={resourceHref(resource)} className="block min-w-0 py-1 hover:underline">
                  <TailText text={resource} />
                </Link>
              )}
            </span>
            <span className="shrink-0 text-muted max-sm:hidden">
              <TimeText at={timeMs} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type GroupProps = {
  readonly title: string;
  readonly shown: number;
  readonly inAll: number;
  readonly children: ReactNode;
};

function Group({ title, shown, inAll, children }: GroupProps) {
  return (
    <section className="min-w-0">
      <h3 className="label-caps pb-1">
        {title}
        {shown < inAll ? `, ${formatCount(shown)} of ${formatCount(inAll)}` : ""}
      </h3>
      <ul className="flex flex-col gap-1">{children}</ul>
    </section>
  );
}

function Row({ count, children }: { readonly count: number; readonly children: ReactNode }) {
  return (
    <li className="flex min-w-0 items-baseline gap-2">
      <span className="min-w-0 flex-1">{children}</span>
      <span className="shrink-0 text-muted tabular">{formatCount(count)}</span>
    </li>
  );
}
