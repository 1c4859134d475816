import { isJsonObject, type JsonObject, textIn } from "@/lib/cloudtrail/json-object";

/** One file of a configuration folder, or what one call answered. */
export type ConfigFile = { readonly path: string; readonly value: unknown; readonly modifiedMs: number };

export type ConfigKind =
  | "snapshot"
  | "describe-trails"
  | "get-trail"
  | "list-trails"
  | "get-trail-status"
  | "get-event-selectors"
  | "list-event-data-stores"
  | "get-event-data-store"
  | "list-accounts"
  | "describe-organization"
  | "agent-part"
  | "get-model-invocation-logging-configuration";

const MARKS: readonly (readonly [ConfigKind, (value: JsonObject) => boolean])[] = [
  ["snapshot", (value) => textIn(value["takenAt"]) !== null],
  ["describe-trails", (value) => Array.isArray(value["trailList"])],
  ["get-trail", (value) => isJsonObject(value["Trail"])],
  ["list-trails", (value) => Array.isArray(value["Trails"])],
  ["get-trail-status", (value) => typeof value["IsLogging"] === "boolean"],
  ["get-event-data-store", (value) => textIn(value["EventDataStoreArn"]) !== null && textIn(value["Status"]) !== null],
  ["list-event-data-stores", (value) => Array.isArray(value["EventDataStores"])],
  [
    "get-event-selectors",
    (value) => Array.isArray(value["EventSelectors"]) || Array.isArray(value["AdvancedEventSelectors"]),
  ],
  ["list-accounts", (value) => Array.isArray(value["Accounts"])],
  ["describe-organization", (value) => isJsonObject(value["Organization"])],
  ["get-model-invocation-logging-configuration", (value) => isJsonObject(value["loggingConfig"])],
  ["agent-part", (value) => agentPartIn(value) !== null],
];

/** Commands of Bedrock that describe an agent or a part of one wrap what they say; those of AgentCore do not. */
const WRAPPINGS: readonly (readonly [wrapping: string, id: string])[] = [
  ["agent", "agentId"],
  ["agentActionGroup", "agentId"],
  ["agentKnowledgeBase", "agentId"],
  ["agentCollaborator", "agentId"],
  ["knowledgeBase", "knowledgeBaseId"],
  ["dataSource", "knowledgeBaseId"],
];

/** What get-agent and its like say, without its wrapping; null for anything else. */
export function agentPartIn(value: JsonObject): JsonObject | null {
  for (const [wrapping, id] of WRAPPINGS) {
    const inner = value[wrapping];
    if (isJsonObject(inner) && textIn(inner[id]) !== null) return inner;
  }
  return textIn(value["agentRuntimeArn"]) !== null || textIn(value["gatewayArn"]) !== null ? value : null;
}

/**
 * Which command printed a file: told by its content; by its name only where the content is empty, as where nothing is configured. Null for
 * anything else.
 */
export function configKindOf(value: unknown, stem: string): ConfigKind | null {
  if (!isJsonObject(value)) return null;
  if (Object.keys(value).length === 0 && stem.startsWith("get-model-invocation-logging-configuration"))
    return "get-model-invocation-logging-configuration";
  return MARKS.find(([, fits]) => fits(value))?.[0] ?? null;
}

/** The folder of a file, and its name without the ending. */
export function splitPath(path: string): { readonly folder: string; readonly stem: string } {
  const slash = path.lastIndexOf("/");
  return { folder: slash < 0 ? "" : path.slice(0, slash), stem: path.slice(slash + 1).replace(/\.json$/i, "") };
}

/** A time as the CLI prints it, or in seconds since 1970 as it can be told to; null for anything else. */
export function timeIn(value: unknown): number | null {
  if (typeof value === "number" && Number.isFinite(value)) return value * 1000;
  if (typeof value !== "string") return null;
  const ms = Date.parse(value);
  return Number.isFinite(ms) ? ms : null;
}
