import { describe, expect, it } from "vitest";
import {
  CALLER_ACCOUNT as A,
  CALLER_REGION as R,
  shownTouches as shown,
  touchesOf as touches,
} from "./testing/touched-resources";

describe("parameters of the services that agents are made of", () => {
  const BEDROCK = `arn:aws:bedrock:${R}:${A}`;
  const CORE = `arn:aws:bedrock-agentcore:${R}:${A}`;
  it.each<readonly [what: string, source: string, name: string, requestParameters: object, touched: readonly string[]]>(
    [
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
            knowledgeBaseConfiguration: {
              knowledgeBaseId: "KB",
              modelArn: `arn:aws:bedrock:${R}::foundation-model/m.n`,
            },
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
        "a vector index, in its bucket",
        "s3vectors",
        "QueryVectors",
        { vectorBucketName: "b", indexName: "i" },
        [
          `target AWS::S3Vectors::Index arn:aws:s3vectors:${R}:${A}:bucket/b/index/i in arn:aws:s3vectors:${R}:${A}:bucket/b`,
        ],
      ],
    ],
  )("name %s", (...[, source, name, requestParameters, touched]) => {
    expect(shown(touches(source, name, { requestParameters }))).toEqual(touched);
  });
});
