import { callerOf } from "./caller-of";
import { parseEventTime } from "./event-time";
import { isJsonObject, type JsonObject, objectIn, textIn } from "./json-object";
import type { NormalisedEvent, Rejection, ResourceTouch } from "./normalised-event";
import { codeIn, idIn, nameIn } from "./record-values";
import { resourceRef } from "./resource-ref";
import { isPlaceholder } from "./storable-text";

/** The name of an aggregate over several event names. */
const AGGREGATED_NAME = "(aggregated)";

const NOTHING: JsonObject = {};
/** A record lists a handful of values for each dimension. */
const RESOURCES_MAX = 100;

/** An aggregated record: counts of data events over a window of five minutes, not one call. */
export function normaliseAggregated(
  record: JsonObject,
  checkTime: (time: unknown) => number | Rejection,
): NormalisedEvent | Rejection {
  const window = objectIn(record.timeWindow) ?? NOTHING;
  const timeMs = checkTime(window.windowStart ?? record.eventTime ?? record["@timestamp"]);
  if (typeof timeMs !== "number") return timeMs;
  const endMs = parseEventTime(window.windowEnd);
  const values = dimensionsIn(objectIn(record.summary) ?? NOTHING);
  const account = codeIn(record.accountId) ?? codeIn(record.recipientAccountId);
  const { principal } = callerOf(callerRecord(onlyOne(values.get("useridentity")), account));
  return {
    kind: "aggregated",
    category: "aggregated",
    eventId: idIn(record.eventID),
    timeMs,
    windowEndMs: endMs !== null && endMs >= timeMs ? endMs : null,
    source: nameIn(record.eventSource) ?? "unknown",
    name: nameIn(onlyOne(values.get("eventname"))) ?? nameIn(record.eventName) ?? AGGREGATED_NAME,
    region: codeIn(record.awsRegion) ?? "unknown",
    account: account ?? principal.account ?? "unknown",
    principal,
    credential: null,
    resources: touchesIn(values.get("resourcearn") ?? []),
    errorCode: null,
    readOnly: null,
    address: codeIn(onlyOne(values.get("sourceipaddress"))),
    userAgent: null,
    requestId: null,
    sharedEventId: idIn(record.sharedEventID),
    invokedBy: null,
    bytes: null,
    traces: null,
  };
}

/** The values that each dimension counts, the primary one and the details alike. */
function dimensionsIn(summary: JsonObject): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  const details = Array.isArray(summary.details) ? summary.details : [summary.details];
  for (const dimension of [summary.primaryDimension, ...details]) {
    if (!isJsonObject(dimension) || !Array.isArray(dimension.statistics)) continue;
    const name = textIn(dimension.dimension)?.toLowerCase() ?? "";
    const known = values.get(name) ?? [];
    for (const statistic of dimension.statistics.slice(0, RESOURCES_MAX)) {
      const value = isJsonObject(statistic) ? textIn(statistic.name) : null;
      if (value !== null && !isPlaceholder(value)) known.push(value);
    }
    values.set(name, known);
  }
  return values;
}

/** One caller of several would be a guess. */
function onlyOne(values: readonly string[] | undefined): string | null {
  return values?.length === 1 ? (values[0] ?? null) : null;
}

function callerRecord(identity: string | null, account: string | null): JsonObject {
  return {
    userIdentity: identity !== null && identity.startsWith("arn:") ? { arn: identity } : {},
    recipientAccountId: account,
  };
}

function touchesIn(arns: readonly string[]): readonly ResourceTouch[] {
  return [...new Set(arns)].map((key, index) => ({
    resource: resourceRef({ key, type: "", account: null }),
    role: index === 0 ? "target" : "related",
  }));
}
