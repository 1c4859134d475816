"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import { EvidenceMark } from "@/components/common/evidence-mark";
import { TimeText } from "@/components/common/time-text";
import type { EventView } from "@/components/events/use-event-view";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { BlindSpots } from "@/lib/timeline/contract";
import { badness, type CoverageSpan } from "@/lib/timeline/fold-coverage";
import { blindSpotQuery } from "@/lib/timeline/query-options";
import type { TimeWindow } from "@/lib/timeline/strip-scale";

type BlindSpotPanelProps = { readonly view: EventView; readonly window: TimeWindow };

/** In words what the patterns behind the lanes say: what could not be seen of this identity in this time, and why. */
export function BlindSpotPanel({ view, window }: BlindSpotPanelProps) {
  const wanted = { filter: view.wholeFilter, window, by: ["family"] as const };
  const { data, error, refetch } = useQuery(blindSpotQuery.of(wanted));
  if (data === undefined) {
    if (error !== null)
      return <ErrorPanel error={error} title="Coverage could not be evaluated" onRetry={() => void refetch()} />;
    return <Skeleton className="m-3 h-40" />;
  }
  return (
    <div className="flex flex-col gap-4 px-4 py-3 text-xs">
      {data.hasConfiguration ? null : (
        <p className="text-warning">
          No logging configuration is known: whatever is not here may have happened all the same.
        </p>
      )}
      <Part title="May have been done unseen" empty="None of the kinds of calls that are followed.">
        {data.unseen.map(({ family, title, group, neverContains, spans }) => (
          <Hole
            key={family}
            title={title}
            note={`${group} · no event was delivered`}
            spans={spans}
            never={neverContains}
          />
        ))}
      </Part>
      <Part title="Seen, perhaps not all of it" empty="What was seen was fully logged.">
        {gaps(data.lanes).map(({ key, families, spans }) => (
          <Hole key={key} title={families.join(", ")} note="counts are “at least”" spans={spans} never={null} />
        ))}
      </Part>
      {data.cells.evaluated < data.cells.inAll ? (
        <p className="text-muted">
          {formatCount(data.cells.evaluated)} of {formatCount(data.cells.inAll)} accounts, Regions and families were
          looked at.
        </p>
      ) : null}
    </div>
  );
}

function gaps(lanes: BlindSpots["lanes"]): BlindSpots["lanes"] {
  return lanes.filter(({ spans }) => spans.some(isHole));
}

function isHole({ state }: CoverageSpan): boolean {
  return state !== "logged" && state !== "not-applicable";
}

type PartProps = { readonly title: string; readonly empty: string; readonly children: readonly ReactNode[] };

function Part({ title, empty, children }: PartProps) {
  return (
    <section>
      <h2 className="label-caps pb-1">{title}</h2>
      {children.length === 0 ? (
        <p className="text-muted">{empty}</p>
      ) : (
        <ul className="flex flex-col gap-3">{children}</ul>
      )}
    </section>
  );
}

type HoleProps = {
  readonly title: string;
  readonly note: string;
  readonly spans: readonly CoverageSpan[];
  readonly never: string | null;
};

function Hole({ title, note, spans, never }: HoleProps) {
  const holes = spans.filter(isHole).toSorted((a, b) => badness(a.state) - badness(b.state) || a.fromMs - b.fromMs);
  return (
    <li>
      <p className="font-medium" title={never === null ? undefined : `Its record never contains: ${never}`}>
        {visibleText(title)}
      </p>
      <p className="text-muted">{visibleText(note)}</p>
      <ul className="mt-1 flex flex-col gap-1.5">
        {holes.slice(0, HOLES_MAX).map((span) => (
          <li key={span.fromMs}>
            <EvidenceMark state={span.state} /> <TimeText at={span.fromMs} precision="minute" /> to{" "}
            <TimeText at={span.toMs} precision="minute" />
            <span className="block text-muted">{visibleText(span.because)}</span>
          </li>
        ))}
      </ul>
      {holes.length > HOLES_MAX ? (
        <p className="text-muted">
          {HOLES_MAX} of {formatCount(holes.length)} intervals
        </p>
      ) : null}
    </li>
  );
}

const HOLES_MAX = 4;
