"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ErrorPanel } from "@/components/common/error-panel";
import { Panel } from "@/components/common/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { simulatorHref } from "@/lib/coverage/search-params";
import type { ResourceCoverage, ResourceHead, TouchStep } from "@/lib/resources/contract";
import { coverageSentences, MISSING_WORDS } from "@/lib/resources/coverage-sentence";
import { resourceQuery } from "@/lib/resources/query-options";
import { answerHref, questionHref } from "@/lib/resources/search-params";
import { typeWords } from "@/lib/resources/type-words";
import type { TimeWindow } from "@/lib/timeline/strip-scale";
import { CoverageLineView } from "./coverage-line-view";

type CoveragePanelProps = {
  readonly resource: ResourceHead;
  /** What is shown of the time; null where none is known. */
  readonly window: TimeWindow | null;
  /** Whether the time of which anything is here is still being looked up. */
  readonly isLooking: boolean;
  readonly counted: TouchStep | null;
};

const NO_TIME = { fromMs: 0, toMs: 1 };

/** In which ways it can be touched, and whether that would have been seen: before anything is said of who did. */
export function CoveragePanel({ resource, window, isLooking, counted }: CoveragePanelProps) {
  const options = resourceQuery.coverage(resource.key, window ?? NO_TIME);
  const { data, error, refetch } = useQuery({ ...options, enabled: window !== null });
  if (window === null) return isLooking ? <Skeleton className="h-48" /> : <NoTime resource={resource} />;
  if (data === undefined) {
    if (error !== null)
      return <ErrorPanel error={error} title="Coverage could not be evaluated" onRetry={() => void refetch()} />;
    return <Skeleton className="h-48" />;
  }
  const arn = resource.key;
  return (
    <Panel title="Would a touch have been seen?">
      <div className="flex flex-col gap-3 px-4 py-3 text-sm">
        <Sentences resource={resource} coverage={data} counted={counted} />
        <ul className="flex flex-col gap-3">
          {data.lines.map((line) => (
            <CoverageLineView key={`${line.what} ${line.family}`} line={line} shown={window} />
          ))}
        </ul>
        <p className="flex flex-wrap gap-x-4 gap-y-1 border-t border-border pt-2 text-xs">
          <span className="text-muted">Ask, with the proof or the limits:</span>
          <Link href={answerHref({ did: "read", resource: arn, ...window })} className="text-accent hover:underline">
            Did anybody read it?
          </Link>
          <Link href={answerHref({ did: "any", resource: arn, ...window })} className="text-accent hover:underline">
            Did anybody do anything to it?
          </Link>
          {data.sample === null ? null : (
            <Link href={simulatorHref(data.sample)} className="text-accent hover:underline">
              Would its last call be logged?
            </Link>
          )}
        </p>
      </div>
    </Panel>
  );
}

/** Its records went, by a removal or by retention, or when they were could not be looked up. */
function NoTime({ resource }: Pick<CoveragePanelProps, "resource">) {
  return (
    <Panel title="Would a touch have been seen?">
      <p className="px-4 py-3 text-sm">
        No time is known of which records on it are here, and so none to judge. That is not to say that nobody touched
        it.{" "}
        <Link href={questionHref(resource.key)} className="text-accent underline underline-offset-2">
          Ask about a time that you choose
        </Link>
      </p>
    </Panel>
  );
}

type SentencesProps = Pick<CoveragePanelProps, "resource" | "counted"> & { readonly coverage: ResourceCoverage };

function Sentences({ resource, coverage, counted }: SentencesProps) {
  const { lines, isKnownKind, unrecorded, missing } = coverage;
  return (
    <div className="flex flex-col gap-1">
      {coverageSentences(lines, counted).map(({ text, isAlarm }) => (
        <p key={text} className={isAlarm ? "font-medium text-warning" : "text-ink-soft"}>
          {text}
        </p>
      ))}
      {lines.length === 0 && missing.length > 0 ? (
        <p className="font-medium text-warning">
          Whether a touch of it would have been recorded cannot be told: no place is known of which to ask.
        </p>
      ) : null}
      {isKnownKind ? null : (
        <p className="text-warning">
          Unknown: in which ways {resource.type === "" ? "such a thing" : `a ${typeWords(resource.type)}`} can be used,
          and which records that makes, is not in the catalogue. Only what was seen is here; what else there was cannot
          be told.
        </p>
      )}
      {unrecorded === null ? null : (
        <p className="text-warning">
          {unrecorded.title} leaves no record, whatever is set up. {unrecorded.basis}. Look instead:{" "}
          {unrecorded.instead}
        </p>
      )}
      {missing.map((what) => (
        <p key={what} className="text-muted">
          {MISSING_WORDS[what]}
        </p>
      ))}
    </div>
  );
}
