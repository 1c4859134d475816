import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getQueryClient } from "@/app/query-client";
import { TaskView } from "@/components/tasks/task-view";
import { AppError } from "@/lib/base/app-error";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";
import { TASK_EVENT_ROWS } from "@/lib/tasks/contract";
import { TASK_MARKS, taskQuery } from "@/lib/tasks/query-options";
import { loadTaskParams } from "@/lib/tasks/search-params";
import { getTask } from "@/lib/tasks/server/get-task";
import { listTaskEvents } from "@/lib/tasks/server/list-task-events";
import { listTaskMarks } from "@/lib/tasks/server/list-task-marks";

type Props = PageProps<"/tasks/[taskId]">;

export const metadata: Metadata = { title: "Task" };

export default async function TaskPage({ params, searchParams }: Props) {
  const ctx = await pageContext();
  const task = decodeURIComponent((await params).taskId);
  const { gap } = await loadTaskParams(searchParams);
  const client = getQueryClient();
  const asked = { task, gap };
  const [detail, marks, events] = await Promise.all([
    // What else fails is asked again by the browser, which then says why.
    getTask(ctx, asked).catch((error: unknown) =>
      error instanceof AppError && error.code === "not-found" ? notFound() : null,
    ),
    listTaskMarks(ctx, { ...asked, limit: TASK_MARKS }).catch(() => null),
    listTaskEvents(ctx, { ...asked, cursor: null, limit: TASK_EVENT_ROWS }).catch(() => null),
  ]);
  if (detail !== null) {
    // A task may be asked for by any of its names; what is shown of it is kept by its id.
    client.setQueryData(taskQuery.detail(task, gap).queryKey, detail);
    if (marks !== null) client.setQueryData(taskQuery.marks(detail.id, gap).queryKey, marks);
    if (events !== null)
      client.setQueryData(taskQuery.events(detail.id, gap).queryKey, { pages: [events], pageParams: [null] });
  }
  const mayUnmask = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      {/* Within no boundary of its own: what stands in one is sent hidden, and shown only once scripts run. */}
      <TaskView taskId={task} gap={gap} mayUnmask={mayUnmask} />
    </HydrationBoundary>
  );
}
