import type { ResourceRole } from "./normalised-event";
import type { NameFormId } from "./resource-names";

/**
 * One place in a record where a resource is named. Dots go into objects, `[]` takes every item of a list, `{}` every key of an object.
 * Two fields make one name. Of several places with one form the first that holds something counts, and all items of a list.
 */
export type NamePlace = {
  readonly form: NameFormId;
  readonly request?: readonly string[];
  readonly response?: readonly string[];
  /** Without one: the target, or a related resource where there is a target already. */
  readonly role?: ResourceRole;
};

export type ResourceRules = {
  readonly sources: readonly string[];
  /** The first that names the event counts; a `*` stands for any beginning or any ending. */
  readonly events: readonly { readonly names: readonly string[]; readonly places: readonly NamePlace[] }[];
};

const request = (form: NameFormId, ...fields: string[]): NamePlace => ({ form, request: fields });
const response = (form: NameFormId, ...fields: string[]): NamePlace => ({ form, response: fields });
const as = (role: ResourceRole, place: NamePlace): NamePlace => ({ ...place, role });

const ANY = ["*"];
const PASSED_ROLES = [as("role", request("role", "roleArn")), as("role", request("role", "executionRoleArn"))];
const S3_KEY = as("key", request("kmsKey", "x-amz-server-side-encryption-aws-kms-key-id"));
const OUTPUT_BUCKET = as("destination", request("bucketOfUri", "outputDataConfig.s3OutputDataConfig.s3Uri"));

