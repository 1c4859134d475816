import { SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import { CORE, LAB, MODELS } from "../organisation/resources";
import type { Actor } from "../records/actor";
import { invokeGateway, takeToken, touchCore, workloadTokenForUser } from "../records/agentcore";
import { invokeModel } from "../records/bedrock";
import type { Scene } from "../records/call";
import { anonymous } from "../records/identity-forms";
import { AGENTS, natAddress, network, OFFICE as OFFICE_NET } from "../records/network";
import { listObjects, S3_OBJECT, touchObject } from "../records/s3";
import { assumeRoleByService } from "../records/sts";
import { REPORTS } from "./rag-assistant";
import { CUSTOMERS, Leases, OFFICE, STEADY, type Workload } from "./workload";

const SERVICE = "bedrock-agentcore.amazonaws.com";
const ACCOUNT = ACCOUNTS["assistants-prod"].id;

/** The execution role of the runtime; a microVM per session in truth, a handful of credentials here. */
export function runtimeRole(scene: Scene, leases: Leases, at: number): Actor {
  const lane = scene.random.below(3);
  return leases.get(`runtime/${lane}`, at, (issuedAt) =>
    assumeRoleByService(scene, {
      role: scene.world.role("assistants-prod", "AgentCoreRuntimeRole"),
      service: SERVICE,
      sessionName: `BedrockAgentCore-${lane}`,
      at: issuedAt,
      region: CORE.region,
      seconds: 3600,
      network: network(natAddress(ACCOUNT, lane), AGENTS.boto),
    }),
  );
}

const claims = (user: number, jti: string) => ({
  iss: "https://login.example.com/oauth2/default",
  sub: `user-${String(user).padStart(4, "0")}`,
  client_id: "desk-ui",
  scope: "desk.tools",
  jti,
});

function toolCall(scene: Scene, act: { user: number; at: number; id: number }): void {
  const { random } = scene;
  const caller = anonymous(
    "https://login.example.com/oauth2/default#desk-ui",
    network(`${OFFICE_NET}${20 + (act.user % 60)}`, AGENTS.httpx),
  );
  invokeGateway(scene, caller, {
    at: act.at,
    account: ACCOUNT,
    claims: claims(act.user, random.uuid()),
    target: random.pick(["CRMTARGET1", "SEARCHTGT1", "TICKETTGT1"]),
    id: act.id,
    rejected: random.chance(0.03),
    method: act.id === 1 ? "tools/list" : "tools/call",
    downstream: [random.uuid()],
  });
}

function interpret(scene: Scene, runtime: Actor, at: number): void {
  const sessionId = scene.random.alnum(26);
  const resources = [["CodeInterpreter", CORE.interpreter]] as const;
  touchCore(scene, runtime, {
    act: "startInterpreter",
    at,
    request: { codeInterpreterIdentifier: "aws.codeinterpreter.v1" },
    response: { sessionId },
    resources,
  });
  const steps = scene.random.between(1, 4);
  for (let n = 1; n <= steps; n++) {
    touchCore(scene, runtime, {
      act: "invokeInterpreter",
      at: at + n * 4 * SECOND,
      request: { codeInterpreterIdentifier: "aws.codeinterpreter.v1", sessionId, name: "executeCode" },
      resources,
    });
  }
  touchCore(scene, runtime, {
    act: "stopInterpreter",
    at: at + 40 * SECOND,
    request: { codeInterpreterIdentifier: "aws.codeinterpreter.v1", sessionId },
    resources,
  });
}

/** One task of an analyst at the research desk. */
function deskTask(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const { random } = scene;
    const user = random.skewed(120);
    const runtime = runtimeRole(scene, leases, at);
    const sessionId = random.uuid();
    touchCore(scene, runtime, {
      act: "invokeRuntime",
      at,
      request: {
        agentRuntimeArn: CORE.runtime,
        qualifier: "DEFAULT",
        runtimeSessionId: sessionId,
        runtimeUserId: `user-${user}`,
      },
      resources: [
        ["Runtime", CORE.runtime],
        ["RuntimeEndpoint", CORE.endpoint],
      ],
    });
    touchCore(scene, runtime, {
      act: "retrieveMemory",
      at: at + 300,
      request: { memoryId: "desk_memory-Zx9cV8bN7m", namespace: `/users/${user}` },
      resources: [["Memory", CORE.memory]],
    });
    workloadTokenForUser(scene, runtime, { at: at + 600, userId: `user-${String(user).padStart(4, "0")}` });
    let now = at + SECOND;
    const steps = random.heavy(2, 12);
    for (let step = 1; step <= steps; step++) {
      invokeModel(scene, runtime, { model: MODELS[0], operation: "Converse", at: now, region: CORE.region });
      toolCall(scene, { user, at: now + 3 * SECOND, id: step });
      if (random.chance(0.2))
        takeToken(scene, runtime, { provider: random.chance(0.8) ? CORE.crm : CORE.searchKey, at: now + 2 * SECOND });
      if (random.chance(0.2)) readReports(scene, runtime, now + 4 * SECOND);
      now += random.between(6, 25) * SECOND;
    }
    if (random.chance(0.3)) interpret(scene, runtime, now);
    touchCore(scene, runtime, {
      act: "createEvent",
      at: now + 50 * SECOND,
      request: { memoryId: "desk_memory-Zx9cV8bN7m", actorId: `user-${user}`, sessionId },
      resources: [["Memory", CORE.memory]],
    });
  };
}

