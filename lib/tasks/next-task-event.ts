import type { TaskEvent } from "./contract";

type Place = {
  /** null: nothing is open, so the first or the last is next. */
  readonly eventId: string | null;
  /** Lanes to stay in; empty: all. */
  readonly lanes: ReadonlySet<string>;
};

/** The next event before or after the open one, in its lanes; null at the ends. */
export function nextTaskEvent(
  events: readonly Pick<TaskEvent, "eventId" | "lane">[],
  { eventId, lanes }: Place,
  step: 1 | -1,
): string | null {
  const isIn = ({ lane }: Pick<TaskEvent, "lane">): boolean => lanes.size === 0 || lanes.has(lane);
  const at = eventId === null ? -1 : events.findIndex((one) => one.eventId === eventId);
  if (step === 1) return events.slice(at + 1).find(isIn)?.eventId ?? null;
  return (at === -1 ? events : events.slice(0, at)).findLast(isIn)?.eventId ?? null;
}
