import { booleanIn, isJsonObject, type JsonObject, listIn, textIn } from "../json-object";
import type { SelectableEvent } from "../selectors/match-selectors";
import { FAMILIES, findFamily } from "./families";
import type { OperationFamily } from "./operation-family";

/** The family that a record belongs to, and what selectors would look at in it. */
export type RecordClass = { readonly family: OperationFamily | null; readonly event: SelectableEvent };

const CATEGORY: Readonly<Record<string, SelectableEvent["category"]>> = {
  management: "Management",
  data: "Data",
  networkactivity: "NetworkActivity",
};

/** Reads of a record as delivered what decides whether a selector takes it. Family null: no family is known for such a record. */
export function recordClass(record: JsonObject): RecordClass {
  const event = selectableEvent(record);
  return { family: familyOf(event), event };
}

function selectableEvent(record: JsonObject): SelectableEvent {
  const identity = isJsonObject(record["userIdentity"]) ? record["userIdentity"] : {};
  return {
    category: categoryOf(record),
    source: textIn(record["eventSource"]) ?? "",
    name: textIn(record["eventName"]) ?? "",
    readOnly: booleanIn(record["readOnly"]),
    eventType: textIn(record["eventType"]),
    resources: resourcesOf(record),
    principalArn: textIn(identity["arn"]),
    fromConsole: booleanIn(record["sessionCredentialFromConsole"]) === true,
    errorCode: textIn(record["errorCode"]),
    vpcEndpointId: textIn(record["vpcEndpointId"]),
  };
}

function categoryOf(record: JsonObject): SelectableEvent["category"] {
  const said = CATEGORY[(textIn(record["eventCategory"]) ?? "").toLowerCase()];
  if (said !== undefined) return said;
  const isManagement = booleanIn(record["managementEvent"]);
  return isManagement === null ? null : isManagement ? "Management" : "Data";
}

function resourcesOf(record: JsonObject): SelectableEvent["resources"] {
  return (listIn(record["resources"]) ?? []).flatMap((entry) => {
    if (!isJsonObject(entry)) return [];
    const arn = textIn(entry["ARN"]) ?? textIn(entry["arn"]);
    const prefix = textIn(entry["ARNPrefix"]);
    return [{ type: textIn(entry["type"]) ?? "", arn: arn ?? prefix, isPrefix: arn === null && prefix !== null }];
  });
}

/** The narrowest family: that of the first resource with a data type, or the management family of the source. */
function familyOf(event: SelectableEvent): OperationFamily | null {
  if (event.category === "NetworkActivity") return findFamily(`NetworkActivity:${event.source}`);
  if (event.category === "Management") return managementFamily(event.source, event.name);
  if (event.category === null) return null;
  const types = event.resources.map(({ type }) => type).filter((type) => type !== "");
  const known = types.flatMap((type) => FAMILIES.find(({ id }) => id.toLowerCase() === type.toLowerCase()) ?? []);
  const named = known.find((family) => family.eventClass.operations.some(({ name }) => name === event.name));
  return named ?? known[0] ?? (types[0] === undefined ? dataFamilyByName(event) : findFamily(types[0]));
}

/** Where a data record names no typed resource: the only family whose source has such an operation. */
function dataFamilyByName({ source, name }: SelectableEvent): OperationFamily | null {
  const fitting = FAMILIES.filter(
    ({ eventClass, isLoggable }) =>
      isLoggable &&
      eventClass.category === "Data" &&
      eventClass.sources.includes(source) &&
      eventClass.operations.some((operation) => operation.name === name),
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** The family of a management event: the one that lists it, else an open one of its source, else management events as a whole. */
export function managementFamily(source: string, name: string): OperationFamily | null {
  const ofSource = FAMILIES.filter(
    ({ eventClass }) => eventClass.category === "Management" && eventClass.sources.includes(source),
  );
  const listed = ofSource.find(({ eventClass }) => eventClass.operations.some((operation) => operation.name === name));
  return listed ?? ofSource.find(({ eventClass }) => eventClass.isOpen) ?? findFamily("management");
}
