import type { RunKind, RunMark } from "./issuance";
import type { IssuingRecord } from "./issuing-record";
import { listIn, objectIn } from "./json-object";
import { saidIn } from "./record-values";
import { startsOf } from "./starts-of";
import { storableText, TEXT_LIMITS } from "./storable-text";

const REQUESTS_MAX = 100;

/** The ids of a run that a call belongs to or begins, and the requests that it says it caused. */
export function runMarksOf(record: IssuingRecord): readonly RunMark[] {
  const { name, request, additional, details } = record;
  switch (name) {
    case "InvokeAgent":
      return sessionOf(record, "agent-session", [request.agentId, request.sessionId]);
    case "InvokeInlineAgent":
      return sessionOf(record, "agent-session", ["inline", request.sessionId]);
    case "InvokeAgentRuntime":
      return sessionOf(record, "runtime-session", [lastPart(request.agentRuntimeArn), request.runtimeSessionId]);
    case "InvokeFlow":
      return sessionOf(record, "flow-execution", [lastPart(request.flowIdentifier), request.executionId]);
    case "CallTool":
      return sessionOf(record, "mcp-session", [null, details.sessionId]);
    case "InvokeGateway":
    case "InvokeMcp":
      return [
        ...sessionOf(record, "mcp-session", [null, (objectIn(request.headers) ?? {})["mcp-session-id"]]),
        ...(listIn(additional.downstreamRequestIds) ?? [])
          .slice(0, REQUESTS_MAX)
          .flatMap((id) => marked("request", id)),
      ];
    default:
      return startsOf(record);
  }
}

/**
 * Callers choose the ids of sessions: one means one session only within an account, and of one agent. What names the agent stands
 * before it where the record has that.
 */
function sessionOf(
  { recipient, principal }: IssuingRecord,
  kind: RunKind,
  [of, id]: readonly [unknown, unknown],
): readonly RunMark[] {
  const session = saidIn(id);
  if (session === null) return [];
  const account = recipient ?? principal.account ?? "unknown";
  return marked(kind, [account, saidIn(of), session].filter((part) => part !== null).join("/"));
}

function lastPart(arn: unknown): string | null {
  const text = saidIn(arn);
  return text === null ? null : text.slice(text.lastIndexOf("/") + 1);
}

function marked(kind: RunKind, value: unknown): readonly RunMark[] {
  const text = saidIn(value);
  return text === null ? [] : [{ kind, value: storableText(text, TEXT_LIMITS.name) }];
}
