import { CLUSTER_ISSUER } from "./cluster-issuers";
import { allow, role, service } from "./role-spec";

/** Roles of the agents, of what serves them and of the research account. */
export const AGENT_ROLES = [
  role("assistants-prod", "assistant-web", {
    description: "Task role of the support assistant's front end",
    trust: [service("ecs-tasks.amazonaws.com")],
    grants: [
      allow(["bedrock:InvokeAgent"], "arn:aws:bedrock:eu-west-1:444455556666:agent-alias/AGSUPPORT1/*"),
      allow(["bedrock-agentcore:InvokeAgentRuntime"], "arn:aws:bedrock-agentcore:eu-west-1:444455556666:runtime/*"),
      allow(
        ["dynamodb:GetItem", "dynamodb:PutItem"],
        "arn:aws:dynamodb:eu-west-1:444455556666:table/assistant-sessions",
      ),
    ],
  }),
  role("assistants-prod", "AmazonBedrockExecutionRoleForAgents_support", {
    path: "/service-role/",
    description: "Execution role of the support agent",
    trust: [service("bedrock.amazonaws.com")],
    grants: [
      allow(
        ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
        "arn:aws:bedrock:eu-west-1::foundation-model/*",
      ),
      allow(
        ["bedrock:Retrieve", "bedrock:RetrieveAndGenerate"],
        "arn:aws:bedrock:eu-west-1:444455556666:knowledge-base/KBSUPPORT1",
      ),
      allow(["bedrock:ApplyGuardrail"], "arn:aws:bedrock:eu-west-1:444455556666:guardrail/gr5upp0rt1xy"),
      allow(["lambda:InvokeFunction"], "arn:aws:lambda:eu-west-1:444455556666:function:agent-tools"),
    ],
  }),
  role("assistants-prod", "AmazonBedrockExecutionRoleForKnowledgeBase_support", {
    path: "/service-role/",
    description: "Reads the source bucket and writes the vector index of the support knowledge base",
    trust: [service("bedrock.amazonaws.com")],
    grants: [
      allow(
        ["s3:GetObject", "s3:ListBucket"],
        "arn:aws:s3:::assistants-kb-source",
        "arn:aws:s3:::assistants-kb-source/*",
      ),
      allow(
        ["s3vectors:QueryVectors", "s3vectors:PutVectors", "s3vectors:GetVectors"],
        "arn:aws:s3vectors:eu-west-1:444455556666:bucket/assistants-vectors/index/support",
      ),
      allow(["bedrock:InvokeModel"], "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0"),
    ],
  }),
  role("assistants-prod", "agent-tools", {
    description: "Execution role of the agent's action group function",
    trust: [service("lambda.amazonaws.com")],
    grants: [
      allow(["dynamodb:GetItem", "dynamodb:Query"], "arn:aws:dynamodb:eu-west-1:444455556666:table/customer-orders"),
      allow(["secretsmanager:GetSecretValue"], "arn:aws:secretsmanager:eu-west-1:444455556666:secret:agent/*"),
      allow(["kms:Decrypt"], "arn:aws:kms:eu-west-1:444455556666:key/*"),
      allow(["s3:GetObject"], "arn:aws:s3:::assistants-reports/*"),
    ],
  }),
  role("assistants-prod", "AgentCoreRuntimeRole", {
    description: "Execution role of the research-desk runtime",
    trust: [service("bedrock-agentcore.amazonaws.com")],
    grants: [
      allow(
        ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
        "arn:aws:bedrock:eu-west-1::foundation-model/*",
      ),
      allow(
        ["bedrock-agentcore:InvokeGateway", "bedrock-agentcore:InvokeCodeInterpreter", "bedrock-agentcore:CreateEvent"],
        "arn:aws:bedrock-agentcore:eu-west-1:444455556666:*",
      ),
      allow(
        ["bedrock-agentcore:GetWorkloadAccessTokenForUserId", "bedrock-agentcore:GetResourceOauth2Token"],
        "arn:aws:bedrock-agentcore:eu-west-1:444455556666:workload-identity-directory/default/*",
      ),
      allow(["s3:GetObject", "s3:ListBucket"], "arn:aws:s3:::assistants-reports", "arn:aws:s3:::assistants-reports/*"),
      allow(["iam:AttachRolePolicy", "iam:GetRole"], "arn:aws:iam::444455556666:role/*"),
    ],
  }),
  role("assistants-prod", "eks-orders-irsa", {
    description: "Service account orders/api of the assistants cluster",
    trust: [{ kind: "oidc", provider: CLUSTER_ISSUER["assistants-prod"], subject: "system:serviceaccount:orders:api" }],
    grants: [
      allow(
        ["dynamodb:GetItem", "dynamodb:UpdateItem"],
        "arn:aws:dynamodb:eu-west-1:444455556666:table/customer-orders",
      ),
      allow(["sqs:SendMessage", "sqs:ReceiveMessage"], "arn:aws:sqs:eu-west-1:444455556666:orders"),
    ],
  }),
  role("assistants-prod", "eks-indexer-pod", {
    description: "Pod identity of search/indexer",
    trust: [service("pods.eks.amazonaws.com")],
    grants: [
      allow(
        ["s3:GetObject", "s3:ListBucket"],
        "arn:aws:s3:::assistants-kb-source",
        "arn:aws:s3:::assistants-kb-source/*",
      ),
    ],
  }),
  role("research-prod", "evaluation-runner", {
    description: "Task role of the evaluation jobs",
    trust: [service("ecs-tasks.amazonaws.com")],
    grants: [
      allow(["bedrock:InvokeModel"], "arn:aws:bedrock:us-west-2::foundation-model/*"),
      allow(["s3:GetObject", "s3:ListBucket"], "arn:aws:s3:::research-eval-sets", "arn:aws:s3:::research-eval-sets/*"),
      allow(["s3:PutObject"], "arn:aws:s3:::research-eval-results/*"),
    ],
  }),
  role("research-prod", "bedrock-batch-inference", {
    path: "/service-role/",
    description: "Service role of the batch inference jobs",
    trust: [service("bedrock.amazonaws.com")],
    grants: [
      allow(
        ["s3:GetObject", "s3:ListBucket"],
        "arn:aws:s3:::research-batch-input",
        "arn:aws:s3:::research-batch-input/*",
      ),
      allow(["s3:PutObject"], "arn:aws:s3:::research-batch-output/*"),
    ],
  }),
  role("research-prod", "batch-scheduler", {
    description: "Starts and watches the batch inference jobs",
    trust: [service("lambda.amazonaws.com")],
    grants: [
      allow(["bedrock:CreateModelInvocationJob", "bedrock:GetModelInvocationJob"], "*"),
      allow(["iam:PassRole"], "arn:aws:iam::555566667777:role/service-role/bedrock-batch-inference"),
    ],
  }),
  role("research-prod", "lab-agent-runtime", {
    description: "Execution role of the lab agent; its account logs no data events",
    trust: [service("bedrock-agentcore.amazonaws.com")],
    grants: [
      allow(["bedrock:InvokeModel"], "arn:aws:bedrock:us-west-2::foundation-model/*"),
      allow(["bedrock-agentcore:*"], "arn:aws:bedrock-agentcore:us-west-2:555566667777:*"),
      allow(["s3:GetObject"], "arn:aws:s3:::research-eval-sets/*"),
    ],
  }),
] as const;
