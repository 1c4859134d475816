"use client";

import { useQuery } from "@tanstack/react-query";
import { CountText } from "@/components/common/count-text";
import { CoverageNote } from "@/components/coverage/coverage-note";
import { visibleText } from "@/lib/base/visible-text";
import { isFloor } from "@/lib/coverage/is-floor";
import type { Gap, TaskDetail } from "@/lib/tasks/contract";
import { taskQuery } from "@/lib/tasks/query-options";

type TaskCountProps = { readonly task: TaskDetail; readonly gap: Gap };

/** How many events a task has, at least, and how well it would have been seen over its whole time. */
export function TaskCount({ task, gap }: TaskCountProps) {
  const { data } = useQuery(taskQuery.coverage(task.id, gap));
  const worst = data?.worst ?? null;
  return (
    <span className="inline-flex items-center gap-2">
      {worst === null ? null : <CoverageNote worst={worst} />}
      <CountText count={task.events} unit="event" />
    </span>
  );
}

/** Why a task's counts are floors, in words; nothing where all of it is logged. */
export function TaskCoverageReason({ task, gap }: TaskCountProps) {
  const { data } = useQuery(taskQuery.coverage(task.id, gap));
  const worst = data?.worst ?? null;
  if (worst === null || !isFloor(worst)) return null;
  const { familyTitle, account, region, because } = worst;
  return (
    <p className="border-b border-border px-4 py-2 text-xs text-muted">
      Counts are floors. {visibleText(`${familyTitle} in ${account}, ${region}: ${because}`)}
    </p>
  );
}
