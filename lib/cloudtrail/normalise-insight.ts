import { callerOf } from "./caller-of";
import { type JsonObject, objectIn, textIn } from "./json-object";
import type { NormalisedEvent, Rejection } from "./normalised-event";
import { codeIn, idIn, nameIn } from "./record-values";

const NOTHING: JsonObject = {};

/** An Insights record: the start or the end of an anomaly in how often one API is called. Nobody made it, so it has no caller. */
export function normaliseInsight(
  record: JsonObject,
  checkTime: (time: unknown) => number | Rejection,
): NormalisedEvent | Rejection {
  const details = objectIn(record.insightDetails) ?? NOTHING;
  const name = nameIn(details.eventName) ?? nameIn(record.eventName);
  if (name === null) return { reason: "no-event-name", detail: "an Insights record without insightDetails.eventName" };
  const timeMs = checkTime(record.eventTime ?? record["@timestamp"]);
  if (typeof timeMs !== "number") return timeMs;
  const { principal } = callerOf(record);
  return {
    kind: "insight",
    category: "insight",
    eventId: idIn(record.eventID),
    timeMs,
    windowEndMs: timeMs + (textIn(details.state) === "Start" ? minutesIn(details) * 60_000 : 0),
    source: nameIn(details.eventSource) ?? nameIn(record.eventSource) ?? "unknown",
    name,
    region: codeIn(record.awsRegion) ?? "unknown",
    account: codeIn(record.recipientAccountId) ?? "unknown",
    principal,
    credential: null,
    resources: [],
    errorCode: null,
    readOnly: null,
    address: null,
    userAgent: null,
    requestId: null,
    sharedEventId: idIn(record.sharedEventID),
    invokedBy: null,
    bytes: null,
    traces: null,
  };
}

/** How long the anomaly had lasted when it was found; the end record is an instant. */
function minutesIn(details: JsonObject): number {
  const context = objectIn(details.insightContext) ?? NOTHING;
  const minutes = Number((objectIn(context.statistics) ?? NOTHING).insightDuration);
  return minutes > 0 && minutes < MINUTES_MAX ? minutes : 0;
}

const MINUTES_MAX = 60 * 24 * 366;
