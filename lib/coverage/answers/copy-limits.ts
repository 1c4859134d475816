import { isJsonObject, type JsonObject, listIn } from "@/lib/cloudtrail/json-object";
import type { CopyCall, Limit, Question } from "./answer";

const CITED_MAX = 10;

/** Calls that make a copy of what they name, or may, by event source. `live`: the copy goes on following it. */
const COPYING: Readonly<Record<string, Readonly<Record<string, "live" | "once">>>> = {
  "kms.amazonaws.com": { ReplicateKey: "live" },
  "secretsmanager.amazonaws.com": { ReplicateSecretToRegions: "live", CreateSecret: "live" },
  "s3.amazonaws.com": { PutBucketReplication: "live", PutReplicationConfiguration: "live" },
  "dynamodb.amazonaws.com": {
    CreateGlobalTable: "live",
    UpdateGlobalTable: "live",
    UpdateTable: "live",
    EnableKinesisStreamingDestination: "live",
    ExportTableToPointInTime: "once",
    CreateBackup: "once",
    RestoreTableToPointInTime: "once",
  },
};

/** The names of such calls of a source. */
export const COPYING_CALLS: readonly { readonly source: string; readonly name: string }[] = Object.entries(
  COPYING,
).flatMap(([source, names]) => Object.keys(names).map((name) => ({ source, name })));

/** Whether the record of such a call made a copy: some only do where they ask for one, which what cannot be read may have done. */
export function makesCopy(record: JsonObject): boolean {
  const request = isJsonObject(record["requestParameters"]) ? record["requestParameters"] : null;
  if (request === null) return true;
  if (record["eventName"] === "CreateSecret") return isGiven(request["addReplicaRegions"]);
  if (record["eventName"] === "UpdateTable") return isGiven(request["replicaUpdates"]);
  return true;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && listIn(value)?.length !== 0;
}

/** That a copy was made of the thing: what is done to the copy stands under another name, and of a table comes back from there. */
export function copyLimits({ did, resource, fromMs, toMs }: Question, copies: readonly CopyCall[]): Limit[] {
  const counting = copies.filter(({ source, name }) => {
    if (source === "dynamodb.amazonaws.com" && COPYING[source]?.[name] === "live") return true;
    return did === "read" || did === "any" || (source === "kms.amazonaws.com" && did !== "delete");
  });
  const names = [...new Set(counting.map(({ source, name }) => `${source}:${name}`))];
  if (counting.length === 0) return [];
  return [
    {
      kind: "indirect",
      text: `A copy of it was made (${names.join(", ")}): what is done to the copy stands under another name, and is not asked about.`,
      remedy: "Ask the same of each copy that the cited records name.",
      fromMs,
      toMs,
      account: resource.account,
      region: resource.region,
      events: counting.slice(0, CITED_MAX).map(({ eventId }) => eventId),
    },
  ];
}
