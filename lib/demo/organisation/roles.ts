import type { AccountKey } from "./accounts";

/** What a statement of a role's policy is meant to give. */
export type Grant = { readonly actions: readonly string[]; readonly resources: readonly string[] };

/** Who may assume a role, as its trust policy says it. */
export type Trust =
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "account"; readonly account: string; readonly externalId?: string }
  | { readonly kind: "oidc"; readonly provider: string; readonly subject: string }
  | { readonly kind: "saml"; readonly provider: string };

export type RoleSpec = {
  readonly account: AccountKey;
  readonly name: string;
  readonly path: string;
  readonly trust: readonly Trust[];
  readonly grants: readonly Grant[];
  /** Managed policies attached besides. */
  readonly managed?: readonly string[];
  readonly description: string;
};

const service = (name: string): Trust => ({ kind: "service", service: name });
const allow = (actions: readonly string[], ...resources: readonly string[]): Grant => ({ actions, resources });

type Body = Omit<RoleSpec, "account" | "name" | "path"> & { readonly path?: string };
const role = (account: AccountKey, name: string, body: Body): RoleSpec => ({ account, name, path: "/", ...body });

const GITHUB = "token.actions.githubusercontent.com";
/** The OIDC issuers of the two clusters. */
export const CLUSTER_ISSUER = {
  "assistants-prod": "oidc.eks.eu-west-1.amazonaws.com/id/3F1C7A5E90B24D68A1C2E3F405162738",
  dev: "oidc.eks.eu-central-1.amazonaws.com/id/9B8A7C6D5E4F30214253647586970A1B",
} as const;

