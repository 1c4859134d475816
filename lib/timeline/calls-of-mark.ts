import type { LaneMarks } from "./contract";
import type { PlacedMark } from "./placed-mark";

/** How often each call is among the events of a mark, the most frequent first. */
export function callsOfMark(mark: PlacedMark, marks: LaneMarks): { readonly name: string; readonly events: number }[] {
  const counts = new Map<number, number>();
  for (const index of mark.indexes) {
    const action = marks.action[index] ?? 0;
    counts.set(action, (counts.get(action) ?? 0) + 1);
  }
  const calls = [...counts].map(([action, events]) => ({ name: marks.actions[action] ?? "unknown", events }));
  return calls.toSorted((a, b) => b.events - a.events);
}
