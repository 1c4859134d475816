import { ANY, as, PASSED_ROLES, request, type ResourceRules, response } from "./resource-rules";

const OUTPUT_BUCKET = as("destination", request("bucketOfUri", "outputDataConfig.s3OutputDataConfig.s3Uri"));

/** Models, agents, their tools and their memory. */
export const AGENT_RESOURCE_RULES: readonly ResourceRules[] = [
  {
    sources: ["s3vectors.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          request("vectorIndex", "indexArn"),
          request("vectorIndex", "vectorBucketName", "indexName"),
          request("vectorBucket", "vectorBucketArn"),
          request("vectorBucket", "vectorBucketName"),
        ],
      },
    ],
  },
  {
    sources: [
      "bedrock.amazonaws.com",
      "bedrock-runtime.amazonaws.com",
      "bedrock-agent.amazonaws.com",
      "bedrock-agent-runtime.amazonaws.com",
    ],
    events: [
      {
        names: ["InvokeModel*", "Converse*", "CountTokens", "StartAsyncInvoke", "GetAsyncInvoke"],
        places: [
          request("model", "modelId"),
          request("arnOnly", "invocationArn"),
          request("guardrail", "guardrailIdentifier"),
          request("guardrail", "guardrailConfig.guardrailIdentifier"),
          OUTPUT_BUCKET,
        ],
      },
      {
        names: ["RetrieveAndGenerate*"],
        places: [
          request("knowledgeBase", "retrieveAndGenerateConfiguration.knowledgeBaseConfiguration.knowledgeBaseId"),
          request("knowledgeBase", "knowledgeBaseId"),
          request("model", "retrieveAndGenerateConfiguration.knowledgeBaseConfiguration.modelArn"),
        ],
      },
      {
        names: ["*ModelInvocationLoggingConfiguration"],
        places: [
          as("destination", request("bucket", "loggingConfig.s3Config.bucketName")),
          as("role", request("role", "loggingConfig.cloudWatchConfig.roleArn")),
        ],
      },
      {
        names: ANY,
        places: [
          response("agentAlias", "agentAlias.agentAliasArn"),
          request("agentAlias", "agentId", "agentAliasId"),
          response("agent", "agent.agentArn"),
          request("agent", "agentId"),
          response("knowledgeBase", "knowledgeBase.knowledgeBaseArn"),
          request("knowledgeBase", "knowledgeBaseId"),
          request("flowAlias", "flowIdentifier", "flowAliasIdentifier"),
          request("flowAlias", "flowIdentifier", "aliasIdentifier"),
          request("flow", "flowIdentifier"),
          response("guardrail", "guardrailArn"),
          request("guardrail", "guardrailIdentifier"),
          request("prompt", "promptIdentifier"),
          request("bedrockSession", "sessionIdentifier"),
          request("model", "modelId"),
          request("model", "modelIdentifier"),
          request("model", "foundationModel"),
          request("model", "baseModelIdentifier"),
          request("arnOnly", "jobIdentifier"),
          response("arnOnly", "jobArn"),
          response("arnOnly", "arn"),
          as("source", request("bucketOfUri", "inputDataConfig.s3InputDataConfig.s3Uri")),
          as("source", request("bucket", "dataSourceConfiguration.s3Configuration.bucketArn")),
          OUTPUT_BUCKET,
          as("role", request("role", "agentResourceRoleArn")),
          ...PASSED_ROLES,
          as("key", request("kmsKey", "customerEncryptionKeyArn")),
        ],
      },
    ],
  },
  {
    sources: ["bedrock-mantle.amazonaws.com"],
    events: [{ names: ANY, places: [request("mantleProject", "projectId"), request("model", "model")] }],
  },
  {
    sources: ["aws-external-anthropic.amazonaws.com"],
    events: [{ names: ANY, places: [request("anthropicWorkspace", "workspaceId")] }],
  },
  {
    sources: ["bedrock-agentcore.amazonaws.com", "bedrock-agentcore-control.amazonaws.com"],
    events: [
      {
        names: ["GetResourceOauth2Token", "*Oauth2CredentialProvider"],
        places: [request("oauthProvider", "resourceCredentialProviderName"), request("oauthProvider", "name")],
      },
      {
        names: ["GetResourceApiKey", "*ApiKeyCredentialProvider"],
        places: [request("apiKeyProvider", "resourceCredentialProviderName"), request("apiKeyProvider", "name")],
      },
      {
        names: ["GetWorkloadAccessToken*", "*WorkloadIdentity"],
        places: [request("workloadIdentity", "workloadName"), request("workloadIdentity", "name")],
      },
      {
        names: ANY,
        places: [
          request("runtimeEndpoint", "agentRuntimeArn", "qualifier"),
          request("runtimeEndpoint", "agentRuntimeId", "endpointName"),
          request("runtime", "agentRuntimeArn"),
          request("runtime", "agentRuntimeId"),
          response("runtime", "agentRuntimeArn"),
          request("memory", "memoryId"),
          response("memory", "memory.arn"),
          request("gateway", "gatewayIdentifier"),
          request("gateway", "gatewayId"),
          response("gateway", "gatewayArn"),
          request("codeInterpreter", "codeInterpreterIdentifier"),
          request("codeInterpreter", "codeInterpreterId"),
          response("codeInterpreter", "codeInterpreterArn"),
          request("browser", "browserIdentifier"),
          request("browser", "browserId"),
          response("browser", "browserArn"),
          request("tokenVault", "tokenVaultId"),
          response("workloadIdentity", "workloadIdentityDetails.workloadIdentityArn"),
          ...PASSED_ROLES,
        ],
      },
    ],
  },
  {
    sources: ["agent-registry.amazonaws.com"],
    events: [
      { names: ANY, places: [request("agentRegistry", "registryId"), request("agentRegistry", "registryIds[]")] },
    ],
  },
  {
    sources: [
      "sagemaker.amazonaws.com",
      "runtime.sagemaker.amazonaws.com",
      "featurestore-runtime.sagemaker.amazonaws.com",
    ],
    events: [
      {
        names: ANY,
        places: [request("endpoint", "endpointName"), request("featureGroup", "featureGroupName"), ...PASSED_ROLES],
      },
    ],
  },
];
