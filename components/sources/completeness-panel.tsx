"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AccountName } from "@/components/common/account-name";
import { DataState } from "@/components/common/data-state";
import { Panel } from "@/components/common/panel";
import { TimeText } from "@/components/common/time-text";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { integrityQuery } from "@/lib/integrity/query-options";
import type { Watermark } from "@/lib/integrity/watermark";
import { HoleList } from "./hole-list";
import { SourceFilters } from "./source-filters";
import { type Extent, WatermarkBar } from "./watermark-bar";

const SHOWN = 40;

/** Until when the records of each account and Region are here, from each place they come from, and what is missing in between. */
export function CompletenessPanel({ mayDeclare }: { readonly mayDeclare: boolean }) {
  const query = useQuery(integrityQuery.watermarks());
  return (
    <Panel
      title="Completeness"
      aside={<span className="max-sm:hidden">until when records are here, by the publish times of their files</span>}
    >
      <DataState
        query={query}
        failure="The watermarks could not be read"
        loading={<Skeleton className="m-4 h-24" />}
        isEmpty={({ watermarks }) => watermarks.length === 0}
        empty={<p className="px-4 py-3 text-sm text-muted">No log file has been placed yet.</p>}
      >
        {({ watermarks }) => <SinkTables watermarks={watermarks} mayDeclare={mayDeclare} />}
      </DataState>
    </Panel>
  );
}

function SinkTables({
  watermarks,
  mayDeclare,
}: {
  readonly watermarks: readonly Watermark[];
  readonly mayDeclare: boolean;
}) {
  const bySink = new Map<number, Watermark[]>();
  for (const mark of watermarks) bySink.set(mark.sinkId, [...(bySink.get(mark.sinkId) ?? []), mark]);
  const extent = {
    fromMs: Math.min(...watermarks.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...watermarks.map(({ untilMs }) => untilMs)),
  };
  return [...bySink].map(([sinkId, marks]) => (
    <SinkTable key={sinkId} marks={marks} extent={extent} mayDeclare={mayDeclare} />
  ));
}

type SinkTableProps = { readonly marks: readonly Watermark[]; readonly extent: Extent; readonly mayDeclare: boolean };

function SinkTable({ marks, extent, mayDeclare }: SinkTableProps) {
  const [isAll, setAll] = useState(false);
  const [first] = marks;
  if (!first) return null;
  const shown = isAll ? marks : marks.slice(0, SHOWN);
  return (
    <section className="border-b border-border last:border-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 pt-3 pb-1">
        <h3 className="text-sm font-semibold break-all">
          <bdi>{visibleText(first.sink)}</bdi>{" "}
          <span className="text-xs font-normal text-muted">
            from source <bdi>{visibleText(first.source)}</bdi>, {BASIS[first.basis]}
          </span>
        </h3>
        {first.basis === "events" ? (
          <SourceFilters source={first.source} leavesOut={first.leavesOut} mayDeclare={mayDeclare} />
        ) : null}
      </div>
      <Table label={`Completeness of ${first.sink}`}>
        <thead>
          <tr>
            <TableHead>Account</TableHead>
            <TableHead>Region</TableHead>
            <TableHead className="w-2/5 min-w-40">
              <span className="sr-only">Held over time</span>
            </TableHead>
            <TableHead>Complete until</TableHead>
            <TableHead className="text-right">Delay, half</TableHead>
            <TableHead className="text-right">99%</TableHead>
            <TableHead className="text-right">Files</TableHead>
            <TableHead className="text-right">Holes</TableHead>
          </tr>
        </thead>
        <tbody>
          {shown.map((mark) => (
            <MarkRow key={`${mark.account} ${mark.region}`} mark={mark} extent={extent} />
          ))}
        </tbody>
      </Table>
      {marks.length > SHOWN && !isAll ? (
        <div className="px-4 py-2">
          <Button size="sm" onClick={() => setAll(true)}>
            Show all {formatCount(marks.length)} (first {SHOWN} shown)
          </Button>
        </div>
      ) : null}
    </section>
  );
}

const BASIS = {
  digests: "proved by signed digests",
  "file-names": "by the names of its files",
  events: "known only by the events themselves",
} as const;

function MarkRow({ mark, extent }: { readonly mark: Watermark; readonly extent: Extent }) {
  return (
    <TableRow>
      <TableCell>
        <AccountName account={mark.account} />
      </TableCell>
      <TableCell className="font-mono text-xs whitespace-nowrap">{visibleText(mark.region)}</TableCell>
      <TableCell>
        <WatermarkBar mark={mark} extent={extent} />
      </TableCell>
      <TableCell className="text-xs">
        {mark.basis === "events" ? <span className="text-muted">last event </span> : null}
        <TimeText at={mark.untilMs} precision="minute" />
      </TableCell>
      <TableCell className="text-right text-xs whitespace-nowrap tabular">{delay(mark.lagP50Ms)}</TableCell>
      <TableCell className="text-right text-xs whitespace-nowrap tabular">{delay(mark.lagP99Ms)}</TableCell>
      <TableCell className="text-right tabular">{formatCount(mark.files)}</TableCell>
      <TableCell className="text-right tabular">
        <HoleList mark={mark} />
      </TableCell>
    </TableRow>
  );
}

function delay(lagMs: number | null): string {
  return lagMs === null ? "unknown" : formatDuration(lagMs / 1000);
}
