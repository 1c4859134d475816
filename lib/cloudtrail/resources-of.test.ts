import { describe, expect, it } from "vitest";
import { normaliseRecord } from "./normalise-record";
import type { ResourceTouch } from "./normalised-event";

const A = "111122223333";
const R = "eu-west-1";

function touches(eventSource: string, eventName: string, record: object): readonly ResourceTouch[] {
  const event = normaliseRecord(
    {
      eventTime: "2026-01-02T03:04:05Z",
      eventSource: `${eventSource}.amazonaws.com`,
      eventName,
      awsRegion: R,
      recipientAccountId: A,
      userIdentity: {
        type: "IAMUser",
        accountId: A,
        arn: `arn:aws:iam::${A}:user/alice`,
        principalId: "AIDAEXAMPLEUSER00001",
        accessKeyId: "AKIAX",
      },
      ...record,
    },
    Date.UTC(2027, 0, 1),
  );
  if ("reason" in event) throw new Error(event.detail);
  return event.resources;
}

const shown = (list: readonly ResourceTouch[]): string[] =>
  list.map(
    ({ role, resource }) =>
      `${role} ${resource.type} ${resource.key}${resource.parent === null ? "" : ` in ${resource.parent.key}`}`,
  );

describe("resources from parameters", () => {
  const BEDROCK = `arn:aws:bedrock:${R}:${A}`;
  const CORE = `arn:aws:bedrock-agentcore:${R}:${A}`;
  it.each<[string, string, string, object, readonly string[]]>([
    [
      "an object, in its bucket",
      "s3",
      "GetObject",
      { bucketName: "b", key: "a/b.txt" },
      ["target AWS::S3::Object arn:aws:s3:::b/a/b.txt in arn:aws:s3:::b"],
    ],
    ["a bucket", "s3", "PutBucketPolicy", { bucketName: "b" }, ["target AWS::S3::Bucket arn:aws:s3:::b"]],
    [
      "an object through an access point",
      "s3",
      "GetObject",
      { bucketName: `arn:aws:s3:${R}:${A}:accesspoint/ap`, key: "k" },
      [`target AWS::S3::Object arn:aws:s3:${R}:${A}:accesspoint/ap/object/k in arn:aws:s3:${R}:${A}:accesspoint/ap`],
    ],
    [
      "both ends of a copy, and its key",
      "s3",
      "CopyObject",
      {
        bucketName: "to",
        key: "k",
        "x-amz-copy-source": "/from/a%20b?versionId=1",
        "x-amz-server-side-encryption-aws-kms-key-id": "k-1",
      },
      [
        "target AWS::S3::Object arn:aws:s3:::to/k in arn:aws:s3:::to",
        "source AWS::S3::Object arn:aws:s3:::from/a b in arn:aws:s3:::from",
        `key AWS::KMS::Key arn:aws:kms:${R}:${A}:key/k-1`,
      ],
    ],
    [
      "a foundation model",
      "bedrock",
      "InvokeModel",
      { modelId: "anthropic.claude-3-haiku-v1:0" },
      [`target AWS::Bedrock::Model arn:aws:bedrock:${R}::foundation-model/anthropic.claude-3-haiku-v1:0`],
    ],
    [
      "an inference profile",
      "bedrock",
      "Converse",
      { modelId: "eu.anthropic.claude-3-haiku-v1:0" },
      [`target AWS::Bedrock::InferenceProfile ${BEDROCK}:inference-profile/eu.anthropic.claude-3-haiku-v1:0`],
    ],
    [
      "a model given by ARN",
      "bedrock",
      "ConverseStream",
      { modelId: `${BEDROCK}:provisioned-model/x` },
      [`target AWS::Bedrock::ProvisionedModel ${BEDROCK}:provisioned-model/x`],
    ],
    [
      "a model whose name says nothing",
      "bedrock",
      "InvokeModel",
      { modelId: "mystery" },
      ["target AWS::Bedrock::Model mystery"],
    ],
    [
      "an agent alias, in its agent",
      "bedrock",
      "InvokeAgent",
      { agentId: "AG", agentAliasId: "AL" },
      [`target AWS::Bedrock::AgentAlias ${BEDROCK}:agent-alias/AG/AL in ${BEDROCK}:agent/AG`],
    ],
    [
      "an agent and the knowledge base that it is given",
      "bedrock",
      "AssociateAgentKnowledgeBase",
      { agentId: "AG", knowledgeBaseId: "KB" },
      [
        `target AWS::Bedrock::Agent ${BEDROCK}:agent/AG`,
        `related AWS::Bedrock::KnowledgeBase ${BEDROCK}:knowledge-base/KB`,
      ],
    ],
    [
      "a knowledge base",
      "bedrock",
      "Retrieve",
      { knowledgeBaseId: "KB" },
      [`target AWS::Bedrock::KnowledgeBase ${BEDROCK}:knowledge-base/KB`],
    ],
    [
      "a knowledge base deep in its configuration",
      "bedrock",
      "RetrieveAndGenerate",
      {
        retrieveAndGenerateConfiguration: {
          knowledgeBaseConfiguration: { knowledgeBaseId: "KB", modelArn: `arn:aws:bedrock:${R}::foundation-model/m.n` },
        },
      },
      [
        `target AWS::Bedrock::KnowledgeBase ${BEDROCK}:knowledge-base/KB`,
        `related AWS::Bedrock::Model arn:aws:bedrock:${R}::foundation-model/m.n`,
      ],
    ],
    [
      "a flow alias, in its flow",
      "bedrock",
      "InvokeFlow",
      { flowIdentifier: "F", flowAliasIdentifier: "L" },
      [`target AWS::Bedrock::FlowAlias ${BEDROCK}:flow/F/alias/L in ${BEDROCK}:flow/F`],
    ],
    [
      "a guardrail",
      "bedrock",
      "ApplyGuardrail",
      { guardrailIdentifier: "g" },
      [`target AWS::Bedrock::Guardrail ${BEDROCK}:guardrail/g`],
    ],
    [
      "a prompt",
      "bedrock",
      "RenderPrompt",
      { promptIdentifier: "P" },
      [`target AWS::Bedrock::Prompt ${BEDROCK}:prompt/P`],
    ],
    [
      "a runtime endpoint, in its runtime",
      "bedrock-agentcore",
      "InvokeAgentRuntime",
      { agentRuntimeArn: `${CORE}:runtime/r-1`, qualifier: "DEFAULT" },
      [
        `target AWS::BedrockAgentCore::RuntimeEndpoint ${CORE}:runtime/r-1/runtime-endpoint/DEFAULT in ${CORE}:runtime/r-1`,
      ],
    ],
    [
      "a runtime",
      "bedrock-agentcore",
      "InvokeAgentRuntime",
      { agentRuntimeArn: `${CORE}:runtime/r-1` },
      [`target AWS::BedrockAgentCore::Runtime ${CORE}:runtime/r-1`],
    ],
    [
      "a memory",
      "bedrock-agentcore",
      "CreateEvent",
      { memoryId: "m-1" },
      [`target AWS::BedrockAgentCore::Memory ${CORE}:memory/m-1`],
    ],
    [
      "a gateway",
      "bedrock-agentcore",
      "GetGateway",
      { gatewayIdentifier: "g-1" },
      [`target AWS::BedrockAgentCore::Gateway ${CORE}:gateway/g-1`],
    ],
    [
      "AWS's own code interpreter",
      "bedrock-agentcore",
      "InvokeCodeInterpreter",
      { codeInterpreterIdentifier: "aws.codeinterpreter.v1" },
      [
        `target AWS::BedrockAgentCore::CodeInterpreter arn:aws:bedrock-agentcore:${R}:aws:code-interpreter/aws.codeinterpreter.v1`,
      ],
    ],
    [
      "a code interpreter of one's own",
      "bedrock-agentcore",
      "InvokeCodeInterpreter",
      { codeInterpreterIdentifier: "ci-1" },
      [`target AWS::BedrockAgentCore::CodeInterpreterCustom ${CORE}:code-interpreter-custom/ci-1`],
    ],
    [
      "a browser of one's own",
      "bedrock-agentcore",
      "StartBrowserSession",
      { browserIdentifier: "b-1" },
      [`target AWS::BedrockAgentCore::BrowserCustom ${CORE}:browser-custom/b-1`],
    ],
    [
      "a credential provider, in its vault",
      "bedrock-agentcore",
      "GetResourceOauth2Token",
      { resourceCredentialProviderName: "github" },
      [
        `target AWS::BedrockAgentCore::OAuth2CredentialProvider ${CORE}:token-vault/default/oauth2credentialprovider/github in ${CORE}:token-vault/default`,
      ],
    ],
    [
      "a provider of API keys",
      "bedrock-agentcore",
      "GetResourceApiKey",
      { resourceCredentialProviderName: "crm" },
      [
        `target AWS::BedrockAgentCore::APIKeyCredentialProvider ${CORE}:token-vault/default/apikeycredentialprovider/crm in ${CORE}:token-vault/default`,
      ],
    ],
    [
      "a workload identity",
      "bedrock-agentcore",
      "GetWorkloadAccessToken",
      { workloadName: "agent" },
      [
        `target AWS::BedrockAgentCore::WorkloadIdentity ${CORE}:workload-identity-directory/default/workload-identity/agent in ${CORE}:workload-identity-directory/default`,
      ],
    ],
    [
      "a secret by ARN",
      "secretsmanager",
      "GetSecretValue",
      { secretId: `arn:aws:secretsmanager:${R}:${A}:secret:db-AbCdEf` },
      [`target AWS::SecretsManager::Secret arn:aws:secretsmanager:${R}:${A}:secret:db-AbCdEf`],
    ],
    [
      "a secret by name: its partial ARN",
      "secretsmanager",
      "GetSecretValue",
      { secretId: "prod/db" },
      [`target AWS::SecretsManager::Secret arn:aws:secretsmanager:${R}:${A}:secret:prod/db`],
    ],
    [
      "a parameter in a path",
      "ssm",
      "GetParameter",
      { name: "/prod/db:3" },
      [`target AWS::SSM::Parameter arn:aws:ssm:${R}:${A}:parameter/prod/db`],
    ],
    [
      "a public parameter",
      "ssm",
      "GetParameter",
      { name: "/aws/service/ami" },
      [`target AWS::SSM::Parameter arn:aws:ssm:${R}::parameter/aws/service/ami`],
    ],
    [
      "several parameters, all of them targets",
      "ssm",
      "GetParameters",
      { names: ["a", "/b"] },
      [
        `target AWS::SSM::Parameter arn:aws:ssm:${R}:${A}:parameter/a`,
        `target AWS::SSM::Parameter arn:aws:ssm:${R}:${A}:parameter/b`,
      ],
    ],
    [
      "an instance that a session goes to",
      "ssm",
      "StartSession",
      { target: "i-1" },
      [`target AWS::EC2::Instance arn:aws:ec2:${R}:${A}:instance/i-1`],
    ],
    [
      "a managed node",
      "ssm",
      "StartSession",
      { target: "mi-1" },
      [`target AWS::SSM::ManagedNode arn:aws:ssm:${R}:${A}:managed-instance/mi-1`],
    ],
    ["a key by id", "kms", "DisableKey", { keyId: "1-2-3" }, [`target AWS::KMS::Key arn:aws:kms:${R}:${A}:key/1-2-3`]],
    [
      "a key by alias",
      "kms",
      "Encrypt",
      { keyId: "alias/app" },
      [`target AWS::KMS::Alias arn:aws:kms:${R}:${A}:alias/app`],
    ],
    [
      "the secret that a decryption is for",
      "kms",
      "Decrypt",
      { keyId: "k", encryptionContext: { SecretARN: `arn:aws:secretsmanager:${R}:${A}:secret:db-AbCdEf` } },
      [
        `target AWS::KMS::Key arn:aws:kms:${R}:${A}:key/k`,
        `related AWS::SecretsManager::Secret arn:aws:secretsmanager:${R}:${A}:secret:db-AbCdEf`,
      ],
    ],
    [
      "a function by name and qualifier",
      "lambda",
      "Invoke",
      { functionName: "f:PROD" },
      [`target AWS::Lambda::Function arn:aws:lambda:${R}:${A}:function:f`],
    ],
    [
      "a function by partial ARN",
      "lambda",
      "Invoke",
      { functionName: `999999999999:function:f` },
      [`target AWS::Lambda::Function arn:aws:lambda:${R}:999999999999:function:f`],
    ],
    [
      "a function and the role that it is given",
      "lambda",
      "CreateFunction20150331",
      { functionName: "f", role: `arn:aws:iam::${A}:role/r` },
      [
        `target AWS::Lambda::Function arn:aws:lambda:${R}:${A}:function:f`,
        `role AWS::IAM::Role arn:aws:iam::${A}:role/r`,
      ],
    ],
    [
      "a table",
      "dynamodb",
      "GetItem",
      { tableName: "t" },
      [`target AWS::DynamoDB::Table arn:aws:dynamodb:${R}:${A}:table/t`],
    ],
    [
      "the tables of a batch",
      "dynamodb",
      "BatchGetItem",
      { requestItems: { t: {}, u: {} } },
      [
        `target AWS::DynamoDB::Table arn:aws:dynamodb:${R}:${A}:table/t`,
        `target AWS::DynamoDB::Table arn:aws:dynamodb:${R}:${A}:table/u`,
      ],
    ],
    [
      "the tables of a transaction",
      "dynamodb",
      "TransactWriteItems",
      { transactItems: [{ put: { tableName: "t" } }, { update: { tableName: "u" } }] },
      [
        `target AWS::DynamoDB::Table arn:aws:dynamodb:${R}:${A}:table/t`,
        `target AWS::DynamoDB::Table arn:aws:dynamodb:${R}:${A}:table/u`,
      ],
    ],
    [
      "a SageMaker endpoint",
      "sagemaker",
      "InvokeEndpointWithResponseStream",
      { endpointName: "My-Endpoint" },
      [`target AWS::SageMaker::Endpoint arn:aws:sagemaker:${R}:${A}:endpoint/my-endpoint`],
    ],
    [
      "a feature group",
      "sagemaker",
      "DescribeFeatureGroup",
      { featureGroupName: "fg" },
      [`target AWS::SageMaker::FeatureGroup arn:aws:sagemaker:${R}:${A}:feature-group/fg`],
    ],
    [
      "a role that is assumed",
      "sts",
      "AssumeRole",
      { roleArn: "arn:aws:iam::999999999999:role/p/r" },
      ["target AWS::IAM::Role arn:aws:iam::999999999999:role/p/r"],
    ],
    [
      "a role by name and a policy",
      "iam",
      "AttachRolePolicy",
      { roleName: "r", policyArn: "arn:aws:iam::aws:policy/P" },
      [`target AWS::IAM::Role arn:aws:iam::${A}:role/r`, "related AWS::IAM::Policy arn:aws:iam::aws:policy/P"],
    ],
    [
      "a user and its access key",
      "iam",
      "DeleteAccessKey",
      { userName: "u", accessKeyId: "AKIAEXAMPLE" },
      [`target AWS::IAM::User arn:aws:iam::${A}:user/u`, "related AWS::IAM::AccessKey AKIAEXAMPLE"],
    ],
    [
      "a vector index, in its bucket",
      "s3vectors",
      "QueryVectors",
      { vectorBucketName: "b", indexName: "i" },
      [
        `target AWS::S3Vectors::Index arn:aws:s3vectors:${R}:${A}:bucket/b/index/i in arn:aws:s3vectors:${R}:${A}:bucket/b`,
      ],
    ],
    [
      "a trail",
      "cloudtrail",
      "StopLogging",
      { name: "t" },
      [`target AWS::CloudTrail::Trail arn:aws:cloudtrail:${R}:${A}:trail/t`],
    ],
    [
      "a queue by URL",
      "sqs",
      "SendMessage",
      { queueUrl: `https://sqs.us-east-1.amazonaws.com/999999999999/q` },
      ["target AWS::SQS::Queue arn:aws:sqs:us-east-1:999999999999:q"],
    ],
    [
      "a topic",
      "sns",
      "Publish",
      { topicArn: `arn:aws:sns:${R}:${A}:t` },
      [`target AWS::SNS::Topic arn:aws:sns:${R}:${A}:t`],
    ],
    [
      "an execution, in its state machine",
      "states",
      "StopExecution",
      { executionArn: `arn:aws:states:${R}:${A}:execution:m:x` },
      [
        `target AWS::StepFunctions::Execution arn:aws:states:${R}:${A}:execution:m:x in arn:aws:states:${R}:${A}:stateMachine:m`,
      ],
    ],
    ["nothing that is hidden", "secretsmanager", "GetSecretValue", { secretId: "HIDDEN_DUE_TO_SECURITY_REASONS" }, []],
    ["nothing that is a placeholder", "s3", "GetObject", { bucketName: "...", key: "..." }, []],
    ["nothing of the wrong type", "s3", "GetObject", { bucketName: { a: 1 }, key: [1] }, []],
    ["nothing of a service that is not in the table", "nobody", "GetThing", { name: "x" }, []],
  ])("%s", (_case, source, name, requestParameters, expected) => {
    expect(shown(touches(source, name, { requestParameters }))).toEqual(expected);
  });

  it("takes what a call made from its response", () => {
    const record = {
      requestParameters: { userName: "u", path: "/ops/" },
      responseElements: { user: { arn: `arn:aws:iam::${A}:user/ops/u` } },
    };
    expect(shown(touches("iam", "CreateUser", record))).toEqual([`target AWS::IAM::User arn:aws:iam::${A}:user/ops/u`]);
    const key = { requestParameters: null, responseElements: { accessKey: { userName: "u", accessKeyId: "AKIANEW" } } };
    expect(shown(touches("iam", "CreateAccessKey", key))).toEqual([
      `target AWS::IAM::User arn:aws:iam::${A}:user/u`,
      "related AWS::IAM::AccessKey AKIANEW",
    ]);
  });

  it("keeps a name as it was sent where it is not certain in whose account it lies", () => {
    const foreign = { recipientAccountId: "999999999999", requestParameters: { userName: "u" } };
    expect(touches("iam", "GetUser", foreign)).toEqual([
      { role: "target", resource: { type: "AWS::IAM::User", key: "u", account: null, parent: null } },
    ]);
  });

  it.each([
    ["aws-cn", "cn-north-1"],
    ["aws-us-gov", "us-gov-west-1"],
    ["aws", "eu-west-1"],
  ])("names partition %s by Region %s where the caller has no ARN", (partition, awsRegion) => {
    const record = {
      awsRegion,
      userIdentity: { type: "AWSService", invokedBy: "x" },
      requestParameters: { tableName: "t" },
    };
    expect(touches("dynamodb", "GetItem", record)[0]?.resource.key).toBe(
      `arn:${partition}:dynamodb:${awsRegion}:${A}:table/t`,
    );
  });

  it("reads parameters in other spellings where the whole record is in another spelling", () => {
    const record = { eventtime: "2026-01-02T03:04:05Z", requestparameters: { bucketname: "b", KEY: "k" } };
    expect(shown(touches("s3", "GetObject", record))).toEqual([
      "target AWS::S3::Object arn:aws:s3:::b/k in arn:aws:s3:::b",
    ]);
  });
});

