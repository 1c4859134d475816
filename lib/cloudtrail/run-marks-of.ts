import type { RunKind, RunMark } from "./issuance";
import type { IssuingRecord } from "./issuances-of";
import { listIn, objectIn } from "./json-object";
import { saidIn } from "./record-values";
import { storableText, TEXT_LIMITS } from "./storable-text";

const REQUESTS_MAX = 100;

/** The ids of a run that a call belongs to or begins, and the requests that it says it caused. */
export function runMarksOf({ name, request, additional, details }: IssuingRecord): readonly RunMark[] {
  switch (name) {
    case "InvokeAgent":
    case "InvokeInlineAgent":
      return marked("agent-session", request.sessionId);
    case "InvokeAgentRuntime":
      return marked("runtime-session", request.runtimeSessionId);
    case "InvokeFlow":
      return marked("flow-execution", request.executionId);
    case "CallTool":
      return marked("mcp-session", details.sessionId);
    case "InvokeGateway":
    case "InvokeMcp":
      return [
        ...marked("mcp-session", (objectIn(request.headers) ?? {})["mcp-session-id"]),
        ...(listIn(additional.downstreamRequestIds) ?? [])
          .slice(0, REQUESTS_MAX)
          .flatMap((id) => marked("request", id)),
      ];
    default:
      return [];
  }
}

function marked(kind: RunKind, value: unknown): readonly RunMark[] {
  const text = saidIn(value);
  return text === null ? [] : [{ kind, value: storableText(text, TEXT_LIMITS.name) }];
}
