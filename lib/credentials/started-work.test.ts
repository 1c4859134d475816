import { describe, expect, it } from "vitest";
import { credentialUse } from "@/lib/testing/factories/credential-use";
import { type Start, startOf, startsOfWork, workOf } from "./started-work";

const TASK = "0123456789abcdef0123456789abcdef";
const BUILD = "AWSCodeBuild-11111111-2222-4333-8444-555555555555";
const ARN = `arn:aws:ecs:eu-west-1:111122223333:task/cluster/${TASK}`;
const T = Date.UTC(2026, 0, 2, 3);
const by = (from: string) => ({
  mechanism: "service-assume-role" as const,
  from,
  atMs: T,
  expiresAtMs: T + 9_000,
  issuingEventId: "taken",
});
const ECS = by("ecs-tasks.amazonaws.com");

const start = (parts: Partial<Start> = {}): Start => ({
  kind: "start",
  value: `ecs-tasks.amazonaws.com/111122223333/${TASK}`,
  eventId: "run",
  timeMs: T - 3_000,
  action: "RunTask",
  key: "AKIAASKED",
  by: { id: null, name: "ada", kind: "user" },
  region: "eu-west-1",
  recordedIn: "111122223333",
  ...parts,
});
const session = credentialUse({ sessionName: TASK });

describe("the piece of work for which a credential was given", () => {
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
    expect(workOf(use, service === null ? null : by(service))).toBe(expected);
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
    expect(workOf(use, cameBy)).toBeNull();
  });
});

describe("the call that started the work of a session", () => {
  it("is joined by the id that its answer names and the service calls its session by, with both records", () => {
    expect(startOf(session, ECS, [start()])).toMatchObject({
      kind: "link",
      link: {
        from: "AKIAASKED",
        fromIsKey: true,
        grade: "C",
        mechanism: "started-work",
        issuingEventId: "run",
        usedEventId: "taken",
        expiresAtMs: T + 9_000,
      },
    });
  });

  it("is joined by the ARN that the session's records carry, whoever took the role", () => {
    const carried = credentialUse({ sessionName: "any", scope: ARN });
    expect(startOf(carried, null, [start({ value: ARN })])).toMatchObject({
      kind: "link",
      link: { usedEventId: "used" },
    });
  });

  it.each([
    ["came after the session", [start({ timeMs: T + 60_000 })], ECS],
    ["answered with another id", [start({ value: "ecs-tasks.amazonaws.com/111122223333/f" })], ECS],
    ["is of another account", [start({ value: `ecs-tasks.amazonaws.com/999988887777/${TASK}` })], ECS],
    ["has the id that somebody else called a session by", [start()], { ...ECS, mechanism: "assume-role" as const }],
    ["was signed by the session itself", [start({ key: session.key })], ECS],
  ])("is none that %s", (_case, starts, cameBy) => {
    expect(startOf(session, cameBy, starts)).toMatchObject({ kind: "none" });
  });

  it("is a set where several calls answered with one id, the same for every order", () => {
    const starts = [start(), start({ eventId: "another", timeMs: T - 9_000 })];
    expect(startOf(session, ECS, starts)).toMatchObject({
      kind: "candidates",
      links: [{ issuingEventId: "another" }, {}],
    });
    expect(startOf(session, ECS, starts.toReversed())).toEqual(startOf(session, ECS, starts));
  });

  it("is the launch of the instance whose session it is, and of none that only has an instance's name", () => {
    const instance = credentialUse({ sessionName: "i-0123456789abcdef0" });
    const launch = start({ value: "ec2.amazonaws.com/111122223333/i-0123456789abcdef0", timeMs: T - 86_400_000 });
    const link = { kind: "link", link: { grade: "C", issuingEventId: "run" } };
    expect(startOf(instance, by("ec2.amazonaws.com"), [launch])).toMatchObject(link);
    expect(startOf({ ...instance, delivery: "2.0" }, null, [launch])).toMatchObject(link);
    expect(startOf(instance, null, [launch])).toMatchObject({ kind: "none" });
    expect(startOf(instance, ECS, [launch])).toMatchObject({ kind: "none" });
    expect(workOf({ ...instance, scope: null }, by("ec2.amazonaws.com"))).toBeNull();
  });

  it("stays possible for a build of a batch, whose id no answer tells, but not beside a start with its own id", () => {
    const build = credentialUse({ sessionName: BUILD });
    const cameBy = by("codebuild.amazonaws.com");
    const batch = start({ kind: "start-role", value: "codebuild.amazonaws.com/111122223333/role/worker" });
    const own = start({ value: `codebuild.amazonaws.com/111122223333/${BUILD}`, eventId: "own" });
    expect(startOf(build, cameBy, [batch])).toMatchObject({ kind: "candidates", links: [{ grade: "D" }] });
    expect(startOf(build, cameBy, [batch, own])).toMatchObject({ kind: "link", link: { issuingEventId: "own" } });
  });

  it("stays possible where only the role and the time speak for it, even if it is the only one", () => {
    const job = credentialUse({ sessionName: "SageMaker" });
    const cameBy = by("sagemaker.amazonaws.com");
    const value = "sagemaker.amazonaws.com/111122223333/role/worker";
    expect(startsOfWork(job, cameBy).byRole).toContain(value);
    expect(startOf(job, cameBy, [start({ kind: "start-role", value })])).toMatchObject({
      kind: "candidates",
      links: [{ grade: "D" }],
    });
    const early = start({ kind: "start-role", value, timeMs: T - 3_600_000 });
    expect(startOf(job, cameBy, [early])).toMatchObject({ kind: "none" });
  });
});
