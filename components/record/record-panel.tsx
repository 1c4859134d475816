"use client";

import { useQuery } from "@tanstack/react-query";
import { Columns2, ExternalLink, X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { CopyButton } from "@/components/common/copy-button";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { Filtering } from "@/components/events/chip-actions";
import type { EventView } from "@/components/events/use-event-view";
import { visibleText } from "@/lib/base/visible-text";
import { eventQuery } from "@/lib/events/query-options";
import { eventHref } from "@/lib/events/search-params";
import { shortSource } from "@/lib/events/short-names";
import { CompareDialog } from "./compare-dialog";
import { RecordCoverage } from "./record-coverage";
import { RecordEvidence } from "./record-evidence";
import { RecordFacts } from "./record-facts";
import { RecordProblem } from "./record-problem";
import { RecordText } from "./record-text";
import { RecordWho } from "./record-who";

type RecordPanelProps = {
  readonly eventId: string;
  /** The list beside it; null where the record stands alone. */
  readonly filtering: (Filtering & Pick<EventView, "showAround" | "compareId" | "setCompare" | "open">) | null;
  readonly mayUnmask: boolean;
  readonly onClose: (() => void) | null;
};

/** Everything about one event: what it says, where it came from, and its text as it was delivered. */
export function RecordPanel({ eventId, filtering, mayUnmask, onClose }: RecordPanelProps) {
  const { data: event, error, refetch } = useQuery(eventQuery.detail(eventId));
  const router = useRouter();
  return (
    <>
      <header className="flex h-11 shrink-0 items-center gap-1 border-b border-border pr-2 pl-4 max-md:pr-10">
        <h2 className="min-w-0 flex-1 truncate text-sm font-semibold">
          {event === undefined ? (
            "Record"
          ) : (
            <>
              <span className="font-normal text-muted">{visibleText(shortSource(event.source))}</span>{" "}
              {visibleText(event.action)}
            </>
          )}
        </h2>
        {filtering === null ? null : <CompareButton eventId={eventId} view={filtering} />}
        {filtering === null ? null : (
          <Button asChild variant="ghost" size="icon-sm" title="Permanent link">
            <Link href={eventHref(eventId)} aria-label="Permanent link">
              <ExternalLink />
            </Link>
          </Button>
        )}
        <CopyButton text={eventId} label="Copy the event id" />
        {onClose === null ? null : (
          <Button variant="ghost" size="icon-sm" aria-label="Close the record (Esc)" onClick={onClose}>
            <X />
          </Button>
        )}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {event !== undefined ? (
          <>
            {filtering?.compareId === eventId ? (
              <p role="status" className="mx-4 mt-2 rounded-sm bg-accent-soft px-2 py-1 text-xs">
                Open another event to compare the two.
              </p>
            ) : null}
            {filtering === null ? null : <AroundButtons timeMs={event.timeMs} onShow={filtering.showAround} />}
            <RecordFacts event={event} filtering={filtering} />
            <RecordWho
              event={event}
              onRecord={(id) => (filtering === null ? router.push(eventHref(id)) : filtering.open(id, false))}
            />
            <RecordCoverage eventId={event.eventId} />
            <RecordText event={event} mayUnmask={mayUnmask} />
            <RecordEvidence event={event} />
          </>
        ) : error !== null ? (
          <RecordProblem error={error} onRetry={() => void refetch()} />
        ) : (
          <PanelSkeleton />
        )}
      </div>
    </>
  );
}

type CompareButtonProps = {
  readonly eventId: string;
  readonly view: Pick<EventView, "compareId" | "setCompare">;
};

/** Marks the event to be compared with the next one that is opened. */
function CompareButton({ eventId, view }: CompareButtonProps) {
  const isMarked = view.compareId === eventId;
  const title = isMarked ? "Do not compare" : "Compare with the next event that is opened";
  return (
    <>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-pressed={isMarked}
        aria-label={title}
        title={title}
        onClick={() => view.setCompare(isMarked ? null : eventId)}
      >
        <Columns2 />
      </Button>
      {view.compareId === null || isMarked ? null : (
        <CompareDialog eventIds={[view.compareId, eventId]} onClose={() => view.setCompare(null)} />
      )}
    </>
  );
}

const AROUND_MINUTES = [1, 10, 60] as const;

type AroundButtonsProps = { readonly timeMs: number; readonly onShow: EventView["showAround"] };

function AroundButtons({ timeMs, onShow }: AroundButtonsProps) {
  return (
    <div
      role="group"
      aria-label="Show the time around it"
      className="flex items-center gap-1 px-4 pt-2 text-xs text-muted"
    >
      <span className="mr-1">Around it</span>
      {AROUND_MINUTES.map((minutes) => (
        <Button key={minutes} size="sm" variant="ghost" onClick={() => onShow(timeMs, minutes)}>
          ± {minutes} min
        </Button>
      ))}
    </div>
  );
}

function PanelSkeleton() {
  return (
    <div className="flex flex-col gap-2 p-4" aria-busy="true">
      {Array.from({ length: 10 }, (_, index) => (
        <Skeleton key={index} className="h-5" />
      ))}
    </div>
  );
}
