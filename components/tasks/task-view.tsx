"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { DataState } from "@/components/common/data-state";
import { RecordSheet } from "@/components/record/record-sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { Gap, TaskDetail } from "@/lib/tasks/contract";
import { taskQuery } from "@/lib/tasks/query-options";
import { PossiblePanel } from "./possible-panel";
import { RemainsPanel } from "./remains-panel";
import { StartedWork } from "./started-work";
import { TaskEventList } from "./task-event-list";
import { TaskHeader } from "./task-header";
import { TaskLinks } from "./task-links";
import { TaskSummary } from "./task-summary";
import { useTaskView } from "./use-task-view";
import { Waterfall } from "./waterfall";

type TaskViewProps = { readonly taskId: string; readonly gap: Gap; readonly mayUnmask: boolean };

/** One piece of work across credentials, accounts and Regions. */
export function TaskView({ taskId, gap, mayUnmask }: TaskViewProps) {
  const task = useQuery(taskQuery.detail(taskId, gap));
  return (
    <DataState
      query={task}
      failure="The task could not be read"
      loading={<Skeleton className="m-4 h-96" />}
      isEmpty={() => false}
      empty={null}
    >
      {(data) => <OneTask task={data} gap={gap} mayUnmask={mayUnmask} />}
    </DataState>
  );
}

type OneTaskProps = { readonly task: TaskDetail; readonly gap: Gap; readonly mayUnmask: boolean };

function OneTask({ task, gap, mayUnmask }: OneTaskProps) {
  const view = useTaskView(task);
  const list = useInfiniteQuery(taskQuery.events(task.id, gap));
  const events = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <TaskHeader task={task} gap={gap} />
      <div className="flex flex-col gap-4 px-4 pb-8 sm:px-6">
        <TaskSummary task={task} gap={gap} onRecord={view.open} />
        <Waterfall key={task.id} task={task} gap={gap} view={view} events={events} />
        <StartedWork task={task} onRecord={view.open} />
        <TaskLinks links={task.links} onRecord={view.open} />
        <PossiblePanel task={task} />
        <DataState
          query={list}
          failure="The events could not be read"
          loading={<Skeleton className="h-64" />}
          isEmpty={() => false}
          empty={null}
        >
          {() => (
            <TaskEventList
              events={events}
              inAll={task.events}
              openId={view.eventId}
              onMore={list.hasNextPage ? () => void list.fetchNextPage() : null}
              isLoading={list.isFetchingNextPage}
              onRecord={view.open}
            />
          )}
        </DataState>
        <RemainsPanel of={{ kind: "task", task: task.id }} onRecord={view.open} />
      </div>
      <RecordSheet eventId={view.eventId} mayUnmask={mayUnmask} onClose={() => view.open(null)} />
    </>
  );
}
