import { dataFamilies, type Common } from "./family-spec";
import type { OperationFamily } from "./operation-family";

const BEDROCK: Common = {
  group: "Bedrock",
  source: "bedrock.amazonaws.com",
  ai: true,
  neverContains: "Prompts, answers, retrieved passages and tool arguments.",
  instead:
    "The agent's own trace, where the application keeps it; model invocation logging for the inferences behind it.",
  certainty: "confirmed",
  basis: "Bedrock user guide and CloudTrail's list of resource types; names of operations from the SDK",
};

const AUTOMATION = {
  certainty: "inferred",
  neverContains: "The documents and what was extracted from them.",
  instead: "The output bucket of the job.",
  basis: "CloudTrail's list of resource types; which operation names which type is deduced",
} as const;

/** Data events of Amazon Bedrock: agents, knowledge bases, flows, guardrails. */
export const BEDROCK_FAMILIES: readonly OperationFamily[] = dataFamilies(BEDROCK, [
  {
    type: "Bedrock::AgentAlias",
    title: "Agent invocation",
    operations: { either: "InvokeAgent GetAgentMemory DeleteAgentMemory" },
    proves: "Who invoked which agent alias, when and from where.",
    isFollowed: true,
  },
  {
    type: "Bedrock::InlineAgent",
    title: "Inline agent invocation",
    operations: { either: "InvokeInlineAgent" },
    proves: "Who ran an agent that was defined in the call itself.",
    isFollowed: true,
  },
  {
    type: "Bedrock::KnowledgeBase",
    title: "Knowledge base retrieval",
    operations: {
      either:
        "Retrieve RetrieveAndGenerate RetrieveAndGenerateStream AgenticRetrieveStream GetDocumentContent GenerateQuery Rerank",
    },
    proves: "Who asked which knowledge base, and how often.",
    instead: "Data events of the vector store and of the source bucket show what was read behind it.",
    isFollowed: true,
  },
  {
    type: "Bedrock::FlowAlias",
    title: "Flow invocation",
    operations: { either: "InvokeFlow StartFlowExecution ListFlowExecutions" },
    proves: "Who ran which flow.",
    isFollowed: true,
  },
  {
    type: "Bedrock::FlowExecution",
    title: "Flow executions",
    operations: { either: "StopFlowExecution GetFlowExecution ListFlowExecutionEvents GetExecutionFlowSnapshot" },
    proves: "Who stopped or read a running flow.",
    certainty: "inferred",
  },
  {
    type: "Bedrock::Guardrail",
    title: "Guardrail use",
    operations: { either: "ApplyGuardrail InvokeGuardrailChecks" },
    proves: "Who put text to which guardrail outside an inference.",
    neverContains: "The text, and in most records the guardrail's verdict.",
    instead: "Guardrail tracing in the application; the stop reason in model invocation logs.",
    isFollowed: true,
  },
  {
    type: "Bedrock::Model",
    title: "Streaming and asynchronous inference",
    operations: { either: "InvokeModelWithBidirectionalStream StartAsyncInvoke GetAsyncInvoke" },
    proves: "Who used a model by the two calls that are data events; InvokeModel and Converse are management events.",
    instead: "Model invocation logging does not hold these calls; the output bucket of asynchronous jobs does.",
    isFollowed: true,
  },
  {
    type: "Bedrock::AsyncInvoke",
    title: "Asynchronous inference jobs",
    operations: { either: "StartAsyncInvoke GetAsyncInvoke InvokeModelWithBidirectionalStream" },
    proves: "Who started and read asynchronous jobs.",
    instead: "The output bucket of the job.",
  },
  {
    type: "Bedrock::PromptVersion",
    title: "Prompt rendering",
    operations: { either: "RenderPrompt" },
    proves: "Which managed prompt was put into a call.",
    basis: "The Bedrock guide calls the type AWS::Bedrock::Prompt, CloudTrail's list PromptVersion",
  },
  {
    type: "Bedrock::Session",
    title: "Conversation sessions",
    operations: {
      either:
        "CreateSession EndSession GetSession UpdateSession DeleteSession CreateInvocation PutInvocationStep GetInvocationStep ListInvocations ListInvocationSteps ListSessions",
    },
    proves: "Who wrote, read or deleted what an agent remembers of a conversation.",
    certainty: "inferred",
  },
  {
    type: "Bedrock::Tool",
    title: "Tool use",
    operations: {},
    proves: "Calls to tools that Bedrock runs.",
    certainty: "inferred",
  },
  {
    type: "Bedrock::AdvancedOptimizePromptJob",
    title: "Prompt optimisation jobs",
    operations: {},
    proves: "Work on prompts.",
    certainty: "inferred",
  },
  {
    type: "Bedrock::AutomatedReasoningPolicy",
    title: "Automated reasoning policies",
    operations: {},
    proves: "Work with reasoning policies.",
    certainty: "inferred",
  },
  {
    type: "Bedrock::AutomatedReasoningPolicyVersion",
    title: "Versions of automated reasoning policies",
    operations: {},
    proves: "Work with versions of reasoning policies.",
    certainty: "inferred",
  },
  {
    ...AUTOMATION,
    type: "Bedrock::DataAutomationInvocation",
    title: "Data automation runs",
    operations: { either: "InvokeDataAutomation InvokeDataAutomationAsync GetDataAutomationStatus" },
    proves: "Who had documents read.",
  },
  {
    ...AUTOMATION,
    type: "Bedrock::DataAutomationProfile",
    title: "Data automation profiles",
    operations: { either: "InvokeDataAutomation InvokeDataAutomationAsync" },
    proves: "Under which profile documents were read.",
  },
  {
    ...AUTOMATION,
    type: "Bedrock::DataAutomationProject",
    title: "Data automation projects",
    operations: { either: "InvokeDataAutomation InvokeDataAutomationAsync" },
    proves: "In which project documents were read.",
  },
  {
    ...AUTOMATION,
    type: "Bedrock::Blueprint",
    title: "Data automation blueprints",
    operations: { either: "InvokeDataAutomation InvokeDataAutomationAsync" },
    proves: "By which blueprint documents were read.",
  },
]);

