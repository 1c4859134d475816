"use client";

import Link from "next/link";
import { EvidenceMark } from "@/components/common/evidence-mark";
import { TimeText } from "@/components/common/time-text";
import { useElementSize } from "@/components/common/use-element-size";
import { CoverageBand } from "@/components/timeline/coverage-band";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { coverageHref, fixHref } from "@/lib/coverage/search-params";
import type { CoverageLine } from "@/lib/resources/contract";
import { badness } from "@/lib/timeline/fold-coverage";
import type { TimeWindow } from "@/lib/timeline/strip-scale";

const WHAT = { reads: "Reads", writes: "Writes and deletes", calls: "Calls", management: "Configuration" } as const;
const SPANS_MAX = 50;

type CoverageLineViewProps = { readonly line: CoverageLine; readonly shown: TimeWindow };

/** One way to touch it: its state over the shown time as a band, and the worst of it in words, with what decides it. */
export function CoverageLineView({ line, shown }: CoverageLineViewProps) {
  const [ref, size] = useElementSize();
  const { what, title, neverContains, certainty, account, region, family, spans } = line;
  const worst = spans.toSorted((a, b) => badness(a.state) - badness(b.state) || a.fromMs - b.fromMs);
  const [first, ...others] = worst;
  if (first === undefined) return null;
  const cell = { account, region, family };
  const isOpen = first.state === "not-logged" || first.state === "partial";
  return (
    <li className="min-w-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
        <p>
          <span className="font-medium">{WHAT[what]}</span>{" "}
          <span className="text-muted" title={`Such a record never contains: ${visibleText(neverContains)}`}>
            {visibleText(title)}
            {certainty === "inferred" ? ", deduced" : ""}
          </span>
        </p>
        <p className="flex gap-3 text-xs">
          <Link href={coverageHref({ at: first.fromMs, cell })} className="text-accent hover:underline">
            Why
          </Link>
          {isOpen ? (
            <Link href={fixHref(cell)} className="text-accent hover:underline">
              Switch it on
            </Link>
          ) : null}
        </p>
      </div>
      <div ref={ref} className="mt-1">
        <CoverageBand spans={spans} shown={shown} widthPx={size.width} />
      </div>
      <Stretches spans={[first]} />
      {others.length === 0 ? null : (
        <details className="mt-0.5 text-xs">
          <summary className="cursor-pointer text-muted hover:text-ink">
            {formatCount(others.length)} more {others.length === 1 ? "stretch" : "stretches"} of this time
          </summary>
          <Stretches spans={others.slice(0, SPANS_MAX)} />
          {others.length > SPANS_MAX ? (
            <p className="text-muted">
              {SPANS_MAX} of {formatCount(others.length)} are shown, the worst first
            </p>
          ) : null}
        </details>
      )}
    </li>
  );
}

function Stretches({ spans }: Pick<CoverageLine, "spans">) {
  return (
    <ul className="mt-1 flex flex-col gap-0.5 text-xs">
      {spans.map(({ fromMs, toMs, state, because }) => (
        <li key={fromMs}>
          <EvidenceMark state={state} /> <TimeText at={fromMs} precision="minute" /> to{" "}
          <TimeText at={toMs} precision="minute" />
          <span className="block text-muted">{visibleText(because)}</span>
        </li>
      ))}
    </ul>
  );
}
