import { SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import { longTermKey } from "../organisation/long-term-keys";
import { actorOf, through } from "../records/actor";
import type { Scene } from "../records/call";
import { federatedUser, rootInConsole, samlUser, unknownCaller, userWithKey } from "../records/identity-forms";
import { AGENTS, network, OFFICE as OFFICE_NET } from "../records/network";
import { plainCall } from "../records/plain-call";
import { accessKey } from "../records/sts";

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
  const actor = federatedUser(user, "auditor", {
    accessKeyId: accessKey(scene),
    createdAt: at - 60_000,
    mfa: false,
    network: desk,
  });
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

const FORMS = [rootInTheConsole, auditor, visitor, labOperator, bearer, directory, backendOfConsole] as const;

/** Forms of userIdentity that are rare and must be understood all the same. */
export function rareForms(scene: Scene, at: number): void {
  scene.random.pick(FORMS)(scene, at);
}
