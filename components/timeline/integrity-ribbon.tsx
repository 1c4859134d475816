"use client";

import { useQuery } from "@tanstack/react-query";
import { countOf, formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import type { Ribbon } from "@/lib/integrity/contract";
import { integrityQuery } from "@/lib/integrity/query-options";
import { type RibbonState, ribbonRuns } from "@/lib/integrity/ribbon-runs";
import type { TimeWindow } from "@/lib/timeline/strip-scale";

const LOOKS: Readonly<Record<RibbonState, { readonly fill: string; readonly name: string }>> = {
  verified: { fill: "evidence-logged", name: "verified" },
  partly: { fill: "evidence-partial", name: "verified in part" },
  unverified: { fill: "evidence-unknown", name: "unverified" },
  differs: { fill: "bg-danger forced-color-adjust-none", name: "hash differs" },
  missing: { fill: "evidence-not-logged", name: "missing" },
  dropped: { fill: "evidence-dropped", name: "dropped by retention" },
  none: { fill: "evidence-not-applicable", name: "no files" },
};
const STATES: readonly RibbonState[] = ["verified", "partly", "unverified", "differs", "missing", "dropped", "none"];

type IntegrityRibbonProps = { readonly identityId: string; readonly shown: TimeWindow };

/**
 * Which log files of this identity's accounts and Regions are here, and how sure they are, on the scale of the strip above it;
 * it fades out where deliveries are not complete yet.
 */
export function IntegrityRibbon({ identityId, shown }: IntegrityRibbonProps) {
  const query = useQuery(integrityQuery.ribbon({ identityId, fromMs: shown.fromMs, toMs: shown.toMs }));
  const ribbon = query.data;
  if (!ribbon) return <div className="mx-4 mt-1 h-6" />;
  const runs = ribbonRuns(ribbon);
  const span = shown.toMs - shown.fromMs;
  const place = (fromMs: number, toMs: number) => {
    const left = Math.max(0, ((fromMs - shown.fromMs) / span) * 100);
    const right = Math.min(100, ((toMs - shown.fromMs) / span) * 100);
    return { left: `${left}%`, width: `${Math.max(0.25, right - left)}%` };
  };
  const fade = ribbon.untilMs !== null && ribbon.untilMs < shown.toMs ? ribbon.untilMs : null;
  return (
    <section aria-label="Integrity of the log files over time" className="px-4">
      <div role="img" aria-label={summaryOf(ribbon)} className="relative mt-1 h-2 overflow-hidden rounded-[2px]">
        {runs.map((run) => (
          <div
            key={run.fromMs}
            className={`absolute inset-y-0 ${LOOKS[run.state].fill}`}
            style={place(run.fromMs, run.toMs)}
            title={`${LOOKS[run.state].name}: ${formatTime(run.fromMs, "minute")} to ${formatTime(run.toMs, "minute")}, ${countOf(run.files, "log file")}`}
          />
        ))}
        {fade === null ? null : (
          <div
            className="absolute inset-y-0 bg-linear-to-r from-transparent to-surface"
            style={place(fade, shown.toMs)}
            title={`Deliveries are complete until ${formatTime(fade, "minute")}`}
          />
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5 pt-0.5 text-xs text-muted">
        <span>Log files:</span>
        {STATES.filter((state) => runs.some((run) => run.state === state)).map((state) => (
          <span key={state} className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <span aria-hidden className={`h-2 w-4 rounded-[2px] ${LOOKS[state].fill}`} />
            {LOOKS[state].name}
          </span>
        ))}
        {fade === null ? null : <span className="whitespace-nowrap">complete until {formatTime(fade, "minute")}</span>}
        <details className="group">
          <summary className="rounded-sm underline decoration-dotted underline-offset-2">as text</summary>
          <ul className="pt-1">
            {runs.map((run) => (
              <li key={run.fromMs} className="tabular">
                {formatTime(run.fromMs, "minute")} to {formatTime(run.toMs, "minute")}: {LOOKS[run.state].name},{" "}
                {formatCount(run.files)} log files
              </li>
            ))}
          </ul>
        </details>
      </div>
    </section>
  );
}

function summaryOf({ verified, unverified, differs, missing, dropped, pairs }: Ribbon): string {
  const sum = (values: readonly number[]): string => formatCount(values.reduce((total, value) => total + value, 0));
  return `Log files of ${countOf(pairs, "account and Region", "accounts and Regions")}: ${sum(verified)} verified, ${sum(unverified)} unverified, ${sum(differs)} with another hash, ${sum(missing)} missing, ${sum(dropped)} dropped by retention`;
}
