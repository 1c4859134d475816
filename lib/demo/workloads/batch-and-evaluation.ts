import type { Scene } from "../records/call";
import { SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import { MODELS } from "../organisation/resources";
import type { Actor } from "../records/actor";
import { bedrockControl, invokeModel } from "../records/bedrock";
import { AGENTS, natAddress, network } from "../records/network";
import { plainCall } from "../records/plain-call";
import { type Bucket, listObjects, S3_OBJECT, touchObject } from "../records/s3";
import { assumeRoleByService } from "../records/sts";
import { Leases, NIGHTLY, STEADY, type Workload } from "./workload";

const REGION = "us-west-2";
const ACCOUNT = ACCOUNTS["research-prod"].id;
const bucket = (name: string): Bucket => ({ name, account: ACCOUNT, region: REGION });
export const EVAL_SETS = bucket("research-eval-sets");
export const EVAL_RESULTS = bucket("research-eval-results");
const BATCH_INPUT = bucket("research-batch-input");
const BATCH_OUTPUT = bucket("research-batch-output");

function schedulerOf(scene: Scene, leases: Leases, at: number): Actor {
  const functionArn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:batch-scheduler`;
  return leases.get("scheduler", at, (issuedAt) =>
    assumeRoleByService(scene, {
      role: scene.world.role("research-prod", "batch-scheduler"),
      service: "lambda.amazonaws.com",
      terse: true,
      sessionName: "batch-scheduler",
      at: issuedAt,
      region: REGION,
      seconds: 10 * 3600,
      network: network(natAddress(ACCOUNT, 0), AGENTS.lambda),
      session: {
        inScopeOf: {
          sourceArn: functionArn,
          sourceAccount: ACCOUNT,
          issuerType: "AWS::Lambda::Function",
          credentialsIssuedTo: functionArn,
        },
      },
    }),
  );
}

function readAndWrite(scene: Scene, service: Actor, spec: { readonly at: number; readonly job: string }): void {
  const { at, job } = spec;
  listObjects(scene, service, { bucket: BATCH_INPUT, prefix: "pending/", at: at + 8 * SECOND });
  const parts = scene.random.heavy(3, 25);
  for (let n = 0; n < parts; n++) {
    touchObject(scene, service, {
      bucket: BATCH_INPUT,
      key: `pending/part-${n}.jsonl`,
      at: at + (10 + n) * SECOND,
      operation: S3_OBJECT.get,
    });
    touchObject(scene, service, {
      bucket: BATCH_OUTPUT,
      key: `${job}/part-${n}.jsonl.out`,
      at: at + (90 + n) * SECOND,
      operation: S3_OBJECT.put,
    });
  }
}

/** A batch inference job: management calls around it, S3 reads and writes inside it, which this account does not log. */
function batchJob(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const { random, world } = scene;
    const scheduler = schedulerOf(scene, leases, at);
    const jobArn = `arn:aws:bedrock:${REGION}:${ACCOUNT}:model-invocation-job/${random.alnum(12).toLowerCase()}`;
    const roleArn = world.role("research-prod", "bedrock-batch-inference").arn;
    bedrockControl(scene, scheduler, {
      name: "CreateModelInvocationJob",
      write: true,
      at,
      region: REGION,
      request: {
        jobName: `score-${random.below(100_000)}`,
        modelId: MODELS[1],
        roleArn,
        inputDataConfig: { s3InputDataConfig: { s3Uri: "s3://research-batch-input/pending/" } },
        outputDataConfig: { s3OutputDataConfig: { s3Uri: "s3://research-batch-output/" } },
      },
      response: { jobArn },
    });
    const service = assumeRoleByService(scene, {
      role: world.role("research-prod", "bedrock-batch-inference"),
      service: "bedrock.amazonaws.com",
      sessionName: `BatchInference-${jobArn.slice(-12)}`,
      at: at + 5 * SECOND,
      region: REGION,
      seconds: 3600,
      network: network("bedrock.amazonaws.com", "bedrock.amazonaws.com"),
      session: { invokedBy: "bedrock.amazonaws.com" },
    }).actor;
    readAndWrite(scene, service, { at, job: jobArn.slice(-12) });
    for (let poll = 1; poll <= 6; poll++) {
      bedrockControl(scene, scheduler, {
        name: "GetModelInvocationJob",
        at: at + poll * 60 * SECOND,
        region: REGION,
        request: { jobIdentifier: jobArn },
      });
    }
  };
}

/** An evaluation, which the scheduler starts as a container task: reads far more than it writes, and is throttled at times. */
function evaluation(leases: Leases): Workload["run"] {
  return (scene, at) => {
    const { random, world } = scene;
    const task = random.hex(32);
    const arn = `arn:aws:ecs:${REGION}:${ACCOUNT}:task/evaluation/${task}`;
    plainCall(scene, schedulerOf(scene, leases, at - 5 * SECOND), {
      service: "ecs",
      name: "RunTask",
      write: true,
      at: at - 4 * SECOND,
      region: REGION,
      request: { cluster: "evaluation", taskDefinition: "evaluation-runner", launchType: "FARGATE" },
      response: { tasks: [{ taskArn: arn, lastStatus: "PROVISIONING" }], failures: [] },
    });
    const runner = assumeRoleByService(scene, {
      role: world.role("research-prod", "evaluation-runner"),
      service: "ecs-tasks.amazonaws.com",
      sessionName: task,
      at,
      region: REGION,
      seconds: 6 * 3600,
      network: network(natAddress(ACCOUNT, random.below(4)), AGENTS.boto),
      session: {
        inScopeOf: { sourceArn: arn, sourceAccount: ACCOUNT, issuerType: "AWS::ECS::Task", credentialsIssuedTo: arn },
      },
    }).actor;
    const set = random.pick(["safety", "grounding", "tools", "retrieval"]);
    const model = random.pick(MODELS);
    listObjects(scene, runner, { bucket: EVAL_SETS, prefix: `${set}/`, at: at + SECOND });
    const cases = random.heavy(12, 90);
    for (let n = 0; n < cases; n++) {
      const when = at + 2 * SECOND + n * 2500;
      if (n % 4 === 0)
        touchObject(scene, runner, {
          bucket: EVAL_SETS,
          key: `${set}/case-${random.below(5000)}.json`,
          at: when,
          operation: S3_OBJECT.get,
          bytes: random.heavy(900, 90_000),
        });
      invokeModel(scene, runner, { model, at: when + 400, region: REGION, throttled: random.chance(0.06) });
    }
    touchObject(scene, runner, {
      bucket: EVAL_RESULTS,
      key: `${set}/${task}.json`,
      at: at + 4 * SECOND + cases * 2500,
      operation: S3_OBJECT.put,
    });
  };
}

/** Batch inference and evaluation of the research account. */
export function batchAndEvaluation(): readonly Workload[] {
  const leases = new Leases();
  return [
    { name: "batch-inference", share: 2, rhythm: STEADY, run: batchJob(leases) },
    { name: "evaluation", share: 9, rhythm: NIGHTLY, run: evaluation(leases) },
  ];
}
