import { type Caller, callerOf } from "./caller-of";
import { errorCodeOf } from "./error-code-of";
import { parseEventTime } from "./event-time";
import { booleanIn, isJsonObject, type JsonObject, objectIn, textIn } from "./json-object";
import type { NormalisedEvent, QuarantineReason, Rejection } from "./normalised-event";
import { normaliseAggregated } from "./normalise-aggregated";
import { normaliseInsight } from "./normalise-insight";
import { categoryOf, recordKindOf } from "./record-kind";
import { RECORD_KEYS } from "./record-keys";
import { addressIn, bytesIn, codeIn, idIn, nameIn } from "./record-values";
import { resourcesOf } from "./resources-of";
import { storableText } from "./storable-text";
import type { IssuingRecord } from "./issuing-record";
import { tracesOf } from "./traces-of";
import { userAgentIn } from "./user-agent";
import { whatItIs } from "./what-it-is";

/** Raised whenever the same record may normalise differently, so that what was stored before can be told and derived again. */
export const NORMALISER_VERSION = 6;

/** CloudTrail did not exist before; AWS began in 2006. */
const EARLIEST_MS = Date.UTC(2006, 0, 1);

/**
 * An event, or why the value is none: one or the other for every JSON value, and never an exception.
 * Times after `latestMs`, which is a day after delivery, are out of bounds.
 */
export function normaliseRecord(value: unknown, latestMs: number): NormalisedEvent | Rejection {
  if (!isJsonObject(value)) return rejection("not-an-object", `expected an object, found ${kindOfJson(value)}`);
  const record = RECORD_KEYS.canonical(value);
  const kind = recordKindOf(record);
  if (kind === "insight") return normaliseInsight(record, (time) => checkTime(time, latestMs));
  if (kind === "aggregated") return normaliseAggregated(record, (time) => checkTime(time, latestMs));

  const name = nameIn(record.eventName);
  const source = nameIn(record.eventSource);
  if (name === null) {
    if (source === null) return rejection("not-a-cloudtrail-record", `this looks like ${whatItIs(value)}`);
    return rejection("no-event-name", `an event of ${source} without eventName`);
  }
  const timeMs = checkTime(record.eventTime ?? record["@timestamp"], latestMs);
  if (typeof timeMs !== "number") return timeMs;

  const caller = callerOf(record);
  const { principal } = caller;
  const recipient = codeIn(record.recipientAccountId);
  const region = codeIn(record.awsRegion) ?? "unknown";
  const sourceName = source ?? "unknown";
  const errorCode = errorCodeOf(record);
  return {
    kind,
    category: categoryOf(record, kind),
    eventId: idIn(record.eventID),
    timeMs,
    windowEndMs: null,
    source: sourceName,
    name,
    region,
    account: recipient ?? principal.account ?? "unknown",
    principal,
    credential: caller.credential,
    resources: resourcesOf(record, {
      source: sourceName,
      name,
      region,
      recipient,
      principal,
      respelt: record !== value,
    }),
    errorCode,
    readOnly: booleanIn(record.readOnly),
    address: addressIn(record.sourceIPAddress),
    userAgent: userAgentIn(record.userAgent).text,
    requestId: idIn(record.requestID),
    sharedEventId: idIn(record.sharedEventID),
    invokedBy: caller.facts.invokedBy === null ? null : codeIn(caller.facts.invokedBy),
    bytes: bytesIn(record.additionalEventData),
    traces:
      errorCode === null
        ? tracesOf(name, () => describe(record, { source: sourceName, name, recipient, caller }))
        : null,
  };
}

const NOTHING: JsonObject = {};

function describe(
  record: JsonObject,
  {
    source,
    name,
    recipient,
    caller,
  }: Pick<IssuingRecord, "source" | "name" | "recipient"> & { readonly caller: Caller },
): IssuingRecord {
  return {
    source,
    name,
    recipient,
    ...caller,
    request: objectIn(record.requestParameters) ?? NOTHING,
    response: objectIn(record.responseElements) ?? NOTHING,
    additional: objectIn(record.additionalEventData) ?? NOTHING,
    details: objectIn(record.serviceEventDetails) ?? objectIn(record.mcpEventDetails) ?? NOTHING,
  };
}

/** The time in bounds, or why it is not one. */
function checkTime(value: unknown, latestMs: number): number | Rejection {
  if (value === undefined || value === null || value === "") return rejection("no-event-time", "eventTime is missing");
  const timeMs = parseEventTime(value);
  if (timeMs === null) return rejection("bad-event-time", `${shown(value)} is not a time`);
  if (timeMs < EARLIEST_MS) return rejection("time-out-of-bounds", `${shown(value)} is before 2006`);
  if (timeMs > latestMs) return rejection("time-out-of-bounds", `${shown(value)} is more than a day after delivery`);
  return timeMs;
}

function rejection(reason: QuarantineReason, detail: string): Rejection {
  return { reason, detail };
}

function shown(value: unknown): string {
  const text = textIn(value);
  return text === null ? kindOfJson(value) : `"${storableText(text, 96)}"`;
}

function kindOfJson(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
