import type { TimeWindow } from "@/lib/timeline/strip-scale";

/** The window while it moves: read by every frame, told to React only when it rests. */
export type LiveWindow = {
  readonly get: () => TimeWindow;
  readonly set: (window: TimeWindow) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

/** A window that pictures follow without being rendered again. */
export function createLiveWindow(start: TimeWindow): LiveWindow {
  let current = start;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set: (window) => {
      if (window.fromMs === current.fromMs && window.toMs === current.toMs) return;
      current = window;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
