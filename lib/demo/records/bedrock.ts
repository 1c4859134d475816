import { AGENT } from "../organisation/resources";
import type { Actor } from "./actor";
import { type Call, perform, type Scene } from "./call";
import { data, management, type Operation } from "./operation";

const BEDROCK = "bedrock.amazonaws.com";
const RUNTIME = "bedrock-runtime.{region}.amazonaws.com";
const AGENT_RUNTIME = "bedrock-agent-runtime.{region}.amazonaws.com";
const AGENT_CONTROL = "bedrock-agent.{region}.amazonaws.com";

/** Model inference is management. Real records say readOnly true; the guide's sample says false. */
export const INFERENCE = {
  InvokeModel: management(BEDROCK, "InvokeModel", { host: RUNTIME, version: "1.10" }),
  InvokeModelWithResponseStream: management(BEDROCK, "InvokeModelWithResponseStream", {
    host: RUNTIME,
    version: "1.10",
  }),
  Converse: management(BEDROCK, "Converse", { host: RUNTIME, version: "1.10" }),
  ConverseStream: management(BEDROCK, "ConverseStream", { host: RUNTIME, version: "1.10" }),
} as const;

/** Types and names are documented; AWS publishes no sample of the records, so their parameters are inferred from the API model. */
const AGENT_OPERATION = {
  invokeAgent: data(BEDROCK, "InvokeAgent", { type: "AWS::Bedrock::AgentAlias", host: AGENT_RUNTIME, inferred: true }),
  retrieve: data(BEDROCK, "Retrieve", { type: "AWS::Bedrock::KnowledgeBase", host: AGENT_RUNTIME, inferred: true }),
  retrieveAndGenerate: data(BEDROCK, "RetrieveAndGenerate", {
    type: "AWS::Bedrock::KnowledgeBase",
    host: AGENT_RUNTIME,
    inferred: true,
  }),
  applyGuardrail: data(BEDROCK, "ApplyGuardrail", { type: "AWS::Bedrock::Guardrail", host: RUNTIME, inferred: true }),
  queryVectors: data("s3vectors.amazonaws.com", "QueryVectors", { type: "AWS::S3Vectors::Index", inferred: true }),
  getVectors: data("s3vectors.amazonaws.com", "GetVectors", { type: "AWS::S3Vectors::Index", inferred: true }),
  putVectors: data("s3vectors.amazonaws.com", "PutVectors", {
    type: "AWS::S3Vectors::Index",
    write: true,
    inferred: true,
  }),
} as const;

type When = { readonly at: number; readonly region: string };
type Inference = When & {
  readonly model: string;
  readonly operation?: keyof typeof INFERENCE;
  readonly throttled?: boolean;
  readonly denied?: boolean;
  readonly invalid?: boolean;
  readonly bearer?: boolean;
};

function failure(deed: Inference, actor: Actor): { code: string; message: string } | undefined {
  if (deed.throttled === true)
    return { code: "ThrottlingException", message: "Too many requests, please wait before trying again." };
  if (deed.invalid === true)
    return { code: "ValidationException", message: "max_tokens_to_sample: range: 1..1,000,000" };
  if (deed.denied === true) {
    return {
      code: "AccessDenied",
      message: `User: ${actor.identity} is not authorized to perform: bedrock:InvokeModel`,
    };
  }
  return undefined;
}

/** One inference: the model's id and nothing of what was said. */
export function invokeModel(scene: Scene, actor: Actor, deed: Inference): Call {
  const error = failure(deed, actor);
  return perform(scene, {
    actor,
    operation: INFERENCE[deed.operation ?? "InvokeModel"],
    at: deed.at,
    region: deed.region,
    request: { modelId: deed.model },
    response: null,
    // Where the marker stands for bedrock-runtime is not documented: inferred.
    ...(deed.bearer === true ? { additional: { callWithBearerToken: true } } : {}),
    ...(error ? { error } : {}),
  });
}

