import { dataFamilies, type Common } from "./family-spec";
import type { OperationFamily } from "./operation-family";

const AGENTCORE: Common = {
  group: "AgentCore",
  source: "bedrock-agentcore.amazonaws.com",
  ai: true,
  neverContains: "What was said to the agent and what it answered.",
  instead: "The runtime's own logs and traces in CloudWatch, where they are switched on.",
  certainty: "inferred",
  basis: "CloudTrail's list of resource types and operations of the SDK; no record of AWS's own has been published",
};

const IDENTITY = {
  neverContains: "The token or key that was handed out, and everything that is done with it outside AWS.",
  instead: "The audit log of the service that accepts the token.",
  isFollowed: true,
} as const;

/** Data events of Bedrock AgentCore and the registry of agents. */
export const AGENTCORE_FAMILIES: readonly OperationFamily[] = [
  ...dataFamilies(AGENTCORE, [
    {
      type: "BedrockAgentCore::Runtime",
      title: "Agent runtime",
      operations: {
        either: "InvokeAgentRuntime InvokeAgentRuntimeCommand InvokeHarness GetAgentCard StopRuntimeSession",
      },
      proves: "Who ran which agent, and who ran a shell command inside its session.",
      isFollowed: true,
    },
    {
      type: "BedrockAgentCore::RuntimeEndpoint",
      title: "Agent runtime endpoints",
      operations: { either: "InvokeAgentRuntime InvokeAgentRuntimeCommand InvokeHarness" },
      proves: "By which endpoint an agent was run.",
    },
    {
      type: "BedrockAgentCore::Gateway",
      title: "Tool gateway",
      operations: { either: "InvokeGateway InvokeMcp" },
      proves: "Which gateway target was called, and by whom the token says; the caller itself stands as anonymous.",
      neverContains: "Tool arguments and results: they are replaced. Failed sign-ins have no errorCode.",
      instead: "The logs of the target; the claims of the token are in the record.",
      certainty: "confirmed",
      basis: "AgentCore developer guide with sample records",
      isFollowed: true,
    },
    {
      type: "BedrockAgentCore::Memory",
      title: "Agent memory",
      operations: {
        either:
          "CreateEvent GetEvent ListEvents DeleteEvent RetrieveMemoryRecords ListMemoryRecords GetMemoryRecord DeleteMemoryRecord BatchCreateMemoryRecords BatchUpdateMemoryRecords BatchDeleteMemoryRecords ListActors ListSessions StartMemoryExtractionJob ListMemoryExtractionJobs",
      },
      proves: "Who read, wrote or deleted what an agent remembers.",
      neverContains: "The memories.",
      instead: "The memory itself, read with its API.",
      isFollowed: true,
    },
    {
      type: "BedrockAgentCore::CodeInterpreter",
      title: "Code interpreter",
      operations: {
        either:
          "StartCodeInterpreterSession InvokeCodeInterpreter StopCodeInterpreterSession GetCodeInterpreterSession ListCodeInterpreterSessions",
      },
      proves: "That an agent ran code in the interpreter that AWS keeps.",
      neverContains: "The code, and what it did inside.",
      isFollowed: true,
    },
    {
      type: "BedrockAgentCore::CodeInterpreterCustom",
      title: "Custom code interpreters",
      operations: {
        either:
          "StartCodeInterpreterSession InvokeCodeInterpreter StopCodeInterpreterSession GetCodeInterpreterSession ListCodeInterpreterSessions",
      },
      proves: "That an agent ran code in an interpreter of the account, which may have a role and a network.",
      neverContains: "The code, and what it did inside.",
      isFollowed: true,
    },
    {
      type: "BedrockAgentCore::Browser",
      title: "Browser",
      operations: {
        either:
          "StartBrowserSession StopBrowserSession GetBrowserSession ListBrowserSessions UpdateBrowserStream InvokeBrowser SaveBrowserSessionProfile",
      },
      proves: "That an agent used the browser that AWS keeps.",
      neverContains: "Which pages, and what was done on them.",
      instead: "The session recording, where it is switched on.",
      isFollowed: true,
    },
    {
      type: "BedrockAgentCore::BrowserCustom",
      title: "Custom browsers",
      operations: {
        either:
          "StartBrowserSession StopBrowserSession GetBrowserSession ListBrowserSessions UpdateBrowserStream InvokeBrowser",
      },
      proves: "That an agent used a browser of the account.",
      neverContains: "Which pages, and what was done on them.",
      instead: "The session recording in its bucket, where it is switched on.",
    },
    {
      type: "BedrockAgentCore::BrowserProfile",
      title: "Browser profiles",
      operations: { either: "SaveBrowserSessionProfile" },
      proves: "That a signed-in browser was kept for later.",
      neverContains: "The cookies and passwords in it.",
    },
    {
      ...IDENTITY,
      type: "BedrockAgentCore::WorkloadIdentity",
      title: "Workload access tokens",
      operations: {
        either: "GetWorkloadAccessToken GetWorkloadAccessTokenForJWT GetWorkloadAccessTokenForUserId",
      },
      proves: "Which agent identity got a token, and for which user.",
    },
    {
      ...IDENTITY,
      type: "BedrockAgentCore::TokenVault",
      title: "Token vault",
      operations: {
        either: "GetResourceOauth2Token GetResourceApiKey CompleteResourceTokenAuth GetResourcePaymentToken",
      },
      proves: "That a token or key for a service outside AWS was taken out.",
    },
    {
      ...IDENTITY,
      type: "BedrockAgentCore::OAuth2CredentialProvider",
      title: "OAuth tokens for other services",
      operations: { either: "GetResourceOauth2Token CompleteResourceTokenAuth" },
      proves: "For which service a token was taken out.",
    },
    {
      ...IDENTITY,
      type: "BedrockAgentCore::APIKeyCredentialProvider",
      title: "API keys for other services",
      operations: { either: "GetResourceApiKey" },
      proves: "For which service a key was taken out.",
    },
    {
      type: "BedrockAgentCore::WorkloadIdentityDirectory",
      title: "Directory of workload identities",
      operations: { either: "GetWorkloadAccessToken GetWorkloadAccessTokenForJWT GetWorkloadAccessTokenForUserId" },
      proves: "From which directory an agent identity got its token.",
    },
    {
      type: "BedrockAgentCore::Payments",
      title: "Payments by agents",
      operations: { either: "ProcessPayment GetResourcePaymentToken" },
      proves: "That an agent paid for something.",
      neverContains: "What was bought.",
      instead: "The records of the payment provider.",
    },
    {
      type: "BedrockAgentCore::Policy",
      title: "Policy decisions",
      operations: {},
      proves: "That a tool call was put to a policy.",
    },
    {
      type: "BedrockAgentCore::PolicyEngine",
      title: "Policy engines",
      operations: {},
      proves: "Which engine decided on tool calls.",
    },
    {
      type: "BedrockAgentCore::Evaluator",
      title: "Evaluations",
      operations: { either: "Evaluate" },
      proves: "Who had an agent evaluated.",
    },
    {
      type: "BedrockAgentCore::BatchEvaluate",
      title: "Batch evaluations",
      operations: {},
      proves: "Who had many answers evaluated, which reads them.",
    },
    {
      type: "BedrockAgentCore::ABTest",
      title: "A/B tests of agents",
      operations: {},
      proves: "Work with tests of agents.",
    },
    {
      type: "BedrockAgentCore::Recommendation",
      title: "Recommendations for agents",
      operations: {},
      proves: "Work with recommendations.",
    },
    {
      type: "BedrockAgentCore::CapacityProvider",
      title: "Capacity of agents",
      operations: {},
      proves: "Work with capacity.",
    },
    {
      type: "BedrockAgentCore::Registry",
      title: "Registry of agents (preview)",
      operations: { reads: "SearchDiscoverableRegistryRecords InvokeRegistryMcp" },
      proves: "Who looked for agents and tools before the registry moved to its own service.",
    },
  ]),
  ...dataFamilies(
    { ...AGENTCORE, group: "Agent Registry", source: "agent-registry.amazonaws.com", certainty: "confirmed" },
    [
      {
        type: "AgentRegistry::Registry",
        title: "Registry of agents",
        operations: {
          reads:
            "SearchDiscoverableRegistryRecords ListDiscoverableRegistryRecords BatchGetDiscoverableRegistryRecord InvokeRegistryMcp",
        },
        proves: "Who looked for agents and tools.",
        neverContains: "What was searched for: free text is hidden.",
        instead: "Nothing.",
        basis: "Agent Registry guide with sample records",
        isFollowed: true,
      },
    ],
  ),
  ...dataFamilies({ ...AGENTCORE, group: "Agents of people", source: ["aws-mcp.amazonaws.com"] }, [
    {
      type: "AgentAccessMCP::Tools",
      title: "Tools of the AWS MCP server",
      operations: { either: "CallTool" },
      proves: "Which tool an agent called on a person's or role's sign-in; the calls behind it carry invokedBy.",
      neverContains: "The arguments, and whether a person approved.",
      instead: "The API calls that the tool made, by invokedBy aws-mcp.amazonaws.com.",
      isFollowed: true,
    },
  ]),
];
