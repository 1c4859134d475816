import { SECOND } from "../base/calendar";
import { PEOPLE } from "../organisation/users";
import { type Actor, through } from "../records/actor";
import type { Scene } from "../records/call";
import { AGENTS } from "../records/network";
import { plainCall } from "../records/plain-call";
import { listBuckets } from "../records/s3";
import { signIn } from "./people";
import { OFFICE, type Workload } from "./workload";

export const MCP = "aws-mcp.amazonaws.com";
const REGION = "eu-central-1";

/** A tool call at the managed MCP server. Sources disagree on the event source and nothing official shows a record: inferred. */
export function callTool(scene: Scene, actor: Actor, deed: { at: number; sessionId: string; method: string }): void {
  plainCall(scene, actor, {
    service: "aws-mcp",
    name: "CallTool",
    type: "AWS::AgentAccessMCP::Tools",
    write: true,
    inferred: true,
    at: deed.at,
    region: REGION,
    request: { method: deed.method, arguments: "HIDDEN_DUE_TO_SECURITY_REASONS" },
    response: null,
    eventType: "AwsMcpEvent",
    extra: { mcpEventDetails: { sessionId: deed.sessionId } },
  });
}

const STEPS: readonly (readonly [service: string, name: string, request: object | null])[] = [
  ["cloudformation", "DescribeStackEvents", { stackName: "assistants-web" }],
  ["cloudformation", "GetTemplate", { stackName: "assistants-web" }],
  ["logs", "StartQuery", { logGroupName: "/aws/lambda/agent-tools", limit: 200 }],
  ["logs", "GetQueryResults", null],
  ["lambda", "GetFunction20150331v2", { functionName: "agent-tools" }],
  ["lambda", "GetFunctionConfiguration20150331v2", { functionName: "agent-tools" }],
  ["ecs", "DescribeServices", { cluster: "assistants", services: ["web"] }],
  ["iam", "GetRole", { roleName: "agent-tools" }],
  ["ec2", "DescribeSecurityGroups", { securityGroupSet: {}, filterSet: {} }],
];

/** What the agent does on the person's sign-in: the same role session, `invokedBy` the MCP server. */
export function agentSteps(scene: Scene, actor: Actor, spec: { at: number; count: number; sessionId: string }): void {
  const { random } = scene;
  const tool = through(actor, MCP, actor.credential ?? undefined);
  for (let n = 0; n < spec.count; n++) {
    const at = spec.at + n * random.between(2, 9) * SECOND;
    callTool(scene, actor, { at, sessionId: spec.sessionId, method: "call_aws" });
    const [service, name, request] = STEPS[random.below(STEPS.length)] ?? ["iam", "GetRole", null];
    plainCall(scene, tool, { service, name, at: at + 700, region: service === "iam" ? "us-east-1" : REGION, request });
  }
}

/** An engineer lets a coding agent work: the identity is a person's, the hand is not. */
function session(): Workload["run"] {
  return (scene, at) => {
    const { random } = scene;
    const who = PEOPLE[random.below(6)];
    if (who === undefined) return;
    const actor = signIn(scene, {
      person: who,
      account: "dev",
      set: "Developer",
      at,
      userAgent: AGENTS.cli,
      agentSession: true,
    });
    plainCall(scene, actor, {
      service: "signin",
      name: "CreateOAuth2Token",
      write: true,
      host: "{region}.signin.aws.amazon.com",
      inferred: true,
      at: at + SECOND,
      region: "us-east-1",
      request: { grantType: "authorization_code", clientId: "arn:aws:signin:::devtools/cross-device" },
      response: null,
    });
    listBuckets(scene, actor, { at: at + 4 * SECOND, region: REGION });
    agentSteps(scene, actor, { at: at + 10 * SECOND, count: random.heavy(6, 40), sessionId: random.uuid() });
  };
}

/** Coding agents through the MCP server. */
export function codingAgent(): readonly Workload[] {
  return [{ name: "coding-agent", share: 3.5, rhythm: OFFICE, run: session() }];
}
