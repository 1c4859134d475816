"use client";

import { useQuery } from "@tanstack/react-query";
import { coverageQuery } from "@/lib/coverage/query-options";
import { CoverageNote } from "./coverage-note";

type ActivityCoverageNoteProps = {
  readonly identity: string;
  /** The identities of the page: they are asked about at once. */
  readonly among: readonly string[];
};

/** How well an identity would have been seen, beside a count of its events. */
export function ActivityCoverageNote({ identity, among }: ActivityCoverageNoteProps) {
  const { data } = useQuery(coverageQuery.activity(among));
  const row = data?.rows.find((one) => one.identity === identity);
  return row === undefined ? null : <CoverageNote worst={row} />;
}
