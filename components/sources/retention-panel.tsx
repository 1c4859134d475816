"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { DataState } from "@/components/common/data-state";
import { Panel } from "@/components/common/panel";
import { TimeText } from "@/components/common/time-text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { formatBytes, formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { call } from "@/lib/http/call";
import {
  RetentionDays,
  RETENTION_DAYS_MAX,
  type Retention,
  type RetentionPlan,
  retentionSet,
} from "@/lib/retention/contract";
import { retentionQuery } from "@/lib/retention/query-options";
import { sourcesQuery } from "@/lib/sources/query-options";

/** How long log files are kept, what was dropped so far; an admin looks what an age would drop before setting it. */
export function RetentionPanel({ mayDrop }: { readonly mayDrop: boolean }) {
  const query = useQuery(retentionQuery.state());
  return (
    <div id="retention" className="scroll-mt-4">
      <Panel title="Retention" aside={<span className="max-sm:hidden">by the newest record of a log file</span>}>
        <DataState
          query={query}
          failure="How long log files are kept could not be read"
          loading={<Skeleton className="m-4 h-12" />}
          isEmpty={() => false}
          empty={null}
        >
          {(state) => (
            <div className="flex flex-col gap-3 px-4 py-3 text-sm">
              <StateText state={state} />
              {mayDrop ? <RetentionForm current={state.days} /> : null}
            </div>
          )}
        </DataState>
      </Panel>
    </div>
  );
}

function StateText({ state: { days, setBy, setAtMs, dropped } }: { readonly state: Retention }) {
  return (
    <div className="flex flex-col gap-1">
      <p>
        {days === null ? (
          "Everything is kept: nothing is dropped by itself."
        ) : (
          <>
            Every day, log files whose newest record is older than <strong>{formatCount(days)} days</strong> are
            dropped.
          </>
        )}
        {setAtMs === null ? null : (
          <span className="text-xs text-muted">
            {" "}
            Set by <bdi>{visibleText(setBy ?? "")}</bdi>, <TimeText at={setAtMs} precision="minute" />
          </span>
        )}
      </p>
      <p className="text-xs text-muted">
        {dropped === null ? (
          "Nothing was dropped so far."
        ) : (
          <>
            Dropped so far: {formatCount(dropped.files)} log files ({formatBytes(dropped.bytes)}) with{" "}
            {formatCount(dropped.events)} events
            <Extent of={dropped} />, last <TimeText at={dropped.lastAtMs} precision="minute" />. Strips and totals still
            count them; lists, records and answers cannot show them, and say so.
          </>
        )}
      </p>
    </div>
  );
}

function Extent({
  of: { fromMs, toMs },
}: {
  readonly of: { readonly fromMs: number | null; readonly toMs: number | null };
}) {
  if (fromMs === null || toMs === null) return null;
  return (
    <>
      {" "}
      from <TimeText at={fromMs} precision="minute" /> to <TimeText at={toMs} precision="minute" />
    </>
  );
}

function RetentionForm({ current }: { readonly current: number | null }) {
  const client = useQueryClient();
  const [text, setText] = useState(current === null ? "" : String(current));
  const [looked, setLooked] = useState<number | null>(null);
  const plan = useQuery({ ...retentionQuery.plan(looked ?? 1), enabled: looked !== null });
  const days = RetentionDays.safeParse(Number(text));
  const set = useMutation({
    mutationFn: (wanted: number | null) => call(retentionSet, { days: wanted }),
    onSuccess: async (_, wanted) => {
      toast.success(wanted === null ? "Everything is kept from now on" : `Log files are kept for ${wanted} days`);
      setLooked(null);
      await Promise.all(
        [retentionQuery.key, sourcesQuery.key, ["runs"]].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
    },
    onError: (error) => {
      toast.error(error.message);
    },
  });
  function look(event: FormEvent): void {
    event.preventDefault();
    if (days.success) setLooked(days.data);
  }
  return (
    <form onSubmit={look} className="flex flex-col gap-3 border-t border-border pt-3">
      <div className="flex flex-wrap items-center gap-2">
        <Label htmlFor="retention-days">Keep log files for</Label>
        <Input
          id="retention-days"
          type="number"
          inputMode="numeric"
          min={1}
          max={RETENTION_DAYS_MAX}
          className="w-24"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setLooked(null);
          }}
        />
        <span>days</span>
        <Button type="submit" disabled={!days.success || plan.isFetching}>
          Show what would go
        </Button>
        {current === null ? null : (
          <Button variant="ghost" disabled={set.isPending} onClick={() => set.mutate(null)}>
            Keep everything
          </Button>
        )}
      </div>
      {plan.error === null ? null : (
        <p role="alert" className="text-danger">
          {plan.error.message}
        </p>
      )}
      {looked === null || plan.data === undefined ? null : (
        <PlanText plan={plan.data} days={looked} isPending={set.isPending} onConfirm={() => set.mutate(looked)} />
      )}
    </form>
  );
}

type PlanTextProps = {
  readonly plan: RetentionPlan;
  readonly days: number;
  readonly isPending: boolean;
  readonly onConfirm: () => void;
};

function PlanText({ plan, days, isPending, onConfirm }: PlanTextProps) {
  const { files, filesInAll, events, bytes, cutoffMs } = plan;
  return (
    <div role="status" className="flex flex-col items-start gap-2">
      <p>
        {files === 0 ? (
          <>
            None of {formatCount(filesInAll)} log files is older than that (newest record before{" "}
            <TimeText at={cutoffMs} precision="minute" />
            ): nothing would go now.
          </>
        ) : (
          <>
            <strong>
              {formatCount(files)} of {formatCount(filesInAll)} log files
            </strong>{" "}
            ({formatBytes(bytes)}) with {formatCount(events)} events
            <Extent of={plan} /> would go for good: their bytes, events and quarantine. Only what other log files hold
            too stays.
          </>
        )}
      </p>
      <Button variant={files === 0 ? "secondary" : "danger"} disabled={isPending} onClick={onConfirm}>
        {files === 0 ? `Keep ${formatCount(days)} days from now on` : "Drop these now, and what gets as old every day"}
      </Button>
    </div>
  );
}
