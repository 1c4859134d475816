"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { CountText } from "@/components/common/count-text";
import { DataState } from "@/components/common/data-state";
import { Skeleton } from "@/components/ui/skeleton";
import { visibleText } from "@/lib/base/visible-text";
import { sourcesQuery } from "@/lib/sources/query-options";
import { ForeignText } from "./foreign-text";
import { ShowMore } from "./show-more";

type SkippedReasonProps = {
  readonly runId: string;
  readonly reason: string;
  readonly inputs: number;
  readonly startsOpen: boolean;
};

/** One reason why inputs of a run were skipped; opens on which ones they were. */
export function SkippedReason({ runId, reason, inputs, startsOpen }: SkippedReasonProps) {
  const [isOpen, setIsOpen] = useState(startsOpen);
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex w-full items-baseline gap-2 px-4 py-2 text-left text-sm hover:bg-hover"
      >
        <ChevronRight aria-hidden className={`size-3.5 shrink-0 self-center ${isOpen ? "rotate-90" : ""}`} />
        <span className="min-w-0 flex-1 break-words">{visibleText(reason)}</span>
        <span className="text-muted">
          <CountText count={inputs} unit="input" />
        </span>
      </button>
      {isOpen ? <SkippedInputs runId={runId} reason={reason} inputs={inputs} /> : null}
    </li>
  );
}

function SkippedInputs({ runId, reason, inputs }: Omit<SkippedReasonProps, "startsOpen">) {
  const query = useInfiniteQuery(sourcesQuery.skipped(runId, reason, inputs));
  return (
    <DataState
      query={query}
      failure="The skipped inputs could not be read"
      loading={<Skeleton className="m-4 h-8" />}
      isEmpty={() => false}
      empty={null}
    >
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        const matching = pages[pages.length - 1]?.matching ?? rows.length;
        return (
          <>
            <ul className="pb-2 pl-9 pr-4">
              {rows.map(({ id, path }) => (
                <li key={id} className="flex min-w-0 py-0.5">
                  <ForeignText text={path} tail={48} />
                </li>
              ))}
            </ul>
            {matching > rows.length ? (
              <ShowMore
                shown={rows.length}
                matching={matching}
                unit="skipped input"
                isLoading={query.isFetchingNextPage}
                onMore={query.hasNextPage ? () => void query.fetchNextPage() : null}
              />
            ) : null}
          </>
        );
      }}
    </DataState>
  );
}
