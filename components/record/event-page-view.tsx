"use client";

import { useQuery } from "@tanstack/react-query";
import { PageHeader } from "@/components/common/page-header";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import type { EventDetail } from "@/lib/events/contract";
import { eventQuery } from "@/lib/events/query-options";
import { eventHref, eventsAroundHref } from "@/lib/events/search-params";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { RecordCoverage } from "./record-coverage";
import { RecordEvidence } from "./record-evidence";
import { RecordFacts } from "./record-facts";
import { RecordProblem } from "./record-problem";
import { RecordText } from "./record-text";
import { RecordWho } from "./record-who";

type EventPageViewProps = { readonly eventId: string; readonly mayUnmask: boolean };

/** One event by itself, at an address that stays. */
export function EventPageView({ eventId, mayUnmask }: EventPageViewProps) {
  const { data: event, error, refetch } = useQuery(eventQuery.detail(eventId));
  const router = useRouter();
  if (event === undefined) {
    if (error === null) return <Skeleton className="m-6 h-96" />;
    return <RecordProblem error={error} onRetry={() => void refetch()} />;
  }
  return (
    <>
      <PageHeader
        title={visibleText(event.action)}
        summary={<Summary event={event} />}
        actions={<AroundLinks event={event} />}
      />
      <div className="grid items-start gap-4 px-4 pb-8 sm:px-6 xl:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
        <div className="overflow-hidden rounded-lg border border-border bg-panel">
          <RecordFacts event={event} filtering={null} />
          <RecordWho event={event} onRecord={(id) => router.push(eventHref(id))} />
          <RecordCoverage eventId={event.eventId} />
          <RecordEvidence event={event} />
        </div>
        <div className="overflow-hidden rounded-lg border border-border bg-panel [&>section]:border-t-0">
          <RecordText event={event} mayUnmask={mayUnmask} />
        </div>
      </div>
    </>
  );
}

function Summary({ event }: { readonly event: EventDetail }) {
  return (
    <>
      {visibleText(event.source)} · {formatTime(event.timeMs)} · by {visibleText(event.identity)} ·{" "}
      <span className="font-mono text-xs break-all">{visibleText(event.eventId)}</span>
    </>
  );
}

function AroundLinks({ event }: { readonly event: EventDetail }) {
  return (
    <>
      <Button asChild size="sm">
        <Link href={eventsAroundHref(event)}>In its timeline</Link>
      </Button>
    </>
  );
}
