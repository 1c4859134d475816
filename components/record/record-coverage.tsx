"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { EvidenceMark } from "@/components/common/evidence-mark";
import { visibleText } from "@/lib/base/visible-text";
import { coverageQuery } from "@/lib/coverage/query-options";
import { coverageHref, simulatorHref } from "@/lib/coverage/search-params";
import { eventQuery } from "@/lib/events/query-options";

/** What the configuration says of this very event, and what its record can never tell. */
export function RecordCoverage({ eventId }: { readonly eventId: string }) {
  const record = useQuery(eventQuery.record({ eventId, copy: 0, raw: false }));
  const { data: verdict, error } = useQuery(coverageQuery.verdict(eventId, record.data?.text));
  if (verdict === undefined)
    return error === null ? null : (
      <section className="border-t border-border px-4 py-3 text-sm text-muted">
        Whether the configuration explains this event cannot be told.
      </section>
    );
  const { account, region, family, atMs } = verdict;
  return (
    <section aria-label="Coverage" className="flex flex-col gap-1 border-t border-border px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="label-caps">Coverage of this event</h3>
        <EvidenceMark state={verdict.state} />
      </div>
      <p className="break-words">{visibleText(verdict.because)}</p>
      {verdict.state === "not-logged" ? (
        <p className="text-warning">It was recorded all the same: what is known of the configuration is not all.</p>
      ) : null}
      {verdict.neverContains === null ? null : (
        <p className="text-xs text-muted">Its record never contains: {visibleText(verdict.neverContains)}</p>
      )}
      <p className="flex flex-wrap gap-x-4 text-xs">
        <Link href={simulatorHref(eventId)} className="text-accent underline underline-offset-2">
          Selector by selector
        </Link>
        {family === null ? null : (
          <Link
            href={coverageHref({ at: atMs, cell: { account, region, family } })}
            className="text-accent underline underline-offset-2"
          >
            In the heatmap
          </Link>
        )}
      </p>
    </section>
  );
}
