import type { Scene } from "../records/call";
import { MINUTE, SECOND } from "../base/calendar";
import { milestones, type Milestones, trailsOf, type Trail } from "../delivery/trails";
import { ACCOUNTS, ORGANISATION_ID } from "../organisation/accounts";
import { PEOPLE } from "../organisation/users";
import type { World } from "../organisation/world";
import type { Actor } from "../records/actor";
import { AGENTS } from "../records/network";
import { plainCall } from "../records/plain-call";
import { touchBucket } from "../records/s3";
import { signIn } from "../workloads/people";
import { lowerCamel } from "./lower-camel";
import { type Frame, Stage, type Story } from "./stage";

function trailNamed(trails: readonly Trail[], name: string): Trail {
  const found = trails.find((trail) => trail.name === name);
  if (found === undefined) throw new Error(`The organisation has no trail ${name}.`);
  return found;
}

function admin(
  scene: Scene,
  account: "assistants-prod" | "sandbox" | "management" | "data" | "dev",
  at: number,
): Actor {
  return signIn(scene, {
    person: PEOPLE[7] ?? { userName: "sre-engineer-00@example.com", team: "sre" },
    account,
    set: "AdministratorAccess",
    at: at - MINUTE,
    userAgent: AGENTS.cli,
  });
}

function changeTrails(scene: Scene, trails: readonly Trail[], m: Milestones): void {
  const assistants = trailNamed(trails, "assistants-trail");
  const selectors = lowerCamel(assistants.phases[1]?.selectors ?? {});
  plainCall(scene, admin(scene, "assistants-prod", m.agentTypesOn), {
    service: "cloudtrail",
    name: "PutEventSelectors",
    write: true,
    version: "1.10",
    at: m.agentTypesOn,
    region: assistants.home,
    request: { trailName: assistants.name, ...selectors },
    response: { trailARN: assistants.arn, ...selectors },
  });
  const local = trailNamed(trails, "sandbox-local");
  plainCall(scene, admin(scene, "sandbox", m.sandboxTrailDeleted), {
    service: "cloudtrail",
    name: "DeleteTrail",
    write: true,
    version: "1.10",
    at: m.sandboxTrailDeleted - SECOND,
    region: local.home,
    request: { name: local.arn },
  });
}

/** AWS publishes no sample of these records: parameters and answer follow the API. */
function tryAggregation(scene: Scene, trail: Trail, m: Milestones): void {
  const templates = ["API_ACTIVITY", "RESOURCE_ACCESS", "USER_ACTIONS"];
  for (const [at, on] of [
    [m.aggregatesOn, true],
    [m.aggregatesOff, false],
  ] as const) {
    const aggregationConfigurations = on ? [{ templates, eventCategory: "Data" }] : [];
    plainCall(scene, admin(scene, "dev", at), {
      service: "cloudtrail",
      name: "PutEventConfiguration",
      write: true,
      inferred: true,
      at: at - SECOND,
      region: trail.home,
      request: { trailName: trail.name, aggregationConfigurations },
      response: { trailARN: trail.arn, aggregationConfigurations },
    });
  }
}

function joinOrganisation(scene: Scene, m: Milestones): void {
  const root = admin(scene, "management", m.sandboxJoins - 40 * MINUTE);
  plainCall(scene, root, {
    service: "organizations",
    name: "InviteAccountToOrganization",
    write: true,
    at: m.sandboxJoins - 40 * MINUTE,
    region: "us-east-1",
    request: { target: { type: "ACCOUNT", id: ACCOUNTS.sandbox.id } },
    response: { handshake: { id: "h-5f6071", action: "INVITE", state: "OPEN" } },
  });
  plainCall(scene, admin(scene, "sandbox", m.sandboxJoins), {
    service: "organizations",
    name: "AcceptHandshake",
    write: true,
    at: m.sandboxJoins,
    region: "us-east-1",
    request: { handshakeId: "h-5f6071" },
    response: {
      handshake: {
        id: "h-5f6071",
        action: "INVITE",
        state: "ACCEPTED",
        parties: [
          { id: ORGANISATION_ID, type: "ORGANIZATION" },
          { id: ACCOUNTS.sandbox.id, type: "ACCOUNT" },
        ],
      },
    },
  });
}

function breakDelivery(scene: Scene, m: Milestones): void {
  const bucket = { name: "lake-cloudtrail-666677778888", account: ACCOUNTS.data.id, region: "us-east-1" };
  const policy = (allowed: boolean) => ({
    policy: "",
    bucketPolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AWSCloudTrailWrite",
          Effect: allowed ? "Allow" : "Deny",
          Principal: { Service: "cloudtrail.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `arn:aws:s3:::${bucket.name}/AWSLogs/${ACCOUNTS.data.id}/*`,
        },
      ],
    },
  });
  touchBucket(scene, admin(scene, "data", m.deliveryFails), {
    bucket,
    name: "PutBucketPolicy",
    write: true,
    at: m.deliveryFails - SECOND,
    parameters: policy(false),
  });
  touchBucket(scene, admin(scene, "data", m.deliveryWorks), {
    bucket,
    name: "PutBucketPolicy",
    write: true,
    at: m.deliveryWorks,
    parameters: policy(true),
  });
}

function frame(world: World): Frame {
  return {
    id: "configuration",
    scenario: null,
    title: "How logging changed",
    summary:
      "Agents' data events are switched on in the assistants' account; the dev trail sums up its data events for a day; the sandbox joins the organisation and its own trail is deleted; a bucket policy refuses CloudTrail for two hours.",
    cast: [
      {
        identity: world.role("assistants-prod", "AWSReservedSSO_AdministratorAccess_1b74cd717d47002b").arn,
        role: "administers logging",
        human: "human",
      },
    ],
  };
}

/** The management events behind the changes of what is logged, made by people whose job it is. */
export function configurationChanges(world: World): Story {
  const m = milestones(world.window);
  const stage = new Stage(world, frame(world));
  const { scene } = stage;
  changeTrails(scene, trailsOf(world.window), m);
  tryAggregation(scene, trailNamed(trailsOf(world.window), "dev-trail"), m);
  joinOrganisation(scene, m);
  breakDelivery(scene, m);
  return stage.end({
    provable: [
      {
        statement: "Each change with its time",
        events: stage.calls.filter((call) => !call.deed.operation.readOnly).map((call) => call.eventId),
      },
    ],
    blind: [],
  });
}