const AI_ROLES = [
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

const DATA_ROLES = [
  role("data", "etl-ingest", {
    description: "Execution role of the ingest functions",
    trust: [service("lambda.amazonaws.com")],
    grants: [
      allow(["s3:GetObject"], "arn:aws:s3:::lake-raw/*"),
      allow(["s3:PutObject"], "arn:aws:s3:::lake-curated/*"),
      allow(["dynamodb:PutItem", "dynamodb:UpdateItem"], "arn:aws:dynamodb:us-east-1:666677778888:table/etl-state"),
      allow(["kms:Decrypt", "kms:GenerateDataKey"], "arn:aws:kms:us-east-1:666677778888:key/*"),
    ],
  }),
  role("data", "etl-transform", {
    description: "Task role of the nightly transformation",
    trust: [service("ecs-tasks.amazonaws.com")],
    grants: [
      allow(
        ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"],
        "arn:aws:s3:::lake-curated",
        "arn:aws:s3:::lake-curated/*",
      ),
      allow(["athena:StartQueryExecution", "athena:GetQueryExecution", "athena:GetQueryResults"], "*"),
      allow(["glue:GetTable", "glue:GetPartitions"], "*"),
      allow(["secretsmanager:GetSecretValue"], "arn:aws:secretsmanager:us-east-1:666677778888:secret:etl/*"),
      allow(
        ["sts:AssumeRole"],
        "arn:aws:iam::666677778888:role/lake-maintenance",
        "arn:aws:iam::999900001111:role/feed-sink",
      ),
      allow(["s3:PutObject"], "arn:aws:s3:::assistants-kb-source/*"),
    ],
  }),
  role("data", "partner-feed-reader", {
    description: "Read by a partner's account",
    trust: [{ kind: "account", account: "999900001111", externalId: "feed-7f3a" }],
    grants: [
      allow(["s3:GetObject", "s3:ListBucket"], "arn:aws:s3:::lake-partner-feed", "arn:aws:s3:::lake-partner-feed/*"),
    ],
  }),
  role("data", "lake-maintenance", {
    description: "Rewrites files of the lake",
    trust: [{ kind: "account", account: "666677778888" }],
    grants: [allow(["s3:PutObject", "s3:GetObject"], "arn:aws:s3:::lake-curated/*")],
  }),
  role("data", "backup-agent", {
    description: "On-premises backup through Roles Anywhere",
    trust: [service("rolesanywhere.amazonaws.com")],
    grants: [allow(["s3:PutObject"], "arn:aws:s3:::lake-backup/*")],
  }),
  role("data", "jit-data-admin", {
    description: "Just-in-time administration of the lake, meant to last an hour",
    trust: [{ kind: "account", account: "333344445555" }],
    grants: [allow(["s3:*"], "arn:aws:s3:::lake-curated", "arn:aws:s3:::lake-curated/*")],
  }),
  role("data", "warehouse-loader", {
    description: "Instance role of the warehouse loader",
    trust: [service("ec2.amazonaws.com")],
    grants: [
      allow(["s3:GetObject", "s3:ListBucket"], "arn:aws:s3:::lake-curated", "arn:aws:s3:::lake-curated/*"),
      allow(["ssm:UpdateInstanceInformation", "ssmmessages:*", "ec2messages:*"], "*"),
    ],
  }),
] as const;

const DELIVERY_ROLES = [
  role("dev", "github-ci", {
    description: "Assumed by the pipelines of the product's repositories",
    trust: [{ kind: "oidc", provider: GITHUB, subject: "repo:example-org/assistant:*" }],
    grants: [
      allow(["sts:AssumeRole"], "arn:aws:iam::444455556666:role/deployer", "arn:aws:iam::666677778888:role/deployer"),
      allow(["ecr:GetAuthorizationToken", "ecr:PutImage"], "*"),
    ],
  }),
  role("dev", "legacy-pipeline", {
    description: "An older pipeline role whose trust names the whole organisation of repositories",
    trust: [{ kind: "oidc", provider: GITHUB, subject: "repo:example-org/*" }],
    grants: [allow(["cloudformation:*", "iam:CreateRole", "iam:AttachRolePolicy", "iam:PassRole"], "*")],
  }),
  ...(["assistants-prod", "data"] as const).map((account) =>
    role(account, "deployer", {
      description: "Deploys from CI",
      managed: ["arn:aws:iam::aws:policy/PowerUserAccess"],
      trust: [{ kind: "account", account: "777788889999" }],
      grants: [
        allow(
          ["cloudformation:*", "ecs:UpdateService", "ecs:RegisterTaskDefinition", "lambda:UpdateFunctionCode"],
          "*",
        ),
        allow(["iam:PassRole"], "*"),
      ],
    }),
  ),
  role("dev", "eks-ci-runner-irsa", {
    description: "Service account ci/runner of the dev cluster",
    trust: [{ kind: "oidc", provider: CLUSTER_ISSUER.dev, subject: "system:serviceaccount:ci:runner" }],
    grants: [allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::dev-artifacts/*")],
  }),
  role("dev", "build-host", {
    description: "Instance role of the build hosts",
    trust: [service("ec2.amazonaws.com")],
    grants: [allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::dev-artifacts/*"), allow(["ssm:*"], "*")],
  }),
  role("sandbox", "experiment-runner", {
    description: "Execution role of throw-away functions",
    trust: [service("lambda.amazonaws.com")],
    grants: [allow(["s3:*", "bedrock:InvokeModel", "dynamodb:*"], "*")],
  }),
] as const;

/** Every account has these. */
const COMMON = (account: AccountKey): readonly RoleSpec[] => [
  role(account, "security-audit", {
    description: "Read by the security account's scanner",
    trust: [{ kind: "account", account: "333344445555" }],
    managed: ["arn:aws:iam::aws:policy/SecurityAudit"],
    grants: [],
  }),
  role(account, "AWSServiceRoleForConfig", {
    path: "/aws-service-role/config.amazonaws.com/",
    description: "Service-linked",
    trust: [service("config.amazonaws.com")],
    managed: ["arn:aws:iam::aws:policy/aws-service-role/AWSConfigServiceRolePolicy"],
    grants: [],
  }),
  ...SSO_SETS.map((set) =>
    role(account, ssoRoleName(set), {
      path: "/aws-reserved/sso.amazonaws.com/us-east-1/",
      description: "Permission set of IAM Identity Center",
      trust: [{ kind: "saml", provider: "AWSSSO_6f1e2d3c4b5a_DO_NOT_DELETE" }],
      managed: [set === "Developer" ? "arn:aws:iam::aws:policy/PowerUserAccess" : `arn:aws:iam::aws:policy/${set}`],
      grants: [],
    }),
  ),
];

export const SSO_SETS = ["AdministratorAccess", "ReadOnlyAccess", "Developer"] as const;
export type SsoSet = (typeof SSO_SETS)[number];

const SSO_SUFFIX: { readonly [S in SsoSet]: string } = {
  AdministratorAccess: "1b74cd717d47002b",
  ReadOnlyAccess: "ff7f8c5c5851aa00",
  Developer: "599c9e90e350d2ff",
};

/** The role that a permission set becomes in an account. */
export function ssoRoleName(set: SsoSet): string {
  return `AWSReservedSSO_${set}_${SSO_SUFFIX[set]}`;
}

const EXTRA: readonly RoleSpec[] = [
  role("security", "security-scanner", {
    description: "Scans every account each hour",
    trust: [service("ecs-tasks.amazonaws.com")],
    grants: [
      allow(["sts:AssumeRole"], "arn:aws:iam::*:role/security-audit"),
      allow(["secretsmanager:GetSecretValue"], "arn:aws:secretsmanager:us-east-1:333344445555:secret:scanner/*"),
    ],
  }),
  role("assistants-prod", "AWSServiceRoleForECS", {
    path: "/aws-service-role/ecs.amazonaws.com/",
    description: "Service-linked",
    trust: [service("ecs.amazonaws.com")],
    grants: [],
  }),
  role("data", "AWSServiceRoleForAutoScaling", {
    path: "/aws-service-role/autoscaling.amazonaws.com/",
    description: "Service-linked",
    trust: [service("autoscaling.amazonaws.com")],
    grants: [],
  }),
];

const ACCOUNT_KEYS: readonly AccountKey[] = [
  "management",
  "log-archive",
  "security",
  "assistants-prod",
  "research-prod",
  "data",
  "dev",
  "sandbox",
];

/** Every role that exists when the window opens. */
export const ROLES: readonly RoleSpec[] = [
  ...AI_ROLES,
  ...DATA_ROLES,
  ...DELIVERY_ROLES,
  ...EXTRA,
  ...ACCOUNT_KEYS.flatMap(COMMON),
];
