import { cliTime, DAY } from "../base/calendar";
import { type Account, ACCOUNTS } from "../organisation/accounts";
import type { Grant, RoleSpec, Trust } from "../organisation/role-spec";
import { ROLES } from "../organisation/roles";
import { USERS } from "../organisation/users";
import type { World } from "../organisation/world";

function principalOf(trust: Trust, account: string): object {
  switch (trust.kind) {
    case "service":
      return { Service: trust.service };
    case "account":
      return { AWS: `arn:aws:iam::${trust.account}:root` };
    case "oidc":
      return { Federated: `arn:aws:iam::${account}:oidc-provider/${trust.provider}` };
    case "saml":
      return { Federated: `arn:aws:iam::${account}:saml-provider/${trust.provider}` };
  }
}

function trustStatement(trust: Trust, account: string): object {
  const Principal = principalOf(trust, account);
  switch (trust.kind) {
    case "service":
      return { Effect: "Allow", Principal, Action: "sts:AssumeRole" };
    case "account":
      return {
        Effect: "Allow",
        Principal,
        Action: "sts:AssumeRole",
        ...(trust.externalId === undefined
          ? {}
          : { Condition: { StringEquals: { "sts:ExternalId": trust.externalId } } }),
      };
    case "oidc":
      return {
        Effect: "Allow",
        Principal,
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringLike: { [`${trust.provider}:sub`]: trust.subject } },
      };
    case "saml":
      return { Effect: "Allow", Principal, Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"] };
  }
}

function inlinePolicy(grants: readonly Grant[]): readonly object[] {
  if (grants.length === 0) return [];
  return [
    {
      PolicyName: "inline",
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: grants.map((grant) => ({ Effect: "Allow", Action: grant.actions, Resource: grant.resources })),
      },
    },
  ];
}

const attached = (managed: readonly string[] | undefined) =>
  (managed ?? []).map((arn) => ({ PolicyName: arn.slice(arn.lastIndexOf("/") + 1), PolicyArn: arn }));

function roleDetail(world: World, spec: RoleSpec): object {
  const role = world.role(spec.account, spec.name);
  return {
    Path: spec.path,
    RoleName: spec.name,
    RoleId: role.uniqueId,
    Arn: role.arn,
    CreateDate: cliTime(world.window.from - 300 * DAY),
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: spec.trust.map((trust) => trustStatement(trust, role.account)),
    },
    InstanceProfileList: [],
    RolePolicyList: inlinePolicy(spec.grants),
    AttachedManagedPolicies: attached(spec.managed),
    Tags: [{ Key: "description", Value: spec.description }],
    RoleLastUsed: {},
  };
}

/** What `aws iam get-account-authorization-details` prints in an account before the first story. */
export function authorizationDetails(world: World, account: Account): object {
  const managed = [...ROLES, ...USERS]
    .filter((spec) => ACCOUNTS[spec.account].id === account.id)
    .flatMap((spec) => spec.managed ?? []);
  return {
    UserDetailList: USERS.filter((spec) => spec.account === account.key).map((spec) => {
      const user = world.user(spec.account, spec.name);
      return {
        Path: "/",
        UserName: spec.name,
        UserId: user.uniqueId,
        Arn: user.arn,
        CreateDate: cliTime(world.window.from - 700 * DAY),
        UserPolicyList: inlinePolicy(spec.grants),
        GroupList: [],
        AttachedManagedPolicies: attached(spec.managed),
        Tags: [],
      };
    }),
    GroupDetailList: [],
    RoleDetailList: ROLES.filter((spec) => spec.account === account.key).map((spec) => roleDetail(world, spec)),
    Policies: [...new Set(managed)].sort().map((arn) => managedPolicy(arn, world)),
  };
}

/** AWS's own policies are printed with their default version; only what matters here is spelt out. */
function managedPolicy(arn: string, world: World): object {
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  const action = MANAGED_ACTIONS[name] ?? [];
  return {
    PolicyName: name,
    Arn: arn,
    Path: "/",
    DefaultVersionId: "v1",
    AttachmentCount: 1,
    IsAttachable: true,
    CreateDate: cliTime(world.window.from - 3000 * DAY),
    PolicyVersionList: [
      {
        VersionId: "v1",
        IsDefaultVersion: true,
        CreateDate: cliTime(world.window.from - 3000 * DAY),
        Document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] },
      },
    ],
  };
}

const MANAGED_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ["*"],
  PowerUserAccess: ["*"],
  ReadOnlyAccess: ["*:Describe*", "*:Get*", "*:List*"],
  SecurityAudit: [
    "iam:Get*",
    "iam:List*",
    "ec2:Describe*",
    "lambda:List*",
    "kms:List*",
    "cloudtrail:Describe*",
    "s3:ListAllMyBuckets",
    "bedrock:List*",
  ],
  AmazonBedrockFullAccess: ["bedrock:*"],
  AmazonBedrockLimitedAccess: ["bedrock:CallWithBearerToken", "bedrock:Get*", "bedrock:InvokeModel*", "bedrock:List*"],
  AWSConfigServiceRolePolicy: [
    "config:*",
    "ec2:Describe*",
    "iam:Get*",
    "iam:List*",
    "lambda:List*",
    "rds:Describe*",
    "s3:Get*",
  ],
};
