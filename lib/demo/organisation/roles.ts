import type { AccountKey } from "./accounts";
import { AGENT_ROLES } from "./agent-roles";
import { CLUSTER_ISSUER } from "./cluster-issuers";
import { allow, role, type RoleSpec, service } from "./role-spec";

/** The repositories whose pipelines may take the CI role. */
export const PIPELINE_REPOSITORIES = ["assistant", "assistant-tools", "data-pipelines", "platform"] as const;

const GITHUB = "token.actions.githubusercontent.com";
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
    trust: PIPELINE_REPOSITORIES.map((name) => ({
      kind: "oidc" as const,
      provider: GITHUB,
      subject: `repo:example-org/${name}:*`,
    })),
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
  ...AGENT_ROLES,
  ...DATA_ROLES,
  ...DELIVERY_ROLES,
  ...EXTRA,
  ...ACCOUNT_KEYS.flatMap(COMMON),
];
