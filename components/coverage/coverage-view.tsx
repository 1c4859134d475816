"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import { PageHeader } from "@/components/common/page-header";
import { useMedia } from "@/components/common/use-media";
import { Skeleton } from "@/components/ui/skeleton";
import type { CoverageExtent, CoverageGrid } from "@/lib/coverage/contract";
import { countStates } from "@/lib/coverage/heatmap-cell";
import { pivotColumns } from "@/lib/coverage/heatmap-columns";
import { indexHeatmap } from "@/lib/coverage/heatmap-index";
import { pivotRows } from "@/lib/coverage/heatmap-rows";
import { coverageQuery } from "@/lib/coverage/query-options";
import { CellPane } from "./cell-pane";
import { CoverageControls } from "./coverage-controls";
import { CoverageTabs } from "./coverage-tabs";
import { FreshnessLine } from "./freshness-line";
import { HeatmapTable } from "./heatmap-table";
import { HowToCollect } from "./how-to-collect";
import { StateLegend } from "./state-legend";
import { TimeScrubber } from "./time-scrubber";
import { type CoverageView as View, useCoverageView } from "./use-coverage-view";
import { WithExtent } from "./with-extent";

/** What was logged at a moment: accounts × Regions × operation families. */
export function CoverageView() {
  const view = useCoverageView();
  return (
    <>
      <PageHeader title="Coverage" summary="What would have been recorded, where, and what decides it." />
      <CoverageTabs />
      <div className="flex flex-col gap-3 px-4 pb-6 sm:px-6">
        <WithExtent>{(extent) => <AtMoment extent={extent} view={view} />}</WithExtent>
      </div>
    </>
  );
}

function AtMoment({ extent, view }: { readonly extent: CoverageExtent; readonly view: View }) {
  const atMs = view.atMs ?? extent.latestMs;
  const moment = { atMs, knownAtMs: view.knownAtMs };
  const grid = useQuery(coverageQuery.grid(moment));
  if (extent.facts === 0 && grid.data?.places.length === 0) return <HowToCollect isAlone />;
  return (
    <>
      <TimeScrubber extent={extent} atMs={atMs} view={view} />
      {grid.data === undefined ? (
        grid.error === null ? (
          <Skeleton className="h-96" />
        ) : (
          <ErrorPanel error={grid.error} title="The coverage could not be read" onRetry={() => void grid.refetch()} />
        )
      ) : (
        <>
          {extent.facts === 0 ? <HowToCollect isAlone={false} /> : null}
          <Heatmap grid={grid.data} view={view} isStale={grid.isPlaceholderData} moment={moment} />
          <FreshnessLine freshness={grid.data.freshness} accounts={grid.data.accounts} extent={extent} />
        </>
      )}
    </>
  );
}

type HeatmapProps = {
  readonly grid: CoverageGrid;
  readonly view: View;
  /** An answer for another moment, until the one for this comes. */
  readonly isStale: boolean;
  readonly moment: { readonly atMs: number; readonly knownAtMs: number | null };
};

function Heatmap({ grid, view, isStale, moment }: HeatmapProps) {
  const { filter, cell } = view;
  const isWide = useMedia("(min-width: 1100px)");
  const index = useMemo(() => indexHeatmap(grid), [grid]);
  const groups = useMemo(() => pivotColumns(grid, filter), [grid, filter]);
  const columns = useMemo(() => groups.flatMap((group) => group.columns), [groups]);
  const rows = useMemo(() => pivotRows(index, columns, filter), [index, columns, filter]);
  const tally = useMemo(() => countStates(index, rows, columns), [index, rows, columns]);
  return (
    <>
      <CoverageControls grid={grid} view={view} />
      <StateLegend tally={tally} view={view} />
      <div className="flex min-w-0 items-start gap-4">
        <div className="min-w-0 flex-1" aria-busy={isStale}>
          <HeatmapTable index={index} groups={groups} columns={columns} rows={rows} view={view} />
        </div>
        {cell === null ? null : <CellPane cell={cell} moment={moment} isWide={isWide} onOpen={view.openCell} />}
      </div>
    </>
  );
}
