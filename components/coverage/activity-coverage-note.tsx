"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { EVIDENCE } from "@/components/common/evidence-mark";
import { visibleText } from "@/lib/base/visible-text";
import { coverageQuery } from "@/lib/coverage/query-options";
import { coverageHref } from "@/lib/coverage/search-params";

type ActivityCoverageNoteProps = {
  readonly identity: string;
  /** The identities of the page: they are asked about at once. */
  readonly among: readonly string[];
};

/** How well an identity would have been seen, beside a count of its events: a floor wherever not everything is logged. */
export function ActivityCoverageNote({ identity, among }: ActivityCoverageNoteProps) {
  const { data } = useQuery(coverageQuery.activity(among));
  const row = data?.rows.find((one) => one.identity === identity);
  if (row === undefined) return null;
  const { state, because, familyTitle, account, region, family, atMs } = row;
  const { name, fill } = EVIDENCE[state];
  const isWhole = state === "logged" || state === "not-applicable" || state === "not-loggable";
  const words = isWhole ? "all it did is logged" : `at least; ${name}: ${familyTitle} in ${account}, ${region}`;
  return (
    <Link
      href={coverageHref({ at: atMs, cell: { account, region, family } })}
      title={visibleText(`${words}. ${because}`)}
      aria-label={visibleText(words)}
      className="inline-flex min-h-6 items-center gap-1 text-2xs whitespace-nowrap text-muted underline-offset-2 hover:text-accent hover:underline"
    >
      <span aria-hidden className={`h-2.5 w-4 rounded-[2px] ${fill}`} />
      {isWhole ? "logged" : "at least"}
    </Link>
  );
}
