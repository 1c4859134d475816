import { describe, expect, it } from "vitest";
import { actorOf, type Hand } from "./actor";

const hand = (parts: Partial<Hand>): Hand => ({
  identityKind: "role",
  human: "undetermined",
  reason: "IAM role",
  agent: null,
  fromConsole: false,
  scope: null,
  delivery: null,
  signInSession: null,
  forwarded: false,
  ...parts,
});

describe("actorOf", () => {
  it.each<[string, Partial<Hand>, string]>([
    ["the console's mark", { fromConsole: true, human: "human" }, "person-in-console"],
    ["a person's session outside the console", { human: "human", identityKind: "sso-role" }, "persons-tool"],
    ["a coding agent on a person's sign-in", { human: "human", agent: "aws-mcp.amazonaws.com" }, "agent-for-person"],
    ["an agent over a sign-in session of an unknown", { agent: "x-mcp", signInSession: "arn" }, "agent-for-person"],
    ["an agent that a workload runs", { agent: "x-mcp", human: "non-human" }, "workload"],
    ["a function's credential, whoever its role is", { scope: "arn:function", human: "human" }, "workload"],
    ["an instance's credential", { delivery: "1.0" }, "workload"],
    ["an agent for nobody known", { agent: "x-mcp" }, "undetermined"],
    ["nothing", {}, "undetermined"],
  ])("knows by %s", (_case, parts, actor) => {
    const verdict = actorOf(hand(parts));
    expect(verdict.actor).toBe(actor);
    expect(verdict.because).not.toBe("");
  });
});
