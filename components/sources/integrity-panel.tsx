"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { DataState } from "@/components/common/data-state";
import { Panel } from "@/components/common/panel";
import { Stat } from "@/components/common/stat";
import { TimeText } from "@/components/common/time-text";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { IntegritySummary } from "@/lib/integrity/contract";
import { STATE_NAMES } from "@/lib/integrity/file-integrity";
import { integrityQuery } from "@/lib/integrity/query-options";
import type { FileState } from "@/lib/integrity/verify-result";
import { sourcesParams } from "@/lib/sources/search-params";

/** How many log files are what AWS signed, and what is gone. */
export function IntegrityPanel() {
  const query = useQuery(integrityQuery.summary());
  return (
    <Panel title="Integrity" aside={<span className="max-sm:hidden">against CloudTrail's signed digests</span>}>
      <DataState
        query={query}
        failure="The integrity of the log files could not be read"
        loading={<Skeleton className="m-4 h-16" />}
        isEmpty={({ files }) => files.length === 0}
        empty={<p className="px-4 py-3 text-sm text-muted">No log files yet.</p>}
      >
        {(summary) => <Findings summary={summary} />}
      </DataState>
    </Panel>
  );
}

const ORDER: readonly FileState[] = [
  "verified",
  "hash-differs",
  "missing",
  "chain-broken",
  "not-referenced",
  "no-key",
  "unverified",
];
const TONES: Partial<Record<FileState, "danger" | "warning">> = {
  "hash-differs": "danger",
  missing: "danger",
  "chain-broken": "warning",
  "not-referenced": "warning",
  "no-key": "warning",
};
const NOTES: Readonly<Record<FileState, string>> = {
  verified: "as AWS signed them",
  "hash-differs": "changed since, or damaged",
  missing: "named by a digest, not here",
  "chain-broken": "their digest is gone or not valid",
  "not-referenced": "digests do not name them",
  "no-key": "import AWS's public keys",
  unverified: "no digest speaks of them",
};

function Findings({ summary }: { readonly summary: IntegritySummary }) {
  const [, setParams] = useQueryStates(sourcesParams);
  const counts = new Map(summary.files.map(({ state, count }) => [state, count]));
  const digests = summary.digests.reduce((sum, { count }) => sum + count, 0);
  const valid = summary.digests.find(({ state }) => state === "valid")?.count ?? 0;
  const lost = summary.gaps.filter(({ kind }) => kind === "digest-missing");
  return (
    <>
      {summary.dropped === 0 ? null : (
        <p className="px-4 pt-3 text-xs text-muted tabular">
          {formatCount(summary.dropped)} more log files were dropped by retention: digests name them still, their bytes
          cannot be read again.
        </p>
      )}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 px-4 py-3 sm:grid-cols-4">
        {ORDER.filter((state) => counts.has(state)).map((state) => (
          <Stat
            key={state}
            label={STATE_NAMES[state]}
            value={
              state === "missing" ? (
                formatCount(counts.get(state) ?? 0)
              ) : (
                <button
                  type="button"
                  className="hover:underline"
                  title={`List the log files that are ${STATE_NAMES[state]}`}
                  onClick={() => void setParams({ integrity: state })}
                >
                  {formatCount(counts.get(state) ?? 0)}
                </button>
              )
            }
            note={NOTES[state]}
            tone={TONES[state] ?? "plain"}
          />
        ))}
      </dl>
      <p className="border-t border-border px-4 py-2 text-xs text-muted">
        {digests === 0
          ? "No digests are here: nothing is verified. They lie in CloudTrail-Digest beside CloudTrail; load them with the logs."
          : `${formatCount(valid)} of ${formatCount(digests)} digests valid, checked with ${formatCount(summary.keys)} public ${summary.keys === 1 ? "key" : "keys"}.`}
      </p>
      {summary.missing.length === 0 && lost.length === 0 ? null : (
        <ul className="flex flex-col gap-2 border-t border-border px-4 py-3 text-xs">
          {lost.map((gap) => (
            <li key={`${gap.chain} ${gap.fromMs}`}>
              <span className="font-medium text-danger">Digests deleted or not valid:</span> no digest covers{" "}
              <TimeText at={gap.fromMs} precision="minute" /> to <TimeText at={gap.toMs} precision="minute" />
              <bdi className="block font-mono break-all text-muted">{visibleText(gap.missing ?? gap.chain)}</bdi>
            </li>
          ))}
          <Rest shown={lost.length} total={summary.digestGaps} of="stretches without digests" />
          {summary.missing.map(({ object }) => (
            <li key={object}>
              <span className="font-medium text-danger">Log file missing:</span>
              <bdi className="block font-mono break-all text-muted">{visibleText(object)}</bdi>
            </li>
          ))}
          <Rest shown={summary.missing.length} total={counts.get("missing") ?? 0} of="missing files" />
        </ul>
      )}
    </>
  );
}

type RestProps = { readonly shown: number; readonly total: number; readonly of: string };

/** Says where the list above it is cut. */
function Rest({ shown, total, of }: RestProps) {
  if (total <= shown) return null;
  return (
    <li className="text-muted">
      The first {formatCount(shown)} of {formatCount(total)} {of}; `wakeline verify` lists all.
    </li>
  );
}
