import { partitionOfRegion } from "@/lib/cloudtrail/arn";
import { isJsonObject, type JsonObject } from "@/lib/cloudtrail/json-object";
import { type ChangeRecord, changeFact } from "../change-record";
import type { Fact } from "../fact";
import { type Part, partsIn, wholeOf } from "./parts-in";

/** Calls that say what a Bedrock agent or a knowledge base is made of. */
export const AGENT_ACTIONS: readonly string[] = [
  "CreateAgent",
  "UpdateAgent",
  "DeleteAgent",
  "CreateAgentActionGroup",
  "UpdateAgentActionGroup",
  "AssociateAgentKnowledgeBase",
  "UpdateAgentKnowledgeBase",
  "DisassociateAgentKnowledgeBase",
  "AssociateAgentCollaborator",
  "UpdateAgentCollaborator",
  "CreateKnowledgeBase",
  "UpdateKnowledgeBase",
  "DeleteKnowledgeBase",
  "CreateDataSource",
  "UpdateDataSource",
];

/** The same for AgentCore's runtimes and gateways. */
export const AGENT_CORE_ACTIONS: readonly string[] = [
  "CreateAgentRuntime",
  "UpdateAgentRuntime",
  "DeleteAgentRuntime",
  "CreateGateway",
  "UpdateGateway",
  "DeleteGateway",
  "CreateGatewayTarget",
  "UpdateGatewayTarget",
];

const WRAPPED = ["agent", "agentActionGroup", "agentKnowledgeBase", "agentCollaborator", "knowledgeBase", "dataSource"];
const SOURCES = new Set(["bedrock.amazonaws.com", "bedrock-agent.amazonaws.com", "bedrock-agentcore.amazonaws.com"]);

/** The parts that a call says an agent, a knowledge base or a gateway has from then on, or has no more. */
export function agentChange(change: ChangeRecord): Fact[] {
  const { source, name, request, response, account, region } = change;
  if (!SOURCES.has(source) || name.includes("ModelInvocationLogging")) return [];
  const scope = { partition: partitionOfRegion(region), region, account };
  const said: JsonObject = { ...request, ...unwrapped(response) };
  const isGone = /^(Delete|Disassociate)/.test(name);
  if (
    name === "DeleteAgent" ||
    name === "DeleteKnowledgeBase" ||
    name.startsWith("DeleteAgentRuntime") ||
    name === "DeleteGateway"
  ) {
    const whole = wholeOf(said, scope);
    return whole === null ? [] : [partFact(change, { whole, part: whole, relation: "itself", isIn: false })];
  }
  const parts = partsIn(said, scope).map((part) => ({ ...part, isIn: part.isIn && !isGone }));
  const [first] = parts;
  const itself =
    first === undefined || isGone ? [] : [{ ...first, part: first.whole, relation: "itself" as const, isIn: true }];
  return [...itself, ...parts].map((part) => partFact(change, part));
}

/** Answers of Bedrock hold what was made in an object of its kind. */
function unwrapped(response: JsonObject): JsonObject {
  const inner = WRAPPED.map((key) => response[key]).find(isJsonObject);
  return inner ?? response;
}

function partFact(change: ChangeRecord, value: Part): Fact {
  return changeFact(change, { subject: `${value.whole} > ${value.part}`, aspect: "part", value });
}
