import { booleanIn, type JsonObject } from "./json-object";
import type { Category, RecordKind } from "./normalised-event";

const KIND_BY_TYPE: ReadonlyMap<string, RecordKind> = new Map<string, RecordKind>([
  ["awsapicall", "api-call"],
  ["awsserviceevent", "service-event"],
  ["awsconsoleaction", "console-action"],
  ["awsconsolesignin", "sign-in"],
  ["awsvpceevent", "network-activity"],
  ["awsvpceevents", "network-activity"],
  ["awscloudtrailinsight", "insight"],
  ["awsaggregatedevent", "aggregated"],
]);

const KIND_BY_CATEGORY: ReadonlyMap<string, RecordKind> = new Map<string, RecordKind>([
  ["insight", "insight"],
  ["networkactivity", "network-activity"],
  ["aggregated", "aggregated"],
]);

/** From `eventType`, else from what only one kind of record has. */
export function recordKindOf(record: JsonObject): RecordKind {
  const { eventType, eventCategory } = record;
  if (eventType === "AwsApiCall" && (eventCategory === "Management" || eventCategory === "Data")) return "api-call";
  const byType = typeof eventType === "string" ? KIND_BY_TYPE.get(eventType.toLowerCase()) : undefined;
  const byCategory = typeof eventCategory === "string" ? KIND_BY_CATEGORY.get(eventCategory.toLowerCase()) : undefined;
  if (byType !== undefined && byType !== "api-call") return byType;
  if (byCategory !== undefined) return byCategory;
  if (byType !== undefined) return byType;
  if (record.insightDetails !== undefined && record.eventName === undefined) return "insight";
  if (record.timeWindow !== undefined && record.summary !== undefined) return "aggregated";
  if (record.eventSource === "signin.amazonaws.com" && record.eventName === "ConsoleLogin") return "sign-in";
  return record.serviceEventDetails === undefined || record.serviceEventDetails === null ? "api-call" : "service-event";
}

const CATEGORY_BY_NAME: ReadonlyMap<string, Category> = new Map<string, Category>([
  ["management", "management"],
  ["data", "data"],
  ["networkactivity", "network-activity"],
  ["insight", "insight"],
  ["aggregated", "aggregated"],
]);

/** From `eventCategory`, else `managementEvent`, else the kind where that has one category only. */
export function categoryOf(record: JsonObject, kind: RecordKind): Category {
  if (kind === "insight" || kind === "aggregated" || kind === "network-activity") return kind;
  const { eventCategory } = record;
  if (eventCategory === "Management") return "management";
  if (eventCategory === "Data") return "data";
  const named = typeof eventCategory === "string" ? CATEGORY_BY_NAME.get(eventCategory.toLowerCase()) : undefined;
  if (named !== undefined) return named;
  const isManagement = booleanIn(record.managementEvent);
  if (isManagement !== null) return isManagement ? "management" : "data";
  return kind === "sign-in" || kind === "console-action" ? "management" : "unknown";
}
