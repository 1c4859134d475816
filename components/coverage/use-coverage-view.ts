"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { CoverageState } from "@/lib/coverage/coverage";
import type { HeatmapFilter, Quadrant } from "@/lib/coverage/heatmap-filter";
import { type CellRef, coverageParams, toHeatmapFilter } from "@/lib/coverage/search-params";

export type CoverageView = {
  readonly atMs: number | null;
  readonly knownAtMs: number | null;
  readonly filter: HeatmapFilter;
  readonly cell: CellRef | null;
  readonly isFiltered: boolean;
  readonly moveTo: (atMs: number | null) => void;
  readonly knowAt: (knownAtMs: number | null) => void;
  readonly openCell: (cell: CellRef | null) => void;
  readonly choose: (change: Partial<Pick<HeatmapFilter, "families" | "sort" | "by" | "used">>) => void;
  readonly toggle: (list: "accounts" | "regions" | "groups" | "open" | "fold", value: string) => void;
  readonly setList: (list: "open" | "fold", values: readonly string[]) => void;
  readonly pickState: (state: CoverageState | null) => void;
  readonly pickQuadrant: (quadrant: Quadrant | null) => void;
  readonly clear: () => void;
};

const NAMES = { accounts: "account", regions: "region", groups: "group", open: "open", fold: "fold" } as const;

/** The part of the address that says which coverage is seen, and how to change it. */
export function useCoverageView(): CoverageView {
  const [params, setParams] = useQueryStates(coverageParams);
  return useMemo(() => {
    const filter = toHeatmapFilter(params);
    const { accounts, regions, groups, state, quadrant, used } = filter;
    return {
      atMs: params.at,
      knownAtMs: params.known,
      filter,
      cell: params.cell,
      isFiltered: accounts.length + regions.length + groups.length > 0 || state !== null || quadrant !== null || used,
      moveTo: (at) => void setParams({ at }, { limitUrlUpdates: { method: "throttle", timeMs: 200 } }),
      knowAt: (known) => void setParams({ known }),
      openCell: (cell) => void setParams({ cell }, { history: "push" }),
      choose: (change) => void setParams({ ...change, ...(change.by === undefined ? {} : { open: [] }) }),
      toggle: (list, value) => {
        const chosen = filter[list];
        const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
        void setParams({ [NAMES[list]]: next });
      },
      setList: (list, values) => void setParams({ [list]: [...values] }),
      pickState: (next) => void setParams({ state: next }),
      pickQuadrant: (next) => void setParams({ seen: next }),
      clear: () => void setParams({ account: null, region: null, group: null, state: null, seen: null, used: null }),
    };
  }, [params, setParams]);
}
