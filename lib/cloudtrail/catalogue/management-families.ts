import { operationsOf, type Operations } from "./family-spec";
import type { Certainty, OperationFamily } from "./operation-family";

type Spec = {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly sources: readonly string[];
  readonly operations: Operations;
  readonly isOpen?: boolean;
  readonly ai?: boolean;
  readonly recordedIn?: string;
  readonly proves: string;
  readonly neverContains: string;
  readonly instead: string;
  readonly certainty?: Certainty;
  readonly basis: string;
};

const REAL = "Real records and the user guides";

const SPECS: readonly Spec[] = [
  {
    id: "management:model-inference",
    title: "Model inference",
    group: "Bedrock",
    sources: ["bedrock.amazonaws.com"],
    operations: { either: "InvokeModel InvokeModelWithResponseStream Converse ConverseStream ListAsyncInvokes" },
    ai: true,
    proves: "Who used which model, when, from where and with which credential.",
    neverContains: "Prompts, answers and token counts.",
    instead: "Model invocation logging of the account and Region.",
    basis: "Bedrock user guide; its sample says readOnly false, real records say true",
  },
  {
    id: "management:sts",
    title: "Credentials issued by STS",
    group: "Credentials",
    sources: ["sts.amazonaws.com"],
    operations: {
      reads:
        "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity GetSessionToken GetFederationToken GetCallerIdentity GetAccessKeyInfo DecodeAuthorizationMessage",
      either: "AssumeRoot GetWebIdentityToken GetDelegatedAccessToken",
    },
    isOpen: true,
    proves: "Which credential was obtained with which: the links of every chain.",
    neverContains: "What is done with a credential in an account that is not watched.",
    instead: "The other account's trail.",
    basis: REAL,
  },
  {
    id: "management:secrets",
    title: "Secrets",
    group: "Secrets and keys",
    sources: ["secretsmanager.amazonaws.com"],
    operations: {
      reads: "GetSecretValue BatchGetSecretValue ListSecrets DescribeSecret GetResourcePolicy ListSecretVersionIds",
      writes: "PutSecretValue UpdateSecret CreateSecret DeleteSecret RestoreSecret RotateSecret PutResourcePolicy",
    },
    isOpen: true,
    proves: "Who read which secret.",
    neverContains: "The secret, and where it was used.",
    instead: "The audit log of the system that accepts it.",
    basis: REAL,
  },
  {
    id: "management:parameters",
    title: "Parameters",
    group: "Secrets and keys",
    sources: ["ssm.amazonaws.com"],
    operations: {
      reads: "GetParameter GetParameters GetParametersByPath GetParameterHistory DescribeParameters",
      writes: "PutParameter DeleteParameter DeleteParameters LabelParameterVersion",
    },
    proves: "Who read which parameter, and whether decrypted.",
    neverContains: "The values.",
    instead: "KMS records name the parameter in the encryption context.",
    basis: REAL,
  },
  {
    id: "management:kms",
    title: "Keys in use",
    group: "Secrets and keys",
    sources: ["kms.amazonaws.com"],
    operations: {
      reads:
        "Decrypt Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncrypt Sign Verify DescribeKey ListGrants",
      writes:
        "CreateKey ScheduleKeyDeletion DisableKey EnableKey PutKeyPolicy CreateGrant RevokeGrant RetireGrant CancelKeyDeletion",
    },
    isOpen: true,
    proves: "Which key was used for whom; the encryption context names what was opened.",
    neverContains: "The data. With bucket keys, one record stands for many objects.",
    instead: "Data events of what was encrypted.",
    basis: REAL,
  },
  {
    id: "management:iam",
    title: "Users, roles and policies",
    group: "Credentials",
    sources: ["iam.amazonaws.com"],
    operations: {},
    isOpen: true,
    recordedIn: "us-east-1",
    proves: "Who changed what somebody may do, and which long-term keys were made.",
    neverContains: "iam:PassRole, which has no event of its own.",
    instead: "The call that used the passed role.",
    basis: REAL,
  },
  {
    id: "management:bedrock-control",
    title: "Bedrock configuration",
    group: "Bedrock",
    sources: ["bedrock.amazonaws.com"],
    operations: {
      writes:
        "CreateAgent UpdateAgent DeleteAgent PrepareAgent CreateAgentAlias UpdateAgentAlias CreateAgentActionGroup UpdateAgentActionGroup CreateKnowledgeBase UpdateKnowledgeBase DeleteKnowledgeBase CreateDataSource StartIngestionJob CreateGuardrail UpdateGuardrail DeleteGuardrail CreateModelInvocationJob PutModelInvocationLoggingConfiguration DeleteModelInvocationLoggingConfiguration PutUseCaseForModelAccess CreateFoundationModelAgreement",
      reads:
        "GetAgent ListAgents GetKnowledgeBase ListFoundationModels GetFoundationModelAvailability GetModelInvocationLoggingConfiguration",
    },
    isOpen: true,
    ai: true,
    proves:
      "How agents, knowledge bases and guardrails came to be, and whether prompts were logged. Batch inference starts here.",
    neverContains: "Instructions of agents where they are hidden.",
    instead: "The current configuration, read with the API.",
    basis: "Bedrock user guide and the SDK",
  },
  {
    id: "management:agentcore-control",
    title: "AgentCore configuration",
    group: "AgentCore",
    sources: ["bedrock-agentcore.amazonaws.com"],
    operations: {
      writes:
        "CreateAgentRuntime UpdateAgentRuntime DeleteAgentRuntime CreateAgentRuntimeEndpoint CreateGateway UpdateGateway DeleteGateway CreateGatewayTarget UpdateGatewayTarget DeleteGatewayTarget CreateMemory UpdateMemory DeleteMemory CreateWorkloadIdentity CreateOauth2CredentialProvider CreateApiKeyCredentialProvider CreateCodeInterpreter CreateBrowser",
      reads: "GetAgentRuntime ListAgentRuntimes GetGateway ListGateways GetMemory ListMemories",
    },
    isOpen: true,
    ai: true,
    proves: "How runtimes, gateways and memories came to be, and which identity each got.",
    neverContains: "Code and credentials of tools.",
    instead: "The current configuration, read with the API.",
    basis: "AgentCore developer guide",
  },
  {
    id: "management:logging-control",
    title: "Changes of logging itself",
    group: "Logging",
    sources: ["cloudtrail.amazonaws.com"],
    operations: {
      writes:
        "CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging PutEventSelectors PutInsightSelectors PutEventConfiguration CreateEventDataStore UpdateEventDataStore DeleteEventDataStore RestoreEventDataStore StartEventDataStoreIngestion StopEventDataStoreIngestion CreateChannel UpdateChannel DeleteChannel PutResourcePolicy DeleteResourcePolicy RegisterOrganizationDelegatedAdmin DeregisterOrganizationDelegatedAdmin",
    },
    proves: "When logging was changed, by whom: what every statement about coverage rests on.",
    neverContains: "What was configured before.",
    instead: "Snapshots of the configuration; AWS Config.",
    basis: REAL,
  },
];

/** Management events as a whole, and by what follows an agent. */
export const MANAGEMENT_FAMILIES: readonly OperationFamily[] = [
  {
    id: "management",
    title: "All management events",
    group: "Management",
    eventClass: { category: "Management", sources: [], resourceType: null, operations: [], isOpen: true },
    ai: false,
    isFollowed: true,
    recordedIn: null,
    isLoggable: true,
    proves: "Who changed, listed and described what.",
    neverContains: "What happens inside a service: reads of objects, invocations of agents and functions.",
    instead: "Data events of the resource.",
    certainty: "confirmed",
    basis: "CloudTrail user guide",
  },
  ...SPECS.map(
    ({ id, title, group, sources, operations, isOpen, ai, recordedIn, certainty, ...words }): OperationFamily => ({
      id,
      title,
      group,
      eventClass: {
        category: "Management",
        sources,
        resourceType: null,
        operations: operationsOf(operations),
        isOpen: isOpen ?? false,
      },
      ai: ai ?? false,
      isFollowed: true,
      recordedIn: recordedIn ?? null,
      isLoggable: true,
      certainty: certainty ?? "confirmed",
      ...words,
    }),
  ),
];
