import { MINUTE, SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import { PIPELINE_REPOSITORIES } from "../organisation/roles";
import type { Actor } from "../records/actor";
import type { Scene } from "../records/call";
import { AGENTS, network } from "../records/network";
import { plainCall } from "../records/plain-call";
import { assumeRole, assumeRoleWithWebIdentity, getCallerIdentity } from "../records/sts";
import { OFFICE, type Workload } from "./workload";

export const GITHUB = "token.actions.githubusercontent.com";
const REGION = "eu-central-1";
const DEV = ACCOUNTS.dev.id;

/** Hosted runners come from many addresses. */
export function runnerAddress(scene: Scene): string {
  return `198.19.${scene.random.below(40)}.${scene.random.between(2, 250)}`;
}

function publishImage(scene: Scene, ci: Actor, at: number): void {
  const name = "assistants/web";
  plainCall(scene, ci, {
    service: "ecr",
    name: "GetAuthorizationToken",
    host: "api.ecr.{region}.amazonaws.com",
    at,
    region: REGION,
    request: null,
  });
  const layers = scene.random.between(1, 4);
  for (let n = 0; n < layers; n++) {
    const when = at + (n + 1) * SECOND;
    plainCall(scene, ci, {
      service: "ecr",
      name: "InitiateLayerUpload",
      write: true,
      host: "api.ecr.{region}.amazonaws.com",
      at: when,
      region: REGION,
      request: { registryId: DEV, repositoryName: name },
    });
    plainCall(scene, ci, {
      service: "ecr",
      name: "CompleteLayerUpload",
      write: true,
      host: "api.ecr.{region}.amazonaws.com",
      at: when + 600,
      region: REGION,
      request: { registryId: DEV, repositoryName: name, layerDigests: [`sha256:${scene.random.hex(64)}`] },
    });
  }
  plainCall(scene, ci, {
    service: "ecr",
    name: "PutImage",
    write: true,
    host: "api.ecr.{region}.amazonaws.com",
    at: at + 8 * SECOND,
    region: REGION,
    request: { registryId: DEV, repositoryName: name, imageTag: scene.random.hex(12) },
    response: {
      image: { registryId: DEV, repositoryName: name, imageId: { imageDigest: `sha256:${scene.random.hex(64)}` } },
    },
  });
}

function watchService(scene: Scene, deployer: Actor, spec: { readonly at: number; readonly region: string }): void {
  const { at, region } = spec;
  for (let poll = 0; poll < 5; poll++) {
    plainCall(scene, deployer, {
      service: "ecs",
      name: "DescribeServices",
      at: at + 45 * SECOND + poll * 15 * SECOND,
      region,
      request: { cluster: "assistants", services: ["web"] },
    });
  }
}

function deploy(scene: Scene, deployer: Actor, spec: { at: number; region: string; account: string }): void {
  const { at, region, account } = spec;
  const stackId = `arn:aws:cloudformation:${region}:${account}:stack/assistants-web/5d1c2b3a-0f9e-11f0-8a7b-0a1b2c3d4e5f`;
  plainCall(scene, deployer, {
    service: "cloudformation",
    name: "CreateChangeSet",
    write: true,
    at,
    region,
    request: { stackName: "assistants-web", changeSetType: "UPDATE", capabilities: ["CAPABILITY_IAM"] },
    response: { stackId },
  });
  for (const poll of [0, 1, 2]) {
    plainCall(scene, deployer, {
      service: "cloudformation",
      name: "DescribeChangeSet",
      at: at + (3 + poll * 4) * SECOND,
      region,
      request: { stackName: "assistants-web" },
    });
  }
  plainCall(scene, deployer, {
    service: "cloudformation",
    name: "ExecuteChangeSet",
    write: true,
    at: at + 20 * SECOND,
    region,
    request: { stackName: "assistants-web" },
  });
  plainCall(scene, deployer, {
    service: "lambda",
    name: "UpdateFunctionCode20150331v2",
    write: true,
    version: "1.08",
    at: at + 30 * SECOND,
    region,
    request: { functionName: "agent-tools", publish: true, dryRun: false },
    response: {
      functionName: "agent-tools",
      functionArn: `arn:aws:lambda:${region}:${account}:function:agent-tools:${scene.random.between(40, 90)}`,
      runtime: "python3.13",
    },
  });
  plainCall(scene, deployer, {
    service: "ecs",
    name: "UpdateService",
    write: true,
    at: at + 40 * SECOND,
    region,
    request: { cluster: "assistants", service: "web", forceNewDeployment: true },
  });
  watchService(scene, deployer, { at, region });
}

/** A push to a repository: the runner's token becomes a role here, and that one a deployer in another account. */
function pipeline(): Workload["run"] {
  return (scene, at) => {
    const { random, world } = scene;
    const address = runnerAddress(scene);
    const runner = network(address, AGENTS.github);
    const repository = random.pick(PIPELINE_REPOSITORIES);
    const main = random.chance(0.35);
    const subject = `repo:example-org/${repository}:ref:refs/heads/${main ? "main" : `change-${random.below(900)}`}`;
    const ci = assumeRoleWithWebIdentity(scene, {
      role: world.role("dev", "github-ci"),
      provider: GITHUB,
      subject,
      asker: runner,
      sessionName: "GitHubActions",
      at,
      region: REGION,
      network: network(address, AGENTS.cli),
    }).actor;
    getCallerIdentity(scene, ci, { at: at + 2 * SECOND, region: REGION });
    publishImage(scene, ci, at + 5 * SECOND);
    if (!main) return;
    const target = random.chance(0.7) ? ("assistants-prod" as const) : ("data" as const);
    const { id: account, region } = ACCOUNTS[target];
    const deployer = assumeRole(scene, ci, {
      role: world.role(target, "deployer"),
      sessionName: `deploy-${random.below(90_000)}`,
      at: at + MINUTE,
      region: REGION,
      seconds: 3600,
      network: network(address, AGENTS.terraform),
    }).actor;
    deploy(scene, deployer, { at: at + MINUTE + 4 * SECOND, region, account });
  };
}

/** Pipelines through GitHub's OIDC provider. */
export function continuousIntegration(): readonly Workload[] {
  return [{ name: "ci-pipeline", share: 7, rhythm: OFFICE, run: pipeline() }];
}