function readReports(scene: Scene, runtime: Actor, at: number): void {
  const team = scene.random.pick(["sales", "support", "finance"]);
  listObjects(scene, runtime, { bucket: REPORTS, prefix: `${team}/`, at });
  touchObject(scene, runtime, {
    bucket: REPORTS,
    key: `${team}/weekly-${scene.random.skewed(60)}.pdf`,
    at: at + 500,
    operation: S3_OBJECT.get,
    bytes: scene.random.heavy(40_000, 8_000_000),
  });
}

/** The lab's agent does the same in an account whose data events nobody switched on. */
function labTask(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const { random } = scene;
    const lab = leases.get("lab", at, (issuedAt) =>
      assumeRoleByService(scene, {
        role: scene.world.role("research-prod", "lab-agent-runtime"),
        service: SERVICE,
        sessionName: "BedrockAgentCore-lab",
        at: issuedAt,
        region: LAB.region,
        seconds: 3600,
        network: network(natAddress(ACCOUNTS["research-prod"].id, 1), AGENTS.boto),
      }),
    );
    touchCore(scene, lab, {
      act: "invokeRuntime",
      at,
      region: LAB.region,
      request: { agentRuntimeArn: LAB.runtime, runtimeSessionId: random.uuid() },
      resources: [["Runtime", LAB.runtime]],
    });
    const steps = random.heavy(2, 10);
    for (let n = 0; n < steps; n++) {
      invokeModel(scene, lab, {
        model: random.pick(MODELS),
        operation: "Converse",
        at: at + n * 7 * SECOND,
        region: LAB.region,
      });
      touchCore(scene, lab, {
        act: "createEvent",
        at: at + n * 7 * SECOND + 900,
        region: LAB.region,
        request: { memoryId: "lab_memory-Lk7jH8gF9d" },
        resources: [["Memory", LAB.memory]],
      });
    }
  };
}

/** The front end asks the runtime outside office hours too: health checks of the gateway. */
function probe(): Workload["run"] {
  return (scene, at) => toolCall(scene, { user: 999, at, id: 1 });
}

/** AgentCore: runtime, gateway, memory, code interpreter and token vault. */
export function agentcoreDesk(): readonly Workload[] {
  const leases = new Leases();
  return [
    { name: "agentcore-desk", share: 13, rhythm: OFFICE, run: deskTask(leases) },
    { name: "agentcore-lab", share: 3, rhythm: CUSTOMERS, run: labTask(leases) },
    { name: "agentcore-probe", share: 0.5, rhythm: STEADY, run: probe() },
  ];
}