/** Where requests and responses name what was acted on, most specific first: data, so that a service is added by adding lines. */
export const RESOURCE_TABLE: readonly ResourceRules[] = [
  {
    sources: ["s3.amazonaws.com"],
    events: [
      {
        names: ["CopyObject", "UploadPartCopy"],
        places: [
          request("object", "bucketName", "key"),
          as("source", request("copySource", "x-amz-copy-source")),
          S3_KEY,
        ],
      },
      { names: ANY, places: [request("object", "bucketName", "key"), request("bucket", "bucketName"), S3_KEY] },
    ],
  },
  {
    sources: ["s3express.amazonaws.com"],
    events: [
      { names: ANY, places: [request("expressObject", "bucketName", "key"), request("expressBucket", "bucketName")] },
    ],
  },
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
    sources: ["secretsmanager.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          response("secret", "aRN"),
          response("secret", "ARN"),
          response("secret", "arn"),
          request("secret", "secretId"),
          request("secret", "secretIdList[]"),
          request("secret", "name"),
          as("key", request("kmsKey", "kmsKeyId")),
        ],
      },
    ],
  },
  {
    sources: ["ssm.amazonaws.com"],
    events: [
      {
        names: [
          "GetParameter*",
          "PutParameter",
          "DeleteParameter*",
          "LabelParameterVersion",
          "UnlabelParameterVersion",
        ],
        places: [
          request("parameter", "name"),
          request("parameter", "names[]"),
          request("parameter", "path"),
          as("key", request("kmsKey", "keyId")),
        ],
      },
      { names: ["StartSession"], places: [request("instance", "target"), request("document", "documentName")] },
      {
        names: ["SendCommand", "GetCommandInvocation", "StartAutomationExecution"],
        places: [
          request("instance", "instanceIds[]"),
          request("instance", "instanceId"),
          request("document", "documentName"),
        ],
      },
    ],
  },
  {
    sources: ["kms.amazonaws.com"],
    events: [
      {
        names: ["ReEncrypt"],
        places: [
          as("destination", request("kmsKey", "destinationKeyId")),
          as("source", request("kmsKey", "sourceKeyId")),
        ],
      },
      {
        names: ANY,
        places: [
          response("kmsKey", "keyMetadata.arn"),
          request("kmsKey", "keyId"),
          request("kmsKey", "targetKeyId"),
          request("kmsAlias", "aliasName"),
          // Who uses the key: the only tie between a decryption and the secret, parameter or object that it opens.
          request("arnOnly", "encryptionContext.SecretARN"),
          request("arnOnly", "encryptionContext.PARAMETER_ARN"),
          request("arnOnly", "encryptionContext.aws:s3:arn"),
          request("arnOnly", "encryptionContext.aws:lambda:FunctionArn"),
          as("role", request("arnOnly", "granteePrincipal")),
        ],
      },
    ],
  },
  {
    sources: ["lambda.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          response("function", "functionArn"),
          request("function", "functionName"),
          request("function", "resource"),
          as("source", request("arnOnly", "eventSourceArn")),
          as("related", request("arnOnly", "layers[]")),
          as("role", request("role", "role")),
        ],
      },
    ],
  },
  {
    sources: ["dynamodb.amazonaws.com", "streams.dynamodb.amazonaws.com"],
    events: [
      { names: ["GetRecords", "GetShardIterator", "DescribeStream"], places: [request("arnOnly", "streamArn")] },
      {
        names: ANY,
        places: [
          request("table", "tableName"),
          request("table", "tableArn"),
          request("table", "requestItems{}"),
          request("table", "transactItems[].get.tableName"),
          request("table", "transactItems[].put.tableName"),
          request("table", "transactItems[].update.tableName"),
          request("table", "transactItems[].delete.tableName"),
          request("arnOnly", "exportArn"),
          as("destination", request("bucket", "s3Bucket")),
        ],
      },
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
  {
    sources: ["sts.amazonaws.com"],
    events: [{ names: ["AssumeRole*"], places: [request("role", "roleArn"), request("arnOnly", "principalArn")] }],
  },
  {
    sources: ["rolesanywhere.amazonaws.com"],
    events: [
      {
        names: ["CreateSession"],
        places: [request("arnOnly", "roleArn"), request("arnOnly", "trustAnchorArn"), request("arnOnly", "profileArn")],
      },
    ],
  },
  {
    sources: ["eks-auth.amazonaws.com"],
    events: [{ names: ["AssumeRoleForPodIdentity"], places: [request("cluster", "clusterName")] }],
  },
  {
    sources: ["iam.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          response("role", "role.arn"),
          request("instanceProfile", "instanceProfileName"),
          request("role", "roleName"),
          request("group", "groupName"),
          response("user", "user.arn"),
          request("user", "userName"),
          response("user", "accessKey.userName"),
          response("policy", "policy.arn"),
          request("policy", "policyArn"),
          request("policy", "permissionsBoundary"),
          request("accessKey", "accessKeyId"),
          response("accessKey", "accessKey.accessKeyId"),
          request("arnOnly", "sAMLProviderArn"),
          request("arnOnly", "openIDConnectProviderArn"),
          response("arnOnly", "openIDConnectProviderArn"),
        ],
      },
    ],
  },
  {
    sources: ["cloudtrail.amazonaws.com"],
    events: [
      {
        names: [
          "CreateTrail",
          "UpdateTrail",
          "DeleteTrail",
          "StartLogging",
          "StopLogging",
          "PutEventSelectors",
          "PutInsightSelectors",
        ],
        places: [
          response("trail", "trailARN"),
          request("trail", "name"),
          request("trail", "trailName"),
          request("eventDataStore", "eventDataStore"),
          as("destination", request("bucket", "s3BucketName")),
          as("key", request("kmsKey", "kmsKeyId")),
        ],
      },
      {
        // Asked for by name, a trail may be the shadow of one that lives in another Region.
        names: ANY,
        places: [
          request("arnOnly", "name"),
          request("arnOnly", "trailName"),
          response("arnOnly", "eventDataStoreArn"),
          request("eventDataStore", "eventDataStore"),
        ],
      },
    ],
  },
  {
    sources: ["sqs.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [request("queueOfUrl", "queueUrl"), response("queueOfUrl", "queueUrl"), request("queue", "queueName")],
      },
    ],
  },
  {
    sources: ["sns.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          request("topic", "topicArn"),
          request("arnOnly", "targetArn"),
          response("topic", "topicArn"),
          request("arnOnly", "subscriptionArn"),
        ],
      },
    ],
  },
  {
    sources: ["states.amazonaws.com"],
    events: [
      {
        names: ANY,
        places: [
          request("arnOnly", "stateMachineArn"),
          response("arnOnly", "stateMachineArn"),
          request("arnOnly", "executionArn"),
          request("arnOnly", "activityArn"),
          response("arnOnly", "executionArn"),
          as("role", request("arnOnly", "roleArn")),
        ],
      },
    ],
  },
  {
    sources: ["rdsdata.amazonaws.com"],
    events: [{ names: ANY, places: [request("arnOnly", "resourceArn"), request("arnOnly", "secretArn")] }],
  },
  {
    sources: ["ec2-instance-connect.amazonaws.com"],
    events: [{ names: ANY, places: [request("instance", "instanceId")] }],
  },
];
