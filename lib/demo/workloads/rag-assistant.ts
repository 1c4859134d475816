import { SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import { AGENT, EMBEDDING_MODEL, KMS_KEY, MODELS } from "../organisation/resources";
import type { World } from "../organisation/world";
import { type Actor, through } from "../records/actor";
import { applyGuardrail, bedrockControl, invokeAgent, invokeModel, retrieve, touchVectors } from "../records/bedrock";
import type { Scene } from "../records/call";
import { AGENTS, natAddress, network, privateAddress } from "../records/network";
import { invokeFunction, touchTable } from "../records/plain-call";
import { type Bucket, listObjects, S3_OBJECT, touchObject } from "../records/s3";
import { getSecretValue } from "../records/secrets";
import { assumeRoleByService } from "../records/sts";
import { CUSTOMERS, Leases, STEADY, type Workload } from "./workload";

const BEDROCK = "bedrock.amazonaws.com";
const REGION = AGENT.region;
const ACCOUNT = ACCOUNTS["assistants-prod"].id;
export const KB_SOURCE: Bucket = {
  name: "assistants-kb-source",
  account: ACCOUNT,
  region: REGION,
  kmsKey: KMS_KEY.assistants,
};
export const REPORTS: Bucket = { name: "assistants-reports", account: ACCOUNT, region: REGION };

/** Sessions of the agent's own roles: Bedrock takes them, so later calls carry `invokedBy`. The session name's form is inferred. */
function serviceRole(scene: Scene, leases: Leases, spec: { role: string; lane: number; at: number }): Actor {
  const role = scene.world.role("assistants-prod", spec.role);
  return leases.get(`${spec.role}/${spec.lane}`, spec.at, (at) =>
    assumeRoleByService(scene, {
      role,
      service: BEDROCK,
      sessionName: `BedrockAgents-${AGENT.id}-${spec.lane}`,
      at,
      region: REGION,
      seconds: 3600,
      network: network(BEDROCK, BEDROCK),
      session: { invokedBy: BEDROCK },
    }),
  );
}

/** The warm sandboxes of the action group's function. */
export function toolFunction(scene: Scene, leases: Leases, spec: { lane: number; at: number }): Actor {
  const role = scene.world.role("assistants-prod", "agent-tools");
  return leases.get(`agent-tools/${spec.lane}`, spec.at, (at) =>
    assumeRoleByService(scene, {
      role,
      service: "lambda.amazonaws.com",
      terse: true,
      sessionName: "agent-tools",
      at,
      region: REGION,
      seconds: 8 * 3600,
      network: network(natAddress(ACCOUNT, spec.lane), AGENTS.lambda),
      session: {
        inScopeOf: {
          sourceArn: AGENT.tools,
          sourceAccount: ACCOUNT,
          issuerType: "AWS::Lambda::Function",
          credentialsIssuedTo: AGENT.tools,
        },
      },
    }),
  );
}

function webTask(scene: Scene, leases: Leases, at: number): Actor {
  const task = scene.random.below(3);
  const id = `${task}f3a9c51b7d204e8890ab12cd34ef567${task}`;
  return leases.get(`web/${task}`, at, (issuedAt) =>
    assumeRoleByService(scene, {
      role: scene.world.role("assistants-prod", "assistant-web"),
      service: "ecs-tasks.amazonaws.com",
      sessionName: id,
      at: issuedAt,
      region: REGION,
      seconds: 6 * 3600,
      network: network(natAddress(ACCOUNT, task), AGENTS.ecs),
      session: {
        inScopeOf: {
          sourceArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:task/assistants/${id}`,
          sourceAccount: ACCOUNT,
          issuerType: "AWS::ECS::Task",
          credentialsIssuedTo: `arn:aws:ecs:${REGION}:${ACCOUNT}:task/assistants/${id}`,
        },
      },
    }),
  );
}

function useTools(scene: Scene, leases: Leases, act: { agent: Actor; at: number }): void {
  const { random } = scene;
  const lane = random.below(4);
  invokeFunction(scene, act.agent, { arn: AGENT.tools, at: act.at });
  const tools = toolFunction(scene, leases, { lane, at: act.at });
  const order = random.skewed(90_000);
  touchTable(scene, tools, {
    name: "GetItem",
    table: "customer-orders",
    at: act.at + 300,
    region: REGION,
    key: { orderId: `ord-${order}` },
  });
  if (random.chance(0.25)) {
    const secret = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:agent/crm-api-Xk2pQ9`;
    getSecretValue(scene, tools, { secret, kmsKey: KMS_KEY.assistants, at: act.at + 150 });
  }
  if (random.chance(0.15)) {
    const key = `orders/${2026 - random.below(2)}/${random.skewed(4000)}.pdf`;
    touchObject(scene, tools, {
      bucket: REPORTS,
      key,
      at: act.at + 700,
      operation: S3_OBJECT.get,
      bytes: random.heavy(20_000, 9_000_000),
    });
  }
}

/** One conversation of a customer with the support agent: a few turns, each with retrieval, inference and now and then a tool. */
function conversation(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const { random } = scene;
    const web = webTask(scene, leases, at);
    const lane = random.below(2);
    const agent = serviceRole(scene, leases, { role: "AmazonBedrockExecutionRoleForAgents_support", lane, at });
    const knowledge = serviceRole(scene, leases, {
      role: "AmazonBedrockExecutionRoleForKnowledgeBase_support",
      lane,
      at,
    });
    const sessionId = random.uuid();
    let now = at;
    const turns = random.heavy(1, 6);
    for (let turn = 0; turn < turns; turn++) {
      touchTable(scene, web, {
        name: turn === 0 ? "PutItem" : "GetItem",
        table: "assistant-sessions",
        at: now,
        region: REGION,
        key: { sessionId },
      });
      invokeAgent(scene, web, { at: now + 200, region: REGION, sessionId });
      applyGuardrail(scene, agent, { at: now + 400, region: REGION });
      retrieve(scene, agent, { at: now + 900, region: REGION });
      touchVectors(scene, knowledge, { act: "queryVectors", at: now + 1000, region: REGION });
      invokeModel(scene, knowledge, { model: EMBEDDING_MODEL, at: now + 950, region: REGION });
      const operation = "InvokeModelWithResponseStream";
      invokeModel(scene, agent, {
        model: MODELS[0],
        operation,
        at: now + 2500,
        region: REGION,
        throttled: random.chance(0.02),
      });
      if (random.chance(0.45)) useTools(scene, leases, { agent, at: now + 4000 });
      now += random.between(15, 70) * SECOND;
    }
  };
}

/** The knowledge base reads its bucket again and writes vectors. */
function synchronise(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const { random } = scene;
    const knowledge = serviceRole(scene, leases, {
      role: "AmazonBedrockExecutionRoleForKnowledgeBase_support",
      lane: 9,
      at,
    });
    const jobId = random.alnum(10).toUpperCase();
    bedrockControl(scene, through(knowledge, "scheduler.amazonaws.com"), {
      name: "StartIngestionJob",
      write: true,
      agents: true,
      at,
      region: REGION,
      request: { knowledgeBaseId: AGENT.knowledgeBaseId, dataSourceId: AGENT.dataSourceId },
      response: {
        ingestionJob: {
          ingestionJobId: jobId,
          knowledgeBaseId: AGENT.knowledgeBaseId,
          dataSourceId: AGENT.dataSourceId,
          status: "STARTING",
        },
      },
    });
    listObjects(scene, knowledge, { bucket: KB_SOURCE, prefix: "articles/", at: at + 3000 });
    const documents = random.heavy(4, 30);
    for (let n = 0; n < documents; n++) {
      const key = `articles/${random.skewed(1200)}.md`;
      const when = at + 5000 + n * 900;
      touchObject(scene, knowledge, {
        bucket: KB_SOURCE,
        key,
        at: when,
        operation: S3_OBJECT.get,
        bytes: random.heavy(2000, 400_000),
      });
      if (n % 3 === 0) invokeModel(scene, knowledge, { model: EMBEDDING_MODEL, at: when + 300, region: REGION });
      if (n % 5 === 4) touchVectors(scene, knowledge, { act: "putVectors", at: when + 600, region: REGION });
    }
  };
}

/** Operators look at the agent from a bastion in the VPC. */
function supervise(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const supervisor = leases.get("supervisor", at, (issuedAt) =>
      assumeRoleByService(scene, {
        role: scene.world.role("assistants-prod", "eks-indexer-pod"),
        service: "pods.eks.amazonaws.com",
        sessionName: "eks-assistants-indexer-0c9d8e7f",
        at: issuedAt,
        region: REGION,
        seconds: 6 * 3600,
        network: network(privateAddress(scene.random), AGENTS.go),
        tags: [
          { key: "eks-cluster-name", value: "assistants" },
          { key: "kubernetes-namespace", value: "search" },
          { key: "kubernetes-service-account", value: "indexer" },
          { key: "kubernetes-pod-name", value: "indexer-7d9f8b6c5-x2k4q" },
        ],
      }),
    );
    listObjects(scene, supervisor, { bucket: KB_SOURCE, prefix: "articles/", at });
    const reads = scene.random.between(2, 8);
    for (let n = 0; n < reads; n++) {
      touchObject(scene, supervisor, {
        bucket: KB_SOURCE,
        key: `articles/${scene.random.skewed(1200)}.md`,
        at: at + n * 400,
        operation: S3_OBJECT.get,
      });
    }
  };
}

/** The support assistant: a Bedrock agent, its knowledge base, its vectors and its tools. */
export function ragAssistant(_world: World): readonly Workload[] {
  const leases = new Leases();
  return [
    { name: "rag-conversation", share: 22, rhythm: CUSTOMERS, run: conversation(leases) },
    { name: "rag-synchronise", share: 3, rhythm: STEADY, run: synchronise(leases) },
    { name: "pod-indexer", share: 3, rhythm: STEADY, run: supervise(leases) },
  ];
}
