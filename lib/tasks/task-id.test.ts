import { describe, expect, it } from "vitest";
import { parseTaskId, taskId } from "./task-id";

describe("taskId", () => {
  it.each([
    { kind: "credential", credential: "11111111-1111-8111-8111-111111111111", atMs: null },
    { kind: "credential", credential: "11111111-1111-8111-8111-111111111111", atMs: 1_767_322_800_000 },
    { kind: "workload", workload: "arn:aws:lambda:eu-west-1:111122223333:function:f", atMs: null },
    { kind: "workload", workload: "i-0123456789abcdef0", atMs: 1_767_322_800_000 },
    { kind: "run", run: "agent-session", value: "a:b@1 <script>" },
  ] as const)("is read back as it was made: %j", (ref) => {
    expect(parseTaskId(taskId(ref))).toEqual(ref);
  });

  it.each(["AKIAX", "AROAX:name@2026-01-01T00:00:00Z", "a@1", "run:unknown:x"])("takes %s for a credential", (text) => {
    expect(parseTaskId(text)).toEqual({ kind: "credential", credential: text, atMs: null });
  });
});
