import { parseArn } from "./arn";
import { type RunMark, START_KINDS, type StartKind } from "./issuance";
import { afterSlash, child, type IssuingRecord, text } from "./issuing-record";
import { isJsonObject, listIn } from "./json-object";

/** Work that a call starts under another role, and how the session of that work can be known again. */
type Read = (record: IssuingRecord, account: string) => readonly Started[];
type Started = readonly [StartKind, string | null];

const [BY_ID, BY_ROLE] = START_KINDS;
const PIECES_MAX = 100;
/** Services whose sessions only a role, or a name that they all have, joins to the call that started their work. */
const JOB_SERVICES = ["codebuild", "glue", "ops.emr-serverless", "sagemaker", "bedrock", "cloudformation"] as const;
type JobService = (typeof JOB_SERVICES)[number];

/**
 * Calls that start work. Where the answer names an id of which the session will be called, or which its records will carry, that
 * id; else the role that the request names, or the name that the service gives to all its sessions: a set to choose from.
 */
const BY_CALL = new Map<string, Read>([
  ["ecs.amazonaws.com:RunTask", tasks],
  ["ecs.amazonaws.com:StartTask", tasks],
  ["codebuild.amazonaws.com:StartBuild", build],
  ["codebuild.amazonaws.com:RetryBuild", build],
  // The builds of a batch have ids of their own, which its answer does not tell.
  ["codebuild.amazonaws.com:StartBuildBatch", asRole("codebuild", batchRole)],
  ["codebuild.amazonaws.com:RetryBuildBatch", asRole("codebuild", batchRole)],
  ["ec2.amazonaws.com:RunInstances", instances],
  ["states.amazonaws.com:StartExecution", ({ response }, account) => [ofArn(response.executionArn, account)]],
  ["states.amazonaws.com:StartSyncExecution", ({ response }, account) => [ofArn(response.executionArn, account)]],
  [
    "glue.amazonaws.com:StartJobRun",
    (_record, account) => [named(BY_ROLE, "glue", `${account}/session/GlueJobRunnerSession`)],
  ],
  ["emr-serverless.amazonaws.com:StartJobRun", asRole("ops.emr-serverless", ({ request }) => request.executionRoleArn)],
  ["sagemaker.amazonaws.com:CreateTrainingJob", asRole("sagemaker", ({ request }) => request.roleArn)],
  ["sagemaker.amazonaws.com:CreateProcessingJob", asRole("sagemaker", ({ request }) => request.roleArn)],
  ["bedrock.amazonaws.com:CreateModelInvocationJob", asRole("bedrock", ({ request }) => request.roleArn)],
  ["bedrock.amazonaws.com:CreateModelCustomizationJob", asRole("bedrock", ({ request }) => request.roleArn)],
  ["cloudformation.amazonaws.com:CreateStack", asRole("cloudformation", ({ request }) => request.roleARN)],
  ["cloudformation.amazonaws.com:UpdateStack", asRole("cloudformation", ({ request }) => request.roleARN)],
  ["cloudformation.amazonaws.com:DeleteStack", asRole("cloudformation", ({ request }) => request.roleARN)],
]);

/** The names of the calls that start work under another role. */
export const STARTING_CALLS: readonly string[] = [
  ...new Set([...BY_CALL.keys()].map((call) => call.split(":")[1] ?? "")),
];

/** The same services, as records name them. */
export const STARTED_BY_ROLE: ReadonlySet<string> = new Set(JOB_SERVICES.map((service) => `${service}.amazonaws.com`));

/** By what the sessions of the work that a call started can be known. */
export function startsOf(record: IssuingRecord): readonly RunMark[] {
  const account = record.recipient ?? record.principal.account;
  const read = BY_CALL.get(`${record.source}:${record.name}`);
  if (read === undefined || account === null) return [];
  return read(record, account).flatMap(([kind, value]) => (value === null ? [] : [{ kind, value }]));
}

/** A task's id is the end of its ARN and the name of its session. */
function tasks({ response }: IssuingRecord, account: string): readonly Started[] {
  return (listIn(response.tasks) ?? [])
    .slice(0, PIECES_MAX)
    .filter(isJsonObject)
    .flatMap(({ taskArn }) => {
      const arn = ofArn(taskArn, account);
      return [arn, named(BY_ID, "ecs-tasks", arn[1] === null ? null : `${account}/${afterSlash(arn[1])}`)];
    });
}

/** `project:id`; the session is called by the id alone. */
function build({ response }: IssuingRecord, account: string): readonly Started[] {
  const { id, arn } = child(response, "build");
  const own = text(id)?.split(":").at(-1) ?? null;
  return [ofArn(arn, account), named(BY_ID, "codebuild", own === null ? null : `${account}/AWSCodeBuild-${own}`)];
}

function batchRole({ response }: IssuingRecord): unknown {
  return child(response, "buildBatch").serviceRole;
}

/** EC2 calls the sessions of an instance by its id. */
function instances({ response }: IssuingRecord, account: string): readonly Started[] {
  return (listIn(child(response, "instancesSet").items) ?? [])
    .slice(0, PIECES_MAX)
    .filter(isJsonObject)
    .map(({ instanceId }) => {
      const id = text(instanceId);
      return named(BY_ID, "ec2", id === null ? null : `${account}/${id}`);
    });
}

/** An ARN is believed only of the account in which the call was recorded. */
function ofArn(arn: unknown, account: string): Started {
  const said = text(arn);
  return [BY_ID, said !== null && parseArn(said)?.account === account ? said : null];
}

function asRole(service: JobService, role: (record: IssuingRecord) => unknown): Read {
  return (record, account) => {
    const arn = text(role(record));
    const isOwn = arn !== null && parseArn(arn)?.account === account;
    return [named(BY_ROLE, service, isOwn ? `${account}/role/${afterSlash(arn)}` : null)];
  };
}

function named(kind: StartKind, service: string, rest: string | null): Started {
  return [kind, rest === null ? null : `${service}.amazonaws.com/${rest}`];
}
