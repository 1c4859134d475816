"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorPanel } from "./error-panel";

type DataStateProps<Data> = {
  readonly query: Pick<UseQueryResult<Data>, "data" | "error" | "isPending" | "refetch">;
  /** What could not be done, for the error: "The identities could not be read". */
  readonly failure: string;
  /** Shown until the first answer: skeletons of the same size. */
  readonly loading: ReactNode;
  readonly isEmpty: (data: Data) => boolean;
  readonly empty: ReactNode;
  readonly children: (data: Data) => ReactNode;
};

/** The four states of data from the server in one place; an error keeps what was there before in sight. */
export function DataState<Data>({ query, failure, loading, isEmpty, empty, children }: DataStateProps<Data>) {
  const { data, error, isPending, refetch } = query;
  if (isPending) return <div aria-busy="true">{loading}</div>;
  const problem = error === null ? null : <ErrorPanel error={error} title={failure} onRetry={() => void refetch()} />;
  if (data === undefined) return problem;
  return (
    <>
      {problem}
      {isEmpty(data) ? empty : children(data)}
    </>
  );
}
