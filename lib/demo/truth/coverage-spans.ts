import { isoSeconds } from "../base/calendar";
import type { Window } from "../base/window";
import { isMember, milestones, type Trail } from "../delivery/trails";
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
] as const;

type Cell = { readonly account: string; readonly region: string; readonly klass: string };
type State = {
  readonly state: "logged" | "partial" | "not-logged" | "recorded-not-held";
  readonly trails: readonly string[];
};

function stateAt(trails: readonly Trail[], cell: Cell, at: number, isMemberAt: (at: number) => boolean): State {
  let best: State["state"] = "not-logged";
  const names: string[] = [];
  const rank = { "not-logged": 0, "recorded-not-held": 1, partial: 2, logged: 3 } as const;
  for (const trail of trails) {
    const owns = trail.organisation ? isMemberAt(at) : trail.owner === cell.account;
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
  const spans: object[] = [];
  for (const account of ALL_ACCOUNTS) {
    for (const region of REGIONS) {
      for (const klass of CLASSES) {
        const cell = { account: account.id, region, klass };
        let open: { from: number; state: State } | null = null;
        const close = (to: number) => {
          if (open)
            spans.push({
              account: cell.account,
              region,
              class: klass,
              from: isoSeconds(open.from),
              to: isoSeconds(to),
              ...open.state,
            });
        };
        for (const at of edges) {
          const state = stateAt(trails, cell, at, (time) => isMember(cell.account, time, m));
          if (open && open.state.state === state.state && open.state.trails.join() === state.trails.join()) continue;
          close(at);
          open = { from: at, state };
        }
        close(window.to);
      }
    }
  }
  return spans;
}
