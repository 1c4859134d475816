"use client";

import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import type { EventView } from "@/components/events/use-event-view";
import { RecordPanel } from "./record-panel";

type RecordPaneProps = { readonly view: EventView; readonly isWide: boolean; readonly mayUnmask: boolean };

/** The record of the open event: beside the list where there is room, over it on small screens. The list stays where it was. */
export function RecordPane({ view, isWide, mayUnmask }: RecordPaneProps) {
  const { eventId } = view;
  const close = (): void => view.open(null, false);
  if (isWide) {
    return eventId === null ? null : (
      <aside
        aria-label="Record"
        className="flex w-[27rem] shrink-0 flex-col border-l border-border bg-panel xl:w-[31rem]"
      >
        <RecordPanel key={eventId} eventId={eventId} filtering={view} mayUnmask={mayUnmask} onClose={close} />
      </aside>
    );
  }
  return (
    <Sheet open={eventId !== null} onOpenChange={(open) => (open ? undefined : close())}>
      <SheetContent aria-describedby={undefined} className="w-screen">
        <SheetTitle className="sr-only">Record</SheetTitle>
        {eventId === null ? null : (
          <RecordPanel key={eventId} eventId={eventId} filtering={view} mayUnmask={mayUnmask} onClose={null} />
        )}
      </SheetContent>
    </Sheet>
  );
}
