import { parseArn } from "@/lib/cloudtrail/arn";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import type { CellResult } from "../contract";
import type { CellRef } from "../search-params";
import type { ActingRole, AgentEvidence } from "./agent-evidence";
import type { AgentPath, AgentStep } from "./contract";
import { type Draft, draftCall, draftPart, settleDrafts } from "./path-drafts";
import { agentKind, agentOf, shortName } from "./part-family";
import type { Part } from "./parts-in";

type Evaluate = (cell: CellRef, arn: string | null) => CellResult;

/** One row for each agent, the worst first: all that it is made of and all that its roles called, and how well each would be seen. */
export function agentPaths(evidence: AgentEvidence, evaluate: Evaluate): AgentPath[] {
  const gone = new Set(
    evidence.parts.flatMap(({ whole, relation, isIn }) => (relation === "itself" && !isIn ? [whole] : [])),
  );
  const parts = evidence.parts.filter(({ isIn, relation }) => isIn && relation !== "itself");
  const known = evidence.parts.flatMap(({ whole }) => agentOf(whole) ?? []);
  const arns = [...new Set([...known, ...evidence.named.flatMap((arn) => agentOf(arn) ?? [])])];
  const rows = arns
    .filter((arn) => !gone.has(arn))
    .toSorted()
    .map((arn) => pathOf(arn, { ...evidence, parts }, evaluate));
  const taken = new Set(rows.flatMap(({ identities }) => identities.map(({ id }) => id)));
  const alone = evidence.roles
    .filter(({ id, isAgent, calls }) => isAgent && calls.length > 0 && !taken.has(id))
    .map((role) => roleAlone(role, evidence, evaluate));
  return [...rows, ...alone].toSorted((a, b) => RISK[b.worst] - RISK[a.worst] || (a.name < b.name ? -1 : 1));
}

const RISK: Readonly<Record<AgentStep["state"], number>> = {
  "not-logged": 5,
  "not-loggable": 4,
  unknown: 3,
  partial: 2,
  logged: 1,
  "not-applicable": 0,
};

function pathOf(arn: string, evidence: AgentEvidence, evaluate: Evaluate): AgentPath {
  const reached = closure(arn, evidence.parts);
  const roleArns = reached.filter(({ relation }) => relation === "role").map(({ part }) => part);
  const roles = evidence.roles.filter((role) => roleArns.some((one) => isRole(role, one)));
  const declared = [
    { relation: "itself" as const, part: arn },
    ...reached.filter(({ relation }) => relation !== "role"),
  ];
  const drafts = new Map<string, Draft>();
  for (const { relation, part } of declared) draftPart(drafts, { relation, arn: part, within: arn }, evidence);
  for (const role of roles) for (const call of role.calls) draftCall(drafts, call);
  const gaps = [
    ...(evidence.parts.some(({ whole }) => whole === arn)
      ? []
      : ["No call that made or changed it is here, and nobody described it: what belongs to it is not known."]),
    ...(roleArns.length === 0 ? ["Which role it acts as is not known, so neither what it calls."] : []),
    ...roleArns
      .filter((one) => !roles.some((role) => isRole(role, one)))
      .map((one) => `Nothing that its role ${shortName(one)} did is here.`),
  ];
  const { account = null, region = null } = parseArn(arn) ?? {};
  return summed(
    { id: arn, arn, name: shortName(arn), kind: agentKind(arn), account, region, gaps },
    { roles, drafts },
    evaluate,
  );
}

/** An agent of which only the role is known. */
function roleAlone(role: ActingRole, evidence: AgentEvidence, evaluate: Evaluate): AgentPath {
  const drafts = new Map<string, Draft>();
  for (const call of role.calls) draftCall(drafts, call);
  const gaps = ["Only its role is known: no call that made the agent is here, and nobody described it."];
  const { id, name, account } = role;
  return summed(
    { id, arn: null, name, kind: "Role of an agent", account, region: null, gaps },
    { roles: [role], drafts },
    evaluate,
  );
}

