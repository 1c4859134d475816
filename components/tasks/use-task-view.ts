"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { TaskDetail } from "@/lib/tasks/contract";
import { taskParams } from "@/lib/tasks/search-params";
import type { TimeWindow } from "@/lib/timeline/strip-scale";

export type TaskView = {
  readonly bounds: TimeWindow;
  readonly window: TimeWindow;
  readonly folded: ReadonlySet<string>;
  readonly eventId: string | null;
  readonly setWindow: (window: TimeWindow | null) => void;
  readonly setFolded: (folded: ReadonlySet<string>) => void;
  readonly open: (eventId: string | null) => void;
};

const PAD = 0.02;
const PAD_LEAST_MS = 1_000;

/** What is seen of a task: all of it is in the address. */
export function useTaskView({ firstMs, lastMs }: Pick<TaskDetail, "firstMs" | "lastMs">): TaskView {
  const [{ from, to, folded, event }, setParams] = useQueryStates(taskParams);
  return useMemo(() => {
    const padMs = Math.round(Math.max(PAD_LEAST_MS, (lastMs - firstMs) * PAD));
    const bounds = { fromMs: firstMs - padMs, toMs: lastMs + PAD_LEAST_MS + padMs };
    const asked = { fromMs: from ?? bounds.fromMs, toMs: to ?? bounds.toMs };
    return {
      bounds,
      window: asked.toMs > asked.fromMs ? asked : bounds,
      folded: new Set(folded),
      eventId: event,
      setWindow: (window) => void setParams({ from: window?.fromMs ?? null, to: window?.toMs ?? null }),
      setFolded: (next) => void setParams({ folded: next.size === 0 ? null : [...next] }),
      open: (eventId) => void setParams({ event: eventId }, { history: event === null ? "push" : "replace" }),
    };
  }, [firstMs, lastMs, from, to, folded, event, setParams]);
}
