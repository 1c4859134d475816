"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DataState } from "@/components/common/data-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { CoverageExtent } from "@/lib/coverage/contract";
import { coverageQuery } from "@/lib/coverage/query-options";

/** What hangs on the time that there is anything to say about, which is read first. */
export function WithExtent({ children }: { readonly children: (extent: CoverageExtent) => ReactNode }) {
  const extent = useQuery(coverageQuery.extent());
  return (
    <DataState
      query={extent}
      failure="The configuration could not be read"
      loading={<Skeleton className="h-96" />}
      isEmpty={() => false}
      empty={null}
    >
      {children}
    </DataState>
  );
}
