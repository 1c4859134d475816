import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import {
  type Gap,
  getRemains,
  getTask,
  getTaskCoverage,
  listTaskEvents,
  listTaskMarks,
  listTasks,
  TASK_EVENT_ROWS,
} from "./contract";

export const TASK_PAGE_CREDENTIALS = 20;
export const TASK_MARKS = 10_000;

/** Whose live credentials and lasting things are asked for. */
export type RemainsOf =
  | { readonly kind: "task"; readonly task: string }
  | { readonly kind: "identity"; readonly identity: string };

export const taskQuery = {
  list: (identity: string, gap: Gap) =>
    infiniteQueryOptions({
      queryKey: ["tasks", "list", identity, gap],
      queryFn: ({ signal, pageParam }) =>
        call(listTasks, { identity, gap, cursor: pageParam, limit: TASK_PAGE_CREDENTIALS }, signal),
      initialPageParam: firstPage(),
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  detail: (task: string, gap: Gap) =>
    queryOptions({
      queryKey: ["tasks", "detail", task, gap],
      queryFn: ({ signal }) => call(getTask, { task, gap }, signal),
      placeholderData: keepPreviousData,
    }),
  coverage: (task: string, gap: Gap) =>
    queryOptions({
      queryKey: ["tasks", "coverage", task, gap],
      queryFn: ({ signal }) => call(getTaskCoverage, { task, gap }, signal),
    }),
  marks: (task: string, gap: Gap) =>
    queryOptions({
      queryKey: ["tasks", "marks", task, gap],
      queryFn: ({ signal }) => call(listTaskMarks, { task, gap, limit: TASK_MARKS }, signal),
    }),
  events: (task: string, gap: Gap) =>
    infiniteQueryOptions({
      queryKey: ["tasks", "events", task, gap],
      queryFn: ({ signal, pageParam }) =>
        call(listTaskEvents, { task, gap, cursor: pageParam, limit: TASK_EVENT_ROWS }, signal),
      initialPageParam: firstPage(),
      getNextPageParam: (page) => page.next,
    }),
  remains: (of: RemainsOf) =>
    queryOptions({
      queryKey: ["tasks", "remains", of],
      queryFn: ({ signal }) => call(getRemains, { of }, signal),
    }),
};

function firstPage(): string | null {
  return null;
}
