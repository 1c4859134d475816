import { shellWord } from "./shell-word";

/** What somebody makes to come back later, what ends it, and what ending it leaves behind. */
export type PersistenceRule = {
  readonly source: string;
  readonly actions: readonly string[];
  readonly what: string;
  /** Which of the things that the call touched it is; null: what it acted on. */
  readonly type: string | null;
  /** Calls of the same service on the same thing after which it is gone. */
  readonly undoneBy: readonly string[];
  /** Of its name, and of its id where the record tells one beside. */
  readonly command: (name: string, id: string) => string;
  /** What goes on all the same. */
  readonly leaves: string;
};

const IAM = "iam.amazonaws.com";
const LAMBDA = "lambda.amazonaws.com";
const aws = (command: string, option: string) => (name: string) => `aws ${command} --${option} ${shellWord(name)}`;

/** Shown, never run. */
export const PERSISTENCE_RULES: readonly PersistenceRule[] = [
  {
    source: IAM,
    actions: ["CreateAccessKey"],
    what: "access key",
    type: "AWS::IAM::AccessKey",
    undoneBy: ["DeleteAccessKey"],
    command: (key) => `aws iam update-access-key --status Inactive --access-key-id ${shellWord(key)}`,
    leaves:
      "Role sessions that were taken with it go on until they end; so do sessions of GetSessionToken and GetFederationToken.",
  },
  {
    source: IAM,
    actions: ["CreateUser"],
    what: "IAM user",
    type: "AWS::IAM::User",
    undoneBy: ["DeleteUser"],
    command: aws("iam delete-user", "user-name"),
    leaves:
      "Keys, passwords and policies go first, each with a call of its own; role sessions that it took go on until they end.",
  },
  {
    source: IAM,
    actions: ["CreateLoginProfile", "UpdateLoginProfile"],
    what: "console password",
    type: "AWS::IAM::User",
    undoneBy: ["DeleteLoginProfile", "DeleteUser"],
    command: aws("iam delete-login-profile", "user-name"),
    leaves: "Console sessions that are open go on for up to twelve hours; access keys of the user are untouched.",
  },
  {
    source: IAM,
    actions: ["CreateServiceSpecificCredential", "ResetServiceSpecificCredential"],
    what: "key for one service, such as a Bedrock API key",
    type: "AWS::IAM::User",
    undoneBy: ["DeleteServiceSpecificCredential", "DeleteUser"],
    command: (user, id) =>
      `aws iam update-service-specific-credential --status Inactive --service-specific-credential-id ${shellWord(id)} --user-name ${shellWord(user)}`,
    leaves: "Access keys and the password of the user are untouched.",
  },
  {
    source: IAM,
    actions: ["CreateRole"],
    what: "IAM role",
    type: "AWS::IAM::Role",
    undoneBy: ["DeleteRole"],
    command: aws("iam delete-role", "role-name"),
    leaves: "Its sessions lose their permissions with it; roles that were taken from them go on until they end.",
  },
  {
    source: IAM,
    actions: ["UpdateAssumeRolePolicy"],
    what: "trust: who may take a role",
    type: "AWS::IAM::Role",
    undoneBy: ["DeleteRole"],
    command: aws("iam get-role", "role-name"),
    leaves: "A stricter trust ends no session that was taken before.",
  },
  {
    source: IAM,
    actions: ["AttachRolePolicy", "PutRolePolicy"],
    what: "permissions of a role",
    type: "AWS::IAM::Role",
    undoneBy: ["DetachRolePolicy", "DeleteRolePolicy", "DeleteRole"],
    command: aws("iam list-attached-role-policies", "role-name"),
    leaves: "Taken away, they are gone for open sessions too; what was made with them stays.",
  },
  {
    source: IAM,
    actions: ["CreatePolicyVersion", "SetDefaultPolicyVersion"],
    what: "version of a managed policy: permissions of all to whom it is attached",
    type: null,
    undoneBy: ["DeletePolicyVersion", "DeletePolicy"],
    command: aws("iam list-policy-versions", "policy-arn"),
    leaves:
      "What was made with its permissions stays; the version that counts cannot be deleted: another is set first.",
  },
  {
    source: IAM,
    actions: ["AttachUserPolicy", "PutUserPolicy"],
    what: "permissions of a user",
    type: "AWS::IAM::User",
    undoneBy: ["DetachUserPolicy", "DeleteUserPolicy", "DeleteUser"],
    command: aws("iam list-attached-user-policies", "user-name"),
    leaves: "What was made with them stays; roles that the user took have their own permissions.",
  },
  {
    source: IAM,
    actions: ["CreateOpenIDConnectProvider", "UpdateOpenIDConnectProviderThumbprint"],
    what: "OpenID Connect provider: whoever it names may take the roles that trust it",
    type: null,
    undoneBy: ["DeleteOpenIDConnectProvider"],
    command: aws("iam delete-open-id-connect-provider", "open-id-connect-provider-arn"),
    leaves: "Role sessions that were taken with its tokens go on until they end.",
  },
  {
    source: IAM,
    actions: ["CreateSAMLProvider", "UpdateSAMLProvider"],
    what: "SAML provider: whoever it names may take the roles that trust it",
    type: null,
    undoneBy: ["DeleteSAMLProvider"],
    command: aws("iam delete-saml-provider", "saml-provider-arn"),
    leaves: "Role sessions that were taken with its assertions go on until they end.",
  },
  {
    source: "rolesanywhere.amazonaws.com",
    actions: ["CreateTrustAnchor"],
    what: "Roles Anywhere trust anchor: certificates of its authority may take roles",
    type: null,
    undoneBy: ["DeleteTrustAnchor", "DisableTrustAnchor"],
    command: aws("rolesanywhere disable-trust-anchor", "trust-anchor-id"),
    leaves: "Sessions that were taken with certificates go on until they end.",
  },
  {
    source: "rolesanywhere.amazonaws.com",
    actions: ["CreateProfile"],
    what: "Roles Anywhere profile: roles that certificates may take",
    type: null,
    undoneBy: ["DeleteProfile", "DisableProfile"],
    command: aws("rolesanywhere disable-profile", "profile-id"),
    leaves: "Sessions that were taken with certificates go on until they end.",
  },
  {
    source: "eks.amazonaws.com",
    actions: ["CreatePodIdentityAssociation"],
    what: "EKS Pod Identity association: pods that are given a role",
    type: null,
    undoneBy: ["DeletePodIdentityAssociation"],
    command: (cluster, id) =>
      `aws eks delete-pod-identity-association --cluster-name ${shellWord(cluster)} --association-id ${shellWord(id)}`,
    leaves: "Sessions that pods were given go on until they end.",
  },
  {
    source: LAMBDA,
    actions: ["CreateFunction20150331", "UpdateFunctionCode20150331v2", "UpdateFunctionConfiguration20150331v2"],
    what: "function",
    type: "AWS::Lambda::Function",
    undoneBy: ["DeleteFunction20150331"],
    command: aws("lambda delete-function", "function-name"),
    leaves: "Credentials that a running sandbox holds last until they end; other functions with the same role go on.",
  },
  {
    source: LAMBDA,
    actions: ["AddPermission20150331v2", "CreateFunctionUrlConfig", "CreateEventSourceMapping20150331"],
    what: "a way to call a function",
    type: "AWS::Lambda::Function",
    undoneBy: [
      "RemovePermission20150331v2",
      "DeleteFunctionUrlConfig",
      "DeleteEventSourceMapping20150331",
      "DeleteFunction20150331",
    ],
    command: aws("lambda get-policy", "function-name"),
    leaves: "Other ways to call it are untouched.",
  },
  {
    source: "scheduler.amazonaws.com",
    actions: ["CreateSchedule", "UpdateSchedule"],
    what: "schedule",
    type: null,
    undoneBy: ["DeleteSchedule"],
    command: aws("scheduler delete-schedule", "name"),
    leaves: "A run that has begun goes on.",
  },
  {
    source: "events.amazonaws.com",
    actions: ["PutRule", "PutTargets"],
    what: "rule that starts something on a schedule or an event",
    type: null,
    undoneBy: ["DeleteRule", "DisableRule", "RemoveTargets"],
    command: aws("events disable-rule", "name"),
    leaves: "A run that has begun goes on.",
  },
  {
    source: "cloudformation.amazonaws.com",
    actions: ["CreateStack", "UpdateStack", "ExecuteChangeSet"],
    what: "stack and all that it made",
    type: null,
    undoneBy: ["DeleteStack"],
    command: aws("cloudformation delete-stack", "stack-name"),
    leaves: "Resources that it is told to retain stay.",
  },
  {
    source: "kms.amazonaws.com",
    actions: ["CreateGrant"],
    what: "grant on a key",
    type: null,
    undoneBy: ["RevokeGrant", "RetireGrant"],
    command: aws("kms list-grants", "key-id"),
    leaves: "What was decrypted with it is known to whoever read it.",
  },
  {
    source: "sso.amazonaws.com",
    actions: [
      "CreateAccountAssignment",
      "CreatePermissionSet",
      "AttachManagedPolicyToPermissionSet",
      "PutInlinePolicyToPermissionSet",
    ],
    what: "access through Identity Center",
    type: null,
    undoneBy: ["DeleteAccountAssignment", "DeletePermissionSet"],
    command: () => "aws sso-admin list-instances",
    leaves: "Role sessions that are open go on until they end.",
  },
  {
    source: "bedrock.amazonaws.com",
    actions: ["CreateAgent", "UpdateAgent"],
    what: "Bedrock agent",
    type: null,
    undoneBy: ["DeleteAgent"],
    command: () => "aws bedrock-agent list-agents",
    leaves: "Its role and its functions stay.",
  },
  {
    source: "bedrock-agentcore.amazonaws.com",
    actions: ["CreateAgentRuntime", "UpdateAgentRuntime", "CreateGateway", "CreateGatewayTarget"],
    what: "AgentCore runtime or gateway",
    type: null,
    undoneBy: ["DeleteAgentRuntime", "DeleteGateway", "DeleteGatewayTarget"],
    command: () => "aws bedrock-agentcore-control list-agent-runtimes",
    leaves: "Its execution role stays; tokens that it fetched for third parties stay valid there.",
  },
  {
    source: "ec2.amazonaws.com",
    actions: ["RunInstances", "CreateKeyPair", "ImportKeyPair", "AssociateIamInstanceProfile"],
    what: "instance, or a way into one",
    type: null,
    undoneBy: ["TerminateInstances", "DeleteKeyPair", "DisassociateIamInstanceProfile"],
    command: () => "aws ec2 describe-instances",
    leaves: "Credentials that were read from its metadata service last until they end, for up to six hours.",
  },
];
