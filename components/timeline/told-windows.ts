import { type TimeWindow, wholeSeconds } from "@/lib/timeline/strip-scale";

export type ToldWindows = {
  readonly tell: (window: TimeWindow) => void;
  /** What was told last and has not come back; null where all has. */
  readonly last: () => TimeWindow | null;
  /** Whether a window is one that was told and now comes back. Any other is news, and what was told before it is forgotten. */
  readonly isEcho: (window: TimeWindow) => boolean;
};

/** What was told of a movement and has not come back yet, perhaps in whole seconds: it must not undo a movement that has gone on since. */
export function createToldWindows(): ToldWindows {
  let told: readonly TimeWindow[] = [];
  return {
    tell: (window) => {
      told = [...told, window];
    },
    last: () => told.at(-1) ?? null,
    isEcho: (window) => {
      const at = told.findIndex((one) => isSameInSeconds(one, window));
      told = at < 0 ? [] : told.slice(at + 1);
      return at >= 0;
    },
  };
}

/** Whether two windows are written alike in an address. */
export function isSameInSeconds(one: TimeWindow, other: TimeWindow): boolean {
  const [a, b] = [wholeSeconds(one), wholeSeconds(other)];
  return a.fromMs === b.fromMs && a.toMs === b.toMs;
}
