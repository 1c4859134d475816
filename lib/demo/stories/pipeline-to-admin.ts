import type { Actor } from "../records/actor";
import type { Issued } from "../records/sts";
import type { Scene } from "../records/call";
import { MINUTE, SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import type { Holder, World } from "../organisation/world";
import { through } from "../records/actor";
import { AGENTS, HOSTING, network } from "../records/network";
import { plainCall } from "../records/plain-call";
import { listBuckets, S3_OBJECT, touchObject } from "../records/s3";
import { accessKey, assumeRole, assumeRoleWithWebIdentity } from "../records/sts";
import { ARTIFACTS } from "../workloads/clusters-and-hosts";
import { GITHUB } from "../workloads/continuous-integration";
import { type Ending, type Frame, Stage, type Story } from "./stage";

function frame({ pipeline, admin }: { readonly pipeline: Holder; readonly admin: Holder }): Frame {
  return {
    id: "S14",
    scenario: "S14",
    title: "From a pull request to administrator",
    summary:
      "A subject never seen before takes an old pipeline role whose trust names every repository, deploys a stack that makes an administrator role, takes that role from a hosting provider, copies artifacts and terminates an instance.",
    cast: [
      { identity: `${GITHUB}#repo:example-org/website:pull_request`, role: "the subject", human: "non-human" },
      { identity: pipeline.arn, role: "old pipeline role", human: "non-human" },
      { identity: admin.arn, role: "made in the story", human: "non-human" },
    ],
  };
}

function ending({
  ci,
  made,
  acts,
}: {
  readonly ci: Issued;
  readonly made: readonly string[];
  readonly acts: readonly string[];
}): Ending {
  return {
    provable: [
      {
        statement: "The chain from the pull request's subject to the administrator role, each link by issued key",
        events: [ci.call.eventId, ...made],
      },
      {
        statement: "Forty artifacts were read and one instance terminated: the dev account logs all S3 data events",
        events: acts,
      },
    ],
    blind: [
      {
        what: "Who opened the pull request",
        why: "the subject names repository and event, not the person",
        from: "always",
        to: "always",
      },
    ],
  };
}

function deployStack({
  scene,
  start,
  ci,
  admin,
  region,
  account,
  stack,
}: {
  readonly scene: Scene;
  readonly start: number;
  readonly ci: Issued;
  readonly admin: Holder;
  readonly region: string;
  readonly account: string;
  readonly stack: string;
}): void {
  plainCall(scene, ci.actor, {
    service: "cloudformation",
    name: "CreateStack",
    write: true,
    at: start + MINUTE,
    region,
    request: { stackName: "support", capabilities: ["CAPABILITY_NAMED_IAM"] },
    response: { stackId: stack },
  });
  const builder = through(ci.actor, "cloudformation.amazonaws.com", accessKey(scene));
  const iam = { service: "iam", write: true, host: "iam.amazonaws.com", region: "us-east-1" };
  const trust = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "sts:AssumeRole" }],
  });
  plainCall(scene, builder, {
    ...iam,
    name: "CreateRole",
    at: start + 80 * SECOND,
    request: { roleName: admin.name, assumeRolePolicyDocument: trust },
    response: {
      role: {
        roleName: admin.name,
        roleId: admin.uniqueId,
        arn: admin.arn,
        path: "/",
        assumeRolePolicyDocument: encodeURIComponent(trust),
      },
    },
  });
  plainCall(scene, builder, {
    ...iam,
    name: "AttachRolePolicy",
    at: start + 85 * SECOND,
    request: { roleName: admin.name, policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
  });
}

function administer({
  scene,
  actor,
  start,
  region,
}: {
  readonly scene: Scene;
  readonly actor: Actor;
  readonly start: number;
  readonly region: string;
}): void {
  listBuckets(scene, actor, { at: start + 7 * MINUTE, region });
  plainCall(scene, actor, {
    service: "iam",
    name: "ListRoles",
    host: "iam.amazonaws.com",
    at: start + 8 * MINUTE,
    region: "us-east-1",
    request: null,
  });
  for (let n = 0; n < 40; n++)
    touchObject(scene, actor, {
      bucket: ARTIFACTS,
      key: `releases/v${n}/bundle.zip`,
      at: start + 10 * MINUTE + n * 9 * SECOND,
      operation: S3_OBJECT.get,
      bytes: 80_000_000,
    });
  plainCall(scene, actor, {
    service: "ec2",
    name: "TerminateInstances",
    write: true,
    at: start + 20 * MINUTE,
    region,
    request: { instancesSet: { items: [{ instanceId: "i-0b1c2d3e4f5061728" }] } },
    response: {
      instancesSet: {
        items: [{ instanceId: "i-0b1c2d3e4f5061728", currentState: { code: 32, name: "shutting-down" } }],
      },
    },
  });
}

/** S14: a pull request's token becomes an administrator. */
export function pipelineToAdmin(world: World): Story {
  const pipeline = world.role("dev", "legacy-pipeline");
  const admin = world.newRole("dev", "stack-support-role");
  const stage = new Stage(world, frame({ pipeline, admin }));
  const { scene } = stage;
  const region = ACCOUNTS.dev.region;
  const account = ACCOUNTS.dev.id;
  const start = world.window.on(24, "16:05");
  const outside = network(`${HOSTING}201`, AGENTS.cliLinux);
  const ci = stage.link(
    assumeRoleWithWebIdentity(scene, {
      role: pipeline,
      provider: GITHUB,
      subject: "repo:example-org/website:pull_request",
      asker: network("198.19.77.14", AGENTS.github),
      sessionName: "GitHubActions",
      at: start,
      region,
      network: network("198.19.77.14", AGENTS.cli),
    }),
    "AssumeRoleWithWebIdentity",
  );
  const stack = `arn:aws:cloudformation:${region}:${account}:stack/support/${scene.random.uuid()}`;
  const made = stage.task("The stack", () => deployStack({ scene, start, ci, admin, region, account, stack }));
  const { actor } = stage.link(
    assumeRole(scene, ci.actor, {
      role: admin,
      sessionName: "support",
      at: start + 6 * MINUTE,
      region,
      seconds: 3600,
      network: outside,
    }),
    "AssumeRole",
  );
  const acts = stage.task("As administrator", () => administer({ scene, actor, start, region }));
  return stage.end(ending({ ci, made, acts }));
}
