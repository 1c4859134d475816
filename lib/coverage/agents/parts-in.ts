import { parseArn } from "@/lib/cloudtrail/arn";
import { isJsonObject, type JsonObject, textIn } from "@/lib/cloudtrail/json-object";

/** What a part is to the whole. */
export const RELATIONS = [
  "itself",
  "role",
  "model",
  "guardrail",
  "knowledge-base",
  "storage",
  "vectors",
  "tool",
  "agent",
] as const;
export type Relation = (typeof RELATIONS)[number];

/** Two things that stand together, each by its ARN. */
export type Part = {
  readonly whole: string;
  readonly part: string;
  readonly relation: Relation;
  readonly isIn: boolean;
};

type Scope = { readonly partition: string; readonly region: string; readonly account: string };

const PART_BYTES_MAX = 1024;

/** What a description of an agent, knowledge base, data source, action group, runtime, gateway or target says of its parts. */
export function partsIn(value: JsonObject, scope: Scope): Part[] {
  const whole = wholeOf(value, scope);
  if (whole === null) return [];
  const parts = [
    ...(whole.includes(":agent/") ? agentParts(value, scope) : []),
    ...(whole.includes(":knowledge-base/") ? knowledgeParts(value) : []),
    one("role", value["roleArn"] ?? value["agentResourceRoleArn"]),
    one("tool", pathIn(value, "targetConfiguration.mcp.lambda.lambdaArn")),
  ];
  return parts
    .filter((part) => part !== null)
    .filter(({ part }) => part.startsWith("arn:") && part.length <= PART_BYTES_MAX && part !== whole)
    .map(({ relation, part, isIn = true }) => ({ whole, part, relation, isIn }));
}

/** The ARN of what is described: said, or made of its id. */
export function wholeOf(value: JsonObject, { partition, region, account }: Scope): string | null {
  const said = ["agentArn", "knowledgeBaseArn", "agentRuntimeArn", "gatewayArn"].flatMap(
    (key) => textIn(value[key]) ?? [],
  );
  const arn = said.find((text) => parseArn(text) !== null);
  if (arn !== undefined) return arn.slice(0, PART_BYTES_MAX);
  const ids: readonly (readonly [id: string, service: string, kind: string])[] = [
    ["agentId", "bedrock", "agent"],
    ["knowledgeBaseId", "bedrock", "knowledge-base"],
    ["agentRuntimeId", "bedrock-agentcore", "runtime"],
    ["gatewayIdentifier", "bedrock-agentcore", "gateway"],
    ["gatewayId", "bedrock-agentcore", "gateway"],
  ];
  for (const [key, service, kind] of ids) {
    const id = textIn(value[key]);
    if (id === null || id === "") continue;
    if (id.startsWith("arn:")) return id.slice(0, PART_BYTES_MAX);
    return `arn:${partition}:${service}:${region}:${account}:${kind}/${id}`.slice(0, PART_BYTES_MAX);
  }
  return null;
}

type Found = { readonly relation: Relation; readonly part: string; readonly isIn?: boolean } | null;

function one(relation: Relation, said: unknown): Found {
  const part = textIn(said);
  return part === null || part === "" ? null : { relation, part };
}

function agentParts(value: JsonObject, { partition, region, account }: Scope): Found[] {
  const model = textIn(value["foundationModel"]);
  const guardrail = textIn(pathIn(value, "guardrailConfiguration.guardrailIdentifier"));
  const base = textIn(value["knowledgeBaseId"]);
  const arnOf = (id: string, kind: string): string =>
    id.startsWith("arn:") ? id : `arn:${partition}:bedrock:${region}:${account}:${kind}/${id}`;
  return [
    model === null
      ? null
      : one(
          "model",
          model.startsWith("arn:") ? model : `arn:${partition}:bedrock:${region}::foundation-model/${model}`,
        ),
    guardrail === null ? null : one("guardrail", arnOf(guardrail, "guardrail")),
    base === null
      ? null
      : {
          relation: "knowledge-base",
          part: arnOf(base, "knowledge-base"),
          isIn: textIn(value["knowledgeBaseState"]) !== "DISABLED",
        },
    one("tool", pathIn(value, "actionGroupExecutor.lambda")),
    one("agent", pathIn(value, "agentDescriptor.aliasArn")),
  ];
}

function knowledgeParts(value: JsonObject): Found[] {
  const storage = "storageConfiguration";
  return [
    one("storage", pathIn(value, "dataSourceConfiguration.s3Configuration.bucketArn")),
    one("vectors", pathIn(value, `${storage}.s3VectorsConfiguration.indexArn`)),
    one("vectors", pathIn(value, `${storage}.opensearchServerlessConfiguration.collectionArn`)),
    one("vectors", pathIn(value, `${storage}.rdsConfiguration.resourceArn`)),
    one("vectors", pathIn(value, `${storage}.neptuneAnalyticsConfiguration.graphArn`)),
    one("model", pathIn(value, "knowledgeBaseConfiguration.vectorKnowledgeBaseConfiguration.embeddingModelArn")),
  ];
}

function pathIn(value: JsonObject, path: string): unknown {
  return path.split(".").reduce<unknown>((at, key) => (isJsonObject(at) ? at[key] : undefined), value);
}
