import { isoSeconds, SECOND } from "../base/calendar";
import { Random } from "../base/random";
import { ACCOUNTS, type AccountKey, IDENTITY_STORE_ID, PARTNER_ACCOUNT, SSO_INSTANCE } from "../organisation/accounts";
import { PEOPLE, type Person } from "../organisation/users";
import { type SsoSet, ssoRoleName } from "../organisation/roles";
import type { World } from "../organisation/world";
import type { Actor, Network } from "../records/actor";
import type { Scene } from "../records/call";
import { foreignAccount, identityCenterUser, roleSession } from "../records/identity-forms";
import { AGENTS, network, OFFICE as OFFICE_NET } from "../records/network";
import { accessDenied, plainCall } from "../records/plain-call";
import { listBuckets, listObjects, S3_OBJECT, touchObject } from "../records/s3";
import { accessKey, assumeRole } from "../records/sts";
import { PARTNER_FEED } from "./etl";
import { OFFICE, STEADY, type Workload } from "./workload";

export const STORE_ARN = `arn:aws:identitystore::${ACCOUNTS.management.id}:identitystore/${IDENTITY_STORE_ID}`;

/** The id that Identity Center gives a person. */
export function personId(world: World, person: Person): string {
  return Random.of(world.seed, "person", person.userName).uuid();
}

/** The person's own address in the office network. */
export function officeDesk(person: Person, userAgent: string): Network {
  return network(`${OFFICE_NET}${10 + (PEOPLE.indexOf(person) % 30)}`, userAgent);
}

type SignIn = {
  readonly person: Person;
  readonly account: AccountKey;
  readonly set: SsoSet;
  readonly at: number;
  readonly userAgent: string;
  readonly agentSession?: boolean;
};

/** A person signs in at the portal and takes a permission set: the steps are recorded in the management account. */
export function signIn(scene: Scene, wish: SignIn): Actor {
  const { world, random } = scene;
  const userId = personId(world, wish.person);
  const desk = officeDesk(wish.person, wish.userAgent);
  const store = identityCenterUser({
    account: ACCOUNTS.management.id,
    userId,
    storeArn: STORE_ARN,
    credentialId: `${random.base64(24).replaceAll("/", "_")}`,
    network: desk,
  });
  const { id, name } = ACCOUNTS[wish.account];
  const role = world.role(wish.account, ssoRoleName(wish.set));
  const accessKeyId = accessKey(scene);
  plainCall(scene, store, {
    service: "sso",
    name: "GetRoleCredentials",
    host: "portal.sso.{region}.amazonaws.com",
    at: wish.at - 4 * SECOND,
    region: "us-east-1",
    request: { roleName: wish.set, accountId: id },
    response: null,
    extra: { serviceEventDetails: { account_id: id, role_name: wish.set } },
    issued: { credential: accessKeyId, identity: role.arn, known: "by time" },
  });
  plainCall(scene, store, {
    service: "sso",
    name: "Federate",
    write: true,
    host: "portal.sso.{region}.amazonaws.com",
    at: wish.at - 3 * SECOND,
    region: "us-east-1",
    request: null,
    response: null,
    extra: { serviceEventDetails: { role_name: wish.set, account_id: id, account_name: name, instance: SSO_INSTANCE } },
    eventType: "AwsServiceEvent",
  });
  const fromConsole = wish.userAgent === AGENTS.browser;
  return roleSession({
    role,
    sessionName: wish.person.userName,
    accessKeyId,
    createdAt: wish.at,
    network: desk,
    fromConsole,
    ...(wish.agentSession === true
      ? { signInSessionArn: `arn:aws:signin:us-east-1:${id}:session/${random.uuid()}` }
      : {}),
  });
}

