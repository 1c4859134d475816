import type { Actor } from "../records/actor";
import type { Scene } from "../records/call";
import type { Call } from "../records/call";
import { HOUR, MINUTE, SECOND } from "../base/calendar";
import { milestones } from "../delivery/trails";
import { ACCOUNTS } from "../organisation/accounts";
import { AGENT, KMS_KEY } from "../organisation/resources";
import type { Holder, World } from "../organisation/world";
import { retrieve } from "../records/bedrock";
import { roleSession } from "../records/identity-forms";
import { AGENTS, HOSTING, network } from "../records/network";
import { accessDenied, plainCall } from "../records/plain-call";
import { listObjects, S3_OBJECT, touchObject } from "../records/s3";
import { getSecretValue } from "../records/secrets";
import { accessKey, getCallerIdentity } from "../records/sts";
import { KB_SOURCE, REPORTS } from "../workloads/rag-assistant";
import { type Ending, type Frame, Stage, span, type Story } from "./stage";

const TRAIL = `arn:aws:cloudtrail:eu-west-1:${ACCOUNTS["assistants-prod"].id}:trail/assistants-trail`;

function frame(role: Holder): Frame {
  return {
    id: "S18",
    scenario: "S18",
    title: "Lights off, then the reports are read",
    summary:
      "A stolen session of the deployer stops the assistants' trail for four hours. The organisation's trail goes on with management events, so secrets, KMS and the two switches are seen; 75 reads of reports and 30 retrievals are not.",
    cast: [{ identity: role.arn, role: "stolen session", human: "non-human" }],
  };
}

function ending({
  stage,
  off,
  on,
  stop,
  start,
  dark,
  secrets,
}: {
  readonly stage: Stage;
  readonly off: number;
  readonly on: number;
  readonly stop: Call;
  readonly start: Call;
  readonly dark: readonly string[];
  readonly secrets: readonly Call[];
}): Ending {
  return {
    provable: [
      {
        statement: "Logging of assistants-trail was stopped and started again by this session",
        events: [stop.eventId, start.eventId],
      },
      {
        statement: "Two secrets were read while it was off: the organisation's trail saw it",
        events: secrets.map((call) => call.eventId),
      },
      {
        statement:
          "S3 decrypted objects of the knowledge base's source for this session while it was off: fifteen KMS records name the bucket, not the objects",
        events: dark.filter((id) =>
          stage.calls.some((call) => call.eventId === id && call.deed.operation.source === "kms.amazonaws.com"),
        ),
      },
    ],
    blind: [
      {
        what: "Data events of the assistants' account: objects read, retrievals, agents and gateways",
        why: "StopLogging on the only trail that takes data events there",
        ...span(off, on),
      },
    ],
  };
}

function actInTheDark({
  scene,
  actor,
  off,
}: {
  readonly scene: Scene;
  readonly actor: Actor;
  readonly off: number;
}): void {
  listObjects(scene, actor, { bucket: REPORTS, prefix: "board/", at: off + 3 * MINUTE });
  for (let n = 0; n < 60; n++)
    touchObject(scene, actor, {
      bucket: REPORTS,
      key: `board/2026/minutes-${n}.pdf`,
      at: off + 5 * MINUTE + n * 40 * SECOND,
      operation: S3_OBJECT.get,
      bytes: 4_000_000 + n * 1000,
    });
  for (let n = 0; n < 15; n++)
    touchObject(scene, actor, {
      bucket: KB_SOURCE,
      key: `articles/internal-${n}.md`,
      at: off + HOUR + n * 30 * SECOND,
      operation: S3_OBJECT.get,
      bytes: 40_000,
    });
  for (let n = 0; n < 30; n++)
    retrieve(scene, actor, { at: off + 90 * MINUTE + n * 45 * SECOND, region: AGENT.region, results: 100 });
}

/** S18: logging is stopped, then things happen, then it is started again. */
export function lightsOff(world: World): Story {
  const role = world.role("assistants-prod", "deployer");
  const { lightsOff: off, lightsOn: on } = milestones(world.window);
  const stage = new Stage(world, frame(role));
  const { scene } = stage;
  const actor = roleSession({
    role,
    sessionName: "deploy-hotfix",
    accessKeyId: accessKey(scene),
    createdAt: off - 20 * MINUTE,
    network: network(`${HOSTING}140`, AGENTS.cliLinux),
  });
  const trail = (name: string, at: number, refused = false) =>
    plainCall(scene, actor, {
      service: "cloudtrail",
      name,
      write: true,
      version: "1.10",
      at,
      region: "eu-west-1",
      request: refused ? null : { name: TRAIL },
      ...(refused ? { error: accessDenied(actor, `cloudtrail:${name}`, TRAIL) } : {}),
    });
  getCallerIdentity(scene, actor, { at: off - 15 * MINUTE, region: "eu-west-1" });
  plainCall(scene, actor, {
    service: "cloudtrail",
    name: "DescribeTrails",
    at: off - 14 * MINUTE,
    region: "eu-west-1",
    request: { includeShadowTrails: true },
  });
  trail("DeleteTrail", off - 3 * MINUTE, true);
  const stop = trail("StopLogging", off - SECOND);
  const dark = stage.task("In the dark", () => actInTheDark({ scene, actor, off }));
  const secrets = ["agent/crm-api-Xk2pQ9", "agent/mail-relay-Bn81Ws"].map((name, n) =>
    getSecretValue(scene, actor, {
      secret: `arn:aws:secretsmanager:eu-west-1:${ACCOUNTS["assistants-prod"].id}:secret:${name}`,
      kmsKey: KMS_KEY.assistants,
      at: off + 2 * HOUR + n * MINUTE,
    }),
  );
  const start = trail("StartLogging", on + SECOND);
  return stage.end(ending({ stage, off, on, stop, start, dark, secrets }));
}
