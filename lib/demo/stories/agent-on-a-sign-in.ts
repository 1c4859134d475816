import { MINUTE, SECOND } from "../base/calendar";
import { ACCOUNTS } from "../organisation/accounts";
import { PEOPLE } from "../organisation/users";
import type { Holder, World } from "../organisation/world";
import { through } from "../records/actor";
import { AGENTS } from "../records/network";
import { plainCall } from "../records/plain-call";
import { agentSteps, callTool, MCP } from "../workloads/coding-agent";
import { lookAround, signIn } from "../workloads/people";
import { type Ending, type Frame, Stage, span, type Story } from "./stage";

function frame(role: Holder): Frame {
  return {
    id: "agent-on-sign-in",
    scenario: "S17",
    title: "A person's sign-in, an agent's hand",
    summary:
      "An engineer signs in and clicks around; the same role session is then used by a coding agent through the MCP server, which deletes a stack and two tables within a minute.",
    cast: [{ identity: role.arn, role: "signed in, and lent to the agent", human: "human" }],
  };
}

function ending({
  start,
  byHand,
  byAgent,
}: {
  readonly start: number;
  readonly byHand: readonly string[];
  readonly byAgent: readonly string[];
}): Ending {
  return {
    provable: [
      {
        statement: "The same session made calls by hand and calls through the MCP server",
        events: [...byHand.slice(0, 3), ...byAgent.slice(-3)],
      },
      { statement: "The agent's calls carry invokedBy aws-mcp.amazonaws.com", events: byAgent },
    ],
    blind: [
      {
        what: "Which tool was called with what, and whether a person approved",
        why: "tool calls are a data event that no trail takes here; approval is not in CloudTrail",
        ...span(start, start + 20 * MINUTE),
      },
    ],
  };
}

/** S17: a coding agent on a person's sign-in deletes what it was to repair. */
export function agentOnASignIn(world: World): Story {
  const person = PEOPLE[4];
  if (person === undefined) throw new Error("The organisation has too few people.");
  const role = world.role("dev", "AWSReservedSSO_AdministratorAccess_1b74cd717d47002b");
  const stage = new Stage(world, frame(role));
  const { scene } = stage;
  const { region } = ACCOUNTS.dev;
  const start = world.window.on(19, "14:30");
  const actor = signIn(scene, {
    person,
    account: "dev",
    set: "AdministratorAccess",
    at: start,
    userAgent: AGENTS.cli,
    agentSession: true,
  });
  const byHand = stage.task("By hand", () => lookAround(scene, actor, { at: start + 20 * SECOND, region, count: 8 }));
  const sessionId = scene.random.uuid();
  const tool = through(actor, MCP, actor.credential ?? undefined);
  const byAgent = stage.task("By the agent", () => {
    agentSteps(scene, actor, { at: start + 10 * MINUTE, count: 22, sessionId });
    const at = start + 15 * MINUTE;
    callTool(scene, actor, { at, sessionId, method: "run_script" });
    plainCall(scene, tool, {
      service: "cloudformation",
      name: "DeleteStack",
      write: true,
      at: at + 3 * SECOND,
      region,
      request: { stackName: "preview-114" },
    });
    for (const [n, table] of ["preview-orders", "preview-sessions"].entries()) {
      plainCall(scene, tool, {
        service: "dynamodb",
        name: "DeleteTable",
        write: true,
        at: at + (10 + n * 8) * SECOND,
        region,
        request: { tableName: table },
        apiVersion: "2012-08-10",
      });
    }
  });
  return stage.end(ending({ start, byHand, byAgent }));
}
