import type { TextFormat } from "./decoded";
import { isObject, isRecordLike, type JsonObject } from "./is-record-like";

/** A step from a value towards a record in it: into a member, into an element, or (null) into the JSON that a string holds. */
export type Step = string | number | null;

/** A value found in an envelope, and the way to it. `via` is null where it lies bare; `isRecord` is false for what was only passed on. */
export type Found = {
  readonly value: unknown;
  readonly path: readonly Step[];
  readonly via: TextFormat | null;
  readonly isRecord: boolean;
  /** The string at the end of the path should hold a record and cannot be parsed. */
  readonly unreadable?: string;
};

/** Where shippers put the record that they wrap, the likeliest first; compared in lower case. */
const WRAPPING_KEYS = [
  "_raw",
  "@message",
  "message",
  "cloudtrailevent",
  "detail",
  "_source",
  "event.original",
  "original",
  "event",
  "cloudtrail",
  "record",
  "raw",
  "rawlog",
  "log",
  "data",
  "result",
  "body",
  "sns",
  "payload",
  "content",
  "attributes",
  "json",
  "aws",
  "value",
  "override_record",
  "hits",
] as const;
/** The lists of envelopes, and what they make of the text that they are in. */
export const LIST_FORMATS: ReadonlyMap<string, TextFormat> = new Map([
  ["logEvents", "logs-subscription"],
  ["Events", "lookup"],
  ["events", "filtered-logs"],
  ["results", "wrapped"],
]);
const MAX_WRAPPINGS = 8;
const BROKEN_RECORD = /^\s*\{\s*"(?:event(?:Version|Time|ID|Name|Source|Type|Category)|userIdentity|awsRegion)"\s*:/;

/**
 * What lies in a value: itself where it is a record, else the records that its envelope holds, else itself, or its elements where it is a
 * list, marked as none. `via` is null only where a record is the value, or an element of its own list.
 */
export function unwrap(value: unknown): Found[] {
  const found = search(value, 0) ?? passOn(value);
  return found.map((one) => (one.via === null && !isDirect(one.path) ? { ...one, via: "wrapped" } : one));
}

function isDirect(path: readonly Step[]): boolean {
  const [first, second] = path;
  if (path.length < 2) return path.length === 0 || typeof first === "number";
  return path.length === 2 && first === "Records" && typeof second === "number";
}

function passOn(value: unknown): Found[] {
  const none = { via: null, isRecord: false };
  if (Array.isArray(value)) return value.map((element: unknown, index) => ({ ...none, value: element, path: [index] }));
  const records = isObject(value) ? value["Records"] : undefined;
  if (!Array.isArray(records)) return [{ ...none, value, path: [] }];
  return records.map((element: unknown, index) => ({ ...none, value: element, path: ["Records", index] }));
}

/** null: nothing here is or holds a record. An empty list: an envelope known to hold none. */
function search(value: unknown, wrappings: number): Found[] | null {
  if (wrappings > MAX_WRAPPINGS) return null;
  if (typeof value === "string") return fromString(value, wrappings);
  if (Array.isArray(value)) return fromList(value, { wrappings, via: null });
  if (!isObject(value)) return null;
  if (isRecordLike(value)) return [{ value, path: [], via: null, isRecord: true }];
  return fromEnvelope(value, wrappings) ?? fromWrapping(value, wrappings);
}

const under = (step: Step, via: TextFormat | null, found: readonly Found[] | null): Found[] | null =>
  found && found.map((inner) => ({ ...inner, path: [step, ...inner.path], via: via ?? inner.via ?? "wrapped" }));

function fromString(value: string, wrappings: number): Found[] | null {
  const start = value.trimStart().charAt(0);
  if (start !== "{" && start !== "[") return null;
  let inner: unknown;
  try {
    inner = JSON.parse(value);
  } catch (error) {
    if (!BROKEN_RECORD.test(value)) return null;
    const unreadable = error instanceof Error ? error.message : String(error);
    return [{ value: undefined, path: [], via: "wrapped", isRecord: true, unreadable }];
  }
  return under(null, null, search(inner, wrappings + 1));
}

/** Every element of a list; those that hold no record are passed on, if any other does. */
function fromList(
  list: readonly unknown[],
  { wrappings, via }: { wrappings: number; via: TextFormat | null },
): Found[] | null {
  const query = fromQueryRow(list, wrappings);
  if (query) return query;
  const all: Found[] = [];
  let hasAny = false;
  list.forEach((element, index) => {
    const inner = search(element, Array.isArray(element) ? wrappings + 1 : wrappings);
    hasAny ||= inner !== null;
    const found = inner ?? [{ value: element, path: [], via: null, isRecord: false }];
    for (const one of found) all.push({ ...one, path: [index, ...one.path], via: via ?? one.via });
  });
  return hasAny ? all : null;
}

/** One row of a CloudWatch Logs Insights query: `[{field, value}]`. */
function fromQueryRow(list: readonly unknown[], wrappings: number): Found[] | null {
  const index = list.findIndex(
    (cell) => isObject(cell) && cell["field"] === "@message" && typeof cell["value"] === "string",
  );
  const cell = list[index];
  if (!isObject(cell)) return null;
  const inner = under("value", "wrapped", search(cell["value"], wrappings + 1));
  return under(index, "wrapped", inner);
}

function fromEnvelope(value: JsonObject, wrappings: number): Found[] | null {
  if (Array.isArray(value["Records"])) return fromRecords(value["Records"], wrappings);
  if (typeof value["CloudTrailEvent"] === "string") {
    return under("CloudTrailEvent", "lookup-lines", search(value["CloudTrailEvent"], wrappings + 1));
  }
  if (isObject(value["detail"]) && (typeof value["detail-type"] === "string" || isRecordLike(value["detail"])))
    return fromEventBridge(value);
  if (value["messageType"] === "CONTROL_MESSAGE") return [];
  for (const [key, via] of LIST_FORMATS) {
    const list = value[key];
    if (Array.isArray(list)) return under(key, via, fromList(list, { wrappings: wrappings + 1, via }));
  }
  return null;
}

function fromRecords(list: readonly unknown[], wrappings: number): Found[] | null {
  const found = list.length === 0 ? [] : fromList(list, { wrappings: wrappings + 1, via: null });
  return found && found.map((one) => ({ ...one, path: ["Records", ...one.path] }));
}

function fromEventBridge(envelope: JsonObject): Found[] | null {
  const { detail } = envelope;
  const kind = envelope["detail-type"];
  if (!isRecordLike(detail) && !(typeof kind === "string" && kind.endsWith("via CloudTrail"))) return null;
  return [{ value: detail, path: ["detail"], via: "eventbridge", isRecord: true }];
}

function fromWrapping(value: JsonObject, wrappings: number): Found[] | null {
  const keys = new Map<string, string>();
  for (const key of Object.keys(value)) keys.set(key.toLowerCase(), key);
  for (const name of WRAPPING_KEYS) {
    const key = keys.get(name);
    if (key === undefined) continue;
    const inner = under(key, null, search(value[key], wrappings + 1));
    if (inner) return inner;
  }
  return null;
}
