"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useMemo } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import { useKeyBindings } from "@/components/common/key-bindings";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { visibleText } from "@/lib/base/visible-text";
import { type CoverageMoment, coverageQuery } from "@/lib/coverage/query-options";
import type { CellRef } from "@/lib/coverage/search-params";
import { CellDetail } from "./cell-detail";

type CellPaneProps = {
  readonly cell: CellRef;
  readonly moment: CoverageMoment;
  readonly isWide: boolean;
  readonly onOpen: (cell: CellRef | null) => void;
};

/** Everything about one cell: beside the heatmap where there is room, over it on small screens. */
export function CellPane({ cell, moment, isWide, onOpen }: CellPaneProps) {
  const keys = useMemo(
    () => ({ title: "Cell", bindings: [{ key: "Escape", label: "Close the cell", run: () => onOpen(null) }] }),
    [onOpen],
  );
  useKeyBindings(keys);
  if (isWide)
    return (
      <aside
        aria-label="Cell"
        className="sticky top-14 flex max-h-[calc(100dvh-4.5rem)] w-[26rem] shrink-0 flex-col overflow-hidden rounded-lg border border-border bg-panel"
      >
        <Content cell={cell} moment={moment} onOpen={onOpen} isClosable />
      </aside>
    );
  return (
    <Sheet open onOpenChange={(open) => (open ? undefined : onOpen(null))}>
      <SheetContent aria-describedby={undefined} className="w-screen">
        <SheetTitle className="sr-only">Cell</SheetTitle>
        <Content cell={cell} moment={moment} onOpen={onOpen} isClosable={false} />
      </SheetContent>
    </Sheet>
  );
}

type ContentProps = Omit<CellPaneProps, "isWide"> & { readonly isClosable: boolean };

function Content({ cell, moment, onOpen, isClosable }: ContentProps) {
  const { data, error, refetch, isPlaceholderData } = useQuery(coverageQuery.cell(cell, moment));
  return (
    <>
      <header className="flex min-h-11 shrink-0 items-center gap-1 border-b border-border py-1.5 pr-2 pl-4 max-md:pr-10">
        <div className="min-w-0 flex-1">
          <h2 className="text-sm font-semibold">{visibleText(data?.family.title ?? cell.family)}</h2>
          <p className="truncate text-xs text-muted">
            {visibleText(data?.accountName ?? cell.account)} · {visibleText(cell.region)}
          </p>
        </div>
        {isClosable ? (
          <Button variant="ghost" size="icon-sm" aria-label="Close the cell (Esc)" onClick={() => onOpen(null)}>
            <X />
          </Button>
        ) : null}
      </header>
      <div
        className="min-h-0 flex-1 overflow-y-auto"
        aria-busy={isPlaceholderData}
        tabIndex={0}
        role="group"
        aria-label="About the cell"
      >
        {data !== undefined ? (
          <CellDetail cell={data} onOpen={onOpen} />
        ) : error !== null ? (
          <ErrorPanel error={error} title="The cell could not be read" onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="m-4 h-80" />
        )}
      </div>
    </>
  );
}
