import { SECOND } from "../base/calendar";
import { ACCOUNTS, FOREIGN_ACCOUNT } from "../organisation/accounts";
import { longTermKey } from "../organisation/long-term-keys";
import { actorOf, through } from "../records/actor";
import { perform, type Scene } from "../records/call";
import { foreignAccount, rootInConsole, samlUser, unknownCaller, userWithKey } from "../records/identity-forms";
import { AGENTS, network, OFFICE as OFFICE_NET } from "../records/network";
import { networkActivity } from "../records/operation";
import { plainCall } from "../records/plain-call";
import { accessKey, getFederationToken } from "../records/sts";
import type { Workload } from "./workload";

function rootInTheConsole(scene: Scene, at: number): void {
  const desk = network(`${OFFICE_NET}42`, AGENTS.browser);

  const root = rootInConsole(ACCOUNTS.management.id, {
    accessKeyId: accessKey(scene),
    createdAt: at - 60_000,
    network: desk,
  });
  plainCall(scene, root, {
    service: "signin",
    name: "ConsoleLogin",
    write: true,
    version: "1.08",
    eventType: "AwsConsoleSignIn",
    at: at - 59_000,
    region: "us-east-1",
    request: null,
    response: { ConsoleLogin: "Success" },
    additional: { LoginTo: "https://console.aws.amazon.com/console/home", MobileVersion: "No", MFAUsed: "Yes" },
  });
  plainCall(scene, root, {
    service: "organizations",
    name: "ListAccounts",
    at,
    region: "us-east-1",
    request: null,
  });
}

function auditor(scene: Scene, at: number): void {
  const desk = network(`${OFFICE_NET}42`, AGENTS.browser);

  const user = scene.world.user("management", "break-glass");
  const caller = userWithKey(user, longTermKey(scene.world.seed, user), desk);
  const token = { user, name: "auditor", at: at - 60_000, region: "us-east-1", network: desk };
  const { actor } = getFederationToken(scene, caller, token);
  plainCall(scene, actor, {
    service: "iam",
    name: "GenerateCredentialReport",
    at,
    region: "us-east-1",
    host: "iam.amazonaws.com",
    request: null,
  });
}

function visitor(scene: Scene, at: number): void {
  const pool = "eu-west-1:7b6a5c4d-3e2f-4a1b-9c8d-7e6f5a4b3c2d";
  const caller = unknownCaller(
    ACCOUNTS["assistants-prod"].id,
    `cognito:${pool}`,
    network(`${OFFICE_NET}200`, AGENTS.browser),
  );
  plainCall(scene, caller, {
    service: "cognito-identity",
    name: "GetId",
    type: "AWS::Cognito::IdentityPool",
    write: true,
    at,
    region: "eu-west-1",
    request: { identityPoolId: pool },
    response: { identityId: `eu-west-1:${scene.random.uuid()}` },
  });
}

function labOperator(scene: Scene, at: number): void {
  const desk = network(`${OFFICE_NET}42`, AGENTS.browser);

  const actor = samlUser("lab.operator", "SampleUkh1i4keXAMPLE", desk);
  const role = scene.world.role("sandbox", "experiment-runner");
  plainCall(scene, actor, {
    service: "sts",
    name: "AssumeRoleWithSAML",
    version: "1.08",
    account: ACCOUNTS.sandbox.id,
    at,
    region: "us-east-1",
    request: {
      roleArn: role.arn,
      principalArn: `arn:aws:iam::${ACCOUNTS.sandbox.id}:saml-provider/lab-idp`,
      durationSeconds: 3600,
    },
    response: null,
    error: { code: "AccessDenied", message: "Not authorized to perform sts:AssumeRoleWithSAML" },
  });
}

function bearer(scene: Scene, at: number): void {
  const user = scene.world.user("assistants-prod", "BedrockAPIKey-t4k9");
  const actor = userWithKey(user, longTermKey(scene.world.seed, user), network("203.0.113.61", "openai-python/1.99.1"));
  plainCall(scene, actor, {
    service: "bedrock",
    name: "Converse",
    host: "bedrock-runtime.{region}.amazonaws.com",
    version: "1.10",
    at,
    region: "eu-west-1",
    request: { modelId: "anthropic.claude-haiku-4-5-20251001-v1:0" },
    additional: { callWithBearerToken: true },
  });
}

