import type { PersistenceRule } from "./persistence-rule";
import { aws, byArn, byName, lastPart, ownerName, touchedOf, withoutPolicy } from "./undo-command";

const IAM = "iam.amazonaws.com";

/** Keys, users, roles, trusts, permissions and providers. */
export const IAM_PERSISTENCE_RULES: readonly PersistenceRule[] = [
  {
    source: IAM,
    actions: ["CreateAccessKey"],
    what: "access key",
    type: "AWS::IAM::AccessKey",
    undoneBy: ["DeleteAccessKey"],
    // Without its user's name the call is for the keys of whoever signs it: of a key alone, who has it is asked first.
    command: (made) =>
      aws("iam update-access-key --status Inactive", { "access-key-id": made.name, "user-name": ownerName(made) }) ??
      aws("iam get-access-key-last-used", { "access-key-id": made.name }),
    leaves:
      "Role sessions that were taken with it go on until they end; so do sessions of GetSessionToken and GetFederationToken.",
  },
  {
    source: IAM,
    actions: ["CreateUser"],
    what: "IAM user",
    type: "AWS::IAM::User",
    undoneBy: ["DeleteUser"],
    command: byName("iam delete-user", "user-name"),
    leaves:
      "Keys, passwords and policies go first, each with a call of its own; role sessions that it took go on until they end.",
  },
  {
    source: IAM,
    actions: ["CreateLoginProfile", "UpdateLoginProfile"],
    what: "console password",
    type: "AWS::IAM::User",
    undoneBy: ["DeleteLoginProfile", "DeleteUser"],
    command: byName("iam delete-login-profile", "user-name"),
    leaves: "Console sessions that are open go on for up to twelve hours; access keys of the user are untouched.",
  },
  {
    source: IAM,
    actions: ["CreateServiceSpecificCredential", "ResetServiceSpecificCredential"],
    what: "key for one service, such as a Bedrock API key",
    type: "AWS::IAM::User",
    undoneBy: ["DeleteServiceSpecificCredential", "DeleteUser"],
    command: (made) =>
      aws("iam update-service-specific-credential --status Inactive", {
        "service-specific-credential-id": made.id,
        "user-name": ownerName(made) ?? lastPart(made.name),
      }),
    leaves: "Access keys and the password of the user are untouched.",
  },
  {
    source: IAM,
    actions: ["CreateRole"],
    what: "IAM role",
    type: "AWS::IAM::Role",
    undoneBy: ["DeleteRole"],
    command: byName("iam delete-role", "role-name"),
    leaves:
      "Its policies and instance profiles go first, each with a call of its own. Its sessions lose their permissions with it; roles that were taken from them go on until they end.",
  },
  {
    source: IAM,
    actions: ["UpdateAssumeRolePolicy"],
    what: "trust: who may take a role",
    type: "AWS::IAM::Role",
    undoneBy: ["DeleteRole"],
    command: ({ name }) =>
      aws("iam update-assume-role-policy --policy-document file://trust.json", { "role-name": lastPart(name) }),
    leaves: "A stricter trust ends no session that was taken before.",
  },
  {
    source: IAM,
    actions: ["AttachRolePolicy", "PutRolePolicy"],
    what: "permissions of a role",
    type: "AWS::IAM::Role",
    undoneBy: ["DetachRolePolicy", "DeleteRolePolicy", "DeleteRole"],
    command: withoutPolicy("role"),
    leaves: "Taken away, they are gone for open sessions too; what was made with them stays.",
  },
  {
    source: IAM,
    actions: ["CreatePolicyVersion", "SetDefaultPolicyVersion"],
    what: "version of a managed policy: permissions of all to whom it is attached",
    type: null,
    undoneBy: ["DeletePolicyVersion", "DeletePolicy"],
    command: ({ id, name }) => {
      const [arn, version] = id?.split(" ") ?? [];
      return version === undefined
        ? aws("iam list-policy-versions", { "policy-arn": name })
        : aws("iam delete-policy-version", { "policy-arn": arn ?? null, "version-id": version });
    },
    leaves:
      "What was made with its permissions stays; the version that counts cannot be deleted: another is set first.",
  },
  {
    source: IAM,
    actions: ["AttachUserPolicy", "PutUserPolicy"],
    what: "permissions of a user",
    type: "AWS::IAM::User",
    undoneBy: ["DetachUserPolicy", "DeleteUserPolicy", "DeleteUser"],
    command: withoutPolicy("user"),
    leaves: "What was made with them stays; roles that the user took have their own permissions.",
  },
  {
    source: IAM,
    actions: ["AttachGroupPolicy", "PutGroupPolicy"],
    what: "permissions of a group: of all users in it",
    type: "AWS::IAM::Group",
    undoneBy: ["DeleteGroup"],
    command: withoutPolicy("group"),
    leaves: "What was made with them stays; roles that its users took have their own permissions.",
  },
  {
    source: IAM,
    actions: ["AddUserToGroup"],
    what: "user in a group, with its permissions",
    type: "AWS::IAM::User",
    undoneBy: ["DeleteUser"],
    command: (made) =>
      aws("iam remove-user-from-group", {
        "group-name": lastPart(touchedOf(made, "AWS::IAM::Group") ?? ""),
        "user-name": lastPart(touchedOf(made, "AWS::IAM::User") ?? ""),
      }),
    leaves: "What was made with them stays; roles that the user took have their own permissions.",
  },
  {
    source: IAM,
    actions: ["EnableMFADevice"],
    what: "second factor of a user: whoever has the device can sign in with it",
    type: "AWS::IAM::MFADevice",
    undoneBy: ["DeactivateMFADevice"],
    command: (made) =>
      aws("iam deactivate-mfa-device", {
        "serial-number": touchedOf(made, "AWS::IAM::MFADevice"),
        "user-name": lastPart(touchedOf(made, "AWS::IAM::User") ?? ""),
      }),
    leaves: "Sessions that are open go on; the password and the access keys of the user are untouched.",
  },
  {
    source: IAM,
    actions: ["CreateOpenIDConnectProvider", "UpdateOpenIDConnectProviderThumbprint"],
    what: "OpenID Connect provider: whoever it names may take the roles that trust it",
    type: null,
    undoneBy: ["DeleteOpenIDConnectProvider"],
    command: byArn("iam delete-open-id-connect-provider", "open-id-connect-provider-arn"),
    leaves: "Role sessions that were taken with its tokens go on until they end.",
  },
  {
    source: IAM,
    actions: ["CreateSAMLProvider", "UpdateSAMLProvider"],
    what: "SAML provider: whoever it names may take the roles that trust it",
    type: null,
    undoneBy: ["DeleteSAMLProvider"],
    command: byArn("iam delete-saml-provider", "saml-provider-arn"),
    leaves: "Role sessions that were taken with its assertions go on until they end.",
  },
];