const resource = (type: string, arn: string) => ({ accountId: arn.split(":")[4] ?? "", type, ARN: arn });

/** A question to the support agent. */
export function invokeAgent(scene: Scene, actor: Actor, deed: When & { sessionId: string }): Call {
  return perform(scene, {
    actor,
    operation: AGENT_OPERATION.invokeAgent,
    at: deed.at,
    region: deed.region,
    request: {
      agentId: AGENT.id,
      agentAliasId: AGENT.aliasId,
      sessionId: deed.sessionId,
      inputText: "HIDDEN_DUE_TO_SECURITY_REASONS",
    },
    response: null,
    resources: [resource("AWS::Bedrock::AgentAlias", AGENT.alias)],
  });
}

/** A query of the knowledge base; its text is hidden in the record. Inferred: AWS shows no sample. */
export function retrieve(scene: Scene, actor: Actor, deed: When & { generate?: boolean; results?: number }): Call {
  return perform(scene, {
    actor,
    operation: deed.generate === true ? AGENT_OPERATION.retrieveAndGenerate : AGENT_OPERATION.retrieve,
    at: deed.at,
    region: deed.region,
    request: {
      knowledgeBaseId: AGENT.knowledgeBaseId,
      retrievalQuery: "HIDDEN_DUE_TO_SECURITY_REASONS",
      retrievalConfiguration: { vectorSearchConfiguration: { numberOfResults: deed.results ?? 5 } },
    },
    response: null,
    resources: [resource("AWS::Bedrock::KnowledgeBase", AGENT.knowledgeBase)],
  });
}

/** A check of a prompt, without the prompt. Inferred: AWS shows no sample. */
export function applyGuardrail(scene: Scene, actor: Actor, deed: When): Call {
  return perform(scene, {
    actor,
    operation: AGENT_OPERATION.applyGuardrail,
    ...deed,
    request: { guardrailIdentifier: AGENT.guardrailId, guardrailVersion: "4", source: "INPUT" },
    response: null,
    resources: [resource("AWS::Bedrock::Guardrail", AGENT.guardrail)],
  });
}

/** A data call on the vector index behind the knowledge base. Inferred: AWS shows no sample. */
export function touchVectors(
  scene: Scene,
  actor: Actor,
  deed: When & { act: "queryVectors" | "getVectors" | "putVectors" },
): Call {
  return perform(scene, {
    actor,
    operation: AGENT_OPERATION[deed.act],
    at: deed.at,
    region: deed.region,
    request: { indexArn: AGENT.vectorIndex, ...(deed.act === "queryVectors" ? { topK: 5 } : {}) },
    response: null,
    resources: [
      resource("AWS::S3Vectors::Index", AGENT.vectorIndex),
      resource("AWS::S3Vectors::VectorBucket", AGENT.vectorBucket),
    ],
  });
}

const control = new Map<string, Operation>();

/** A control-plane call; `host` where it is not Bedrock's own endpoint. */
export function bedrockControl(
  scene: Scene,
  actor: Actor,
  deed: When & {
    name: string;
    write?: boolean;
    request?: object | null;
    response?: object | null;
    agents?: boolean;
    resources?: readonly { ARN: string }[];
  },
): Call {
  const key = `${deed.name}${deed.write === true}${deed.agents === true}`;
  const operation =
    control.get(key) ??
    management(BEDROCK, deed.name, {
      write: deed.write === true,
      ...(deed.agents === true ? { host: AGENT_CONTROL } : {}),
    });
  control.set(key, operation);
  return perform(scene, {
    actor,
    operation,
    at: deed.at,
    region: deed.region,
    request: deed.request ?? null,
    response: deed.response ?? null,
    ...(deed.resources
      ? { resources: deed.resources.map((entry) => ({ accountId: actor.account ?? "", ARN: entry.ARN })) }
      : {}),
  });
}
