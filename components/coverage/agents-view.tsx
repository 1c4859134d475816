"use client";

import { useQuery } from "@tanstack/react-query";
import { Bot } from "lucide-react";
import { EmptyState } from "@/components/common/empty-state";
import { ErrorPanel } from "@/components/common/error-panel";
import { PageHeader } from "@/components/common/page-header";
import { TimeText } from "@/components/common/time-text";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import type { CoverageExtent } from "@/lib/coverage/contract";
import { coverageQuery } from "@/lib/coverage/query-options";
import { AgentRow } from "./agent-row";
import { CoverageTabs } from "./coverage-tabs";
import { TimeScrubber } from "./time-scrubber";
import { type CoverageView as View, useCoverageView } from "./use-coverage-view";
import { WithExtent } from "./with-extent";

/** Every agent over its whole path, the one with the worst link first. */
export function AgentsView() {
  const view = useCoverageView();
  return (
    <>
      <PageHeader
        title="Coverage of agents"
        summary="An agent is seen as well as the worst logged link of its path: model, knowledge base, storage, tools, across accounts."
      />
      <CoverageTabs />
      <div className="flex flex-col gap-3 px-4 pb-8 sm:px-6">
        <WithExtent>{(extent) => <AtMoment extent={extent} view={view} />}</WithExtent>
      </div>
    </>
  );
}

function AtMoment({ extent, view }: { readonly extent: CoverageExtent; readonly view: View }) {
  const atMs = view.atMs ?? extent.latestMs;
  const { data, error, refetch, isPlaceholderData } = useQuery(
    coverageQuery.agents({ atMs, knownAtMs: view.knownAtMs }),
  );
  return (
    <>
      <TimeScrubber extent={extent} atMs={atMs} view={view} />
      {data === undefined ? (
        error === null ? (
          <Skeleton className="h-96" />
        ) : (
          <ErrorPanel error={error} title="The agents could not be read" onRetry={() => void refetch()} />
        )
      ) : data.total === 0 ? (
        <NoAgents />
      ) : (
        <>
          <p className="text-sm text-muted">
            {formatCount(data.agents.length)} of {formatCount(data.total)} {data.total === 1 ? "agent" : "agents"}. What
            each is made of is told by the calls that made or changed it and by imported configuration; what it called,
            by events since <TimeText at={data.seenSinceMs} precision="day" />.
          </p>
          <ul
            aria-label="Agents"
            aria-busy={isPlaceholderData}
            className="divide-y divide-border rounded-lg border border-border bg-panel"
          >
            {data.agents.map((agent) => (
              <AgentRow key={agent.id} agent={agent} atMs={atMs} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function NoAgents() {
  return (
    <EmptyState
      icon={Bot}
      title="No agent is known"
      reason={
        <>
          No record that is here names an agent, a flow or a runtime, and no role is known to be an agent&apos;s. That
          does not say that there is none: where invocations are not logged and the calls that made it are older, an
          agent leaves nothing. The output of <code className="text-xs">aws bedrock-agent get-agent</code> and{" "}
          <code className="text-xs">get-knowledge-base</code> can be imported.
        </>
      }
    />
  );
}
