import { MINUTE, SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import { AGENT, CORE, LAB, MODELS } from "../organisation/resources";
import { PEOPLE } from "../organisation/users";
import type { World } from "../organisation/world";
import type { Actor } from "../records/actor";
import { bedrockControl } from "../records/bedrock";
import type { Scene } from "../records/call";
import { AGENTS, network } from "../records/network";
import { plainCall } from "../records/plain-call";
import { assumeRole, assumeRoleWithWebIdentity } from "../records/sts";
import { GITHUB } from "../workloads/continuous-integration";
import { signIn } from "../workloads/people";
import { type Frame, Stage, type Story } from "./stage";

function frame(world: World): Frame {
  return {
    id: "agents-released",
    scenario: null,
    title: "A release of the agents",
    summary:
      "A pipeline releases the support agent, its knowledge base and the research desk's runtime; an engineer updates the lab's. The records name each agent's role, model, bucket, index and tools.",
    cast: [{ identity: world.role("assistants-prod", "deployer").arn, role: "releases", human: "non-human" }],
  };
}

/** The support agent with everything that it stands on. */
function releaseAgent(scene: Scene, actor: Actor, start: number): void {
  const { world } = scene;
  const role = (name: string) => world.role("assistants-prod", name).arn;
  const agentResourceRoleArn = role("AmazonBedrockExecutionRoleForAgents_support");
  const roleArn = role("AmazonBedrockExecutionRoleForKnowledgeBase_support");
  const { id: agentId, knowledgeBaseId, dataSourceId } = AGENT;
  const agentArn = `arn:aws:bedrock:${AGENT.region}:${ACCOUNTS["assistants-prod"].id}:agent/${agentId}`;
  const storage = { type: "S3_VECTORS", s3VectorsConfiguration: { indexArn: AGENT.vectorIndex } };
  const source = { type: "S3", s3Configuration: { bucketArn: "arn:aws:s3:::assistants-kb-source" } };
  const steps: readonly (readonly [name: string, request: object, response: object])[] = [
    [
      "UpdateKnowledgeBase",
      { knowledgeBaseId, name: "support", roleArn, storageConfiguration: storage },
      { knowledgeBase: { knowledgeBaseId, knowledgeBaseArn: AGENT.knowledgeBase, roleArn, status: "UPDATING" } },
    ],
    [
      "UpdateDataSource",
      { knowledgeBaseId, dataSourceId, name: "articles", dataSourceConfiguration: source },
      { dataSource: { knowledgeBaseId, dataSourceId, status: "AVAILABLE" } },
    ],
    [
      "UpdateAgent",
      { agentId, agentName: "support", agentResourceRoleArn, foundationModel: MODELS[0] },
      { agent: { agentId, agentArn, agentResourceRoleArn, agentStatus: "UPDATING" } },
    ],
    [
      "UpdateAgentActionGroup",
      { agentId, agentVersion: "DRAFT", actionGroupName: "orders", actionGroupExecutor: { lambda: AGENT.tools } },
      { agentActionGroup: { agentId, actionGroupName: "orders", actionGroupState: "ENABLED" } },
    ],
    [
      "UpdateAgentKnowledgeBase",
      { agentId, agentVersion: "DRAFT", knowledgeBaseId },
      { agentKnowledgeBase: { knowledgeBaseId } },
    ],
    ["PrepareAgent", { agentId }, { agentId, agentStatus: "PREPARING" }],
    [
      "UpdateAgentAlias",
      { agentId, agentAliasId: AGENT.aliasId, agentAliasName: "live" },
      { agentAlias: { agentId, agentAliasId: AGENT.aliasId, agentAliasArn: AGENT.alias } },
    ],
  ];
  steps.forEach(([name, request, response], n) => {
    const at = start + n * 12 * SECOND;
    bedrockControl(scene, actor, { name, write: true, agents: true, at, region: AGENT.region, request, response });
  });
}

type Release = { readonly runtime: string; readonly region: string; readonly role: string; readonly at: number };

/** AWS publishes no sample of these records: their members are those of the API. */
function releaseRuntime(scene: Scene, actor: Actor, release: Release): void {
  const agentRuntimeId = release.runtime.slice(release.runtime.lastIndexOf("/") + 1);
  plainCall(scene, actor, {
    service: "bedrock-agentcore",
    name: "UpdateAgentRuntime",
    write: true,
    inferred: true,
    host: "bedrock-agentcore-control.{region}.amazonaws.com",
    at: release.at,
    region: release.region,
    request: { agentRuntimeId, roleArn: release.role, networkConfiguration: { networkMode: "PUBLIC" } },
    response: { agentRuntimeArn: release.runtime, agentRuntimeId, agentRuntimeVersion: "7", status: "UPDATING" },
  });
}

/** The agents come into our sight: what they run as and what they stand on. */
export function agentsReleased(world: World): Story {
  const stage = new Stage(world, frame(world));
  const { scene } = stage;
  const start = world.window.on(1, "09:40");
  const runner = network("198.19.12.40", AGENTS.github);
  const wish = { at: start, region: ACCOUNTS.dev.region, network: runner };
  const ci = stage.link(
    assumeRoleWithWebIdentity(scene, {
      ...wish,
      role: world.role("dev", "github-ci"),
      provider: GITHUB,
      subject: "repo:example-org/assistant:ref:refs/heads/main",
      asker: runner,
      sessionName: "GitHubActions",
    }),
    "AssumeRoleWithWebIdentity",
  );
  const deployer = world.role("assistants-prod", "deployer");
  const release = stage.link(
    assumeRole(scene, ci.actor, { ...wish, role: deployer, sessionName: "release", at: start + 5 * SECOND }),
    "AssumeRole into another account",
  ).actor;
  const events = stage.task("The release", () => {
    releaseAgent(scene, release, start + MINUTE);
    const role = world.role("assistants-prod", "AgentCoreRuntimeRole").arn;
    releaseRuntime(scene, release, { runtime: CORE.runtime, region: CORE.region, role, at: start + 4 * MINUTE });
  });
  const [engineer] = PEOPLE;
  if (engineer === undefined) throw new Error("The organisation has too few people.");
  const at = start + 30 * MINUTE;
  const account = "research-prod";
  const person = signIn(scene, { person: engineer, account, set: "AdministratorAccess", at, userAgent: AGENTS.cli });
  const role = world.role(account, "lab-agent-runtime").arn;
  releaseRuntime(scene, person, { runtime: LAB.runtime, region: LAB.region, role, at: at + MINUTE });
  return stage.end({
    provable: [{ statement: "Which role, model, knowledge base, index and tools the support agent has", events }],
    blind: [],
  });
}
