import { isoSeconds } from "../base/calendar";
import type { Window } from "../base/window";
import { isMember, milestones, type Milestones, type Trail } from "../delivery/trails";
import { ALL_ACCOUNTS, REGIONS } from "../organisation/accounts";

/** The classes in which the demo organisation does anything at all. */
export const CLASSES = [
  "management",
  "AWS::AgentAccessMCP::Tools",
  "AWS::Bedrock::AgentAlias",
  "AWS::Bedrock::Guardrail",
  "AWS::Bedrock::KnowledgeBase",
  "AWS::BedrockAgentCore::CodeInterpreter",
  "AWS::BedrockAgentCore::Gateway",
  "AWS::BedrockAgentCore::Memory",
  "AWS::BedrockAgentCore::Runtime",
  "AWS::BedrockAgentCore::TokenVault",
  "AWS::BedrockAgentCore::WorkloadIdentity",
  "AWS::Cognito::IdentityPool",
  "AWS::DynamoDB::Table",
  "AWS::Lambda::Function",
  "AWS::S3::Object",
  "AWS::S3Vectors::Index",
  "NetworkActivity:s3.amazonaws.com",
] as const;

type Cell = {
  readonly account: string;
  readonly region: string;
  readonly klass: string;
  readonly milestones: Milestones;
};
type State = {
  readonly state: "logged" | "partial" | "not-logged" | "recorded-not-held";
  readonly trails: readonly string[];
};

function stateAt(trails: readonly Trail[], cell: Cell, at: number): State {
  let best: State["state"] = "not-logged";
  const names: string[] = [];
  const rank = { "not-logged": 0, "recorded-not-held": 1, partial: 2, logged: 3 } as const;
  for (const trail of trails) {
    const owns = trail.organisation ? isMember(cell.account, at, cell.milestones) : trail.owner === cell.account;
    if (!owns || (!trail.multiRegion && trail.home !== cell.region)) continue;
    if (trail.stopped.some((span) => at >= span.from && at < span.to)) continue;
    const taken = trail.phases.find((phase) => at >= phase.from && at < phase.to)?.classes[cell.klass];
    if (taken === undefined) continue;
    const lost = trail.lost.some(
      (span) => at >= span.from && at < span.to && (span.account === undefined || span.account === cell.account),
    );
    const state = lost ? "recorded-not-held" : taken === "all" ? "logged" : "partial";
    names.push(trail.name);
    if (rank[state] > rank[best]) best = state;
  }
  return { state: best, trails: names };
}

/** For every class, account and Region: from when to when it was logged, by which trails. Hours follow from it. */
export function coverageSpans(trails: readonly Trail[], window: Window): readonly object[] {
  const m = milestones(window);
  const edges = [
    ...new Set([
      window.from,
      m.sandboxJoins,
      ...trails.flatMap((trail) =>
        [...trail.phases, ...trail.stopped, ...trail.lost].flatMap((span) => [span.from, span.to]),
      ),
    ]),
  ]
    .filter((at) => at >= window.from && at < window.to)
    .sort((a, b) => a - b);
  return ALL_ACCOUNTS.flatMap((account) =>
    REGIONS.flatMap((region) =>
      CLASSES.flatMap((klass) =>
        spansOf(trails, { account: account.id, region, klass, milestones: m }, { edges, end: window.to }),
      ),
    ),
  );
}

/** The spans of one cell: neighbours of the same state are one. */
function spansOf(
  trails: readonly Trail[],
  cell: Cell,
  time: { readonly edges: readonly number[]; readonly end: number },
): readonly object[] {
  const changes = time.edges
    .map((at) => ({ at, state: stateAt(trails, cell, at) }))
    .filter(({ state }, n, all) => n === 0 || keyOf(all[n - 1]?.state) !== keyOf(state));
  return changes.map(({ at, state }, n) => ({
    account: cell.account,
    region: cell.region,
    class: cell.klass,
    from: isoSeconds(at),
    to: isoSeconds(changes[n + 1]?.at ?? time.end),
    ...state,
  }));
}

function keyOf(state: State | undefined): string {
  return state === undefined ? "" : `${state.state} ${state.trails.join()}`;
}
