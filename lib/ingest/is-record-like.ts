const RECORD_KEYS: ReadonlySet<string> = new Set([
  "eventname",
  "eventtime",
  "eventsource",
  "eventid",
  "eventversion",
  "eventtype",
  "eventcategory",
  "useridentity",
  "recipientaccountid",
  "sourceipaddress",
  "requestparameters",
  "responseelements",
  "insightdetails",
  "timewindow",
]);

/** Any object of JSON, its keys not yet known. */
export type JsonObject = { readonly [key: string]: unknown };

/** Narrows to a JSON object that is no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPlainRecord(value: JsonObject): boolean {
  const { eventName, eventSource } = value;
  return typeof eventName === "string" && typeof eventSource === "string" && !eventSource.startsWith("aws:");
}

/**
 * Whether a value has the keys of a CloudTrail record, however spelt: enough to hand it to the normaliser, which says what is wrong
 * with it. Notifications of S3 and other services, which share keys with it, have not.
 */
export function isRecordLike(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  if (isPlainRecord(value)) return true;
  const { eventSource } = value;
  if (typeof eventSource === "string" && eventSource.startsWith("aws:")) return false;
  if ("schemaType" in value || "CloudTrailEvent" in value || "class_uid" in value) return false;
  let found = 0;
  for (const key of Object.keys(value)) {
    if (RECORD_KEYS.has(key.replace(/[_\s-]/g, "").toLowerCase()) && ++found === 2) return true;
  }
  return false;
}
