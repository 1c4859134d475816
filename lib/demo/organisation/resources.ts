/** The things that the workloads touch, by name: one place, so that stories and policies speak of the same ones. */
export const AGENT = {
  region: "eu-west-1",
  id: "AGSUPPORT1",
  alias: "arn:aws:bedrock:eu-west-1:444455556666:agent-alias/AGSUPPORT1/TSTALIAS01",
  aliasId: "TSTALIAS01",
  knowledgeBase: "arn:aws:bedrock:eu-west-1:444455556666:knowledge-base/KBSUPPORT1",
  knowledgeBaseId: "KBSUPPORT1",
  dataSourceId: "DSSUPPORT1",
  guardrail: "arn:aws:bedrock:eu-west-1:444455556666:guardrail/gr5upp0rt1xy",
  guardrailId: "gr5upp0rt1xy",
  vectorBucket: "arn:aws:s3vectors:eu-west-1:444455556666:bucket/assistants-vectors",
  vectorIndex: "arn:aws:s3vectors:eu-west-1:444455556666:bucket/assistants-vectors/index/support",
  tools: "arn:aws:lambda:eu-west-1:444455556666:function:agent-tools",
} as const;

export const CORE = {
  region: "eu-west-1",
  runtime: "arn:aws:bedrock-agentcore:eu-west-1:444455556666:runtime/research_desk-Qw3rT5yU8i",
  endpoint:
    "arn:aws:bedrock-agentcore:eu-west-1:444455556666:runtime/research_desk-Qw3rT5yU8i/runtime-endpoint/DEFAULT",
  gateway: "arn:aws:bedrock-agentcore:eu-west-1:444455556666:gateway/desk-tools-a1b2c3d4e5",
  memory: "arn:aws:bedrock-agentcore:eu-west-1:444455556666:memory/desk_memory-Zx9cV8bN7m",
  interpreter: "arn:aws:bedrock-agentcore:eu-west-1:aws:code-interpreter/aws.codeinterpreter.v1",
  directory: "arn:aws:bedrock-agentcore:eu-west-1:444455556666:workload-identity-directory/default",
  workload:
    "arn:aws:bedrock-agentcore:eu-west-1:444455556666:workload-identity-directory/default/workload-identity/research-desk",
  vault: "arn:aws:bedrock-agentcore:eu-west-1:444455556666:token-vault/default",
  crm: "arn:aws:bedrock-agentcore:eu-west-1:444455556666:token-vault/default/oauth2credentialprovider/crm",
  mail: "arn:aws:bedrock-agentcore:eu-west-1:444455556666:token-vault/default/oauth2credentialprovider/mail",
  files: "arn:aws:bedrock-agentcore:eu-west-1:444455556666:token-vault/default/oauth2credentialprovider/files",
  searchKey: "arn:aws:bedrock-agentcore:eu-west-1:444455556666:token-vault/default/apikeycredentialprovider/web-search",
} as const;

export const LAB = {
  region: "us-west-2",
  runtime: "arn:aws:bedrock-agentcore:us-west-2:555566667777:runtime/lab_agent-Mn4bV5cX6z",
  memory: "arn:aws:bedrock-agentcore:us-west-2:555566667777:memory/lab_memory-Lk7jH8gF9d",
} as const;

export const KMS_KEY = {
  assistants: "arn:aws:kms:eu-west-1:444455556666:key/0f6a8b1c-2d3e-4f50-8a9b-1c2d3e4f5061",
  data: "arn:aws:kms:us-east-1:666677778888:key/7c9d0e1f-2a3b-4c5d-9e6f-708192a3b4c5",
  /** In an account outside the organisation. */
  foreign: "arn:aws:kms:us-east-1:000011112222:key/deadbee1-5eaf-4a11-9bad-c0ffee15bad0",
} as const;

export const MODELS = [
  "anthropic.claude-sonnet-4-5-20250929-v1:0",
  "anthropic.claude-haiku-4-5-20251001-v1:0",
  "amazon.nova-pro-v1:0",
  "meta.llama4-maverick-17b-instruct-v1:0",
] as const;
export const EMBEDDING_MODEL = "amazon.titan-embed-text-v2:0";
