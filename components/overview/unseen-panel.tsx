"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { DataState } from "@/components/common/data-state";
import { EvidenceMark } from "@/components/common/evidence-mark";
import { Panel } from "@/components/common/panel";
import { TimeText } from "@/components/common/time-text";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { AgentPath } from "@/lib/coverage/agents/contract";
import { coverageQuery } from "@/lib/coverage/query-options";

const AGENTS_SHOWN = 4;
const LINK = "font-medium text-accent hover:underline";

/** Which agents would not have been seen, and where to look for the rest: what no list of events can tell. */
export function UnseenPanel() {
  const extent = useQuery(coverageQuery.extent());
  const aside = (
    <Link href="/coverage" prefetch={false} className={LINK}>
      Heatmap
    </Link>
  );
  return (
    <Panel title="What could not be seen" aside={aside}>
      <DataState
        query={extent}
        failure="What was logged could not be read"
        loading={<Outline />}
        isEmpty={({ facts }) => facts === 0}
        empty={<NothingKnown />}
      >
        {({ latestMs }) => <Agents atMs={latestMs} />}
      </DataState>
    </Panel>
  );
}

function Agents({ atMs }: { readonly atMs: number }) {
  const query = useQuery(coverageQuery.agents({ atMs, knownAtMs: null }));
  return (
    <DataState
      query={query}
      failure="The agents could not be read"
      loading={<Outline />}
      isEmpty={({ total }) => total === 0}
      empty={
        <p className="px-4 py-3 text-sm text-muted">
          No agent is known here. That does not say that there is none: one whose invocations are not logged leaves
          nothing.
        </p>
      }
    >
      {({ agents, total }) => <AgentList agents={agents} total={total} atMs={atMs} />}
    </DataState>
  );
}

type AgentListProps = { readonly agents: readonly AgentPath[]; readonly total: number; readonly atMs: number };

function AgentList({ agents, total, atMs }: AgentListProps) {
  const blind = agents.filter(({ missing }) => missing !== null);
  const shown = blind.slice(0, AGENTS_SHOWN);
  return (
    <>
      {shown.length === 0 ? (
        <p className="px-4 py-3 text-sm">Every known link of every known agent is recorded.</p>
      ) : (
        <ul aria-label="Agents that are not wholly recorded" className="divide-y divide-border">
          {shown.map(({ id, name, worst, missing }) => (
            <li key={id} className="px-4 py-2.5 text-sm">
              <p className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate font-medium" title={visibleText(name)}>
                  {visibleText(name)}
                </span>
                <EvidenceMark state={worst} />
              </p>
              <p className="pt-0.5 text-xs break-words text-ink-soft">{visibleText(missing ?? "")}</p>
            </li>
          ))}
        </ul>
      )}
      <p className="border-t border-border px-4 py-2 text-xs text-muted">
        {formatCount(blind.length)} of {formatCount(total)} {total === 1 ? "agent" : "agents"} not wholly recorded,{" "}
        <TimeText at={atMs} precision="minute" />.{" "}
        <Link href="/coverage/agents" prefetch={false} className={LINK}>
          All agents
        </Link>
      </p>
    </>
  );
}

function NothingKnown() {
  return (
    <p className="px-4 py-3 text-sm">
      No configuration of logging is known: empty does not mean that nothing happened.{" "}
      <Link href="/coverage/configuration" prefetch={false} className={LINK}>
        Import what the trails log
      </Link>
    </p>
  );
}

function Outline() {
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-4 w-2/3" />
    </div>
  );
}
