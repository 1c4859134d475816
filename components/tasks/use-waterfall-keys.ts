"use client";

import { useMemo } from "react";
import { useKeyBindings } from "@/components/common/key-bindings";
import { useLatest } from "@/components/common/use-latest";
import type { LiveWindow } from "@/components/timeline/live-window";
import type { WaterfallRow } from "@/lib/tasks/arrange-waterfall";
import type { TaskEvent } from "@/lib/tasks/contract";
import { nextTaskEvent } from "@/lib/tasks/next-task-event";
import { panWindow, zoomWindow } from "@/lib/timeline/strip-scale";
import type { TaskView } from "./use-task-view";

type KeysInput = {
  readonly live: LiveWindow;
  readonly view: TaskView;
  readonly rows: readonly WaterfallRow[];
  readonly chosen: number;
  readonly events: readonly TaskEvent[];
  readonly onChoose: (row: number) => void;
};

const PAN = 0.15;
const ZOOM = 1.4;

/** The keys that trace viewers have: lanes, events along a lane, time, and folding. */
export function useWaterfallKeys(input: KeysInput): void {
  const latest = useLatest(input);
  const keys = useMemo(() => {
    const row = (step: 1 | -1) => () => {
      const { rows, chosen, onChoose } = latest.current;
      onChoose(Math.min(rows.length - 1, Math.max(0, chosen + step)));
    };
    const event = (step: 1 | -1) => () => {
      const { view, rows, chosen, events } = latest.current;
      const lanes = new Set(rows[chosen]?.isFolded === false ? [rows[chosen]?.lane.key ?? ""] : []);
      const next = nextTaskEvent(events, { eventId: view.eventId, lanes }, step);
      if (next !== null) view.open(next);
    };
    const pan = (share: number) => () => {
      const { live, view } = latest.current;
      const now = live.get();
      live.set(panWindow(now, share * (now.toMs - now.fromMs), view.bounds));
    };
    const zoom = (factor: number) => () => {
      const { live, view } = latest.current;
      live.set(zoomWindow(live.get(), factor, view.bounds));
    };
    const fold = (isFolded: boolean) => () => {
      const { rows, view } = latest.current;
      const parents = rows.filter(({ descendants }) => descendants > 0).map(({ lane }) => lane.key);
      view.setFolded(new Set(isFolded ? parents : []));
    };
    const toggle = (): void => {
      const { rows, chosen, view } = latest.current;
      const row_ = rows[chosen];
      if (row_ === undefined || row_.descendants === 0) return;
      const next = new Set(view.folded);
      if (!next.delete(row_.lane.key)) next.add(row_.lane.key);
      view.setFolded(next);
    };
    return {
      title: "Waterfall",
      bindings: [
        { key: "j", label: "Next credential", run: row(1) },
        { key: "k", label: "Previous credential", run: row(-1) },
        { key: ".", label: "Next event of the credential", run: event(1) },
        { key: ",", label: "Previous event of the credential", run: event(-1) },
        { key: "o", label: "Fold or unfold the credential", run: toggle },
        { key: "]", label: "Fold all", run: fold(true) },
        { key: "[", label: "Unfold all", run: fold(false) },
        { key: "w", label: "Zoom in", run: zoom(1 / ZOOM) },
        { key: "s", label: "Zoom out", run: zoom(ZOOM) },
        { key: "a", label: "Earlier", run: pan(-PAN) },
        { key: "d", label: "Later", run: pan(PAN) },
        { key: "f", label: "All of the task", run: () => latest.current.live.set(latest.current.view.bounds) },
      ],
    };
  }, [latest]);
  useKeyBindings(keys);
}
