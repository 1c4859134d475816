"use client";

import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import { RecordPanel } from "./record-panel";

type RecordSheetProps = {
  readonly eventId: string | null;
  readonly mayUnmask: boolean;
  readonly onClose: () => void;
};

/** The record that proves what a page says, over the page. */
export function RecordSheet({ eventId, mayUnmask, onClose }: RecordSheetProps) {
  return (
    <Sheet open={eventId !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <SheetContent aria-describedby={undefined}>
        <SheetTitle className="sr-only">Record</SheetTitle>
        {eventId === null ? null : (
          <RecordPanel key={eventId} eventId={eventId} filtering={null} mayUnmask={mayUnmask} onClose={null} />
        )}
      </SheetContent>
    </Sheet>
  );
}
