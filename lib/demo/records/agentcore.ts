import { CORE } from "../organisation/resources";
import type { Actor } from "./actor";
import { type Call, perform, type Resource, type Scene } from "./call";
import { data, type Operation } from "./operation";

const AGENTCORE = "bedrock-agentcore.amazonaws.com";
const operation = (name: string, type: string, options: { write?: boolean; inferred?: boolean } = {}): Operation =>
  data(AGENTCORE, name, {
    type: `AWS::BedrockAgentCore::${type}`,
    inferred: options.inferred ?? true,
    write: options.write === true,
  });

/** Of these only InvokeGateway has a published sample; the names of the others equal their API operations, by inference. */
export const CORE_OPERATION = {
  invokeGateway: operation("InvokeGateway", "Gateway", { write: true, inferred: false }),
  invokeRuntime: operation("InvokeAgentRuntime", "Runtime", { write: true }),
  createEvent: operation("CreateEvent", "Memory", { write: true }),
  retrieveMemory: operation("RetrieveMemoryRecords", "Memory"),
  listMemory: operation("ListMemoryRecords", "Memory"),
  startInterpreter: operation("StartCodeInterpreterSession", "CodeInterpreter", { write: true }),
  invokeInterpreter: operation("InvokeCodeInterpreter", "CodeInterpreter", { write: true }),
  stopInterpreter: operation("StopCodeInterpreterSession", "CodeInterpreter", { write: true }),
  workloadToken: operation("GetWorkloadAccessToken", "WorkloadIdentity"),
  workloadTokenForUser: operation("GetWorkloadAccessTokenForUserId", "WorkloadIdentity"),
  workloadTokenForJwt: operation("GetWorkloadAccessTokenForJWT", "WorkloadIdentity"),
  oauthToken: operation("GetResourceOauth2Token", "TokenVault"),
  apiKey: operation("GetResourceApiKey", "TokenVault"),
} as const;

const resource = (type: string, arn: string): Resource => ({
  accountId: arn.split(":")[4] ?? "",
  type: `AWS::BedrockAgentCore::${type}`,
  ARN: arn,
});

type When = { readonly at: number; readonly region?: string };
export type GatewayCall = When & {
  readonly account: string;
  readonly gateway?: string;
  /** Stand in the record, with HTML characters escaped by AWS. */
  readonly claims: Readonly<Record<string, string | number>>;
  readonly target: string;
  readonly id: number;
  readonly method?: string;
  readonly rejected?: boolean;
  readonly downstream?: readonly string[];
};

/** A tool call through the gateway with a JWT: IAM knows nobody, the claims say who; a refusal has no errorCode, only HTTP 401 inside. */
export function invokeGateway(scene: Scene, caller: Actor, deed: GatewayCall): Call {
  const method = deed.method ?? "tools/call";
  const result =
    deed.rejected === true
      ? { error: { code: -32001, message: "Invalid Bearer token" } }
      : {
          result:
            method === "tools/call"
              ? { content: "REDACTED", isError: false }
              : { tools: [{ name: "***", description: "***" }] },
        };
  return perform(scene, {
    actor: caller,
    operation: CORE_OPERATION.invokeGateway,
    at: deed.at,
    region: deed.region ?? CORE.region,
    account: deed.account,
    shared: true,
    request: {
      body: {
        id: deed.id,
        method,
        params: method === "tools/call" ? { name: "***", arguments: "REDACTED" } : {},
        jsonrpc: "2.0",
      },
    },
    response: {
      body: { jsonrpc: "2.0", id: deed.id, ...result },
      contentType: "application/json",
      statusCode: deed.rejected === true ? 401 : 200,
    },
    ...(deed.rejected === true
      ? {}
      : {
          additional: {
            jwt: { claims: deed.claims },
            targetId: deed.target,
            downstreamRequestIds: deed.downstream ?? [],
          },
        }),
    resources: [resource("Gateway", deed.gateway ?? CORE.gateway)],
  });
}

type Plain = When & {
  readonly act: Exclude<keyof typeof CORE_OPERATION, "invokeGateway">;
  readonly request: object;
  readonly response?: object | null;
  readonly resources: readonly (readonly [type: string, arn: string])[];
  readonly error?: { readonly code: string; readonly message: string };
};

/** Any other data event of AgentCore. Which of its parameters survive into the record is not documented. */
export function touchCore(scene: Scene, actor: Actor, deed: Plain): Call {
  return perform(scene, {
    actor,
    operation: CORE_OPERATION[deed.act],
    at: deed.at,
    region: deed.region ?? CORE.region,
    request: deed.request,
    response: deed.response ?? null,
    resources: deed.resources.map(([type, arn]) => resource(type, arn)),
    ...(deed.error ? { error: deed.error } : {}),
  });
}

type TokenDeed = When & { readonly provider: string; readonly scopes?: readonly string[] };

/** A token of a third party out of the vault: where it is used then, CloudTrail never sees. */
export function takeToken(scene: Scene, actor: Actor, deed: TokenDeed): Call {
  const apiKey = deed.provider.includes("apikey");
  return touchCore(scene, actor, {
    act: apiKey ? "apiKey" : "oauthToken",
    at: deed.at,
    request: {
      resourceCredentialProviderName: deed.provider.slice(deed.provider.lastIndexOf("/") + 1),
      workloadIdentityToken: "HIDDEN_DUE_TO_SECURITY_REASONS",
      ...(apiKey ? {} : { scopes: deed.scopes ?? ["read"], oauth2Flow: "USER_FEDERATION" }),
    },
    resources: [
      ["TokenVault", CORE.vault],
      [apiKey ? "APIKeyCredentialProvider" : "OAuth2CredentialProvider", deed.provider],
    ],
  });
}

/** A workload's token for one of its users. */
export function workloadTokenForUser(scene: Scene, actor: Actor, deed: When & { userId: string }): Call {
  return touchCore(scene, actor, {
    act: "workloadTokenForUser",
    at: deed.at,
    request: { workloadName: "research-desk", userId: deed.userId },
    response: { workloadAccessToken: "HIDDEN_DUE_TO_SECURITY_REASONS" },
    resources: [
      ["WorkloadIdentity", CORE.workload],
      ["WorkloadIdentityDirectory", CORE.directory],
    ],
  });
}
