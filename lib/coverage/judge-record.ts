import { AppError } from "@/lib/base/app-error";
import { recordClass } from "@/lib/cloudtrail/catalogue/record-class";
import { unwrap } from "@/lib/ingest/unwrap";
import { isJsonObject, type JsonObject, textIn } from "@/lib/cloudtrail/json-object";
import type { LoggedVerdict } from "./contract";
import type { CoverageState } from "./coverage";
import type { CoverageModel } from "./coverage-model";
import { inventoryAt } from "./inventory-at";
import { judgeSinks } from "./judge-sinks";

/** The one record in a text: itself, or the only one of a log file or of what a shipper wrapped it in. AppError "invalid-input" for anything else. */
export function readOneRecord(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError("invalid-input", "This is not JSON, or is cut off. Paste one whole CloudTrail record.");
  }
  const list = unwrap(value).map((found) => found.value);
  const [record] = list;
  if (list.length !== 1) throw new AppError("invalid-input", `There are ${list.length} records in it. Give one.`);
  if (!isJsonObject(record) || textIn(record["eventName"]) === null || textIn(record["eventSource"]) === null)
    throw new AppError("invalid-input", "This is no CloudTrail record: it has no eventSource and eventName.");
  return record;
}

/** Would this very record have been recorded, at its own time or at another? Says which selector takes it, or the field of each that rejects it. */
export function judgeRecord(
  record: JsonObject,
  at: { readonly atMs: number | null },
  model: CoverageModel,
): LoggedVerdict {
  const { family, event } = recordClass(record);
  const place = placeOf(record);
  const atMs = at.atMs ?? Date.parse(textIn(record["eventTime"]) ?? "");
  if (!Number.isFinite(atMs))
    throw new AppError("invalid-input", "The record has no eventTime. Say for which time to judge it.");
  const moment = { ...place, atMs };
  const about = { family: family?.id ?? null, neverContains: family?.neverContains ?? null };
  if (family !== null && !family.isLoggable)
    return { ...about, ...moment, state: "not-loggable", because: family.basis, decidedBy: [], sinks: [] };
  const sinks = judgeSinks(event, moment, model);
  const taking = sinks.filter(({ takes, standing }) => takes === true && standing === "proved");
  return {
    ...about,
    ...moment,
    state: stateOf(sinks, taking.length > 0, inventoryAt(model, moment) === "proved"),
    because: because(sinks, taking),
    decidedBy: taking.map(({ sink, name, kind, held, selectors }) => ({
      sink,
      name,
      kind,
      selectors: selectors.filter(({ takes }) => takes === true).map(({ selector }) => selector),
      sinceMs: null,
      held,
    })),
    sinks,
  };
}

function placeOf(record: JsonObject): { account: string; region: string } {
  const identity = isJsonObject(record["userIdentity"]) ? record["userIdentity"] : {};
  const account = textIn(record["recipientAccountId"]) ?? textIn(identity["accountId"]);
  const region = textIn(record["awsRegion"]);
  if (account === null || region === null)
    throw new AppError("invalid-input", "The record names no account (recipientAccountId) or no Region (awsRegion).");
  return { account, region };
}

type Sinks = LoggedVerdict["sinks"];

function stateOf(sinks: Sinks, isTaken: boolean, isDescribed: boolean): CoverageState {
  if (isTaken) return "logged";
  const isOpen = sinks.some(({ takes, standing }) => takes === null || standing !== "proved");
  return isOpen || !isDescribed ? "unknown" : "not-logged";
}

function because(sinks: Sinks, taking: Sinks): string {
  const [first] = taking;
  if (first !== undefined) {
    const by = first.selectors.find(({ takes }) => takes === true)?.selector ?? "its selectors";
    return `${first.name} takes it by ${by}${taking.length > 1 ? `, and ${taking.length - 1} more take it too` : ""}.`;
  }
  const stale = sinks.find(({ takes, standing }) => takes === true && standing !== "proved");
  if (stale !== undefined) return `${stale.name} took it as last known; a change since would not have been seen.`;
  const gone = sinks.find(({ takes, standing }) => takes === false && standing === "last-known");
  if (gone !== undefined) return `${gone.name} did not take it as last known; a change since would not have been seen.`;
  if (sinks.length === 0) return "No trail or event data store is known that watches this account and Region.";
  return sinks.map(({ name, because: why, selectors }) => `${name}: ${selectors[0]?.because ?? why}`).join(" ");
}