/** Everything that belongs to a thing, and to what belongs to it. */
function closure(arn: string, parts: readonly Part[]): Part[] {
  const seen = new Set([arn]);
  const found: Part[] = [];
  const queue = [arn];
  for (let whole = queue.shift(); whole !== undefined; whole = queue.shift()) {
    for (const part of parts) {
      if (part.whole !== whole) continue;
      found.push(part);
      const next = agentOf(part.part) ?? part.part;
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return found;
}

/** By account and name: not every record of a role has its path. */
function isRole({ arn, name, account }: ActingRole, wanted: string): boolean {
  return arn === wanted || (account === parseArn(wanted)?.account && name === shortName(wanted));
}

type Head = Pick<AgentPath, "id" | "arn" | "name" | "kind" | "account" | "region" | "gaps">;
type Found = { readonly roles: readonly ActingRole[]; readonly drafts: ReadonlyMap<string, Draft> };

function summed(head: Head, { roles, drafts }: Found, evaluate: Evaluate): AgentPath {
  const steps = settleDrafts([...drafts.values()])
    .map((draft) => stepOf(draft, evaluate))
    .toSorted((a, b) => RISK[b.state] - RISK[a.state] || b.events - a.events || (a.family < b.family ? -1 : 1));
  const worst = steps[0]?.state ?? "unknown";
  return {
    ...head,
    identities: roles.map(({ id, name }) => ({ id, name })),
    worst,
    missing: missingWords(steps, head),
    steps,
  };
}

const PLACE_UNKNOWN: CellResult = {
  state: "unknown",
  lastKnown: null,
  dimensions: [],
  decidedBy: [],
  because: "Whose it is, or where it lies, is not known.",
  marks: [],
  held: null,
};

function stepOf(draft: Draft, evaluate: Evaluate): AgentStep {
  const { relation, arn, family, account, region, isConfigured, events, lastMs } = draft;
  const { state, lastKnown, held, because } =
    account === null || region === null ? PLACE_UNKNOWN : evaluate({ account, region, family }, arn);
  const familyTitle = findFamily(family)?.title ?? family;
  const name = arn === null ? familyTitle : shortName(arn);
  return {
    relation,
    arn,
    name,
    family,
    familyTitle,
    account,
    region,
    state,
    lastKnown,
    held,
    because,
    isConfigured,
    events,
    lastMs,
  };
}

const STATE_WORDS: Readonly<Record<AgentStep["state"], string>> = {
  "not-logged": "not logged",
  "not-loggable": "cannot be logged",
  unknown: "not known to be logged",
  partial: "logged in part",
  logged: "logged",
  "not-applicable": "not applicable",
};

/** "Agent invocation is logged in …, but not …": the worst link, with what stands beside it. */
function missingWords(steps: readonly AgentStep[], { account }: Head): string | null {
  const [worst] = steps;
  if (worst === undefined) return "Nothing of its path is known.";
  if (worst.state === "logged" || worst.state === "not-applicable") return null;
  const alike = steps.filter(({ state }) => state === worst.state);
  const own = steps.find(({ relation, state }) => relation === "itself" && state === "logged");
  const elsewhere = worst.account !== null && account !== null && worst.account !== account;
  const where =
    worst.account === null
      ? ""
      : ` in ${elsewhere ? "the linked account " : ""}${worst.account}, ${worst.region ?? ""}`;
  const more = alike.length > 1 ? `, and ${alike.length - 1} more` : "";
  const begin = own === undefined ? "" : `${own.familyTitle} is logged, but `;
  const stale = worst.lastKnown === null ? "" : ` (${STATE_WORDS[worst.lastKnown.state]} as last known)`;
  return `${begin}${worst.familyTitle} (${worst.name})${where}: ${STATE_WORDS[worst.state]}${stale}${more}.`;
}
