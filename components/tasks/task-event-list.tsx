"use client";

import Link from "next/link";
import { SameSecondMark } from "@/components/common/same-second-mark";
import { CountText } from "@/components/common/count-text";
import { Panel } from "@/components/common/panel";
import { TailText } from "@/components/common/tail-text";
import { CallKindMark } from "@/components/timeline/call-kind-mark";
import { RecordLink } from "@/components/record/record-link";
import { Button } from "@/components/ui/button";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import { shortSource } from "@/lib/events/short-names";
import { resourceHref } from "@/lib/resources/search-params";
import type { TaskEvent } from "@/lib/tasks/contract";

type TaskEventListProps = {
  readonly events: readonly TaskEvent[];
  readonly inAll: number;
  readonly openId: string | null;
  /** null: all are here. */
  readonly onMore: (() => void) | null;
  readonly isLoading: boolean;
  readonly onRecord: (eventId: string) => void;
};

/** The events of a task in the order of their seconds: within one, the records do not say which came first. */
export function TaskEventList({ events, inAll, openId, onMore, isLoading, onRecord }: TaskEventListProps) {
  return (
    <Panel title="Events in order" aside={<CountText count={events.length} of={inAll} unit="event" />}>
      <div className="max-h-[36rem] overflow-y-auto">
        <Table label="Events of the task">
          <thead>
            <tr>
              <TableHead>Time, UTC</TableHead>
              <TableHead>Call</TableHead>
              <TableHead className="max-sm:hidden">Kind</TableHead>
              <TableHead className="max-md:hidden">Credential</TableHead>
              <TableHead className="max-lg:hidden">On</TableHead>
              <TableHead className="max-sm:hidden">Outcome</TableHead>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <TableRow key={event.eventId} className={event.eventId === openId ? "bg-selected hover:bg-selected" : ""}>
                <TableCell className="text-xs whitespace-nowrap tabular">
                  {formatTime(event.timeMs, "second").replace(" UTC", "")}
                  {event.orderUndecidable ? (
                    <span className="ml-1.5">
                      <SameSecondMark title="Others of this task have the same second: their order is undecidable" />
                    </span>
                  ) : null}
                </TableCell>
                <TableCell className="max-w-0 min-w-36 text-xs md:w-1/4">
                  <span className="block truncate">
                    <span className="text-muted">{visibleText(shortSource(event.source))}</span>{" "}
                    <RecordLink eventId={event.eventId} onOpen={onRecord}>
                      {visibleText(event.action)}
                    </RecordLink>
                  </span>
                </TableCell>
                <TableCell className="text-xs whitespace-nowrap max-sm:hidden">
                  <CallKindMark source={event.source} action={event.action} />
                </TableCell>
                <TableCell className="max-w-0 min-w-40 text-xs max-md:hidden md:w-1/4">
                  <TailText text={event.identity} />
                  <span className="block truncate font-mono text-2xs text-muted">
                    {visibleText(event.lane)} · {visibleText(event.account)} {visibleText(event.region)}
                  </span>
                </TableCell>
                <TableCell className="max-w-0 min-w-40 font-mono text-xs max-lg:hidden lg:w-1/3">
                  {event.resource === null ? null : (
                    <Link
                      href={resourceHref(event.resource.uid)}
                      prefetch={false}
                      className="block text-accent hover:underline"
                    >
                      <TailText text={event.resource.key} />
                    </Link>
                  )}
                </TableCell>
                <TableCell className="text-xs whitespace-nowrap max-sm:hidden">
                  {event.outcome === "ok" ? (
                    <span className="text-muted">ok</span>
                  ) : (
                    <span className="text-danger">{visibleText(event.errorCode ?? "failed")}</span>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-border px-4 py-2 text-xs text-muted">
        <span>≈ shares its second with others of the task: which came first is not recorded.</span>
        {onMore === null ? null : (
          <Button size="sm" disabled={isLoading} onClick={onMore}>
            {isLoading ? "Loading…" : "Show more"}
          </Button>
        )}
      </div>
    </Panel>
  );
}
