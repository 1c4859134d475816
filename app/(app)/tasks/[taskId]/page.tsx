import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { getQueryClient } from "@/app/query-client";
import { TaskView } from "@/components/tasks/task-view";
import { AppError } from "@/lib/base/app-error";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";
import { taskQuery } from "@/lib/tasks/query-options";
import { loadTaskParams } from "@/lib/tasks/search-params";
import { getTask } from "@/lib/tasks/server/get-task";

type Props = PageProps<"/tasks/[taskId]">;

export const metadata: Metadata = { title: "Task" };

export default async function TaskPage({ params, searchParams }: Props) {
  const ctx = await pageContext();
  const task = decodeURIComponent((await params).taskId);
  const { gap } = await loadTaskParams(searchParams);
  const client = getQueryClient();
  // What else fails is asked again by the browser, which then says why.
  await client
    .query({ ...taskQuery.detail(task, gap), queryFn: () => getTask(ctx, { task, gap }) })
    .catch((error: unknown) => (error instanceof AppError && error.code === "not-found" ? notFound() : null));
  const mayUnmask = ctx.actor.kind === "user" && hasRole(ctx.actor.role, "investigator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense>
        <TaskView taskId={task} gap={gap} mayUnmask={mayUnmask} />
      </Suspense>
    </HydrationBoundary>
  );
}
