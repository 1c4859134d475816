import type { EventView } from "@/components/events/use-event-view";
import type { PlacedRulerMark } from "@/lib/timeline/place-ruler";
import { type TimeWindow, windowBetween, zoomWindow } from "@/lib/timeline/strip-scale";
import type { LiveWindow } from "./live-window";

const ROOM = 1.5;

type Target = { readonly view: EventView; readonly live: LiveWindow; readonly bounds: TimeWindow };

/** Goes to what a mark of the ruler is about: the record of one, the calls of its credential where no record is known, or closer to where several stand. */
export function openRulerMark({ marks, count }: PlacedRulerMark, { view, live, bounds }: Target): void {
  const [first] = marks;
  if (first === undefined) return;
  if (count > 1) {
    const last = Math.max(...marks.map(({ toMs }) => toMs));
    live.set(zoomWindow(windowBetween(first.fromMs, last + 1, bounds), ROOM, bounds));
  } else if (first.eventId !== null) view.open(first.eventId, view.eventId !== null);
  else if (first.credential !== null) view.add("credential", first.credential, false);
}