const LOOKS: readonly (readonly [service: string, name: string, request: object | null])[] = [
  ["ec2", "DescribeInstances", { instancesSet: {}, filterSet: {} }],
  ["ec2", "DescribeRegions", { regionSet: {}, allRegions: true }],
  ["cloudformation", "DescribeStacks", null],
  ["lambda", "ListFunctions20150331", null],
  ["logs", "DescribeLogGroups", { limit: 50 }],
  ["logs", "FilterLogEvents", { logGroupName: "/aws/lambda/agent-tools", limit: 100 }],
  ["monitoring", "DescribeAlarms", { maxRecords: 100 }],
  ["iam", "ListRoles", { maxItems: 100 }],
  ["bedrock", "ListAgents", { maxResults: 100 }],
  ["bedrock", "ListKnowledgeBases", { maxResults: 100 }],
  ["bedrock", "ListFoundationModels", null],
  ["ecs", "ListClusters", { maxResults: 100 }],
  ["rds", "DescribeDBInstances", null],
  ["health", "DescribeEventAggregates", { aggregateField: "eventTypeCategory" }],
  ["ce", "GetCostAndUsage", { granularity: "DAILY", metrics: ["UnblendedCost"] }],
];

/** What a person looks at, mostly without result and now and then without permission. */
export function lookAround(scene: Scene, actor: Actor, spec: { at: number; region: string; count: number }): void {
  for (let n = 0; n < spec.count; n++) {
    const [service, name, request] = scene.random.pick([["ec2", "DescribeInstances", null], ...LOOKS]);
    const region = service === "iam" || service === "ce" || service === "health" ? "us-east-1" : spec.region;
    const refused = scene.random.chance(0.04);
    plainCall(scene, actor, {
      service,
      name,
      at: spec.at + n * scene.random.between(700, 9000),
      region,
      request: refused ? null : request,
      ...(service === "iam" ? { host: "iam.amazonaws.com" } : {}),
      ...(refused ? { error: accessDenied(actor, `${service}:${name}`, "*") } : {}),
    });
  }
}

const HOMES: readonly (readonly [AccountKey, SsoSet])[] = [
  ["dev", "Developer"],
  ["sandbox", "Developer"],
  ["assistants-prod", "ReadOnlyAccess"],
  ["research-prod", "ReadOnlyAccess"],
  ["data", "ReadOnlyAccess"],
  ["dev", "AdministratorAccess"],
];

function person(): Workload["run"] {
  return (scene, at) => {
    const { random } = scene;
    const who = PEOPLE[random.skewed(PEOPLE.length)];
    const [account, set] = random.pick([["dev", "Developer"], ...HOMES]);
    if (who === undefined) return;
    const actor = signIn(scene, {
      person: who,
      account,
      set,
      at,
      userAgent: random.chance(0.6) ? AGENTS.browser : AGENTS.cli,
    });
    lookAround(scene, actor, { at: at + 5 * SECOND, region: ACCOUNTS[account].region, count: random.heavy(4, 40) });
    if (random.chance(0.3)) listBuckets(scene, actor, { at: at + 8 * SECOND, region: ACCOUNTS[account].region });
  };
}

/** The partner's account takes the role it was given, with its external id; its own side is not ours to see. */
function partner(): Workload["run"] {
  return (scene, at) => {
    const { random, world } = scene;
    const where = network(`192.0.2.${10 + random.below(6)}`, AGENTS.java);
    const caller = foreignAccount(PARTNER_ACCOUNT, "AROAPARTNERFEED7XQ2LM:feed-sync", where);
    const role = world.role("data", "partner-feed-reader");
    const reader = assumeRole(scene, caller, {
      role,
      outsider: true,
      sessionName: `feed-${isoSeconds(at).slice(0, 10)}`,
      at,
      region: "us-east-1",
      externalId: "feed-7f3a",
      network: where,
    }).actor;
    listObjects(scene, reader, { bucket: PARTNER_FEED, prefix: "out/", at: at + 2 * SECOND });
    const files = random.heavy(3, 20);
    for (let n = 0; n < files; n++)
      touchObject(scene, reader, {
        bucket: PARTNER_FEED,
        key: `out/${random.hex(6)}.csv.gz`,
        at: at + 3 * SECOND + n * 800,
        operation: S3_OBJECT.get,
      });
  };
}

/** People at their desks, and a company that reads a part of the lake. */
export function people(): readonly Workload[] {
  return [
    { name: "people", share: 6, rhythm: OFFICE, run: person() },
    { name: "partner-feed", share: 0.4, rhythm: STEADY, run: partner() },
  ];
}
