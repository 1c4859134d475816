import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import { type Gap, getTask, listTaskEvents, listTaskMarks, listTasks } from "./contract";

const TASK_EVENT_ROWS = 500;

export const taskQuery = {
  list: (identity: string, gap: Gap) =>
    infiniteQueryOptions({
      queryKey: ["tasks", "list", identity, gap],
      queryFn: ({ signal, pageParam }) => call(listTasks, { identity, gap, cursor: pageParam }, signal),
      initialPageParam: firstPage(),
      getNextPageParam: (page) => page.next,
    }),
  detail: (task: string, gap: Gap) =>
    queryOptions({
      queryKey: ["tasks", "detail", task, gap],
      queryFn: ({ signal }) => call(getTask, { task, gap }, signal),
    }),
  marks: (task: string, gap: Gap) =>
    queryOptions({
      queryKey: ["tasks", "marks", task, gap],
      queryFn: ({ signal }) => call(listTaskMarks, { task, gap }, signal),
    }),
  events: (task: string, gap: Gap) =>
    infiniteQueryOptions({
      queryKey: ["tasks", "events", task, gap],
      queryFn: ({ signal, pageParam }) =>
        call(listTaskEvents, { task, gap, cursor: pageParam, limit: TASK_EVENT_ROWS }, signal),
      initialPageParam: firstPage(),
      getNextPageParam: (page) => page.next,
    }),
};

function firstPage(): string | null {
  return null;
}
