"use client";

import Link from "next/link";
import { useState } from "react";
import { CountText } from "@/components/common/count-text";
import { ErrorPanel } from "@/components/common/error-panel";
import { Panel } from "@/components/common/panel";
import { TailText } from "@/components/common/tail-text";
import { TimeText } from "@/components/common/time-text";
import { CoverageNote } from "@/components/coverage/coverage-note";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableHead } from "@/components/ui/table";
import { formatCount } from "@/lib/base/format-number";
import { timelineHref } from "@/lib/events/search-params";
import type { ResourceCoverage, ResourceHead, Touch, TouchStep } from "@/lib/resources/contract";
import { isFloor } from "@/lib/coverage/is-floor";
import { touchKey } from "@/lib/resources/fold-touches";
import type { Shown } from "@/lib/resources/query-options";
import { TouchRow } from "./touch-row";
import type { Touches } from "./use-touches";

type TouchPanelProps = {
  readonly resource: ResourceHead;
  readonly touches: Touches;
  readonly coverage: ResourceCoverage | null;
  readonly window: Shown;
};

const SHOWN_FIRST = 12;

/** Who did what to it, as far as could be seen. */
export function TouchPanel({ resource, touches, coverage, window }: TouchPanelProps) {
  const { counted, error, retry } = touches;
  const [all, setAll] = useState(false);
  if (counted === null) {
    if (error !== null) return <ErrorPanel error={error} title="Who touched it could not be counted" onRetry={retry} />;
    return <Skeleton className="h-56" />;
  }
  const who = byIdentity(counted.touches);
  const shown = all ? who : who.slice(0, SHOWN_FIRST);
  const atLeast = coverage?.worst == null || isFloor(coverage.worst);
  return (
    <Panel
      title="Who touched it"
      aside={<CountText count={shown.length} of={counted.identities} unit="identity" plural="identities" />}
    >
      <TouchTotals counted={counted} touches={touches} coverage={coverage} />
      {shown.length === 0 ? (
        <p className="px-4 py-3 text-sm text-muted">
          No call on it is here{window.fromMs === null && window.toMs === null ? "" : " in this time"}. That says
          nothing of calls that were not recorded: see above what would have been.
        </p>
      ) : (
        <Table label="Who touched it">
          <thead>
            <tr>
              <TableHead>Who</TableHead>
              <TableHead>Did</TableHead>
              <TableHead className="text-right whitespace-normal">Actions{atLeast ? ", at least" : ""}</TableHead>
              <TableHead className="max-lg:hidden">First</TableHead>
              <TableHead className="max-sm:hidden">Last</TableHead>
            </tr>
          </thead>
          <tbody>
            {shown.flatMap((lines) =>
              lines.map((touch, n) => (
                <TouchRow key={touchKey(touch)} touch={touch} isFirst={n === 0}>
                  <Who touch={touch} resourceKey={resource.key} window={window} />
                </TouchRow>
              )),
            )}
          </tbody>
        </Table>
      )}
      {shown.length < who.length ? (
        <div className="border-t border-border px-4 py-2">
          <Button size="sm" onClick={() => setAll(true)}>
            Show all {formatCount(who.length)}
          </Button>
        </div>
      ) : null}
      {who.length < counted.identities ? (
        <p className="border-t border-border px-4 py-2 text-xs text-muted">
          Those who did most are listed; choose a shorter time for the others.
        </p>
      ) : null}
    </Panel>
  );
}

function byIdentity(touches: readonly Touch[]): Touch[][] {
  const groups = new Map<string, Touch[]>();
  for (const touch of touches) {
    const key = touch.identityId ?? touch.identity;
    groups.set(key, [...(groups.get(key) ?? []), touch]);
  }
  return [...groups.values()];
}

type TotalsProps = {
  readonly counted: TouchStep;
  readonly touches: Touches;
  readonly coverage: ResourceCoverage | null;
};

function TouchTotals({ counted, touches, coverage }: TotalsProps) {
  const { actions, records, places, uncountedBeforeMs } = counted;
  const accounts = new Set(places.map(({ account }) => account)).size;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-border px-4 py-2 text-xs text-muted">
      <span title="An action of which several accounts got a record counts once">
        <CountText count={actions} unit="action" />
        {records === actions ? "" : `, ${formatCount(records)} records of them`}
        {accounts > 1 ? `, recorded in ${formatCount(accounts)} accounts` : ""}
      </span>
      {coverage?.worst == null ? null : <CoverageNote worst={coverage.worst} />}
      {uncountedBeforeMs === null ? null : (
        <span role="status">
          counted back to <TimeText at={uncountedBeforeMs} precision="minute" />
          {touches.isCounting ? "…" : ""}
        </span>
      )}
      {touches.more === null ? null : (
        <Button size="sm" variant="ghost" onClick={touches.more}>
          Count further back
        </Button>
      )}
      {touches.error === null ? null : (
        <Button size="sm" variant="ghost" onClick={touches.retry}>
          Counting stopped: try again
        </Button>
      )}
    </p>
  );
}

type WhoProps = { readonly touch: Touch; readonly resourceKey: string; readonly window: Shown };

function Who({ touch, resourceKey, window }: WhoProps) {
  const { identityId, identity, identityKind, human } = touch;
  const note = [identityKind, human === "non-human" ? null : human].filter((word) => word !== null).join(" · ");
  return (
    <>
      {identityId === null ? (
        <TailText text={identity} />
      ) : (
        <Link
          href={timelineHref(identityId, {
            from: isoOf(window.fromMs),
            to: isoOf(window.toMs),
            clauses: [{ field: "resource", not: false, value: resourceKey }],
          })}
          className="block min-w-0 text-accent hover:underline"
        >
          <TailText text={identity} />
        </Link>
      )}
      <span className="block truncate text-2xs text-muted">{note}</span>
    </>
  );
}

function isoOf(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}