const MANTLE: Common = {
  ...BEDROCK,
  group: "Bedrock Mantle",
  source: "bedrock-mantle.amazonaws.com",
  neverContains: "Prompts and answers. It does hold the model, and what the caller wrote as metadata, word for word.",
  instead: "Nothing of AWS: model invocation logging never holds calls of this endpoint.",
  basis: "Bedrock user guide, logging of bedrock-mantle",
};

const ANTHROPIC: Common = {
  ...MANTLE,
  group: "Claude Platform on AWS",
  source: "aws-external-anthropic.amazonaws.com",
  neverContains: "Prompts and answers.",
  instead: "The platform's own usage reports, by its request id.",
  basis: "Claude Platform on AWS user guide; the event source is deduced from the IAM prefix",
};

/** Inference behind endpoints that speak other protocols: the opposite category of InvokeModel. */
export const INFERENCE_FAMILIES: readonly OperationFamily[] = [
  ...dataFamilies(MANTLE, [
    {
      type: "BedrockMantle::Project",
      title: "Inference by bedrock-mantle",
      operations: {
        writes: "CreateInference CancelInference DeleteInference CreateFile DeleteFile",
        reads: "GetInference ListFiles GetFile",
        either: "CountTokens",
      },
      proves:
        "Who used which model through the OpenAI- and Anthropic-compatible endpoint, and with a bearer token or not.",
      isFollowed: true,
    },
  ]),
  ...dataFamilies(ANTHROPIC, [
    {
      type: "AWSExternalAnthropic::Workspace",
      title: "Inference by Claude Platform",
      operations: {
        writes: "CreateInference CreateBatchInference",
        reads: "GetBatchInference ListBatchInferences",
        either: "CountTokens",
      },
      proves: "Who used which workspace.",
      isFollowed: true,
    },
  ]),
  ...dataFamilies({ ...BEDROCK, certainty: "inferred", group: "Bedrock", source: null }, [
    {
      type: "BedrockWebSearch::Tool",
      title: "Web search by agents",
      operations: {},
      proves: "That an agent searched the web.",
      neverContains: "What was searched and found.",
    },
  ]),
];
