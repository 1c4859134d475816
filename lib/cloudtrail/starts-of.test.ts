import { describe, expect, it } from "vitest";
import { normaliseRecord } from "./normalise-record";

const A = "111122223333";
const TASK = "0123456789abcdef0123456789abcdef";
const BUILD = "11111111-2222-4333-8444-555555555555";

function startsIn(call: string, request: object, response: object | null, more: object = {}) {
  const [service = "", name = ""] = call.split(":");
  const event = normaliseRecord(
    {
      eventTime: "2026-01-02T05:00:01Z",
      eventSource: `${service}.amazonaws.com`,
      eventName: name,
      recipientAccountId: A,
      userIdentity: { type: "IAMUser", arn: `arn:aws:iam::${A}:user/ada`, accountId: A, userName: "ada" },
      requestParameters: request,
      responseElements: response,
      ...more,
    },
    Number.MAX_SAFE_INTEGER,
  );
  if ("reason" in event) throw new Error(event.detail);
  return (event.traces?.runs ?? []).map(({ kind, value }) => [kind, value]);
}

const task = (account: string) => ({ tasks: [{ taskArn: `arn:aws:ecs:eu-west-1:${account}:task/jobs/${TASK}` }] });

describe("work that a call starts under another role", () => {
  it.each([
    [
      "a container task by its ARN, and by its id, which is its session's name",
      startsIn("ecs:RunTask", {}, task(A)),
      [
        ["start", `arn:aws:ecs:eu-west-1:${A}:task/jobs/${TASK}`],
        ["start", `ecs-tasks.amazonaws.com/${A}/${TASK}`],
      ],
    ],
    [
      "a build by its ARN, and by the name of its session",
      startsIn(
        "codebuild:StartBuild",
        {},
        { build: { id: `web:${BUILD}`, arn: `arn:aws:codebuild:eu-west-1:${A}:build/web:${BUILD}` } },
      ),
      [
        ["start", `arn:aws:codebuild:eu-west-1:${A}:build/web:${BUILD}`],
        ["start", `codebuild.amazonaws.com/${A}/AWSCodeBuild-${BUILD}`],
      ],
    ],
    [
      "an execution by its ARN",
      startsIn("states:StartExecution", {}, { executionArn: `arn:aws:states:eu-west-1:${A}:execution:m:x` }),
      [["start", `arn:aws:states:eu-west-1:${A}:execution:m:x`]],
    ],
    [
      "a training job by the role that the request names, which is no proof",
      startsIn("sagemaker:CreateTrainingJob", { roleArn: `arn:aws:iam::${A}:role/ml/train` }, {}),
      [["start-role", `sagemaker.amazonaws.com/${A}/role/train`]],
    ],
    [
      "a job run by the name that all sessions of its service have",
      startsIn("glue:StartJobRun", { jobName: "j" }, { jobRunId: "jr_1" }),
      [["start-role", `glue.amazonaws.com/${A}/session/GlueJobRunnerSession`]],
    ],
    [
      "each instance by its id, which is its sessions' name",
      startsIn(
        "ec2:RunInstances",
        { instancesSet: { items: [{ imageId: "ami-1", minCount: 2, maxCount: 2 }] } },
        { instancesSet: { items: [{ instanceId: "i-0123456789abcdef0" }, { instanceId: "i-0123456789abcdef1" }] } },
      ),
      [
        ["start", `ec2.amazonaws.com/${A}/i-0123456789abcdef0`],
        ["start", `ec2.amazonaws.com/${A}/i-0123456789abcdef1`],
      ],
    ],
    [
      "a batch of builds by its role, for the builds have ids of their own",
      startsIn("codebuild:StartBuildBatch", {}, { buildBatch: { serviceRole: `arn:aws:iam::${A}:role/ci/build` } }),
      [["start-role", `codebuild.amazonaws.com/${A}/role/build`]],
    ],
  ])("is known by %s", (_case, starts, expected) => {
    expect(starts).toEqual(expected);
  });

  it("is not known by an ARN of another account, by a refused call, or by another service's call of the same name", () => {
    expect(startsIn("ecs:RunTask", {}, task("999988887777"))).toEqual([]);
    expect(startsIn("ecs:RunTask", {}, task(A), { errorCode: "AccessDenied" })).toEqual([]);
    expect(startsIn("example:RunTask", {}, task(A))).toEqual([]);
  });
});
