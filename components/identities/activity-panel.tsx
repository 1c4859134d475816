"use client";

import type { Route } from "next";
import Link from "next/link";
import { type ReactNode, useMemo } from "react";
import { Panel } from "@/components/common/panel";
import { Sparkline } from "@/components/common/sparkline";
import { TimeText } from "@/components/common/time-text";
import { useDensity } from "@/components/timeline/use-density";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { EventFilter, FilterField } from "@/lib/events/event-filter";
import { timelineHref } from "@/lib/events/search-params";
import type { IdentityProfile } from "@/lib/identities/contract";

const BARS = 80;
const WIDTH_PX = 480;

/** When it did something, what it called most, and in which Regions; each leads to its events. */
export function ActivityPanel({ profile }: { readonly profile: IdentityProfile }) {
  const href = (field: FilterField, value: string): Route =>
    timelineHref(profile.id, { clauses: [{ field, not: false, value }] });
  return (
    <Panel
      title="Activity"
      aside={
        <Link href={timelineHref(profile.id)} className="text-accent hover:underline">
          Timeline
        </Link>
      }
    >
      <div className="flex flex-col gap-3 px-4 py-3 text-xs">
        <ActivityBars identityId={profile.id} />
        <div className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
          <Top title={titleOf("Actions", profile.actions.length, profile.actionsDistinct)}>
            {profile.actions.map(({ value, label, events }) => (
              <Counted key={value} href={href("action", value)} label={label} events={events} />
            ))}
          </Top>
          <Top title={titleOf("Regions", profile.regions.length, profile.regionsDistinct)}>
            {profile.regions.map(({ value, label, events }) => (
              <Counted key={value} href={href("region", value)} label={label} events={events} />
            ))}
          </Top>
        </div>
      </div>
    </Panel>
  );
}

function ActivityBars({ identityId }: { readonly identityId: string }) {
  const filter = useMemo<EventFilter>(
    () => ({ from: null, to: null, clauses: [{ field: "identity", not: false, value: identityId }] }),
    [identityId],
  );
  const { density } = useDensity(filter);
  const bars = useMemo(
    () => foldTo(BARS, density === null ? [] : density.ok.map((ok, n) => ok + (density.error[n] ?? 0))),
    [density],
  );
  if (density?.window == null) return null;
  const { fromMs, toMs } = density.window;
  return (
    <div className="overflow-hidden [&>svg]:h-auto [&>svg]:w-full">
      <Sparkline
        values={bars}
        width={WIDTH_PX}
        height={36}
        label={`Events over time, at most ${formatCount(Math.max(0, ...bars))} in one of ${bars.length} parts`}
      />
      <p className="flex justify-between pt-1 text-2xs text-muted">
        <TimeText at={fromMs} precision="minute" />
        <TimeText at={toMs} precision="minute" />
      </p>
    </div>
  );
}

/** Sums neighbours until there are at most so many. */
function foldTo(most: number, counts: readonly number[]): number[] {
  const each = Math.max(1, Math.ceil(counts.length / most));
  const folded: number[] = [];
  for (let at = 0; at < counts.length; at += each)
    folded.push(counts.slice(at, at + each).reduce((sum, count) => sum + count, 0));
  return folded;
}

function titleOf(name: string, shown: number, all: number): string {
  return shown < all ? `${name}, ${formatCount(shown)} of ${formatCount(all)}` : name;
}

function Top({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="label-caps pb-1">{title}</h3>
      <ul className="flex flex-col">{children}</ul>
    </section>
  );
}

type CountedProps = { readonly href: Route; readonly label: string; readonly events: number };

function Counted({ href, label, events }: CountedProps) {
  return (
    <li className="flex min-w-0 items-baseline gap-2">
      <Link href={href} className="min-w-0 flex-1 truncate py-1 text-accent hover:underline">
        <bdi>{visibleText(label)}</bdi>
      </Link>
      <span className="shrink-0 text-muted tabular">{formatCount(events)}</span>
    </li>
  );
}
