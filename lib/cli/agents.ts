import { parseArgs } from "node:util";
import { countOf, formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import type { AgentPath, AgentStep } from "@/lib/coverage/agents/contract";
import { listAgentPaths } from "@/lib/coverage/server/agents/list-agent-paths";
import type { Io } from "./io";
import { readTime } from "./read-time";
import { withStore } from "./with-store";

const AGENTS_MAX = 1000;

/** `wakeline agents`: how well every agent would be seen over its whole path. */
export async function agentsCommand(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { at: { type: "string" }, "known-at": { type: "string" } },
  });
  const atMs = readTime("--at", values.at);
  const knownAtMs = readTime("--known-at", values["known-at"]);
  return withStore(io, async (ctx) => {
    const found = await listAgentPaths(ctx, {
      limit: AGENTS_MAX,
      ...(atMs === null ? {} : { atMs }),
      ...(knownAtMs === null ? {} : { knownAtMs }),
    });
    const { agents, total } = found;
    if (io.json) {
      for (const agent of agents) io.stdout(JSON.stringify(toJson(agent, found.atMs)));
      return 0;
    }
    io.stdout(`At ${formatTime(found.atMs)}: ${formatCount(agents.length)} of ${countOf(total, "agent")}`);
    for (const line of agents.flatMap(toLines)) io.stdout(visibleText(line));
    return 0;
  });
}

const iso = (timeMs: number): string => new Date(timeMs).toISOString();

function toJson({ steps, ...agent }: AgentPath, atMs: number) {
  return {
    at: iso(atMs),
    ...agent,
    steps: steps.map(({ lastMs, lastKnown, ...step }) => ({
      ...step,
      last: lastMs === null ? null : iso(lastMs),
      lastKnown: lastKnown?.state ?? null,
    })),
  };
}

function toLines({ name, kind, account, worst, missing, gaps, steps }: AgentPath): string[] {
  return [
    `${worst}  ${kind} ${name}${account === null ? "" : ` in ${account}`}${missing === null ? "" : `  ${missing}`}`,
    ...gaps.map((gap) => `  not known  ${gap}`),
    ...steps.map(stepLine),
  ];
}

function stepLine({
  state,
  lastKnown,
  relation,
  name,
  family,
  account,
  region,
  events,
  isConfigured,
}: AgentStep): string {
  const stale = lastKnown === null ? "" : ` (last known: ${lastKnown.state})`;
  const where = `${account ?? "account unknown"}  ${region ?? "Region unknown"}`;
  const basis = [...(isConfigured ? ["configured"] : []), ...(events > 0 ? [`${formatCount(events)} seen`] : [])];
  return `  ${state}${stale}  ${relation}  ${name}  ${family}  ${where}  ${basis.join(", ")}`;
}
