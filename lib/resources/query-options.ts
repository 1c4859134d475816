import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import { getResource, getResourceCoverage, listChildren, listStory, listTouches, type TouchStep } from "./contract";

export const STORY_ROWS = 25;
export const CHILD_ROWS = 20;

export type Shown = { readonly fromMs: number | null; readonly toMs: number | null };
type Step = { readonly isFirst: boolean; readonly beforeMs: number | null };
const FIRST_STEP: Step = { isFirst: true, beforeMs: null };

export const resourceQuery = {
  detail: (resource: string) =>
    queryOptions({
      queryKey: ["resources", "detail", resource],
      queryFn: ({ signal }) => call(getResource, { resource }, signal),
    }),
  children: (resource: string, startsWith: string) =>
    infiniteQueryOptions({
      queryKey: ["resources", "children", resource, startsWith],
      queryFn: ({ signal, pageParam }) =>
        call(listChildren, { resource, startsWith, cursor: pageParam, limit: CHILD_ROWS }, signal),
      initialPageParam: firstPage(),
      getNextPageParam: (page) => page.next,
      placeholderData: (previous) => previous,
    }),
  /** Counted from the latest moment backwards, a small step first. */
  touches: (resource: string, window: Shown) =>
    infiniteQueryOptions({
      queryKey: ["resources", "touches", resource, window],
      queryFn: ({ signal, pageParam }) => call(listTouches, { resource, ...window, ...pageParam }, signal),
      initialPageParam: FIRST_STEP,
      getNextPageParam: ({ uncountedBeforeMs: beforeMs }: TouchStep): Step | null =>
        beforeMs === null ? null : { isFirst: false, beforeMs },
    }),
  coverage: (resource: string, window: { readonly fromMs: number; readonly toMs: number }) =>
    queryOptions({
      queryKey: ["resources", "coverage", resource, window],
      queryFn: ({ signal }) => call(getResourceCoverage, { resource, ...window }, signal),
    }),
  story: (resource: string, window: Shown, changesOnly: boolean) =>
    infiniteQueryOptions({
      queryKey: ["resources", "story", resource, window, changesOnly],
      queryFn: ({ signal, pageParam }) =>
        call(listStory, { resource, ...window, changesOnly, cursor: pageParam, limit: STORY_ROWS }, signal),
      initialPageParam: firstPage(),
      getNextPageParam: (page) => page.next,
    }),
};

function firstPage(): string | null {
  return null;
}
