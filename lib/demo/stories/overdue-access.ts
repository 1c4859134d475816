import type { Actor } from "../records/actor";
import type { Scene } from "../records/call";
import type { Call } from "../records/call";
import { DAY, HOUR, isoSeconds, MINUTE, SECOND } from "../base/calendar";
import { PEOPLE } from "../organisation/users";
import type { Holder, World } from "../organisation/world";
import { AGENTS, natAddress, network } from "../records/network";
import { plainCall } from "../records/plain-call";
import { S3_OBJECT, touchObject } from "../records/s3";
import { assumeRole, assumeRoleByService } from "../records/sts";
import { CURATED } from "../workloads/etl";
import { signIn } from "../workloads/people";
import { type Ending, type Frame, Stage, span, type Story } from "./stage";

const POLICY = "arn:aws:iam::aws:policy/AmazonS3FullAccess";

function frame({
  world,
  jit,
  scanner,
}: {
  readonly world: World;
  readonly jit: Holder;
  readonly scanner: Holder;
}): Frame {
  return {
    id: "S12",
    scenario: "S12",
    title: "Just-in-time access outlives its deadline",
    summary:
      "An engineer attaches a policy to the just-in-time role for one hour and tags the deadline; nobody takes it off. A job of the security account uses it for 26 hours more.",
    cast: [
      { identity: jit.arn, role: "the just-in-time role", human: "non-human" },
      { identity: scanner.arn, role: "takes the role", human: "non-human" },
      {
        identity: world.role("data", "AWSReservedSSO_AdministratorAccess_1b74cd717d47002b").arn,
        role: "grants and, too late, revokes",
        human: "human",
      },
    ],
  };
}

function ending({
  granted,
  deadline,
  revoked,
  grant,
  revoke,
  late,
}: {
  readonly granted: number;
  readonly deadline: number;
  readonly revoked: number;
  readonly grant: Call;
  readonly revoke: Call;
  readonly late: readonly string[];
}): Ending {
  return {
    provable: [
      {
        statement: `Granted at ${isoSeconds(granted)} until ${isoSeconds(deadline)}, revoked at ${isoSeconds(revoked)}`,
        events: [grant.eventId, revoke.eventId],
      },
      { statement: `${late.length} objects were deleted after the deadline`, events: late },
    ],
    blind: [
      { what: "Reads of the lake by the role", why: "the lake's trail takes only writes", ...span(granted, revoked) },
    ],
  };
}

function cleanUp(job: {
  readonly scene: Scene;
  readonly actor: Actor;
  readonly at: number;
  readonly hour: number;
}): readonly Call[] {
  return [0, 1, 2, 3].map((n) =>
    touchObject(job.scene, job.actor, {
      bucket: CURATED,
      key: `tmp/stale-${job.hour}-${n}.parquet`,
      at: job.at + (n + 1) * 20 * SECOND,
      operation: S3_OBJECT.remove,
    }),
  );
}

function scannerTask(stage: Stage, scanner: Holder, at: number): Actor {
  return stage.link(
    assumeRoleByService(stage.scene, {
      role: scanner,
      service: "ecs-tasks.amazonaws.com",
      sessionName: "9a8b7c6d5e4f30211203f4e5d6c7b8a9",
      at,
      region: "us-east-1",
      seconds: 36 * 3600,
      network: network(natAddress(scanner.account, 2), AGENTS.boto),
    }),
    "task role",
  ).actor;
}

/** S12: an hour's access that was used for a day. */
export function overdueAccess(world: World): Story {
  const jit = world.role("data", "jit-data-admin");
  const scanner = world.role("security", "security-scanner");
  const approver = PEOPLE[3];
  if (approver === undefined) throw new Error("The organisation has too few people.");
  const stage = new Stage(world, frame({ world, jit, scanner }));
  const { scene } = stage;
  const granted = world.window.on(9, "09:00");
  const deadline = granted + HOUR;
  const revoked = granted + DAY + 3 * HOUR;
  const admin = (at: number) =>
    signIn(scene, { person: approver, account: "data", set: "AdministratorAccess", at, userAgent: AGENTS.cli });
  const iam = (name: string, at: number, request: object) =>
    plainCall(scene, admin(at - MINUTE), {
      service: "iam",
      name,
      write: true,
      host: "iam.amazonaws.com",
      at,
      region: "us-east-1",
      request,
    });
  const grant = iam("AttachRolePolicy", granted, { roleName: jit.name, policyArn: POLICY });
  iam("TagRole", granted + 3 * SECOND, {
    roleName: jit.name,
    tags: [
      { key: "jit-expires", value: isoSeconds(deadline) },
      { key: "ticket", value: "OPS-4711" },
    ],
  });
  const job = scannerTask(stage, scanner, granted + 5 * MINUTE);
  const late: string[] = [];
  for (let hour = 0; hour < 27; hour++) {
    const at = granted + 10 * MINUTE + hour * HOUR;
    const { actor } = stage.link(
      assumeRole(scene, job, {
        role: jit,
        sessionName: "jit-cleanup",
        at,
        region: "us-east-1",
        network: network(natAddress(scanner.account, 2), AGENTS.boto),
      }),
      "AssumeRole into another account",
    );
    stage.task(`Clean-up of hour ${hour}`, () => {
      const removed = cleanUp({ scene, actor, at, hour });
      late.push(...removed.filter((call) => call.deed.at > deadline).map((call) => call.eventId));
    });
  }
  const revoke = iam("DetachRolePolicy", revoked, { roleName: jit.name, policyArn: POLICY });
  return stage.end(ending({ granted, deadline, revoked, grant, revoke, late }));
}
