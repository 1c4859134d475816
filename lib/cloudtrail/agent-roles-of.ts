import { parseArn } from "./arn";
import type { RoleFact } from "./issuance";
import type { IssuingRecord } from "./issuing-record";
import { type JsonObject, objectIn } from "./json-object";
import { saidIn } from "./record-values";
import { storableText, TEXT_LIMITS } from "./storable-text";

type Made = {
  readonly is: string;
  readonly role: string;
  readonly result: string | null;
  readonly names: readonly string[];
};

const agentOf = (role: string): Made => ({
  is: "Bedrock agent",
  role,
  result: "agent",
  names: ["agentName", "agentId"],
});
const runtime: Made = {
  is: "AgentCore runtime",
  role: "roleArn",
  result: null,
  names: ["agentRuntimeName", "agentRuntimeId"],
};
const gateway: Made = { is: "AgentCore gateway", role: "roleArn", result: null, names: ["name", "gatewayId"] };
const flow: Made = { is: "Bedrock flow", role: "executionRoleArn", result: null, names: ["name", "id"] };
const knowledge: Made = {
  is: "Bedrock knowledge base",
  role: "roleArn",
  result: "knowledgeBase",
  names: ["name", "knowledgeBaseId"],
};

const MADE = new Map<string, Made>([
  ["CreateAgent", agentOf("agentResourceRoleArn")],
  ["UpdateAgent", agentOf("agentResourceRoleArn")],
  ["CreateAgentRuntime", runtime],
  ["UpdateAgentRuntime", runtime],
  ["CreateGateway", gateway],
  ["UpdateGateway", gateway],
  ["CreateFlow", flow],
  ["UpdateFlow", flow],
  ["CreateKnowledgeBase", knowledge],
  ["UpdateKnowledgeBase", knowledge],
]);

const SOURCES = new Set(["bedrock.amazonaws.com", "bedrock-agent.amazonaws.com", "bedrock-agentcore.amazonaws.com"]);

/** The role that an agent, runtime, gateway, flow or knowledge base was given when it was made or changed. */
export function agentRolesOf({ source, name, request, response, recipient }: IssuingRecord): readonly RoleFact[] {
  const made = SOURCES.has(source) ? MADE.get(name) : undefined;
  if (made === undefined) return [];
  const result = (made.result === null ? response : objectIn(response[made.result])) ?? {};
  const role = parseArn(saidIn(request[made.role]) ?? saidIn(result[made.role]) ?? "");
  if (role === null || role.service !== "iam" || !role.resource.startsWith("role/")) return [];
  // Agents act as roles of their own account: whoever names another's role says nothing of it.
  if (recipient !== null && recipient !== role.account) return [];
  const called = made.names.flatMap((key) => nameIn(request, key) ?? nameIn(result, key) ?? []);
  return [
    {
      account: storableText(role.account, TEXT_LIMITS.code),
      name: storableText(role.resource.slice(role.resource.lastIndexOf("/") + 1), TEXT_LIMITS.name),
      agent: storableText([made.is, ...new Set(called)].join(" "), TEXT_LIMITS.name),
    },
  ];
}

function nameIn(object: JsonObject, key: string): string | null {
  return saidIn(object[key]);
}
