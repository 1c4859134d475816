import { parseArn } from "@/lib/cloudtrail/arn";
import { familiesOf } from "@/lib/cloudtrail/catalogue/families-of";
import type { AgentEvidence, RoleCall } from "./agent-evidence";
import { partFamily } from "./part-family";
import type { Relation } from "./parts-in";

/** One step of a path while what was declared and what was seen of it are still being joined. */
export type Draft = {
  readonly relation: Relation;
  readonly arn: string | null;
  readonly family: string;
  readonly account: string | null;
  readonly region: string | null;
  readonly isConfigured: boolean;
  readonly events: number;
  readonly lastMs: number | null;
};

/** Adds what belongs to an agent by what made it, or by what somebody described. */
export function draftPart(
  drafts: Map<string, Draft>,
  { relation, arn, within }: { readonly relation: Relation; readonly arn: string; readonly within: string },
  { placeOf }: AgentEvidence,
): void {
  const family = partFamily(arn);
  if (family === null) return;
  const parts = parseArn(arn);
  const agent = parseArn(within);
  const place = placeOf(arn);
  const isModel = relation === "model";
  add(drafts, {
    relation,
    arn,
    family,
    // AWS's own models are called in the account of whoever calls them; a knowledge base's bucket lies in its Region.
    account: parts?.account || place.account || (isModel ? (agent?.account ?? null) : null),
    region: parts?.region || place.region || (agent?.region ?? null),
    isConfigured: true,
    events: 0,
    lastMs: null,
  });
}

/** Adds what one of its roles called. */
export function draftCall(drafts: Map<string, Draft>, call: RoleCall): void {
  const { resource, account, region, events, lastMs } = call;
  const family = familiesOf(call).find((id) => id !== "management");
  if (family === undefined) return;
  const relation: Relation = RELATION_OF.find(([ids]) => ids.test(family))?.[1] ?? "tool";
  const isOne = resource !== null && !family.startsWith("management:");
  add(drafts, { relation, arn: isOne ? resource : null, family, account, region, isConfigured: false, events, lastMs });
}

const RELATION_OF: readonly (readonly [RegExp, Relation])[] = [
  [/^management:model-inference$|Mantle|Anthropic|::Bedrock::(Model|AsyncInvoke)$/, "model"],
  [/::KnowledgeBase$/, "knowledge-base"],
  [/::(S3|S3Express|S3Tables|DynamoDB)::/, "storage"],
  [/::(S3Vectors|AOSS|NeptuneGraph|RDS)::/, "vectors"],
  [/::Guardrail$/, "guardrail"],
  [/::AgentAlias$|::InlineAgent$|::Runtime/, "agent"],
];

/** What was declared and what was seen of one thing in one place are one step. */
function add(drafts: Map<string, Draft>, draft: Draft): void {
  const key = [
    draft.family,
    draft.account,
    draft.region,
    draft.family === "management:model-inference" ? "" : draft.arn,
  ].join("|");
  const known = drafts.get(key);
  drafts.set(
    key,
    known === undefined
      ? draft
      : {
          ...known,
          arn: known.arn ?? draft.arn,
          isConfigured: known.isConfigured || draft.isConfigured,
          events: known.events + draft.events,
          lastMs: Math.max(known.lastMs ?? 0, draft.lastMs ?? 0) || null,
        },
  );
}

/** Calls that name only the holder, or nothing, count for the one declared thing of the kind in their place; one of unknown place gets it from them. */
export function settleDrafts(drafts: readonly Draft[]): Draft[] {
  const declared = drafts.filter(({ isConfigured }) => isConfigured);
  const rest = drafts.filter(({ isConfigured }) => !isConfigured);
  const used = new Set<Draft>();
  const merged = declared.map((draft) => {
    const others = declared.filter(({ family }) => family === draft.family);
    const mine = rest.filter((call) => !used.has(call) && isOf(call, draft, { isOnly: others.length === 1 }));
    for (const call of mine) used.add(call);
    return mine.reduce(join, draft);
  });
  return [...merged, ...rest.filter((call) => !used.has(call))];
}

function isOf(call: Draft, draft: Draft, { isOnly }: { readonly isOnly: boolean }): boolean {
  if (call.family !== draft.family) return false;
  if (draft.account !== null && (call.account !== draft.account || call.region !== draft.region)) return false;
  if (call.arn === null) return isOnly && draft.account !== null;
  return call.arn === draft.arn || (draft.arn?.startsWith(`${call.arn}/`) === true && isOnly);
}

function join(draft: Draft, call: Draft): Draft {
  return {
    ...draft,
    account: draft.account ?? call.account,
    region: draft.account === null ? call.region : draft.region,
    events: draft.events + call.events,
    lastMs: Math.max(draft.lastMs ?? 0, call.lastMs ?? 0) || null,
  };
}
