import type { Actor } from "../records/actor";
import type { Scene } from "../records/call";
import { HOUR, MINUTE, SECOND } from "../base/calendar";
import type { Holder, World } from "../organisation/world";
import { forwardedBy } from "../records/forwarded-by";
import { AGENTS, natAddress, network } from "../records/network";
import { plainCall } from "../records/plain-call";
import { S3_OBJECT, touchObject } from "../records/s3";
import { assumeRole, assumeRoleByService } from "../records/sts";
import { CURATED } from "../workloads/etl";
import { type Ending, type Frame, Stage, span, type Story } from "./stage";

export const CROWN_OBJECT = "crown/customers.parquet";

function frame({ role, maintenance }: { readonly role: Holder; readonly maintenance: Holder }): Frame {
  return {
    id: "two-paths",
    scenario: null,
    title: "Two paths to one object",
    summary:
      "A task of the transformation never touches the customers' file with its own credential: once it takes the maintenance role and overwrites it, once it lets Athena write beside it and read it in its name.",
    cast: [
      { identity: role.arn, role: "stands at the start of both paths", human: "non-human" },
      { identity: maintenance.arn, role: "taken on the way", human: "non-human" },
    ],
  };
}

function ending({
  start,
  overwrite,
  query,
}: {
  readonly start: number;
  readonly overwrite: readonly string[];
  readonly query: readonly string[];
}): Ending {
  return {
    provable: [
      {
        statement: "The object was overwritten by the maintenance role's session, whose credential the task obtained",
        events: overwrite,
      },
      { statement: "Athena wrote in the task's name", events: query },
    ],
    blind: [
      {
        what: "That Athena read the object",
        why: "reads of the lake are not logged; the KMS record names the bucket only",
        ...span(start + HOUR, start + HOUR + MINUTE),
      },
    ],
  };
}

function throughQuery({
  scene,
  task,
  start,
}: {
  readonly scene: Scene;
  readonly task: Actor;
  readonly start: number;
}): void {
  const id = scene.random.uuid();
  const at = start + HOUR;
  plainCall(scene, task, {
    service: "athena",
    name: "StartQueryExecution",
    write: true,
    at,
    region: "us-east-1",
    request: { queryString: "HIDDEN_DUE_TO_SECURITY_REASONS", workGroup: "etl" },
    response: { queryExecutionId: id },
  });
  const athena = forwardedBy(scene, task, "athena.amazonaws.com");
  touchObject(scene, athena, {
    bucket: CURATED,
    key: CROWN_OBJECT,
    at: at + 4 * SECOND,
    operation: S3_OBJECT.get,
    bytes: 91_000_000,
  });
  touchObject(scene, athena, {
    bucket: CURATED,
    key: "crown/customers-copy.parquet",
    at: at + 9 * SECOND,
    operation: S3_OBJECT.put,
    bytes: 91_000_000,
  });
}

/** The same identity touches one object through a role that it takes and through a query that it lets run. */
export function twoPathsToOneObject(world: World): Story {
  const role = world.role("data", "etl-transform");
  const maintenance = world.role("data", "lake-maintenance");
  const stage = new Stage(world, frame({ role, maintenance }));
  const { scene } = stage;
  const where = network(natAddress(role.account, 2), AGENTS.java);
  const start = world.window.on(13, "10:00");
  const task = stage.link(
    assumeRoleByService(scene, {
      role,
      service: "ecs-tasks.amazonaws.com",
      sessionName: "c0ffee0d1e2f30415263748596a7b8c9",
      at: start,
      region: "us-east-1",
      network: where,
    }),
    "task role",
  ).actor;
  const overwrite = stage.task("Through a role", () => {
    const { actor } = stage.link(
      assumeRole(scene, task, {
        role: maintenance,
        sessionName: "compact",
        at: start + MINUTE,
        region: "us-east-1",
        network: where,
      }),
      "AssumeRole",
    );
    touchObject(scene, actor, {
      bucket: CURATED,
      key: CROWN_OBJECT,
      at: start + 2 * MINUTE,
      operation: S3_OBJECT.put,
      bytes: 91_000_000,
    });
  });
  const query = stage.task("Through a query", () => throughQuery({ scene, task, start }));
  return stage.end(ending({ start, overwrite, query }));
}
