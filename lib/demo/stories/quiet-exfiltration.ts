import type { Actor } from "../records/actor";
import type { Scene } from "../records/call";
import { HOUR, MINUTE, SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import { CORE, MODELS } from "../organisation/resources";
import type { Holder, World } from "../organisation/world";
import { invokeGateway, touchCore } from "../records/agentcore";
import { invokeModel, retrieve } from "../records/bedrock";
import { anonymous } from "../records/identity-forms";
import { AGENTS, natAddress, network, OFFICE } from "../records/network";
import { listObjects, S3_OBJECT, touchObject } from "../records/s3";
import { assumeRoleByService } from "../records/sts";
import { REPORTS } from "../workloads/rag-assistant";
import { type Ending, type Frame, Stage, span, type Story } from "./stage";

const READS = 190;

function frame(role: Holder): Frame {
  return {
    id: "S10",
    scenario: "S10",
    title: "The research desk's agent reads everything it may",
    summary:
      "A poisoned document makes the agent list all teams' reports, read 190 of them in three hours, ask the knowledge base forty times and send what it found to a gateway target that was never used before.",
    cast: [{ identity: role.arn, role: "the agent's own role", human: "non-human" }],
  };
}

function ending({
  start,
  reads,
  egress,
}: {
  readonly start: number;
  readonly reads: readonly string[];
  readonly egress: readonly string[];
}): Ending {
  return {
    provable: [
      {
        statement: `${READS} reports were read by one credential, all by GetObject, from teams the agent had not read before`,
        events: reads,
      },
      { statement: "Nine tool calls went to a gateway target that appears nowhere else", events: egress },
    ],
    blind: [
      {
        what: "What the prompts and the answers said, and what left through the tool",
        why: "no content is ever in CloudTrail; gateway bodies are redacted; third parties are outside",
        ...span(start, start + 4 * HOUR),
      },
      { what: "Whether it was meant", why: "intent cannot be read from CloudTrail", ...span(start, start + 4 * HOUR) },
    ],
  };
}

function readEverything({
  scene,
  actor,
  start,
  sessionId,
  reads,
}: {
  readonly scene: Scene;
  readonly actor: Actor;
  readonly start: number;
  readonly sessionId: string;
  readonly reads: string[];
}): void {
  touchCore(scene, actor, {
    act: "invokeRuntime",
    at: start + 2 * SECOND,
    request: {
      agentRuntimeArn: CORE.runtime,
      qualifier: "DEFAULT",
      runtimeSessionId: sessionId,
      runtimeUserId: "user-0031",
    },
    resources: [
      ["Runtime", CORE.runtime],
      ["RuntimeEndpoint", CORE.endpoint],
    ],
  });
  for (const [n, team] of ["sales", "support", "finance", "legal", "board", "people"].entries()) {
    listObjects(scene, actor, { bucket: REPORTS, prefix: `${team}/`, at: start + 10 * SECOND + n * 5 * SECOND });
  }
  for (let n = 0; n < READS; n++) {
    const team = ["finance", "legal", "board", "people"][n % 4] ?? "finance";
    const at = start + MINUTE + n * 55 * SECOND;
    reads.push(
      touchObject(scene, actor, {
        bucket: REPORTS,
        key: `${team}/2026/${team}-${String(n).padStart(3, "0")}.pdf`,
        at,
        operation: S3_OBJECT.get,
        bytes: scene.random.heavy(900_000, 30_000_000),
      }).eventId,
    );
    if (n % 5 === 0)
      invokeModel(scene, actor, {
        model: MODELS[0],
        operation: "Converse",
        at: at + 2 * SECOND,
        region: CORE.region,
      });
    if (n % 5 === 2) retrieve(scene, actor, { at: at + 3 * SECOND, region: CORE.region, results: 100 });
  }
}

/** S10: an agent that was told so by a document reads far more than it ever did, with verbs that it always uses. */
export function quietExfiltration(world: World): Story {
  const role = world.role("assistants-prod", "AgentCoreRuntimeRole");
  const stage = new Stage(world, frame(role));
  const { scene } = stage;
  const { id: account } = ACCOUNTS["assistants-prod"];
  const start = world.window.on(18, "11:20");
  const { actor } = stage.link(
    assumeRoleByService(scene, {
      role,
      service: "bedrock-agentcore.amazonaws.com",
      sessionName: "BedrockAgentCore-7f3e",
      at: start,
      region: CORE.region,
      seconds: 4 * 3600,
      network: network(natAddress(account, 1), AGENTS.boto),
    }),
    "service assumes the runtime's role",
  );
  const sessionId = scene.random.uuid();
  const reads: string[] = [];
  stage.task("The task that went astray", () => readEverything({ scene, actor, start, sessionId, reads }));
  const egress = stage.task("What left by the gateway", () => {
    const caller = anonymous("https://login.example.com/oauth2/default#desk-ui", network(`${OFFICE}51`, AGENTS.httpx));
    for (let n = 0; n < 9; n++) {
      invokeGateway(scene, caller, {
        at: start + HOUR / 2 + n * 17 * MINUTE,
        account,
        claims: {
          iss: "https://login.example.com/oauth2/default",
          sub: "user-0031",
          client_id: "desk-ui",
          scope: "desk.tools",
          jti: scene.random.uuid(),
        },
        target: "WEBHOOKTG9",
        id: n + 1,
        downstream: [scene.random.uuid()],
      });
    }
  });
  return stage.end(ending({ start, reads, egress }));
}