/** `Directory` and `Role` are named in the list of types, with no sample: inferred. */
function directory(scene: Scene, at: number): void {
  const account = ACCOUNTS.management.id;
  const where = network(`${OFFICE_NET}88`, "WorkSpacesClient/5.28");
  const caller = actorOf({
    userIdentity: { type: "Directory", accountId: account, userName: "kiosk-01" },
    account,
    identity: `directory:${account}/kiosk-01`,
    credential: null,
    principalId: "kiosk-01",
    network: where,
  });
  plainCall(scene, caller, {
    service: "workspaces",
    name: "DescribeWorkspaces",
    at,
    region: "us-east-1",
    inferred: true,
    request: null,
  });
  const role = scene.world.role("management", "security-audit");
  const bare = actorOf({
    userIdentity: { type: "Role", principalId: role.uniqueId, arn: role.arn, accountId: account },
    account,
    identity: role.arn,
    credential: null,
    principalId: role.uniqueId,
    network: where,
  });
  plainCall(scene, bare, {
    service: "workspaces",
    name: "DescribeWorkspaceBundles",
    at: at + SECOND,
    region: "us-east-1",
    inferred: true,
    request: null,
  });
}

/** Calls of the console's own backend: address, agent and invokedBy all read `AWS Internal`. */
function backendOfConsole(scene: Scene, at: number): void {
  const user = scene.world.user("management", "break-glass");
  const signedIn = userWithKey(user, longTermKey(scene.world.seed, user), network("AWS Internal", "AWS Internal"));
  plainCall(scene, through(signedIn, "AWS Internal", accessKey(scene)), {
    service: "health",
    name: "DescribeEventAggregates",
    at,
    region: "us-east-1",
    request: { aggregateField: "eventTypeCategory" },
  });
}

const DENIED_AT_ENDPOINT = networkActivity("s3.amazonaws.com", "PutObject");

/** Somebody inside the lake's VPC tries credentials of a foreign account at the endpoint, whose policy refuses them. */
function refusedAtEndpoint(scene: Scene, at: number): void {
  const { region, id } = ACCOUNTS.data;
  const caller = foreignAccount(FOREIGN_ACCOUNT, "AROAFOREIGNACCT4Q7XM2:upload", network("10.20.4.77", ""));
  for (let n = 0; n < 3; n++) {
    perform(scene, {
      actor: caller,
      operation: DENIED_AT_ENDPOINT,
      at: at + n * 2 * SECOND,
      region,
      account: id,
      shared: true,
      error: { code: "VpceAccessDenied", message: "The request was denied due to a VPC endpoint policy" },
      extra: { vpcEndpointId: "vpce-0c1d2e3f405162738", vpcEndpointAccountId: id },
    });
  }
}

/** A record that CloudTrail delivers again with more in it; of the addendum's members only the names are documented. */
function correction(scene: Scene, at: number): void {
  const user = scene.world.user("management", "break-glass");
  const actor = userWithKey(user, longTermKey(scene.world.seed, user), network(`${OFFICE_NET}42`, AGENTS.cli));
  const request = { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" };
  const look = { service: "iam", name: "GetPolicy", host: "iam.amazonaws.com", at, region: "us-east-1", request };
  const first = plainCall(scene, actor, look);
  plainCall(scene, actor, {
    ...look,
    extra: {
      addendum: {
        reason: "UPDATED_DATA",
        updatedFields: "resources",
        originalRequestID: first.requestId,
        originalEventID: first.eventId,
      },
    },
    resources: [{ ARN: request.policyArn, accountId: "aws", type: "AWS::IAM::Policy" }],
  });
}

const FORMS = [
  rootInTheConsole,
  auditor,
  visitor,
  labOperator,
  bearer,
  directory,
  backendOfConsole,
  refusedAtEndpoint,
  correction,
] as const;

/** Forms of record that are rare and must be understood all the same: one after the other, so that none is ever left out. */
export function rareForms(): Workload["run"] {
  let turn = 0;
  return (scene, at) => {
    const form = FORMS[turn++ % FORMS.length];
    form?.(scene, at);
  };
}