describe("resources that the record lists", () => {
  const object = { type: "AWS::S3::Object", ARN: "arn:aws:s3:::b/k" };
  const bucket = { type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::b", accountId: A };

  it.each([
    ["object first", [object, bucket]],
    ["bucket first", [bucket, object]],
  ])("say the object once, in its owner's bucket: %s", (_case, resources) => {
    expect(touches("s3", "GetObject", { resources, requestParameters: { bucketName: "b", key: "k" } })).toEqual([
      {
        role: "target",
        resource: {
          type: "AWS::S3::Object",
          key: "arn:aws:s3:::b/k",
          account: A,
          parent: { type: "AWS::S3::Bucket", key: "arn:aws:s3:::b", account: A, parent: null },
        },
      },
    ]);
  });

  it("are completed by the object where they name the bucket only", () => {
    const record = { resources: [bucket], requestParameters: { bucketName: "b", key: "k" } };
    expect(shown(touches("s3", "GetObject", record))).toEqual([
      "target AWS::S3::Object arn:aws:s3:::b/k in arn:aws:s3:::b",
    ]);
  });

  it("may name a prefix, which stands for its bucket", () => {
    const resources = [{ type: "AWS::S3::Object", ARNPrefix: "arn:aws:s3:::b/logs/" }, bucket];
    expect(shown(touches("s3", "ListObjects", { resources }))).toEqual(["target AWS::S3::Bucket arn:aws:s3:::b"]);
  });

  it.each([
    ["without a type", [{ ARN: `arn:aws:ssm:${R}:${A}:parameter/p`, accountId: A }], ["target AWS::SSM::Parameter"]],
    ["with a key in lower case", [{ arn: "arn:aws:s3:::b", type: "AWS::S3::Bucket" }], ["target AWS::S3::Bucket"]],
    ["as text", [`{'accountId': '1', 'arn': 'arn:aws:iam::${A}:role/r', 'type': 'x'}`], ["target AWS::IAM::Role"]],
    ["as JSON text of the list", JSON.stringify([{ ARN: `arn:aws:iam::${A}:role/r` }]), ["target AWS::IAM::Role"]],
    [
      "of a type that nobody knows",
      [{ ARN: "arn:aws:new:::thing/1", type: "AWS::New::Thing" }],
      ["target AWS::New::Thing"],
    ],
    ["that is nothing", [null, 7, {}, { ARN: "..." }], []],
    ["that is no list", 7, []],
  ])("are read %s", (_case, resources, expected) => {
    expect(shown(touches("other", "Do", { resources })).map((text) => text.split(" ").slice(0, 2).join(" "))).toEqual(
      expected,
    );
  });

  it("have the alias as target and drop the agent that holds it", () => {
    const alias = `arn:aws:bedrock:${R}:${A}:agent-alias/AG/AL`;
    const resources = [
      { ARN: `arn:aws:bedrock:${R}:${A}:agent/AG`, type: "AWS::Bedrock::Agent" },
      { ARN: alias, type: "AWS::Bedrock::AgentAlias" },
    ];
    expect(touches("bedrock", "InvokeAgent", { resources }).map(({ resource }) => resource.key)).toEqual([alias]);
  });

  it("have the table as target of an item call and the stream as target of a stream call", () => {
    const table = { ARN: `arn:aws:dynamodb:${R}:${A}:table/t`, type: "AWS::DynamoDB::Table" };
    const stream = { ARN: `arn:aws:dynamodb:${R}:${A}:table/t/stream/2026`, type: "AWS::DynamoDB::Stream" };
    const resources = [stream, table];
    expect(touches("dynamodb", "PutItem", { resources, requestParameters: { tableName: "t" } })[0]?.resource.key).toBe(
      table.ARN,
    );
    expect(touches("dynamodb", "GetRecords", { resources })[0]?.resource.key).toBe(stream.ARN);
  });

  it("give keys and roles their part", () => {
    const resources = [
      { ARN: `arn:aws:kms:${R}:${A}:key/k`, type: "AWS::KMS::Key" },
      { ARN: "arn:aws:s3:::b/k", type: "AWS::S3::Object" },
    ];
    expect(touches("s3", "PutObject", { resources }).map(({ role }) => role)).toEqual(["target", "key"]);
  });

  it("name no resource twice, however many there are", () => {
    const resources = Array.from({ length: 5_000 }, (_, n) => ({
      ARN: `arn:aws:s3:::b/${n % 700}`,
      type: "AWS::S3::Object",
    }));
    const keys = touches("s3", "DeleteObjects", { resources }).map(({ resource }) => resource.key);
    expect(keys).toHaveLength(700);
    expect(new Set(keys).size).toBe(700);
  });
});
