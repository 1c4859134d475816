"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useQueryState } from "nuqs";
import { useState } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import { PageHeader } from "@/components/common/page-header";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { judgeRecord } from "@/lib/coverage/contract";
import { simulatorParams } from "@/lib/coverage/search-params";
import { eventQuery } from "@/lib/events/query-options";
import { eventHref } from "@/lib/events/search-params";
import { call } from "@/lib/http/call";
import { CoverageTabs } from "./coverage-tabs";
import { LoggedVerdictView } from "./logged-verdict-view";

/** Whether a record would have been recorded: by which selector, or which field of each selector rejects it. */
export function SimulateView() {
  const [eventId] = useQueryState("event", simulatorParams.event);
  return (
    <>
      <PageHeader
        title="Would this be logged?"
        summary="Paste a record: which trail and selector take it, or the field of each selector that rejects it."
      />
      <CoverageTabs />
      {eventId === null ? (
        <Simulator key="paste" text="" eventId={null} />
      ) : (
        <WithEvent key={eventId} eventId={eventId} />
      )}
    </>
  );
}

function WithEvent({ eventId }: { readonly eventId: string }) {
  const { data, error, refetch } = useQuery(eventQuery.record({ eventId, copy: 0, raw: false }));
  if (data !== undefined) return <Simulator text={data.text} eventId={eventId} />;
  if (error === null) return <Skeleton className="mx-6 h-64" />;
  return <ErrorPanel error={error} title="The record could not be read" onRetry={() => void refetch()} />;
}

type SimulatorProps = { readonly text: string; readonly eventId: string | null };

function Simulator({ text, eventId }: SimulatorProps) {
  const [record, setRecord] = useState(text);
  const [at, setAt] = useState("");
  const judging = useMutation({
    mutationFn: () => {
      // Without a time it is the record's own; an empty text must not be read as a date, which browsers do.
      const atMs = at === "" ? Number.NaN : Date.parse(`${at}:00Z`);
      return call(judgeRecord, { record, ...(Number.isFinite(atMs) ? { atMs } : {}) });
    },
  });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 px-4 pb-8 sm:px-6 xl:grid-cols-2">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          judging.mutate();
        }}
        className="flex min-w-0 flex-col gap-2"
      >
        <div className="flex flex-wrap items-baseline justify-between gap-2">
          <Label htmlFor="record">Record, as JSON</Label>
          {eventId === null ? null : (
            <Link href={eventHref(eventId)} className="text-xs text-accent underline underline-offset-2">
              the event it came from
            </Link>
          )}
        </div>
        <textarea
          id="record"
          value={record}
          onChange={(event) => setRecord(event.target.value)}
          spellCheck={false}
          rows={22}
          placeholder='{"eventSource": "bedrock.amazonaws.com", "eventName": "InvokeAgent", "awsRegion": "us-east-1", "recipientAccountId": "…", "eventCategory": "Data", …}'
          className="w-full rounded-md border border-control/70 bg-panel p-3 font-mono text-xs placeholder:text-muted"
        />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" disabled={record.trim() === "" || judging.isPending}>
            {judging.isPending ? "Judging…" : "Judge it"}
          </Button>
          <label className="flex items-center gap-2 text-xs text-muted">
            at another time (UTC)
            <input
              type="datetime-local"
              value={at}
              onChange={(event) => setAt(event.target.value)}
              className="h-8 rounded-md border border-control/70 bg-panel px-2 text-ink"
            />
          </label>
        </div>
      </form>
      <div className="min-w-0" aria-live="polite">
        {judging.error !== null ? (
          <ErrorPanel error={judging.error} title="The record could not be judged" onRetry={null} />
        ) : judging.data === undefined ? (
          <p className="rounded-lg border border-dashed border-border-strong px-4 py-8 text-center text-sm text-muted">
            The verdict stands here. Nothing that is pasted is stored.
          </p>
        ) : (
          <LoggedVerdictView verdict={judging.data} />
        )}
      </div>
    </div>
  );
}
