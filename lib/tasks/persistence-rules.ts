import { IAM_PERSISTENCE_RULES } from "./iam-persistence-rules";
import type { PersistenceRule } from "./persistence-rule";
import { shellWord } from "./shell-word";
import { aws, inRegion, lastPart, regional, touchedOf } from "./undo-command";

const LAMBDA = "lambda.amazonaws.com";
const AGENTCORE = "bedrock-agentcore.amazonaws.com";

/** Shown, never run. */
export const PERSISTENCE_RULES: readonly PersistenceRule[] = [
  ...IAM_PERSISTENCE_RULES,
  {
    source: "rolesanywhere.amazonaws.com",
    actions: ["CreateTrustAnchor"],
    what: "Roles Anywhere trust anchor: certificates of its authority may take roles",
    type: null,
    undoneBy: ["DeleteTrustAnchor", "DisableTrustAnchor"],
    command: regional("rolesanywhere disable-trust-anchor", "trust-anchor-id", lastPart),
    leaves: "Sessions that were taken with certificates go on until they end.",
  },
  {
    source: "rolesanywhere.amazonaws.com",
    actions: ["CreateProfile"],
    what: "Roles Anywhere profile: roles that certificates may take",
    type: null,
    undoneBy: ["DeleteProfile", "DisableProfile"],
    command: regional("rolesanywhere disable-profile", "profile-id", lastPart),
    leaves: "Sessions that were taken with certificates go on until they end.",
  },
  {
    source: "eks.amazonaws.com",
    actions: ["CreatePodIdentityAssociation"],
    what: "EKS Pod Identity association: pods that are given a role",
    type: null,
    undoneBy: ["DeletePodIdentityAssociation"],
    command: (made) =>
      inRegion(
        made,
        aws("eks delete-pod-identity-association", {
          "cluster-name": lastPart(touchedOf(made, "AWS::EKS::Cluster") ?? ""),
          "association-id": made.id,
        }),
      ),
    leaves: "Sessions that pods were given go on until they end.",
  },
  {
    source: "eks.amazonaws.com",
    actions: ["CreateAccessEntry", "AssociateAccessPolicy"],
    what: "access of a role or user to a cluster",
    type: "AWS::EKS::Cluster",
    undoneBy: ["DeleteCluster"],
    command: (made) => inRegion(made, aws("eks list-access-entries", { "cluster-name": lastPart(made.name) })),
    leaves:
      "It shows the entries, each of which delete-access-entry ends. Tokens of service accounts inside the cluster are untouched.",
  },
  {
    source: LAMBDA,
    actions: ["CreateFunction20150331", "UpdateFunctionCode20150331v2", "UpdateFunctionConfiguration20150331v2"],
    what: "function",
    type: "AWS::Lambda::Function",
    undoneBy: ["DeleteFunction20150331"],
    command: regional("lambda delete-function", "function-name"),
    leaves: "Credentials that a running sandbox holds last until they end; other functions with the same role go on.",
  },
  {
    source: LAMBDA,
    actions: ["AddPermission20150331v2"],
    what: "permission to call a function",
    type: "AWS::Lambda::Function",
    undoneBy: ["DeleteFunction20150331"],
    command: regional("lambda get-policy", "function-name"),
    leaves: "It shows the statements, each of which remove-permission takes away. Other ways to call it are untouched.",
  },
  {
    source: LAMBDA,
    actions: ["CreateFunctionUrlConfig"],
    what: "web address of a function",
    type: "AWS::Lambda::Function",
    undoneBy: ["DeleteFunctionUrlConfig", "DeleteFunction20150331"],
    command: regional("lambda delete-function-url-config", "function-name"),
    leaves: "Other ways to call it are untouched.",
  },
  {
    source: LAMBDA,
    actions: ["CreateEventSourceMapping20150331"],
    what: "source of events that call a function",
    type: "AWS::Lambda::Function",
    undoneBy: ["DeleteFunction20150331"],
    command: regional("lambda list-event-source-mappings", "function-name"),
    leaves:
      "It shows the mappings, each of which delete-event-source-mapping ends. Other ways to call it are untouched.",
  },
  {
    source: "scheduler.amazonaws.com",
    actions: ["CreateSchedule", "UpdateSchedule"],
    what: "schedule",
    type: null,
    undoneBy: ["DeleteSchedule"],
    command: (made) => {
      const [name = "", group = "default"] = made.name.split("/").toReversed();
      return inRegion(made, aws("scheduler delete-schedule", { name, "group-name": group }));
    },
    leaves: "A run that has begun goes on.",
  },
  {
    source: "events.amazonaws.com",
    actions: ["PutRule", "PutTargets"],
    what: "rule that starts something on a schedule or an event",
    type: null,
    undoneBy: ["DeleteRule", "DisableRule"],
    command: (made) => {
      const [name = "", bus = "default"] = made.name.split(":rule/").at(-1)?.split("/").toReversed() ?? [];
      return inRegion(made, aws("events disable-rule", { name, "event-bus-name": bus }));
    },
    leaves: "A run that has begun goes on.",
  },
  {
    source: "cloudformation.amazonaws.com",
    actions: ["CreateStack", "UpdateStack", "ExecuteChangeSet"],
    what: "stack and all that it made",
    type: null,
    undoneBy: ["DeleteStack"],
    command: regional("cloudformation delete-stack", "stack-name", lastPart),
    leaves: "Resources that it is told to retain stay.",
  },
  {
    source: "kms.amazonaws.com",
    actions: ["CreateGrant"],
    what: "grant on a key",
    type: null,
    undoneBy: [],
    command: regional("kms list-grants", "key-id"),
    leaves:
      "It shows the grants, each of which revoke-grant ends. What was decrypted with it is known to whoever read it.",
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
    undoneBy: ["DeletePermissionSet"],
    command: (made) =>
      inRegion(
        made,
        aws("sso-admin list-accounts-for-provisioned-permission-set", {
          "instance-arn": touchedOf(made, "AWS::SSO::Instance"),
          "permission-set-arn": touchedOf(made, "AWS::SSO::PermissionSet"),
        }),
      ),
    leaves: "Role sessions that are open go on until they end.",
  },
  {
    source: "bedrock.amazonaws.com",
    actions: ["CreateAgent", "UpdateAgent"],
    what: "Bedrock agent",
    type: null,
    undoneBy: ["DeleteAgent"],
    command: regional("bedrock-agent delete-agent", "agent-id", lastPart),
    leaves: "Its role and its functions stay.",
  },
  {
    source: AGENTCORE,
    actions: ["CreateAgentRuntime", "UpdateAgentRuntime"],
    what: "AgentCore runtime",
    type: null,
    undoneBy: ["DeleteAgentRuntime"],
    command: regional("bedrock-agentcore-control delete-agent-runtime", "agent-runtime-id", lastPart),
    leaves: "Its execution role stays; tokens that it fetched for third parties stay valid there.",
  },
  {
    source: AGENTCORE,
    actions: ["CreateGateway", "CreateGatewayTarget"],
    what: "AgentCore gateway, or a target of one",
    type: "AWS::BedrockAgentCore::Gateway",
    undoneBy: ["DeleteGateway"],
    command: regional("bedrock-agentcore-control delete-gateway", "gateway-identifier", lastPart),
    leaves: "Its targets go first. Its role stays; tokens that it fetched for third parties stay valid there.",
  },
  {
    source: "ec2.amazonaws.com",
    actions: ["RunInstances"],
    what: "instance",
    type: "AWS::EC2::Instance",
    undoneBy: ["TerminateInstances"],
    command: (made) => {
      const ids = made.touched.flatMap(({ type, key }) =>
        type === "AWS::EC2::Instance" ? [shellWord(lastPart(key))] : [],
      );
      return ids.length === 0 ? null : inRegion(made, `aws ec2 stop-instances --instance-ids ${ids.join(" ")}`);
    },
    leaves:
      "Stopped, its disks stay for a look and it may be started again. Credentials that were read from its metadata service last until they end, for up to six hours.",
  },
  {
    source: "ec2.amazonaws.com",
    actions: ["CreateKeyPair", "ImportKeyPair"],
    what: "key pair: a way into instances",
    type: "AWS::EC2::KeyPair",
    undoneBy: ["DeleteKeyPair"],
    command: regional("ec2 delete-key-pair", "key-name", lastPart),
    leaves: "Instances that were launched with it keep its public half, and let its holder in.",
  },
  {
    source: "ec2.amazonaws.com",
    actions: ["AssociateIamInstanceProfile", "ReplaceIamInstanceProfileAssociation"],
    what: "role of an instance",
    type: "AWS::EC2::Instance",
    undoneBy: ["TerminateInstances"],
    command: (made) =>
      inRegion(
        made,
        aws("ec2 describe-iam-instance-profile-associations", {
          filters: made.name === "" ? null : `Name=instance-id,Values=${lastPart(made.name)}`,
        }),
      ),
    leaves:
      "It shows the association, which disassociate-iam-instance-profile ends. Credentials that were read from the metadata service last until they end, for up to six hours.",
  },
];
