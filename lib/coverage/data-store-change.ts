import { parseArn, partitionOfRegion } from "@/lib/cloudtrail/arn";
import { booleanIn, type JsonObject, textIn } from "@/lib/cloudtrail/json-object";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import type { Fact, SinkSettings } from "./fact";
import { type ChangeRecord, changeFact } from "./change-record";

/** What a call of an event data store's API changed. */
export function dataStoreChange(change: ChangeRecord): Fact[] {
  if (change.source !== "cloudtrail.amazonaws.com" || !change.name.includes("EventDataStore")) return [];
  const arn = storeArn(change);
  if (arn === null) return [];
  const on = (aspect: "existence" | "logging", value: boolean): Fact =>
    changeFact(change, { subject: arn, aspect, value });
  switch (change.name) {
    case "CreateEventDataStore":
      return [
        changeFact(change, { subject: arn, aspect: "existence", value: false, holdsBefore: true }),
        on("existence", true),
        on("logging", takesIn(change)),
        ...setUp(change, arn),
      ];
    case "UpdateEventDataStore":
      return setUp(change, arn);
    case "DeleteEventDataStore":
      return [on("logging", false)];
    case "RestoreEventDataStore":
      return [on("existence", true), ...restored(change, arn), ...setUp(change, arn)];
    case "StartEventDataStoreIngestion":
      return [on("logging", true)];
    case "StopEventDataStoreIngestion":
      return [on("logging", false)];
    default:
      return [];
  }
}

/** A call names a store by its ARN or by the end of that alone. */
function storeArn({ request, response, account, region }: ChangeRecord): string | null {
  const said = textIn(response["eventDataStoreArn"]) ?? textIn(request["eventDataStore"]);
  if (said === null || said === "") return null;
  if (parseArn(said) !== null) return said;
  return `arn:${partitionOfRegion(region)}:cloudtrail:${region}:${account}:eventdatastore/${said}`;
}

/** It takes events in again unless that was stopped before it was deleted, which the response may say. */
function restored(change: ChangeRecord, subject: string): Fact[] {
  const isSaid = textIn(change.response["status"]) !== null;
  const values = isSaid ? [takesIn(change)] : [true, false];
  return values.map((value) => changeFact(change, { subject, aspect: "logging", value }));
}

function takesIn({ request, response }: ChangeRecord): boolean {
  if (booleanIn(request["startIngestion"]) === false) return false;
  return ["ENABLED", "CREATED", "STARTING_INGESTION"].includes(textIn(response["status"]) ?? "ENABLED");
}

function setUp(change: ChangeRecord, arn: string): Fact[] {
  return [
    changeFact(change, { subject: arn, aspect: "settings", value: settingsOf(change.response, arn) }),
    changeFact(change, { subject: arn, aspect: "selectors", value: parseSelectors(change.response) }),
  ];
}

function settingsOf(response: JsonObject, arn: string): SinkSettings | null {
  const parts = parseArn(arn);
  const multiRegion = booleanIn(response["multiRegionEnabled"]);
  if (parts === null || multiRegion === null) return null;
  return {
    kind: "event-data-store",
    name: textIn(response["name"]) ?? parts.resource,
    owner: parts.account,
    home: parts.region,
    multiRegion,
    organisation: booleanIn(response["organizationEnabled"]) ?? false,
    globalEvents: true,
    bucket: null,
    prefix: null,
    kmsKey: textIn(response["kmsKeyId"]),
    validation: false,
  };
}
