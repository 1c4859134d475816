import { parseArn } from "@/lib/cloudtrail/arn";

const BY_SHAPE: readonly (readonly [service: string, prefix: string, family: string])[] = [
  ["bedrock", "agent/", "AWS::Bedrock::AgentAlias"],
  ["bedrock", "agent-alias/", "AWS::Bedrock::AgentAlias"],
  ["bedrock", "flow/", "AWS::Bedrock::FlowAlias"],
  ["bedrock", "knowledge-base/", "AWS::Bedrock::KnowledgeBase"],
  ["bedrock", "guardrail/", "AWS::Bedrock::Guardrail"],
  ["bedrock", "prompt/", "AWS::Bedrock::PromptVersion"],
  ["bedrock", "", "management:model-inference"],
  ["bedrock-agentcore", "runtime/", "AWS::BedrockAgentCore::Runtime"],
  ["bedrock-agentcore", "gateway/", "AWS::BedrockAgentCore::Gateway"],
  ["bedrock-agentcore", "memory/", "AWS::BedrockAgentCore::Memory"],
  ["s3", "", "AWS::S3::Object"],
  ["s3vectors", "", "AWS::S3Vectors::Index"],
  ["aoss", "collection/", "AWS::AOSS::Collection"],
  ["neptune-graph", "graph/", "AWS::NeptuneGraph::Graph"],
  ["rds", "cluster:", "AWS::RDS::DBCluster"],
  ["lambda", "function:", "AWS::Lambda::Function"],
  ["dynamodb", "table/", "AWS::DynamoDB::Table"],
  ["secretsmanager", "secret:", "management:secrets"],
];

/** The family of calls that use a thing, told by its ARN; null where none is known. */
export function partFamily(arn: string): string | null {
  const parts = parseArn(arn);
  if (parts === null) return null;
  const { service, resource } = parts;
  return BY_SHAPE.find(([of, prefix]) => of === service && resource.startsWith(prefix))?.[2] ?? null;
}

/** The agent that an ARN of an alias, an endpoint or a version belongs to; null where it is of no agent. */
export function agentOf(arn: string): string | null {
  const alias = /^(arn:[^:]+:bedrock:[^:]*:[^:]*:)agent(?:-alias)?\/([^/]+)/.exec(arn);
  if (alias !== null) return `${alias[1] ?? ""}agent/${alias[2] ?? ""}`;
  return /^arn:[^:]+:(?:bedrock:[^:]*:[^:]*:flow|bedrock-agentcore:[^:]*:[^:]*:runtime)\/[^/]+/.exec(arn)?.[0] ?? null;
}

const KINDS: readonly (readonly [part: string, kind: string])[] = [
  [":agent/", "Bedrock agent"],
  [":flow/", "Bedrock flow"],
  [":runtime/", "AgentCore runtime"],
];

/** What an agent is called by its ARN. */
export function agentKind(arn: string): string {
  return KINDS.find(([part]) => arn.includes(part))?.[1] ?? "Agent";
}

/** The last name in an ARN. */
export function shortName(arn: string): string {
  const { resource = arn } = parseArn(arn) ?? {};
  const slash = resource.lastIndexOf("/");
  return resource.slice((slash < 0 ? resource.lastIndexOf(":") : slash) + 1) || resource;
}
