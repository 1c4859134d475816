import { describe, expect, it } from "vitest";
import { basisOf, invocationOf, titleOf, workloadOf } from "./cut-basis";

const TASK = "0123456789abcdef0123456789abcdef";
const BUILD = "AWSCodeBuild-11111111-2222-4333-8444-555555555555";
const ARN = `arn:aws:ecs:eu-west-1:111122223333:task/cluster/${TASK}`;
const by = (from: string) => ({ mechanism: "service-assume-role" as const, from });

describe("the invocation for which a credential was given", () => {
  it.each([
    ["the task that its records name", { scope: ARN, sessionName: null }, null, ARN],
    [
      "a container task, by the name that ECS gave the session",
      { scope: null, sessionName: TASK },
      "ecs-tasks.amazonaws.com",
      TASK,
    ],
    [
      "a build, by the name that CodeBuild gave the session",
      { scope: null, sessionName: BUILD },
      "codebuild.amazonaws.com",
      BUILD,
    ],
  ])("is %s", (_case, use, service, expected) => {
    expect(invocationOf(use, service === null ? null : by(service))).toBe(expected);
  });

  it.each([
    [
      "somebody other than the service named the session so",
      { scope: null, sessionName: TASK },
      { mechanism: "assume-role" as const, from: "AKIAX" },
    ],
    ["another service did", { scope: null, sessionName: BUILD }, by("ecs-tasks.amazonaws.com")],
    ["nobody knows who took the role", { scope: null, sessionName: TASK }, null],
    [
      "a function stays warm for many runs",
      { scope: "arn:aws:lambda:eu-west-1:111122223333:function:f", sessionName: "f" },
      by("lambda.amazonaws.com"),
    ],
  ])("is not known where %s", (_case, use, cameBy) => {
    expect(invocationOf(use, cameBy)).toBeNull();
  });

  it("is the basis of a cut where no pause cuts, and names the piece of work", () => {
    expect(basisOf(null, TASK)).toBe("invocation");
    expect(basisOf(60_000, TASK)).toBe("idle-gap");
    expect(basisOf(null, null)).toBe("credential-lifetime");
    expect(titleOf(TASK, "invocation")).toBe(`invocation ${TASK}`);
  });
});

describe("the workload that a credential was given to", () => {
  it("is an instance only with the mark that EC2 puts on what it delivers", () => {
    const named = { scope: null, sessionName: "i-0123456789abcdef0" };
    expect(workloadOf({ ...named, delivery: "2.0" })).toBe("i-0123456789abcdef0");
    expect(workloadOf({ ...named, delivery: null })).toBeNull();
  });
});
